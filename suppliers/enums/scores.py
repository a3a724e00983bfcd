"""The items of the composite score (rules §5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoreItem(models.TextChoices):
    LOGISTICS = "logistics", _("Logistics")
    QUALITY = "quality", _("Quality")
    AFTER_SALES = "after_sales", _("After-sales")
    CONSULTING = "consulting", _("Consulting")
    DISPUTES = "disputes", _("Disputes")


class Figure(models.TextChoices):
    """The shares that are shown of a shop, named as ``ScoreDay`` has them."""

    PICKUP_48H = "pickup_48h_rate", _("Picked up within 48 hours")
    PROMISE_KEPT = "promise_kept_rate", _("Promise kept")
    RESPONSE_3MIN = "response_3min_rate", _("Answered within 3 minutes")
    QUALITY_REFUND = "quality_refund_rate", _("Orders with a quality case")
    QUALITY_REFUND_90D = "quality_refund_rate_90d", _("Orders with a quality case in 90 days")
    REPEAT = "repeat_rate", _("Bought again")


#: The count that each is a share of.
SAMPLES = {
    Figure.PICKUP_48H: "parcels_due",
    Figure.PROMISE_KEPT: "promises",
    Figure.RESPONSE_3MIN: "answers_due",
    Figure.QUALITY_REFUND: "signed",
    Figure.QUALITY_REFUND_90D: "signed_90d",
    Figure.REPEAT: "purchases_90d",
}

#: Of these a lower figure is a better one.
LOWER_IS_BETTER = frozenset({ScoreItem.QUALITY})
