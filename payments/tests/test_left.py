from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accounts.errors import CannotClose
from accounts.services.closing import close_company
from accounts.tests.factories import CompanyFactory
from payments.tests.factories import give_funds

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_company_is_not_closed_over_its_money() -> None:
    company, other = CompanyFactory(), CompanyFactory()
    give_funds(company, "60.00")
    with pytest.raises(CannotClose, match=r"¥60\.00 lie here"):
        close_company(company=company, at=NOW)
    company.refresh_from_db()
    assert company.closed_at is None
    assert close_company(company=other, at=NOW).closed_at == NOW
