from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orders"

    def ready(self) -> None:
        from accounts import obstacles
        from orders.selectors.books import wrong_escrow
        from orders.selectors.under_way import orders_under_way
        from orders.sentences import register_all
        from payments import audit

        register_all()
        obstacles.register(orders_under_way)
        audit.register("escrow holds what the paid stages of orders brought", wrong_escrow)
