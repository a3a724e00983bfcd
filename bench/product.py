"""product: pages of products with their ladders, SKUs, pictures, supplier and similar products."""

from __future__ import annotations

from bench.harness import Options, run


def paths_of(asked: Options) -> list[str]:
    _, chosen = asked.dataset.sample_ids()
    slugs = {p["id"]: p["slug"] for p in asked.dataset.products(asked.products)}
    return [f"/p/{slugs[number]}/" for number in chosen if number in slugs]


if __name__ == "__main__":
    run(__doc__ or "", paths_of)
