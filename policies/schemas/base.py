"""What a set of parameters is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

Days = Annotated[int, Field(ge=0, le=3650)]
Hours = Annotated[int, Field(ge=0, le=8760)]
Count = Annotated[int, Field(ge=0, le=500_000_000)]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=7, decimal_places=6)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


class Policy(BaseModel):
    """A policy's schema: ``slug`` names it, ``title`` is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: ClassVar[str]
    title: ClassVar[Any]
