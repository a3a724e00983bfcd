"""The carriers that can be chosen from the first day; staff add others at their desk."""

from __future__ import annotations

from typing import NamedTuple

from orders.models import Carrier


class FirstCarrier(NamedTuple):
    """A carrier, the pattern of its waybill numbers, and that pattern in people's words."""

    code: str
    name: str
    name_en: str
    waybill_pattern: str
    waybill_format: str
    waybill_format_en: str


CARRIERS = (
    FirstCarrier(
        *("sf", "顺丰速运", "SF Express", r"SF\d{12,13}|\d{12}"),
        *("SF 加 12 或 13 位数字，或 12 位数字", "SF and 12 or 13 digits, or 12 digits"),
    ),
    FirstCarrier(
        *("zto", "中通快递", "ZTO Express", r"ZT\d{12}|7\d{11,13}"),
        "ZT 加 12 位数字，或以 7 开头的 12 至 14 位数字",
        "ZT and 12 digits, or 12 to 14 digits that begin with 7",
    ),
    FirstCarrier(
        *("yto", "圆通速递", "YTO Express", r"YT\d{13}", "YT 加 13 位数字", "YT and 13 digits")
    ),
    FirstCarrier(
        *("yunda", "韵达快递", "Yunda Express", r"YD\d{13}|\d{13}|\d{15}"),
        *("13 位数字（可加 YD），或 15 位数字", "13 digits, with or without YD, or 15 digits"),
    ),
    FirstCarrier(
        *("ems", "邮政 EMS", "China Post EMS", r"[A-Z]{2}\d{9}CN|\d{13}"),
        "两个字母加 9 位数字加 CN，或 13 位数字",
        "two letters, 9 digits and CN, or 13 digits",
    ),
    FirstCarrier(
        *("deppon", "德邦物流", "Deppon Logistics", r"DPK\d{12}"),
        *("DPK 加 12 位数字", "DPK and 12 digits"),
    ),
)


def ensure_first_carriers() -> int:
    """Write them where there is no carrier at all; returns how many were written."""
    if Carrier.objects.exists():
        return 0
    made = Carrier.objects.bulk_create(
        [Carrier(**first._asdict(), position=place) for place, first in enumerate(CARRIERS)],
        ignore_conflicts=True,
    )
    return len(made)
