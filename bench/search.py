"""search: ten Chinese and ten English queries, some of 10,000 hits, each with its exact total."""

from __future__ import annotations

from urllib.parse import quote_plus

from bench.harness import Options, market, options, report


def queries_of(asked: Options) -> list[str]:
    return [*asked.dataset.QUERIES_ZH, *asked.dataset.QUERIES_EN]


def print_recall(asked: Options) -> None:
    """What share of the titles that hold all words of a query the search finds, and the reverse."""
    from catalog.selectors.listing import find
    from catalog.selectors.listing_statement import ListingQuery

    titles = [product["title"] for product in asked.dataset.products(asked.products)]
    print(f"{'query':<20} {'in titles':>10} {'found':>8}")
    held = found = 0
    for query in queries_of(asked):
        truth = sum(asked.dataset.matches(title, query) for title in titles)
        total = find(ListingQuery(text=query)).total
        print(f"{query:<20} {truth:>10,} {total:>8,}")
        held, found = held + truth, found + min(truth, total)
    print(f"found of what titles hold: {found / held:.4%}")


def main() -> None:
    asked = options(__doc__ or "")
    with market(asked):
        print_recall(asked)
        paths = [f"/search/?q={quote_plus(query)}" for query in queries_of(asked)]
        report("search", paths, asked.seconds)


if __name__ == "__main__":
    main()
