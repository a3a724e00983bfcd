from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    """Where a version stands in its life; *in force* is a question of the moment, not a state."""

    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    WITHDRAWN = "withdrawn", _("Withdrawn before it took effect")
