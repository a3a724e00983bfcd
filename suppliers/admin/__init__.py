from suppliers.admin import facts, freight, shops  # noqa: F401
