from suppliers.enums.freight import FreightBasis
from suppliers.enums.numbers import NumberKind
from suppliers.enums.shops import SalesScope, SupplierKind
from suppliers.enums.standing import MAY_LIST, SHOWN, STANDING_TRANSITIONS, Standing

__all__ = [
    "MAY_LIST",
    "SHOWN",
    "STANDING_TRANSITIONS",
    "FreightBasis",
    "NumberKind",
    "SalesScope",
    "Standing",
    "SupplierKind",
]
