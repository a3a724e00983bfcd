from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    name = "marketplace"

    def ready(self) -> None:
        """Load the Celery application, so that tasks sent from here know their broker.

        The fields of all models have names in both languages then.
        """
        import marketplace.celery  # noqa: F401
        from marketplace import fieldnames

        fieldnames.translate()
