"""What pieces of a product are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from common.formats import in_chinese
from common.words import once_a_language

#: What suppliers count in, and what an English reader is shown; others are shown as they are.
UNITS = {
    "件": gettext_noop("pcs"),
    "个": gettext_noop("pcs"),
    "只": gettext_noop("pcs"),
    "条": gettext_noop("pcs"),
    "张": gettext_noop("pcs"),
    "支": gettext_noop("pcs"),
    "把": gettext_noop("pcs"),
    "本": gettext_noop("pcs"),
    "片": gettext_noop("pcs"),
    "块": gettext_noop("pcs"),
    "口": gettext_noop("pcs"),
    "顶": gettext_noop("pcs"),
    "根": gettext_noop("pcs"),
    "台": gettext_noop("units"),
    "套": gettext_noop("sets"),
    "组": gettext_noop("sets"),
    "副": gettext_noop("sets"),
    "双": gettext_noop("pairs"),
    "对": gettext_noop("pairs"),
    "包": gettext_noop("packs"),
    "盒": gettext_noop("boxes"),
    "箱": gettext_noop("cartons"),
    "袋": gettext_noop("bags"),
    "罐": gettext_noop("tins"),
    "瓶": gettext_noop("bottles"),
    "饼": gettext_noop("cakes"),
    "卷": gettext_noop("rolls"),
    "打": gettext_noop("dozens"),
    "米": gettext_noop("m"),
    "平方米": gettext_noop("m²"),
    "克": gettext_noop("g"),
    "公斤": gettext_noop("kg"),
    "吨": gettext_noop("t"),
}


@once_a_language
def _names() -> dict[str, str]:
    return {} if in_chinese() else {unit: gettext(name) for unit, name in UNITS.items()}


def unit_name(unit: str) -> str:
    """``unit`` for the reader: Chinese readers see what the supplier wrote."""
    return _names().get(unit, unit)
