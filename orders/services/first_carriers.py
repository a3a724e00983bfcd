"""The carriers that can be chosen from the first day; staff add others at their desk."""

from __future__ import annotations

from orders.models import Carrier

CARRIERS = (
    ("sf", "顺丰速运", "SF Express", r"SF\d{12,13}"),
    ("zto", "中通快递", "ZTO Express", r"ZT\d{12}"),
    ("yto", "圆通速递", "YTO Express", r"YT\d{13}"),
    ("yunda", "韵达快递", "Yunda Express", r"YD\d{13}"),
    ("ems", "邮政 EMS", "China Post EMS", r"[A-Z]{2}\d{9}CN"),
    ("deppon", "德邦物流", "Deppon Logistics", r"DPK\d{12}"),
)


def ensure_first_carriers() -> int:
    """Write them where there is no carrier at all; returns how many were written."""
    if Carrier.objects.exists():
        return 0
    made = Carrier.objects.bulk_create(
        [
            Carrier(
                code=code, name=name, name_en=name_en, waybill_pattern=pattern, position=position
            )
            for position, (code, name, name_en, pattern) in enumerate(CARRIERS)
        ],
        ignore_conflicts=True,
    )
    return len(made)
