from accounts.admin import people, private_data  # noqa: F401
