"""How freight is counted (rules §8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FreightBasis(models.TextChoices):
    PIECE = "piece", _("By piece")
    WEIGHT = "weight", _("By weight (kg)")
    VOLUME = "volume", _("By volume (m³)")
