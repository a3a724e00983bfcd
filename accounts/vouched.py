"""What of a company others vouch for, so that its people do not change it themselves; apps above
say what, such as the name under which a supplier was vetted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from accounts.models import Company

#: Returns, by field of the company, a lazily translated sentence that says how it changes instead.
Voucher = Callable[[Company], Mapping[str, Any]]

_vouchers: list[Voucher] = []


def register(voucher: Voucher) -> None:
    """Ask ``voucher`` before a company's data is changed; called when an app is ready."""
    _vouchers.append(voucher)


def vouched_for(company: Company) -> dict[str, Any]:
    """The fields that stay as they are, each with the sentence that says why."""
    return {field: said for voucher in _vouchers for field, said in voucher(company).items()}
