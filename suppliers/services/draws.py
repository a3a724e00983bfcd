"""Random draws, stored so that they can be repeated (rules §4)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from common.locking import lock, lock_word
from policies.models import PolicyVersion
from policies.schemas import AuditRules
from policies.selectors import in_force
from suppliers.drawing import choose, count, digest
from suppliers.enums.audits import AUDIT_OPEN, VisitNeed
from suppliers.models import Audit, RandomDraw
from suppliers.models.draws import AUDIT_VISITS
from suppliers.services import audit_items

_SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Replay:
    """A draw drawn again: whether its stored population and choice are what the seed gives."""

    draw: RandomDraw
    chosen: list[int]
    same_population: bool
    same_choice: bool


@transaction.atomic
def draw(
    *,
    purpose: str,
    population: Iterable[int],
    share: Decimal,
    policy_version: PolicyVersion,
    at: datetime,
) -> RandomDraw:
    """Draw ``share`` of the population with a new seed, and store all that repeats it.

    Fractions are carried to the next draw of that purpose; draws of a purpose wait for each other.
    """
    lock_word(f"draw:{purpose}")  # each draw begins with what the one before carried over
    numbers = sorted(set(population))
    carry = _carry(purpose)
    counted = count(len(numbers), share, carry)
    seed = secrets.token_hex(_SEED_BYTES)
    return RandomDraw.objects.create(
        purpose=purpose,
        at=at,
        seed=seed,
        share=share,
        carry=carry,
        carried=counted.carried,
        population=numbers,
        population_digest=digest(numbers),
        chosen=choose(numbers, seed, counted.chosen),
        policy_version=policy_version,
    )


def replay(draw: RandomDraw) -> Replay:
    """Draw again from what is stored."""
    counted = count(len(draw.population), draw.share, draw.carry)
    chosen = choose(draw.population, draw.seed, counted.chosen)
    return Replay(
        draw,
        chosen,
        same_population=digest(draw.population) == draw.population_digest,
        same_choice=chosen == draw.chosen,
    )


@transaction.atomic
def draw_audit_visits(*, at: datetime, limit: int) -> RandomDraw | None:
    """Draw which of the audits opened since the last draw get a site visit; None without any.

    Those that need one anyway are not in the population. Each audit is in one draw only.
    """
    undrawn = Audit.objects.filter(status__in=AUDIT_OPEN, draw=None, visit_need=VisitNeed.NONE)
    oldest = undrawn.order_by("opened_at").values_list("pk", flat=True)[:limit]
    audits = lock(undrawn.filter(pk__in=list(oldest)).select_related("supplier"))
    if not audits:
        return None
    rules = in_force(AuditRules, at)
    drawn = draw(
        purpose=AUDIT_VISITS,
        population=[audit.supplier_id for audit in audits],
        share=rules.rules.visit_share,
        policy_version=rules.version,
        at=at,
    )
    _mark(audits, drawn, at)
    return drawn


def _mark(audits: list[Audit], drawn: RandomDraw, at: datetime) -> None:
    chosen = set(drawn.chosen)
    for audit in audits:
        audit.draw = drawn
        if audit.supplier_id in chosen:
            audit.visit_need = VisitNeed.DRAWN
    Audit.objects.bulk_update(audits, ["draw", "visit_need"])
    for audit in audits:
        if audit.supplier_id in chosen:
            audit_items.refill(audit=audit, at=at)


def _carry(purpose: str) -> Decimal:
    last = RandomDraw.objects.filter(purpose=purpose).order_by("-pk").first()
    return last.carried if last else Decimal(0)
