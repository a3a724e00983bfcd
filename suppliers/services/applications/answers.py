"""An application is begun, and answered step by step; each is saved as it comes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import BadInput
from accounts.models import Company, User
from accounts.phones import normal_phone
from common.countries import CHINA
from common.errors import Faults
from common.money import CURRENCIES
from suppliers.enums import AppealStatus, ApplicationStatus, FlaggedGoods, SupplierKind
from suppliers.errors import BadApplication, NotReady
from suppliers.models import Application, ApplicationEvent, Supplier
from suppliers.selectors.applications import asked_again
from suppliers.services.applications.moving import locked
from suppliers.trades import trades

ANSWERS = (
    "kind",
    "shop_name",
    "shop_name_en",
    "intro",
    "intro_en",
    "founded_year",
    "phone",
    "trades",
    "goods",
    "belt",
    "ships_from",
    "currency",
)
EARLIEST_YEAR = 1600


@transaction.atomic
def start(*, company: Company, kind: str, actor: User, at: datetime) -> Application:
    """Begin an application; where one is under way, that one is returned as it is.

    Raises NotReady where the company has a shop, or an appeal waits; BadApplication for a kind
    that there is not.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if Supplier.objects.vetted().filter(company=company).exists():
        raise NotReady(_("%(company)s has a shop already.") % {"company": company}, code="has_shop")
    mine = Application.objects.filter(company=company)
    if mine.filter(appeal__status=AppealStatus.OPEN).exists():
        raise NotReady(_("Your appeal is not decided yet."), code="appeal_open")
    known = mine.live().first()
    if known is not None:
        return known
    application = Application.objects.create(
        company=company,
        kind=_kind(kind, at),
        shop_name=company.name,
        shop_name_en=company.name_en,
        phone=company.phone,
        currency=company.currency,
        created_at=at,
    )
    ApplicationEvent.objects.create(
        subject=application, at=at, actor=actor, target=application.status
    )
    return application


@transaction.atomic
def save_step(
    *, application: Application, answers: Mapping[str, Any], step: str, actor: User, at: datetime
) -> Application:
    """Save the answers of a step. What they do not name stays.

    Raises BadApplication with all that is wrong, and NotReady where it is not the company's turn.
    Of one that came back, what was sent back is changed, and the rest stays as it is.
    """
    row = locked(application)
    cleaned = _checked(row, answers, at)
    for name, value in cleaned.items():
        setattr(row, name, value)
    _name_abroad(row)
    if row.status == ApplicationStatus.CHANGES_REQUESTED:
        row.sent_back = {n: why for n, why in row.sent_back.items() if n not in cleaned}
    if step not in row.saved_steps:
        row.saved_steps = [*row.saved_steps, step]
    row.save(update_fields=[*cleaned, "shop_name", "sent_back", "saved_steps"])
    return row


def _name_abroad(row: Application) -> None:
    """A company abroad may have one name alone: it is shown in both languages."""
    if row.company.country != CHINA and not row.shop_name:
        most = Application._meta.get_field("shop_name").max_length
        row.shop_name = row.shop_name_en[:most]


def look(*, application: Application, answers: Mapping[str, Any], at: datetime) -> None:
    """Raise what ``save_step`` would refuse of these answers; change nothing."""
    _checked(application, answers, at)


def _checked(row: Application, answers: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The answers in normal form. Raises all that is wrong with them."""
    if not row.is_writable:
        raise NotReady(_("The application is with us; withdraw it to change it."), code="not_yours")
    asked = asked_again(row)
    faults = Faults()
    cleaned: dict[str, Any] = {}
    for name, value in answers.items():
        with faults.gathered():
            cleaned[name] = _cleaned(name, value, row, at)
            if row.status == ApplicationStatus.CHANGES_REQUESTED:
                _check_asked(row, name, cleaned[name], asked)
    faults.refuse()
    return cleaned


def _check_asked(row: Application, name: str, value: Any, asked: Collection[str]) -> None:
    """What was sent back comes changed, and nothing else does."""
    is_same = value == getattr(row, name)
    if not is_same and name not in asked:
        raise BadApplication(
            _("This was not sent back; it stays as it is."), field=name, code="not_asked"
        )
    if is_same and name in row.sent_back:
        raise BadApplication(
            _("Nothing was changed since it was sent back: %(why)s") % {"why": row.sent_back[name]},
            field=name,
            code="unchanged",
        )


def _cleaned(name: str, value: Any, application: Application, at: datetime) -> Any:
    """An answer in normal form. Raises BadApplication."""
    if name not in ANSWERS:
        raise BadApplication(_("There is no such question."), field=name, code="unknown")
    clean = _CLEANING.get(name)
    if clean is not None:
        return clean(value, at)
    if name == "phone":
        return _phone(str(value or ""), application.company)
    return value if name in ("belt", "ships_from") else _text(name, str(value or ""))


def _text(name: str, value: str) -> str:
    text = value.strip()
    most = getattr(Application._meta.get_field(name), "max_length", None)
    if most and len(text) > most:
        raise BadApplication(
            _("At most %(most)d characters, not %(have)d.") % {"most": most, "have": len(text)},
            field=name,
            code="too_long",
        )
    return text


def _kind(value: Any, at: datetime) -> str:
    return _chosen("kind", [value], SupplierKind.values)[0]


def _goods(value: Any, at: datetime) -> list[str]:
    return _chosen("goods", value, FlaggedGoods.values)


def _trades(value: Any, at: datetime) -> list[str]:
    return _chosen("trades", value, [trade.slug for trade in trades()])


def _currency(value: Any, at: datetime) -> str:
    return _chosen("currency", [value], [code for code, _label in CURRENCIES])[0]


def _chosen(name: str, values: Any, known: list[str]) -> list[str]:
    """Those of ``known`` that were chosen, in its order."""
    unknown = [value for value in values if value not in known]
    if unknown:
        raise BadApplication(
            _("“%(value)s” is none of the choices.") % {"value": unknown[0]},
            field=name,
            code="choice",
        )
    return [one for one in known if one in values]


def _year(value: Any, at: datetime) -> int | None:
    if value in ("", None):
        return None
    if not isinstance(value, int) or not EARLIEST_YEAR <= value <= at.year:
        raise BadApplication(
            _("A year from %(least)d to %(most)d, not %(have)s.")
            % {"least": EARLIEST_YEAR, "most": at.year, "have": value},
            field="founded_year",
            code="out_of_range",
        )
    return value


def _phone(value: str, company: Company) -> str:
    if not value.strip():
        return ""
    region = str(company.region_id or "")
    try:
        return normal_phone(value, country=company.country, region=region)
    except BadInput as error:
        raise BadApplication(error.message, field="phone", code="phone") from error


_CLEANING: Mapping[str, Callable[[Any, datetime], Any]] = {
    "kind": _kind,
    "goods": _goods,
    "trades": _trades,
    "currency": _currency,
    "founded_year": _year,
}
