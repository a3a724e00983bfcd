"""The items of the composite score (rules §5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoreItem(models.TextChoices):
    LOGISTICS = "logistics", _("Logistics")
    QUALITY = "quality", _("Quality")
    AFTER_SALES = "after_sales", _("After-sales")
    CONSULTING = "consulting", _("Consulting")
    DISPUTES = "disputes", _("Disputes")


#: Of these a lower figure is a better one.
LOWER_IS_BETTER = frozenset({ScoreItem.QUALITY})
