"""What a product must be before it is stored; every fault is named, not the first alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.drafts import ProductDraft
from catalog.enums import ProductStatus, QuoteType
from catalog.models import Attribute, Category, Product, Sku
from catalog.pricing import PriceLimits, validate_offer, validate_tiers
from catalog.selectors.categories import tree
from catalog.selectors.offers import limits
from common.errors import DomainError, NotAllowed
from common.formats import one_language
from common.locking import lock_again
from policies.schemas import CatalogRules, FulfilmentRules, PriceRules
from policies.selectors import in_force
from suppliers.enums import FlaggedGoods
from suppliers.models import Supplier
from suppliers.selectors.documents import qualified_goods

LEAF_LEVEL = 3
MAX_OPTIONS = 3


class BadDraft(DomainError):
    """A product breaks rules: ``faults`` has one error each, with its field, rule and number."""

    code = "bad_product"
    status = 422

    def __init__(self, faults: Sequence[DomainError]) -> None:
        first = faults[0]
        super().__init__(first.message, field=first.field, code=first.code, **first.params)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return " ".join(map(str, self.faults))


def check_draft(draft: ProductDraft, *, supplier: Supplier, at: datetime) -> None:
    """Refuse a draft that breaks the rules in force at ``at``; raises BadDraft."""
    check_drafts([draft], supplier=supplier, at=at)


def check_drafts(drafts: Sequence[ProductDraft], *, supplier: Supplier, at: datetime) -> None:
    """Refuse the first of many drafts that breaks a rule; raises BadDraft."""
    for faults in faults_of(drafts, supplier=supplier, at=at):
        if faults:
            raise BadDraft(faults)


def faults_of(
    drafts: Sequence[ProductDraft], *, supplier: Supplier, at: datetime
) -> list[list[DomainError]]:
    """What is wrong with each draft by the rules in force at ``at``; one query for all."""
    rules = _Rules(at, supplier, _attributes(drafts))
    return [[fault for check in _CHECKS for fault in check(draft, rules)] for draft in drafts]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What drafts are held against; ``attributes`` by category."""

    at: datetime
    supplier: Supplier
    attributes: Mapping[int, Sequence[Attribute]]


def check_codes_free(supplier: Supplier, codes: Sequence[str]) -> None:
    """Refuse product codes that the supplier uses already, or twice here; raises BadDraft."""
    taken = set(
        Product.objects.filter(supplier=supplier, code__in=codes).values_list("code", flat=True)
    )
    taken |= {code for code, times in Counter(codes).items() if times > 1}
    if taken:
        raise BadDraft(
            [
                _fault("code", _("%(code)s: you have a product with this code.") % {"code": code})
                for code in sorted(taken)
            ]
        )


def check_may_list(supplier: Supplier) -> None:
    """Refuse a listing that the supplier's standing forbids; raises NotAllowed (rules §4).

    The supplier is locked until the end of the transaction, so that none slips past a hold.
    """
    lock_again(supplier, "status")
    if not supplier.may_list:
        raise NotAllowed(
            _("A shop that is %(standing)s cannot list products.")
            % {"standing": supplier.get_status_display()},
            code="standing",
        )


#: What the goods are. What is said, shown and asked for them may change at any time.
SAME_GOODS = ("category", "code", "title", "title_en", "option_names")


def check_same_goods(product: Product, draft: ProductDraft) -> None:
    """Refuse to make other goods of a listed product where nothing may be listed (rules §4).

    Raises BadDraft with each field that would change what the goods are, new SKUs too.
    """
    if product.status != ProductStatus.LISTED or product.supplier.may_list:
        return
    standing = product.supplier.get_status_display()
    faults = [*_renamed(product, draft, standing), *_other_skus(product, draft, standing)]
    if faults:
        raise BadDraft(faults)


