"""What every test of every app has."""

pytest_plugins = ["marketplace.testing.fixtures"]
