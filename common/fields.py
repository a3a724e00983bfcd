"""Field types that every app uses the same way."""

from __future__ import annotations

from typing import Any

from django.db import models

from common.money import CURRENCIES


class MoneyField(models.DecimalField):
    """An amount in the minor unit of a currency that stands in a field beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 16)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class UnitPriceField(models.DecimalField):
    """A unit price, up to four decimals (rules §6)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)


class CurrencyField(models.CharField):
    """An ISO 4217 code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("choices", CURRENCIES)
        kwargs.setdefault("default", "CNY")
        super().__init__(*args, **kwargs)


class EncryptedField(models.BinaryField):
    """What ``common.encryption.encrypt`` made of a text; ``manage.py rotate_keys`` knows of it.

    It is not decrypted by reading the row: who wants the text asks for it, and is logged.
    """
