from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaymentsConfig(AppConfig):
    name = "payments"
    verbose_name = pgettext_lazy("admin", "Payments")

    def ready(self) -> None:
        """Say how what happens to a company's money is told, and that none is left behind."""
        from accounts import obstacles, private
        from accounts.notices import register
        from payments import queues
        from payments.models import BankAccount
        from payments.selectors.left import money_left

        obstacles.register(money_left)
        queues.register_all()
        private.register(
            BankAccount,
            fields={"number_encrypted": _("Number of the bank account")},
            company=lambda account: account.company,
            rows=lambda: BankAccount.objects.select_related("company"),
        )
        register(
            "payment_received",
            subject=_("Your transfer for %(payment)s has arrived"),
            body=_("%(amount)s arrived by bank transfer: %(payment)s is paid."),
        )
        register(
            "money_returned",
            subject=_("%(amount)s goes back to you"),
            body=_(
                "%(amount)s came for %(payment)s beyond what was asked for, or after it was"
                " closed. It goes back the way it came."
            ),
        )
        register(
            "refund_done",
            subject=_("%(amount)s has been refunded"),
            body=_("The refund of %(amount)s for %(subject)s has been sent. Reason: %(reason)s."),
        )
        register(
            "payout_done",
            subject=_("Payout %(payout)s has arrived"),
            body=_("%(amount)s has been paid out to %(account)s."),
        )
        register(
            "payout_failed",
            subject=_("Payout %(payout)s failed"),
            body=_(
                "%(amount)s could not be paid out to %(account)s and is back on the balance."
                " The bank said: %(reason)s."
            ),
        )
