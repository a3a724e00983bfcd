from suppliers.admin import audits, facts, freight, scores, shops, visits  # noqa: F401
