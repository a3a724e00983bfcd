"""The supplier's pages of imports: hand in a file, watch it, read what became of each row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest
from accounts.enums import Right
from catalog.enums import RowOutcome
from catalog.models import ImportJob
from catalog.selectors.imports import imports_visible_to, report, rows_of
from catalog.services.imports import start_import
from catalog.sheets import COLUMNS, EXAMPLE
from common.errors import DomainError
from common.tables import csv_lines
from common.tables.cells import MOST_INTEGER
from suppliers.access import for_shop
from suppliers.models import Supplier

ROWS_A_PAGE = 100
LATEST = 20


class ImportForm(forms.Form):
    """A file of products, and the stock of new SKUs that it says nothing about."""

    file = forms.FileField(label=_("Products file"))
    default_stock = forms.IntegerField(
        label=_("Stock of new SKUs"),
        help_text=_("Where the file has no column “stock”."),
        min_value=0,
        max_value=MOST_INTEGER,
        initial=0,
    )
    lists_unsorted = forms.BooleanField(
        label=_("Put goods without a category on sale too"),
        help_text=_("Otherwise they stay drafts until you file them."),
        required=False,
    )


@for_shop(Right.SELL)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: MemberRequest, supplier: Supplier) -> HttpResponse:
    """The form, and the latest imports; a POST begins one."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("catalog:import", _start(request, supplier, form).pk)
        except DomainError as error:
            form.add_error("file", str(error))
    status = 422 if form.errors else 200
    return render(
        request, "catalog/imports.html", _start_page(request, supplier, form), status=status
    )


@for_shop(Right.SELL)
@require_safe
def import_detail(request: MemberRequest, supplier: Supplier, pk: int) -> HttpResponse:
    """One import; its inner part alone where htmx asks for how far it is."""
    job = get_object_or_404(imports_visible_to(request.company), pk=pk)
    part = "catalog/_import.html" if request.htmx else "catalog/import.html"
    return render(request, part, _detail_page(request, job))


@for_shop(Right.SELL)
@require_safe
def import_report(request: MemberRequest, supplier: Supplier, pk: int) -> HttpResponseBase:
    """What became of each row, as CSV."""
    job = get_object_or_404(imports_visible_to(request.company), pk=pk)
    rows = report(job)
    return _csv(f"import-{job.pk}.csv", csv_lines(next(rows), rows))


@for_shop(Right.SELL)
@require_safe
def import_template(request: MemberRequest, supplier: Supplier) -> HttpResponseBase:
    """A file to fill in: every column, and one example."""
    names = [column.name for column in COLUMNS]
    return _csv("products.csv", csv_lines(names, [[EXAMPLE.get(name, "") for name in names]]))


def _start(request: MemberRequest, supplier: Supplier, form: ImportForm) -> ImportJob:
    file = form.cleaned_data["file"]
    return start_import(
        supplier=supplier,
        file=file.file,
        file_name=file.name,
        default_stock=form.cleaned_data["default_stock"],
        lists_unsorted=form.cleaned_data["lists_unsorted"],
        actor=request.user,
        at=timezone.now(),
    )


def _start_page(request: MemberRequest, supplier: Supplier, form: ImportForm) -> dict[str, Any]:
    jobs = imports_visible_to(request.company)[:LATEST]
    return {"supplier": supplier, "form": form, "jobs": jobs, "columns": COLUMNS}


def _detail_page(request: MemberRequest, job: ImportJob) -> dict[str, Any]:
    outcome = request.GET.get("outcome", "")
    paginator = Paginator(rows_of(job, outcome=outcome), ROWS_A_PAGE)
    return {
        "job": job,
        "page": paginator.get_page(request.GET.get("page")),
        "tabs": _tabs(job, outcome),
        "crumbs": [
            {"label": _("Import"), "url": reverse("catalog:imports")},
            {"label": job.file_name},
        ],
    }


def _tabs(job: ImportJob, chosen: str) -> list[dict[str, Any]]:
    counts = {
        "": job.rows_done,
        RowOutcome.REFUSED: job.refused,
        RowOutcome.CREATED: job.created,
        RowOutcome.UPDATED: job.updated,
        RowOutcome.UNCHANGED: job.unchanged,
    }
    url = reverse("catalog:import", args=[job.pk])
    return [
        {
            "label": RowOutcome(outcome).label if outcome else _("All rows"),
            "url": f"{url}?outcome={outcome}" if outcome else url,
            "count": count,
            "current": outcome == chosen,
        }
        for outcome, count in counts.items()
    ]


def _csv(name: str, lines: Any) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
