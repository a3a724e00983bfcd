"""Belts as pages show them: few, asked for by every listing, kept by each process."""

from __future__ import annotations

from dataclasses import dataclass

from common.formats import in_chinese
from common.known import Known
from suppliers.selectors import belts as stored_belts


@dataclass(frozen=True, slots=True)
class KnownBelt:
    pk: int
    slug: str
    name_zh: str
    name_en: str
    trade_zh: str
    trade_en: str
    intro_zh: str
    intro_en: str
    picture: str

    @property
    def name(self) -> str:
        return self.name_zh if in_chinese() else self.name_en

    @property
    def trade(self) -> str:
        return self.trade_zh if in_chinese() else self.trade_en

    @property
    def intro(self) -> str:
        return self.intro_zh if in_chinese() else self.intro_en or self.intro_zh


def belts() -> dict[str, KnownBelt]:
    """All belts by their slug, in their order."""
    return _belts.get()


def forget() -> None:
    """Have this process read the belts anew; the others do so within seconds."""
    _belts.forget()


def _read() -> dict[str, KnownBelt]:
    return {
        belt.slug: KnownBelt(
            pk=belt.pk,
            slug=belt.slug,
            name_zh=belt.name,
            name_en=belt.name_en,
            trade_zh=belt.trade,
            trade_en=belt.trade_en,
            intro_zh=belt.intro,
            intro_en=belt.intro_en,
            picture=belt.picture.url if belt.picture else "",
        )
        for belt in stored_belts()
    }


_belts = Known(_read)
