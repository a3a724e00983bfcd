from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orders"

    def ready(self) -> None:
        from orders.selectors.books import wrong_escrow
        from orders.sentences import register_all
        from payments import audit

        register_all()
        audit.register("escrow holds what the paid stages of orders brought", wrong_escrow)
