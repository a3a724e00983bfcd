from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def write_first_carriers(**signal: Any) -> None:
    """After a migration, and after a flush, see that there are carriers to choose from."""
    if any(backwards for _migration, backwards in signal.get("plan", ())):
        return
    from orders.services.first_carriers import ensure_first_carriers

    ensure_first_carriers()


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")

    def ready(self) -> None:
        from accounts import obstacles
        from orders.selectors.books import wrong_escrow
        from orders.selectors.under_way import orders_under_way
        from orders.sentences import register_all
        from payments import audit

        register_all()
        obstacles.register(orders_under_way)
        audit.register("escrow holds what the paid stages of orders brought", wrong_escrow)
        post_migrate.connect(write_first_carriers, sender=self)
