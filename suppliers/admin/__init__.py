from suppliers.admin import (  # noqa: F401
    appeals,
    applications,
    audits,
    badges,
    facts,
    freight,
    renewals,
    scores,
    shops,
    spot_checks,
    standing,
    visits,
)
