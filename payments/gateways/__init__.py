"""Ways to pay, by the code that ``settings.PAYMENT_GATEWAYS`` gives them."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from common.errors import DomainError
from payments.gateways.base import Gateway


class UnknownGateway(DomainError):
    """There is no such way to pay here."""

    code = "unknown_gateway"
    status = 404


@cache
def get(code: str) -> Gateway:
    """The gateway of that code; raises UnknownGateway."""
    path = settings.PAYMENT_GATEWAYS.get(code)
    if path is None:
        raise UnknownGateway(_("There is no way to pay called “%(code)s”.") % {"code": code})
    return import_string(path)()


def offered() -> list[Gateway]:
    """Those that a payer may choose from, in the order of the settings."""
    return [get(code) for code in settings.PAYMENT_GATEWAYS]
