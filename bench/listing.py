"""listing: pages of 24 cards with filters, counts and total, of categories of both lower levels."""

from __future__ import annotations

from bench.harness import Options, run


def paths_of(asked: Options) -> list[str]:
    slugs = {category["id"]: category["slug"] for category in asked.dataset.categories()}
    chosen, _ = asked.dataset.sample_ids()
    return [f"/c/{slugs[number]}/" for number in chosen]


if __name__ == "__main__":
    run(__doc__ or "", paths_of)
