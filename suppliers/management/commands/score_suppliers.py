"""Write the figures and scores of all suppliers as of a day or a moment."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import is_aware

from suppliers.models import ScoreDay
from suppliers.services.scores import midnight, scores_at

HEADER = (
    "supplier",
    "parcels_due",
    "pickup_48h_rate",
    "promise_kept_rate",
    "response_3min_rate",
    "quality_refund_rate",
    "composite",
)


class Command(BaseCommand):
    help = "Write a CSV of all suppliers' figures as of the beginning of DATE; stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at", required=True, help="a day, which begins in the market's zone, or a moment"
        )
        parser.add_argument("--out", required=True, type=Path, help="the CSV file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        until, out = moment(options["at"]), Path(options["out"])
        part = out.with_name(f"{out.name}.part")
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(HEADER)
                count = sum(1 for row in rows(until) if writer.writerow(row))
            part.replace(out)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}") from error
        finally:
            part.unlink(missing_ok=True)
        summary = {"suppliers": count, "at": until.isoformat(), "out": str(out)}
        self.stdout.write(json.dumps(summary, ensure_ascii=False))


def moment(text: str) -> datetime:
    """The beginning of a day, or a moment; without a zone it is one of the market's."""
    try:
        if len(text) == len("2026-01-31"):
            return midnight(date.fromisoformat(text))
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--at is a day such as 2026-01-31, not “{text}”.") from error
    return given if is_aware(given) else given.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def rows(until: datetime) -> Iterator[list[object]]:
    """A row for each supplier, by slug; a rate of which nothing was counted is empty."""
    for slug, day in scores_at(until=until):
        yield [slug, day.parcels_due, *map(_shown, _rates(day)), day.composite]


def _rates(day: ScoreDay) -> tuple[float | None, ...]:
    return (
        day.pickup_48h_rate,
        day.promise_kept_rate,
        day.response_3min_rate,
        day.quality_refund_rate,
    )


def _shown(rate: float | None) -> str:
    """All digits of the number, so that whoever divides the same two has the same."""
    return "" if rate is None else repr(rate)
