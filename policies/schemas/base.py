"""What a set of parameters is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from policies import units

UNKNOWN_KIND = "supplier_kind"
#: In the context of what is read as staff write it, and not as it was announced.
WRITTEN = "written"

Days = Annotated[int, Field(ge=0, le=3650), units.DAYS]
#: The law asks for seven; more may be promised.
NoticeDays = Annotated[int, Field(ge=7, le=3650), units.DAYS]
Hours = Annotated[int, Field(ge=0, le=8760), units.HOURS]
Count = Annotated[int, Field(ge=0, le=500_000_000)]
Minutes = Annotated[Count, units.MINUTES]
Months = Annotated[Count, units.MONTHS]
Years = Annotated[Count, units.YEARS]
Bytes = Annotated[Count, units.SIZE]
Pixels = Annotated[Count, units.PIXELS]
Metres = Annotated[Count, units.METRES]
SquareMetres = Annotated[Count, units.SQUARE_METRES]
Points = Annotated[Count, units.POINTS]
HourOfDay = Annotated[int, Field(ge=0, le=23), units.CLOCK]
Hundredths = Annotated[Count, units.HUNDREDTHS]
Share = Annotated[Decimal, Field(ge=0, le=1, max_digits=7, decimal_places=6), units.SHARE]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2), units.MONEY]


def _known_kind(code: str, info: ValidationInfo) -> str:
    """A code that no supplier has would switch off, unseen, what is asked of that kind.

    Refused where staff write it; a version that was announced once is read as it is.
    """
    known = units.supplier_kinds()
    if (info.context or {}).get(WRITTEN) and code not in known:
        raise PydanticCustomError(UNKNOWN_KIND, "unknown", {"known": ", ".join(known)})
    return code


SupplierKind = Annotated[str, AfterValidator(_known_kind), units.KIND]


class Policy(BaseModel):
    """A policy's schema: ``slug`` names it, ``title`` is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: ClassVar[str]
    title: ClassVar[Any]
