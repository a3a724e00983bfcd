"""A bank account is checked by a small random transfer, whose amount is named back (rules §3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Company, User
from common.encryption import decrypt
from common.formats import money
from common.locking import lock_one
from common.money import minor_unit, round_money
from common.status import move
from common.sweep import sweep
from payments.enums import TrialStatus
from payments.models import BankAccount, TrialTransfer
from payments.services import bank_accounts, trials
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import BANK_CHECK_TRANSITIONS, BankCheckStatus, RevisionStatus
from suppliers.errors import BankCheckRefused, TooLate
from suppliers.models import BankCheck, BankCheckEvent, Document, DocumentRevision
from suppliers.selectors.bank_checks import bank_revision, confirmed_check, is_verified
from suppliers.services import tell_vetting


@transaction.atomic
def start(*, company: Company, actor: User, at: datetime) -> BankCheck:
    """Send a random amount to the account that the company named last.

    Raises BankCheckRefused: no account, one check is open, it is confirmed already, or too many
    were begun of late. A check of another account that was open is over.
    """
    revision = _locked_revision(company)
    rules = in_force(VettingRules, at)
    _end_other(company, revision, at)
    _check_may_start(company, revision, rules.rules, at)
    account = _bank_account(revision, at)
    transfer = trials.order_trial(
        bank_account=account, most=rules.rules.bank_check_most_units, actor=actor, at=at
    )
    check = BankCheck.objects.create(
        company=company,
        bank_account=account,
        identifier_digest=revision.identifier_digest,
        transfer=transfer,
        most_tries=rules.rules.bank_check_tries,
        started_by=actor,
        started_at=at,
        deadline=at + timedelta(days=rules.rules.bank_check_days),
        policy_version=rules.version,
    )
    BankCheckEvent.objects.create(subject=check, at=at, actor=actor, target=check.status)
    tell_vetting.bank_check_started(check=check, at=at)
    return check


def _locked_revision(company: Company) -> DocumentRevision:
    """Two who begin at once come one after the other."""
    revision = bank_revision(company)
    if revision is None or revision.status == RevisionStatus.SENT_BACK:
        raise BankCheckRefused(_("Name your bank account first."), code="no_account")
    lock_one(Document.objects.filter(pk=revision.document_id))
    return revision


def _end_other(company: Company, revision: DocumentRevision, at: datetime) -> None:
    for check in BankCheck.objects.filter(company=company, status=BankCheckStatus.OPEN):
        if check.identifier_digest != revision.identifier_digest:
            _end(check, BankCheckStatus.REPLACED, at)
        elif check.deadline <= at:
            _end(check, BankCheckStatus.EXPIRED, at)


def _check_may_start(
    company: Company, revision: DocumentRevision, rules: VettingRules, at: datetime
) -> None:
    if is_verified(company, revision.identifier_digest):
        raise BankCheckRefused(_("This account is confirmed already."), code="confirmed")
    mine = BankCheck.objects.filter(company=company)
    if mine.filter(status=BankCheckStatus.OPEN).exists():
        raise BankCheckRefused(_("A transfer is under way already."), code="open")
    since = at - timedelta(days=rules.bank_check_window_days)
    begun = mine.filter(started_at__gt=since).count()
    if begun >= rules.bank_check_most:
        raise BankCheckRefused(
            _("%(begun)d checks were begun in %(days)d days; at most %(most)d are.")
            % {
                "begun": begun,
                "days": rules.bank_check_window_days,
                "most": rules.bank_check_most,
            },
            code="too_many",
        )


def _bank_account(revision: DocumentRevision, at: datetime) -> BankAccount:
    return bank_accounts.add(
        company=revision.document.company,
        holder=revision.holder,
        bank=revision.data["bank"],
        number=decrypt(bytes(revision.identifier_encrypted)),
        currency=revision.data["currency"],
        at=at,
    )


def answer(*, check: BankCheck, amount: Decimal, actor: User, at: datetime) -> BankCheck:
    """Name the amount that came in. A wrong one costs a try, whoever else names one meanwhile.

    An amount that no transfer can have costs none. Raises BankCheckRefused with the tries left,
    TooLate, and WrongStatus where the check is over.
    """
    _check_possible(check, amount)
    with transaction.atomic():
        locked = lock_one(BankCheck.objects.filter(pk=check.pk).select_related("transfer"))
        _judge(locked, amount, actor, at)
    if locked.status == BankCheckStatus.CONFIRMED:
        return locked
    if locked.status == BankCheckStatus.EXPIRED:
        raise TooLate(_("The time to name the amount is over; begin a new check."), code="expired")
    raise BankCheckRefused(_wrong(locked), field="amount", code="wrong", left=locked.tries_left)


def most_amount(check: BankCheck) -> Decimal:
    """The largest amount that the rules of its day let it send, in its currency."""
    rules = in_force(VettingRules, check.started_at).rules
    return rules.bank_check_most_units * minor_unit(check.bank_account.currency)


def _check_possible(check: BankCheck, amount: Decimal) -> None:
    currency = check.bank_account.currency
    least, most = minor_unit(currency), most_amount(check)
    if least <= amount <= most and amount == round_money(amount, currency):
        return
    raise BankCheckRefused(
        _("We sent %(least)s to %(most)s, in steps of %(least)s; this cost no try.")
        % {"least": money(least, currency), "most": money(most, currency)},
        field="amount",
        code="impossible",
    )


def _judge(check: BankCheck, amount: Decimal, actor: User, at: datetime) -> None:
    if check.status == BankCheckStatus.OPEN and check.deadline <= at:
        _end(check, BankCheckStatus.EXPIRED, at)
        return
    tries = check.tries + 1
    if amount == check.transfer.amount:
        _end(check, BankCheckStatus.CONFIRMED, at, actor=actor, tries=tries)
    elif check.status == BankCheckStatus.OPEN and tries < check.most_tries:
        check.tries = tries
        check.save(update_fields=["tries"])
    else:
        _end(check, BankCheckStatus.FAILED, at, actor=actor, tries=min(tries, check.most_tries))


def _wrong(check: BankCheck) -> str:
    left = check.tries_left
    if not left:
        return str(_("That is not the amount, and it was the last try; begin a new check."))
    return ngettext(
        "That is not the amount; %(left)d try is left.",
        "That is not the amount; %(left)d tries are left.",
        left,
    ) % {"left": left}


def put_in_use(*, revision: DocumentRevision, at: datetime) -> None:
    """Payouts go to the account of a document that is in force, once its check was confirmed."""
    check = confirmed_check(revision.document.company, revision.identifier_digest)
    if check is not None:
        bank_accounts.confirm(bank_account=check.bank_account, at=at)


def trial_ended(*, trial: TrialTransfer, at: datetime) -> None:
    """A transfer that the bank refused ends its check."""
    check = BankCheck.objects.filter(transfer=trial, status=BankCheckStatus.OPEN).first()
    if check is None:
        return
    if trial.status == TrialStatus.FAILED:
        _end(check, BankCheckStatus.RETURNED, at)
    else:
        tell_vetting.bank_check_arrived(check=check, at=at)


def expire_due(*, at: datetime, limit: int) -> list[int]:
    """End up to ``limit`` checks whose time is over; returns their ids."""
    due = BankCheck.objects.filter(status=BankCheckStatus.OPEN, deadline__lte=at)
    return sweep(due, lambda check: _end(check, BankCheckStatus.EXPIRED, at), limit=limit)


def _end(check: BankCheck, to: BankCheckStatus, at: datetime, **given: Any) -> None:
    """By the rules that it was begun by; what was not confirmed is out of use."""
    move(
        check,
        to,
        table=BANK_CHECK_TRANSITIONS,
        events=BankCheckEvent,
        at=at,
        policy_version=check.policy_version,
        ended_at=at,
        **given,
    )
    if to != BankCheckStatus.CONFIRMED:
        bank_accounts.remove(bank_account=check.bank_account, at=at)
    tell_vetting.bank_check_ended(check=check, at=at)
