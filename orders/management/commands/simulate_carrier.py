"""Move parcels as carriers do, by signed notices."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any
from urllib.request import Request, urlopen

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from orders.errors import BadNotice
from orders.selectors.journeys import JourneyScan, scans_to_tell
from orders.services.carriers import receive, signature

AT_ONCE = 500
PAUSE_SECONDS = 2.0
#: Picked up after a quarter of a minute, signed for after four minutes.
SPEED = 720.0
TIMEOUT_SECONDS = 10


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--follow", action="store_true", help="go on until interrupted")
        parser.add_argument("--speed", type=float, default=SPEED, help="times as fast as in life")
        parser.add_argument("--url", default="", help="send over HTTP to this site, else by a call")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["speed"] <= 0:
            raise CommandError("--speed is above 0")
        try:
            while True:
                self._round(options["speed"], options["url"].rstrip("/"))
                if not options["follow"]:
                    return
                time.sleep(PAUSE_SECONDS)
        except KeyboardInterrupt:
            return

    def _round(self, speed: float, url: str) -> None:
        for scan in scans_to_tell(at=timezone.now(), speed=speed, limit=AT_ONCE):
            try:
                outcome = _send(scan, url) if url else _call(scan)
            except (OSError, BadNotice) as fault:
                self.stderr.write(f"{scan.shipment.waybill} {scan.kind}: {fault}")
            else:
                self.stdout.write(f"{scan.shipment.waybill} {scan.kind}: {outcome}")


def _call(scan: JourneyScan) -> str:
    timestamp, body, signed = _notice(scan)
    booked = receive(
        carrier=scan.shipment.carrier,
        timestamp=timestamp,
        body=body,
        given=signed,
        at=timezone.now(),
    )
    return str(booked.outcome)


def _send(scan: JourneyScan, url: str) -> str:
    timestamp, body, signed = _notice(scan)
    request = Request(  # noqa: S310 — the address is the operator's own
        f"{url}/carriers/{scan.shipment.carrier.code}/notices/",
        data=body,
        headers={
            "Content-Type": "application/json",
            "X-Timestamp": timestamp,
            "X-Signature": signed,
        },
    )
    with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
        return str(json.load(answer)["outcome"])


def _notice(scan: JourneyScan) -> tuple[str, bytes, str]:
    """The timestamp, the body and the signature of what tells the scan."""
    timestamp = str(int(timezone.now().timestamp()))
    told = {
        "id": scan.notice_id,
        "waybill": scan.shipment.waybill,
        "kind": scan.kind,
        "scanned_at": scan.at.isoformat(),
        "place": scan.place,
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    code = scan.shipment.carrier.code
    return timestamp, body, signature(carrier_code=code, timestamp=timestamp, body=body)
