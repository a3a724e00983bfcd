from suppliers.admin import freight, shops  # noqa: F401
