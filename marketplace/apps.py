from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    name = "marketplace"

    def ready(self) -> None:
        """Load the Celery application, so that tasks sent from here know their broker."""
        import marketplace.celery  # noqa: F401
