from suppliers.admin import (  # noqa: F401
    appeals,
    applications,
    audits,
    facts,
    freight,
    renewals,
    scores,
    shops,
    spot_checks,
    standing,
    visits,
)
