"""What is checked of an application without a person (rules §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckCode(models.TextChoices):
    DIGITS = "digits", _("Check digits")
    VALIDITY = "validity", _("Validity")
    SAME_NAME = "same_name", _("Same name")
    SAME_CODE = "same_code", _("Same code as before")
    SAME_KIND = "same_kind", _("Kind of the code")
    SAME_PERSON = "same_person", _("Same legal representative")
    SCOPE = "scope", _("Business scope")
    UNUSED = "unused", _("Not another supplier's")
    READING = "reading", _("Reading of the licence")


class Outcome(models.TextChoices):
    PASS = "pass", _("Pass")
    WARN = "warn", _("Warning")
    FAIL = "fail", _("Fail")
    OPEN = "open", _("For the reviewer")