def _renamed(product: Product, draft: ProductDraft, standing: str) -> Iterator[DomainError]:
    said = _("“%(was)s” stays: a shop that is %(standing)s cannot make other goods of listed ones.")
    now = draft.columns()
    for field in SAME_GOODS:
        was = getattr(product, field)
        if now[field] != was:
            shown = ", ".join(was) if isinstance(was, list) else was
            yield _standing_fault(field, said % {"was": shown, "standing": standing})


def _other_skus(product: Product, draft: ProductDraft, standing: str) -> Iterator[DomainError]:
    known = dict(Sku.objects.filter(product=product).values_list("code", "options"))
    new = _("SKU %(sku)s is new: a shop that is %(standing)s cannot add to what it lists.")
    other = _("SKU %(sku)s stays “%(was)s” in a shop that is %(standing)s.")
    for number, sku in enumerate(draft.skus):
        was, words = known.get(sku.code), {"sku": sku.code, "standing": standing}
        if was is None:
            yield _standing_fault(f"skus.{number}.code", new % words)
        elif was != list(sku.options):
            words["was"] = " / ".join(map(one_language, was))
            yield _standing_fault(f"skus.{number}.options", other % words)


def _standing_fault(field: str, message: Any) -> DomainError:
    return DomainError(message, field=field, code="standing")


def check_qualified(supplier: Supplier, *, categories: Iterable[Category], at: datetime) -> None:
    """Refuse to list flagged goods without their qualification (rules §3).

    It has to be accepted and must not have run out. Raises NotAllowed; a query where a category
    is flagged, none otherwise.
    """
    nodes = tree().nodes
    wanted = {
        node.flagged: node for one in categories if (node := nodes.get(one.pk)) and node.flagged
    }
    missing = wanted.keys() - qualified_goods(supplier.company_id, at) if wanted else set()
    for goods in sorted(missing):
        raise NotAllowed(
            _(
                "“%(category)s” is for suppliers with a valid qualification for: %(goods)s. "
                "Add it under Documents."
            )
            % {"category": wanted[goods].name, "goods": FlaggedGoods(goods).label},
            field="category",
            code="qualification",
            goods=goods,
        )


def _fault(field: str, message: Any, **params: Any) -> DomainError:
    return DomainError(message, field=field, code="bad_product", **params)


_LONGEST = {field.name: getattr(field, "max_length", None) for field in Product._meta.fields}


