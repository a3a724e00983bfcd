"""Products as staff name them: by the code that stands on their page."""

from __future__ import annotations

from catalog.models import Product


def listed(*, supplier_id: int, code: str) -> tuple[int, str] | None:
    """Id and Chinese title of a supplier's product with that code; nothing where it has none."""
    rows = Product.objects.filter(supplier_id=supplier_id, code__iexact=code.strip())
    return rows.values_list("pk", "title").first()
