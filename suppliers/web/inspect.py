"""The inspector's pages, made for a phone: own visits, and one visit point by point."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, signed_in
from accounts.enums import LookReason
from accounts.selectors.private_data import belongs_to
from accounts.services import private_data
from common.errors import NotAllowed
from common.pictures import SIZES
from common.web.forms import accepted
from common.web.redirects import form_of
from suppliers.enums.visits import VisitStatus
from suppliers.models import SiteVisit, VisitItem, VisitPhoto
from suppliers.selectors.staff import INSPECTOR
from suppliers.selectors.visits import progress_of, visits_of_inspector, visits_to_make
from suppliers.services import inspection, visit_photos
from suppliers.web.inspect_forms import BeginForm, ItemForm, PhotoForm, ReportForm
from suppliers.web.private_files import answer_with, private_file

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def inspector_only(view: View[P]) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Let inspectors in; for everybody else there is no such page."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (request.user.is_staff and request.user.has_perm(INSPECTOR)):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(guarded)


@inspector_only
@require_http_methods(["GET"])
def visits(request: SignedInRequest) -> HttpResponse:
    """Own visits that are still to be made or reported."""
    return render(request, "suppliers/inspect/list.html", {"visits": visits_to_make(request.user)})


@inspector_only
@require_http_methods(["GET"])
def visit(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _own(request, pk))


@form_of("suppliers:inspect_visit", "pk")
@inspector_only
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin on the spot."""
    found, form = _own(request, pk), BeginForm(request.POST)

    def act() -> None:
        inspection.begin(visit=found, inspector=request.user, at=timezone.now(), place=form.place)

    if accepted(form, act):
        return redirect("suppliers:inspect_visit", pk)
    return _page(request, found, begin_form=form)


@form_of("suppliers:inspect_visit", "pk")
@inspector_only
def answer(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """One point; saved as soon as it is sent."""
    found = _own(request, pk)
    point = get_object_or_404(found.items.select_related("visit"), pk=item)
    form = ItemForm(request.POST, item=point)

    write = inspection.count if point.is_counted else inspection.answer

    def act() -> None:
        write(item=point, inspector=request.user, at=timezone.now(), **form.cleaned_data)

    if accepted(form, act):
        form = ItemForm(item=point)
    if request.htmx:
        return _item(request, found, point, form)
    if form.is_bound:
        return _page(request, found, item_form=form)
    return redirect(_place_of(point))


@form_of("suppliers:inspect_visit", "pk")
@inspector_only
def photograph(request: SignedInRequest, pk: int) -> HttpResponse:
    """A photograph, of a point or of the whole."""
    found = _own(request, pk)
    point = _point(found, request.POST.get("item", ""))
    form = PhotoForm(request.POST, request.FILES)

    def act() -> None:
        visit_photos.add(
            visit=found,
            inspector=request.user,
            file=form.cleaned_data["photo"],
            item=point,
            phone=form.phone,
            at=timezone.now(),
        )

    taken = accepted(form, act)
    if request.htmx and point:
        return _item(request, found, point, ItemForm(item=point), None if taken else form)
    if not taken:
        return _page(request, found, photo_form=form)
    messages.success(request, _("The photograph is kept."))
    return redirect(_place_of(point) if point else reverse("suppliers:inspect_visit", args=[pk]))


@form_of("suppliers:inspect_visit", "pk")
@inspector_only
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the report in; it cannot be changed afterwards."""
    found, form = _own(request, pk), ReportForm(request.POST)

    def act() -> None:
        inspection.finish(
            visit=found, inspector=request.user, at=timezone.now(), **form.for_service()
        )

    if accepted(form, act):
        messages.success(request, _("The report is in."))
        return redirect("suppliers:inspect")
    return _page(request, found, report_form=form)


@private_file
def photo(request: SignedInRequest, pk: int, size: int) -> HttpResponse:
    """A photograph: for its inspector, and for staff who may see visits of other companies."""
    found = get_object_or_404(VisitPhoto.objects.select_related("visit__company"), pk=pk)
    if size not in SIZES or not _may_see(request, found.visit):
        raise Http404
    try:
        private_data.record(
            subject=found,
            field="stem",
            viewer=request.user,
            why=LookReason.VISIT,
            about=str(found.visit_id),
            at=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    return answer_with(found.picture(size), "image/webp", f"photograph-{found.pk}")


def _may_see(request: SignedInRequest, found: SiteVisit) -> bool:
    if belongs_to(request.user, found.company_id):
        return False
    may = request.user.is_staff and request.user.has_perm("suppliers.view_sitevisit")
    return may or found.inspector_id == request.user.pk


def _own(request: SignedInRequest, pk: int) -> SiteVisit:
    return get_object_or_404(visits_of_inspector(request.user), pk=pk)


def _point(found: SiteVisit, pk: str) -> VisitItem | None:
    if not pk:
        return None
    if not pk.isdecimal():
        raise Http404
    return get_object_or_404(found.items.select_related("visit"), pk=int(pk))


def _place_of(point: VisitItem) -> str:
    return f"{reverse('suppliers:inspect_visit', args=[point.visit_id])}#item-{point.pk}"


def _page(request: SignedInRequest, found: SiteVisit, **given: Any) -> HttpResponse:
    """The whole visit; ``given`` holds the form that was refused."""
    refused = given.get("item_form")
    items = list(found.items.prefetch_related("photos"))
    context = {
        "visit": found,
        "under_way": found.status == VisitStatus.UNDER_WAY,
        "points": [
            (item, refused if refused and refused.item == item else ItemForm(item=item))
            for item in items
        ],
        "progress": progress_of(found, timezone.now()),
        "photos": found.photos.filter(item=None),
        "begin_form": BeginForm(),
        "photo_form": PhotoForm(),
        "report_form": ReportForm(),
        **given,
    }
    return render(request, "suppliers/inspect/visit.html", context, status=422 if given else 200)


def _item(
    request: SignedInRequest,
    found: SiteVisit,
    point: VisitItem,
    form: ItemForm,
    photo_form: PhotoForm | None = None,
) -> HttpResponse:
    """One point anew, and how far the visit is."""
    context = {
        "visit": found,
        "item": found.items.prefetch_related("photos").get(pk=point.pk),
        "form": form,
        "photo_form": photo_form or PhotoForm(),
        "progress": progress_of(found, timezone.now()),
    }
    return render(request, "suppliers/inspect/_item_swap.html", context)
