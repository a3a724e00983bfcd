"""What the catalogue does behind the pages."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from catalog.models import ImportJob
from catalog.services import flagged, relist
from catalog.services.imports import end_import, run_import
from catalog.services.shop_index import refresh_all_shops

TRIES = 5
#: An import of the most rows that a file may have, all of them edits.
IMPORT_SECONDS = 1800
#: All products of a large market, a thousand at a time.
RELIST: dict[str, Any] = {
    "autoretry_for": (OperationalError,),
    "retry_backoff": True,
    "max_retries": TRIES,
    "soft_time_limit": 1800,
    "time_limit": 1860,
}


@shared_task(
    name="catalog.tasks.import_products",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=TRIES,
    soft_time_limit=IMPORT_SECONDS,
    time_limit=IMPORT_SECONDS + 60,
)
def import_products(job_id: int) -> int:
    """Work an import off, or go on with one that was cut off; returns the rows done."""
    job = ImportJob.objects.select_related("supplier__company", "started_by").get(pk=job_id)
    for _part in run_import(job=job, at=timezone.now()):
        pass
    return end_import(job=job, at=timezone.now()).rows_done


@shared_task(name="catalog.tasks.refresh_shops", soft_time_limit=600, time_limit=660)
def refresh_shops() -> None:
    """Bring up to date what searches find suppliers by: belts and categories may be renamed."""
    refresh_all_shops()


@shared_task(name="catalog.tasks.relist_currency", **RELIST)
def relist_currency(currency: str) -> int:
    """After a rate has changed; may come twice."""
    return relist.relist_currency(currency=currency)


@shared_task(name="catalog.tasks.relist_category", **RELIST)
def relist_category(category_id: int) -> int:
    """After a category was renamed or moved; may come twice."""
    return relist.relist_category(category_id=category_id)


@shared_task(name="catalog.tasks.ask_for_qualifications", **RELIST)
def ask_for_qualifications(category_id: int) -> int:
    """After a category was flagged or moved; may come twice."""
    return flagged.ask_for_qualifications(category_id=category_id, at=timezone.now())
