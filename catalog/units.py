"""What pieces of a product are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from common.formats import in_chinese

#: What suppliers count in, and what an English reader is shown; others are shown as they are.
UNITS = {
    "件": gettext_noop("pcs"),
    "个": gettext_noop("pcs"),
    "只": gettext_noop("pcs"),
    "条": gettext_noop("pcs"),
    "张": gettext_noop("pcs"),
    "支": gettext_noop("pcs"),
    "把": gettext_noop("pcs"),
    "台": gettext_noop("units"),
    "套": gettext_noop("sets"),
    "双": gettext_noop("pairs"),
    "对": gettext_noop("pairs"),
    "包": gettext_noop("packs"),
    "盒": gettext_noop("boxes"),
    "箱": gettext_noop("cartons"),
    "卷": gettext_noop("rolls"),
    "米": gettext_noop("m"),
    "公斤": gettext_noop("kg"),
}


def unit_name(unit: str) -> str:
    """``unit`` for the reader: Chinese readers see what the supplier wrote."""
    return unit if in_chinese() or unit not in UNITS else gettext(UNITS[unit])
