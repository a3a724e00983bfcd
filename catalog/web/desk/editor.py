"""The product editor: new and existing products, by one form that works without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest
from accounts.enums import Right
from catalog.drafts import ProductDraft
from catalog.models import Attribute, Category, Product
from catalog.selectors.attributes import attributes_for
from catalog.selectors.drafts import draft_of
from catalog.services import products as services
from catalog.services.checks import BadDraft, faults_of
from catalog.web.desk.access import own_product
from catalog.web.desk.forms import (
    Editor,
    ProductForm,
    SkuFormSet,
    TierFormSet,
    combinations,
    initial_of,
    sku_row,
    tier_rows,
)
from common.errors import DomainError
from policies.schemas import CatalogRules, FulfilmentRules
from policies.selectors import in_force
from suppliers.access import for_shop
from suppliers.models import Supplier

#: What the buttons send other than to save: make the SKUs anew, another step, another category.
COMBINE, MORE_TIERS, RELOAD = "combine", "more_tiers", "reload"
REDRAWN = (COMBINE, MORE_TIERS, RELOAD)
EMPTY_TIERS = 3


@for_shop(Right.SELL)
@require_http_methods(["GET", "POST"])
def new_product(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    return _edit(request, supplier, None)


@for_shop(Right.SELL)
@require_http_methods(["GET", "POST"])
def product(request: MemberRequest, supplier: Supplier, slug: str) -> HttpResponse:
    return _edit(request, supplier, own_product(supplier, slug))


def _edit(request: MemberRequest, supplier: Supplier, product: Product | None) -> HttpResponse:
    if request.method == "GET":
        return _page(request, supplier, product, _opened(supplier, product))
    if request.POST.get("act") in REDRAWN:
        return _page(request, supplier, product, _redrawn(request.POST, supplier))
    editor = _bound(request.POST, supplier)
    saved = _save(request, supplier, product, editor)
    if saved is None:
        return _page(request, supplier, product, editor, status=422)
    return redirect("catalog:desk_product", saved.slug)


def _save(
    request: MemberRequest, supplier: Supplier, product: Product | None, editor: Editor
) -> Product | None:
    """The stored product, or None where something is to be mended; then the forms say what."""
    if not editor.is_valid():
        editor.refuse(faults_of([editor.draft()], supplier=supplier, at=timezone.now())[0])
        return None
    try:
        return _stored(request, supplier, product, editor)
    except BadDraft as error:
        editor.refuse(error.faults)
    except DomainError as error:
        editor.form.add_error(None, str(error))
    return None


def _stored(
    request: MemberRequest, supplier: Supplier, product: Product | None, editor: Editor
) -> Product:
    draft, now = editor.draft(), timezone.now()
    if product is None:
        made = services.create_product(supplier=supplier, draft=draft, actor=request.user, at=now)
        messages.success(request, _("Saved as a draft. Add pictures, then put it on sale."))
        return made
    seen = editor.form.cleaned_data["revision"]
    edited = services.edit_product(
        product=product, draft=draft, actor=request.user, at=now, seen_revision=seen
    )
    messages.success(request, _("Saved. Orders that were placed keep what was agreed."))
    return edited


def _page(
    request: MemberRequest,
    supplier: Supplier,
    product: Product | None,
    editor: Editor,
    status: int = 200,
) -> HttpResponse:
    context = {
        "supplier": supplier,
        "product": product,
        "editor": editor,
        "pictures": list(product.pictures.all()) if product else [],
    }
    return render(request, "catalog/desk/editor.html", context, status=status)


def _opened(supplier: Supplier, product: Product | None) -> Editor:
    """What is stored, or an empty sheet with the shop's currency."""
    if product is None:
        return _editor(
            supplier, {"currency": supplier.currency}, [], [{"code": "", "on_hand": 0}], ()
        )
    draft = draft_of(product)
    initial = initial_of(draft) | {"revision": product.revision, "category": product.category_id}
    skus = [sku_row(sku) for sku in draft.skus]
    return _editor(supplier, initial, _tiers(draft), skus, attributes_for(product.category))


def _tiers(draft: ProductDraft) -> list[dict[str, Any]]:
    return tier_rows(draft.tiers, len(draft.tiers) + 1)


def _editor(
    supplier: Supplier,
    initial: dict[str, Any],
    tiers: list[dict[str, Any]],
    skus: list[dict[str, Any]],
    attributes: Sequence[Attribute],
) -> Editor:
    form = ProductForm(
        initial=initial, supplier=supplier, promises=_promises(), attributes=attributes
    )
    rows = tiers or tier_rows((), EMPTY_TIERS)
    return Editor(
        form, TierFormSet(initial=rows, prefix="tiers"), SkuFormSet(initial=skus, prefix="skus")
    )


def _bound(data: QueryDict, supplier: Supplier) -> Editor:
    form = ProductForm(
        data, supplier=supplier, promises=_promises(), attributes=attributes_for(_category(data))
    )
    return Editor(form, TierFormSet(data, prefix="tiers"), SkuFormSet(data, prefix="skus"))


def _redrawn(data: QueryDict, supplier: Supplier) -> Editor:
    """What was typed, unchecked, with the rows that a button asked for."""
    typed = _bound(data, supplier)
    initial = {name: typed.form[name].value() for name in typed.form.fields}
    tiers = [{name: form[name].value() for name in form.fields} for form in typed.tiers.forms]
    if data["act"] == MORE_TIERS:
        tiers += [{}]
    skus = [{name: form[name].value() for name in form.fields} for form in typed.skus.forms]
    if data["act"] == COMBINE:
        known = {form.option_values: row for form, row in zip(typed.skus.forms, skus, strict=True)}
        skus = combinations(typed.form.named_options(), known, str(initial["code"] or "SKU"))
        skus = skus[: _most_skus()]
    return _editor(supplier, initial, tiers, skus, typed.form.attributes)


def _category(data: QueryDict) -> Category | None:
    chosen = data.get("category", "")
    return Category.objects.filter(pk=chosen).first() if chosen.isdecimal() else None


def _promises() -> Sequence[int]:
    return in_force(FulfilmentRules, timezone.now()).rules.promise_hours


def _most_skus() -> int:
    return in_force(CatalogRules, timezone.now()).rules.max_skus
