from suppliers.admin import facts, freight, scores, shops  # noqa: F401
