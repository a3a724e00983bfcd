"""What every test of every app has."""

from hypothesis import HealthCheck, settings

# How fast a machine is, and what else it does, is no property of the code.
settings.register_profile("market", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("market")

pytest_plugins = ["marketplace.testing.fixtures", "marketplace.testing.browser"]
