"""Purchases over the company's limit: an approver decides before anything is ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import Right
from accounts.models import Address, Membership
from accounts.services.notices import tell
from common.errors import refuse_reused
from common.locking import lock_one
from common.status import check_move, move, wrong_move
from common.sweep import sweep
from orders.asked import digest_of
from orders.enums import REQUEST_TRANSITIONS, RequestStatus
from orders.errors import CannotDecide
from orders.models import PurchaseRequest, PurchaseRequestEvent
from orders.selectors.basket import WantedLine
from orders.selectors.checkout import CheckoutView, view_of
from orders.selectors.delivery import AddressSnapshot, Totals
from orders.selectors.links import request_page
from orders.services.place import place
from policies.schemas import AccountRules
from policies.selectors import in_force


def ask(
    *,
    membership: Membership,
    wants: Sequence[WantedLine],
    address: Address,
    notes: Mapping[int, str],
    total: Decimal,
    key: str,
    at: datetime,
) -> PurchaseRequest:
    """Ask the approvers of the company to let this purchase be ordered.

    ``wants`` carry the prices seen; ``total`` is in the company's currency. A ``key`` that was
    used returns the request that it made, or raises KeyReused as ``refuse_other`` does.
    """
    rules = in_force(AccountRules, at)
    try:
        with transaction.atomic():
            request = PurchaseRequest.objects.create(
                company=membership.company,
                requested_by=membership.user,
                key=key,
                address=address,
                address_text=address.snapshot(),
                wants=[asdict(want) for want in wants],
                notes=_kept(notes),
                total_in_limit_currency=total,
                requested_at=at,
                expires_at=at + timedelta(days=rules.rules.approval_days),
            )
            _note_asked(request, membership, at)
    except IntegrityError:
        known = PurchaseRequest.objects.get(key=key, company=membership.company)
        refuse_other(known, membership=membership, address=address, notes=notes)
        return known
    return request


def refuse_other(
    request: PurchaseRequest,
    *,
    membership: Membership,
    address: Address,
    notes: Mapping[int, str],
) -> None:
    """Raises KeyReused where somebody else asked, or for another address or with other notes."""
    asked = digest_of(address.pk, notes)
    refuse_reused(request, requested_by_id=membership.user_id, asked=asked)


def _kept(notes: Mapping[int, str]) -> dict[str, str]:
    return {str(supplier_id): note for supplier_id, note in notes.items()}


@transaction.atomic
def approve(
    *,
    request: PurchaseRequest,
    membership: Membership,
    at: datetime,
    seen: Mapping[tuple[int, str], Decimal] | None = None,
    seen_totals: Totals | None = None,
) -> PurchaseRequest:
    """Place the orders of ``request`` at the prices that the purchaser saw.

    ``seen`` are the unit prices that the approver was shown instead, ``seen_totals`` the totals
    with freight of every supplier. Raises CannotDecide, WrongStatus, and all that placing
    raises, StalePrice among it; the request then waits on.
    """
    request = _lock(request)
    _refuse_wrong_person(request, membership)
    check_move(request, RequestStatus.APPROVED, table=REQUEST_TRANSITIONS)
    _refuse_late(request, at)
    group = place(
        buyer=request.company,
        placed_by=request.requested_by,
        wants=[_with_price(want, seen) for want in wants_of(request)],
        address=address_of(request),
        notes={int(supplier_id): note for supplier_id, note in request.notes.items()},
        key=request.key,
        at=at,
        seen_totals=seen_totals,
    )
    _decide(request, RequestStatus.APPROVED, membership, at, group=group)
    _tell_requester(request, "purchase_approved", at, person=str(membership.user))
    return request


@transaction.atomic
def decline(
    *, request: PurchaseRequest, membership: Membership, at: datetime, reason: str
) -> PurchaseRequest:
    """Nothing is ordered; the purchaser is told why."""
    request = _lock(request)
    _refuse_wrong_person(request, membership)
    _decide(request, RequestStatus.DECLINED, membership, at, reason=reason)
    _tell_requester(
        request, "purchase_declined", at, person=str(membership.user), reason=reason or "–"
    )
    return request


@transaction.atomic
def withdraw(*, request: PurchaseRequest, membership: Membership, at: datetime) -> PurchaseRequest:
    """The purchaser takes the request back; raises CannotDecide for anybody else."""
    request = _lock(request)
    if request.requested_by_id != membership.user_id:
        raise CannotDecide(_("Only the person who asked can withdraw it."))
    return _decide(request, RequestStatus.WITHDRAWN, membership, at)


def expire_due(*, at: datetime, limit: int) -> list[int]:
    """Expire up to ``limit`` requests that nobody decided in time; returns their ids."""
    due = PurchaseRequest.objects.filter(status=RequestStatus.WAITING, expires_at__lte=at)
    return sweep(
        due.select_related("company", "requested_by"),
        lambda request: _expire(request, at),
        limit=limit,
    )


def address_of(request: PurchaseRequest) -> AddressSnapshot:
    """Where it was asked to go, whatever became of that address since.

    Of requests that did not keep it, the address as it is now.
    """
    if request.address_text is None:
        return AddressSnapshot.of(request.address)
    return AddressSnapshot.kept(request.address_text, request.address_id)


def wants_of(request: PurchaseRequest) -> list[WantedLine]:
    """What was asked for, at the prices that the purchaser saw."""
    return [
        WantedLine(
            sku_id=want["sku_id"],
            quantity=want["quantity"],
            mode=want["mode"],
            seen_price=None if want["seen_price"] is None else Decimal(want["seen_price"]),
        )
        for want in request.wants
    ]


def view_now(*, request: PurchaseRequest, membership: Membership, at: datetime) -> CheckoutView:
    """The orders that the request would become, were it approved at ``at``."""
    return view_of(
        membership=membership,
        wants=wants_of(request),
        destination=address_of(request).destination,
        at=at,
    )


def _with_price(want: WantedLine, seen: Mapping[tuple[int, str], Decimal] | None) -> WantedLine:
    return want if seen is None else replace(want, seen_price=seen.get(want.key))


def _lock(request: PurchaseRequest) -> PurchaseRequest:
    return lock_one(
        PurchaseRequest.objects.filter(pk=request.pk).select_related(
            "company", "requested_by", "address"
        )
    )


def _refuse_wrong_person(request: PurchaseRequest, membership: Membership) -> None:
    if membership.company_id != request.company_id or not membership.may(Right.APPROVE):
        raise CannotDecide(_("Purchases over the limit are decided by an approver or owner."))
    if membership.user_id == request.requested_by_id:
        raise CannotDecide(_("Nobody decides a purchase of their own."))


def _refuse_late(request: PurchaseRequest, at: datetime) -> None:
    """Until the sweep has come by, the time itself counts."""
    if at >= request.expires_at:
        raise wrong_move(
            request,
            request.status,
            RequestStatus.APPROVED,
            said=_("This purchase request has expired."),
        )


def _decide(
    request: PurchaseRequest,
    to: RequestStatus,
    membership: Membership,
    at: datetime,
    reason: str = "",
    **changes: Any,
) -> PurchaseRequest:
    move(
        request,
        to,
        table=REQUEST_TRANSITIONS,
        events=PurchaseRequestEvent,
        at=at,
        actor=membership.user,
        reason=reason,
        decided_by=membership.user,
        decided_at=at,
        **changes,
    )
    return request


def _expire(request: PurchaseRequest, at: datetime) -> None:
    move(
        request,
        RequestStatus.EXPIRED,
        table=REQUEST_TRANSITIONS,
        events=PurchaseRequestEvent,
        at=at,
        policy_version=in_force(AccountRules, request.requested_at).version,
    )
    _tell_requester(request, "purchase_expired", at)


def _note_asked(request: PurchaseRequest, membership: Membership, at: datetime) -> None:
    PurchaseRequestEvent.objects.create(
        subject=request,
        at=at,
        actor=membership.user,
        target=RequestStatus.WAITING,
        policy_version=in_force(AccountRules, at).version,
    )
    company = membership.company
    tell(
        kind="purchase_requested",
        params={
            "person": str(membership.user),
            "total": _total(request),
            "limit": (company.spending_limit, company.currency),
            "expires_at": request.expires_at,
        },
        url=request_page(request),
        key=f"purchase_requested:{request.pk}",
        at=at,
        company=company,
        rights=[Right.APPROVE],
    )


def _tell_requester(request: PurchaseRequest, kind: str, at: datetime, **params: str) -> None:
    tell(
        kind=kind,
        params={"total": _total(request), **params},
        url=request_page(request),
        key=f"{kind}:{request.pk}",
        at=at,
        company=request.company,
        users=[request.requested_by],
    )


def _total(request: PurchaseRequest) -> tuple[Decimal, str]:
    return request.total_in_limit_currency, request.company.currency
