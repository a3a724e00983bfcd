"""What the lines of a Chinese business licence say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from suppliers.errors import BadNumber
from suppliers.numbers.uscc import LENGTH, check
from suppliers.reading.engine import Line

NAME, PERSON, FOUNDED, TERM = "name", "person", "founded", "term"
#: What a licence prints before each part; those of sole traders and branches have own words.
LABELS = {
    "名称": NAME,
    "企业名称": NAME,
    "法定代表人": PERSON,
    "负责人": PERSON,
    "经营者": PERSON,
    "投资人": PERSON,
    "执行事务合伙人": PERSON,
    "成立日期": FOUNDED,
    "注册日期": FOUNDED,
    "营业期限": TERM,
    "合伙期限": TERM,
}
#: Labels of parts that are not asked for; they end the part before them.
OTHERS = (
    "统一社会信用代码",
    "注册号",
    "类型",
    "主体类型",
    "组成形式",
    "经营范围",
    "注册资本",
    "成员出资总额",
    "住所",
    "经营场所",
    "主要经营场所",
    "登记机关",
    "核准日期",
)
_LABEL = re.compile("|".join(sorted((*LABELS, *OTHERS), key=len, reverse=True)))
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_CODE = re.compile(rf"(?=([0-9A-Z]{{{LENGTH}}}))")
_NOISE = re.compile(r"[\s:：]+")


@dataclass(frozen=True, slots=True)
class Licence:
    """What was read; empty or None where it was not. ``days`` are all days on the licence."""

    code: str = ""
    name: str = ""
    person: str = ""
    founded: date | None = None
    ends: date | None = None
    days: frozenset[date] = field(default_factory=frozenset)

    @property
    def is_empty(self) -> bool:
        return not (self.code or self.name or self.person)


def understood(lines: Iterable[Line]) -> Licence:
    """The parts of a licence."""
    rows = _rows(lines)
    parts = dict(reversed([part for row in rows for part in _parts(row)]))
    term = parts.get(TERM, "")
    return Licence(
        code=_code(rows),
        name=parts.get(NAME, ""),
        person=parts.get(PERSON, ""),
        founded=next(_days(parts.get(FOUNDED, "")), None),
        ends=next(_days(term.rpartition("至")[2]), None) if "至" in term else None,
        days=frozenset(day for row in rows for day in _days(row)),
    )


def _rows(lines: Iterable[Line]) -> list[str]:
    """Pieces that stand side by side, joined from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.middle):
        if rows and rows[-1][0].top <= line.middle <= rows[-1][0].bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_plain("".join(one.text for one in sorted(row, key=_left))) for row in rows]


def _left(line: Line) -> float:
    return line.left


def _plain(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


def _parts(row: str) -> Iterator[tuple[str, str]]:
    """Each label of a row with what follows it, up to the next label."""
    found = list(_LABEL.finditer(row))
    ends = [*(label.start() for label in found[1:]), *([len(row)] if found else [])]
    for label, end in zip(found, ends, strict=True):
        part, text = LABELS.get(label.group()), row[label.end() : end]
        if part and text:
            yield part, text


def _days(text: str) -> Iterator[date]:
    for year, month, day in _DAY.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def _code(rows: list[str]) -> str:
    """The first text that is a code by its check character; else the first that looks like one."""
    seen = [text for row in rows for text in _CODE.findall(row.upper())]
    return next((text for text in seen if _fits(text)), seen[0] if seen else "")


def _fits(text: str) -> bool:
    try:
        check(text)
    except BadNumber:
        return False
    return True