def _check_words(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    for field in ("title", "title_en", "code", "unit", "description", "description_en"):
        value, most = getattr(draft, field), _LONGEST[field]
        if most and len(value) > most:
            yield _fault(
                field,
                _("At most %(most)d characters, not %(have)d.")
                % {"most": most, "have": len(value)},
                most=most,
                have=len(value),
            )
    for field in ("title", "code", "unit"):
        if not getattr(draft, field).strip():
            yield _fault(field, _("This must not be empty."))


def _check_category(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    if draft.category.level != LEAF_LEVEL:
        yield _fault(
            "category",
            _("“%(category)s” is of level %(level)d; choose one of level %(leaf)d.")
            % {"category": draft.category, "level": draft.category.level, "leaf": LEAF_LEVEL},
        )
        return
    for attribute in rules.attributes[draft.category.pk]:
        value = draft.attributes.get(attribute.slug, "")
        if attribute.required and not value:
            yield _fault(
                f"attributes.{attribute.slug}", _("%(name)s is missing.") % {"name": attribute}
            )
        if value and attribute.choices and value not in attribute.choices:
            yield _fault(
                f"attributes.{attribute.slug}",
                _("%(name)s: “%(value)s” is none of %(choices)s.")
                % {
                    "name": attribute,
                    "value": value,
                    "choices": ", ".join(map(one_language, attribute.choices)),
                },
            )


def _attributes(drafts: Iterable[ProductDraft]) -> dict[int, list[Attribute]]:
    """Those of each category that the drafts name, and of the ones above it."""
    above = {draft.category.pk: _line_of(draft.category) for draft in drafts}
    found = list(Attribute.objects.filter(category__in=set(chain(*above.values()))))
    return {pk: [a for a in found if a.category_id in line] for pk, line in above.items()}


def _line_of(category: Category) -> set[int]:
    """The category and those above it."""
    middle = category.parent
    line = {category.pk, category.parent_id, middle.parent_id if middle else None}
    return {pk for pk in line if pk}


def _check_terms(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    yield from _caught(validate_offer, draft.offer(), limits(rules.at))


def _check_promise(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    promises = in_force(FulfilmentRules, rules.at).rules.promise_hours
    longest = in_force(PriceRules, rules.at).rules.custom_lead_days_max
    if draft.promise_hours is not None and draft.promise_hours not in promises:
        yield _fault(
            "promise_hours",
            _("A promise is one of %(hours)s hours, not %(have)d.")
            % {"hours": ", ".join(map(str, promises)), "have": draft.promise_hours},
        )
    if draft.lead_days is not None and not 1 <= draft.lead_days <= longest:
        yield _fault(
            "lead_days",
            _("A custom lead time is 1 to %(longest)d days, not %(have)d.")
            % {"longest": longest, "have": draft.lead_days},
        )
    if draft.promise_hours is not None and draft.lead_days is not None:
        yield _fault("lead_days", _("Give a promise in hours or a lead time in days, not both."))


def _check_freight(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    if draft.freight_template and draft.freight_template.supplier_id != rules.supplier.pk:
        yield _fault("freight_template", _("This freight template is another supplier's."))


def _check_skus(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    most, have = in_force(CatalogRules, rules.at).rules.max_skus, len(draft.skus)
    if not 1 <= have <= most:
        yield _fault(
            "skus",
            _("A product has 1 to %(most)d SKUs, not %(have)d.") % {"most": most, "have": have},
        )
    if len(draft.option_names) > MAX_OPTIONS:
        yield _fault(
            "option_names",
            _("At most %(most)d options, not %(have)d.")
            % {"most": MAX_OPTIONS, "have": len(draft.option_names)},
        )
    for values, what in (
        ([sku.code for sku in draft.skus], _("SKU code")),
        ([sku.options for sku in draft.skus], _("choice of options")),
    ):
        for value, times in Counter(values).items():
            if times > 1:
                shown = value if isinstance(value, str) else " / ".join(value)
                yield _fault(
                    "skus",
                    _("The %(what)s “%(value)s” stands twice.") % {"what": what, "value": shown},
                )


def _check_each_sku(draft: ProductDraft, rules: _Rules) -> Iterator[DomainError]:
    for number, sku in enumerate(draft.skus):
        if len(sku.options) != len(draft.option_names):
            yield _fault(
                f"skus.{number}.options",
                _("SKU %(sku)s names %(have)d options, the product has %(want)d.")
                % {"sku": sku.code, "have": len(sku.options), "want": len(draft.option_names)},
            )
        if draft.quote_type == QuoteType.BY_SKU and sku.price is None:
            yield _fault(f"skus.{number}.price", _("SKU %(sku)s has no price.") % {"sku": sku.code})
        if sku.price is not None and sku.price <= 0:
            yield _fault(
                f"skus.{number}.price", _("SKU %(sku)s: a price is above 0.") % {"sku": sku.code}
            )
        if draft.quote_type == QuoteType.BY_SKU_QUANTITY:
            yield from _caught(
                validate_tiers, sku.tiers, limits(rules.at), prefix=f"skus.{number}."
            )


def _caught(
    check: Callable[[Any, PriceLimits], None], subject: Any, rules: PriceLimits, prefix: str = ""
) -> Iterator[DomainError]:
    try:
        check(subject, rules)
    except DomainError as error:
        for fault in (error, *error.others):
            fault.field = prefix + fault.field
            yield fault


_CHECKS: tuple[Callable[[ProductDraft, _Rules], Iterator[DomainError]], ...] = (
    _check_freight,
    _check_words,
    _check_category,
    _check_terms,
    _check_promise,
    _check_skus,
    _check_each_sku,
)
