"""What is counted of a supplier (rules §5), and what the value of each kind of fact says."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FactKind(models.TextChoices):
    PICKUP = "pickup", _("Hours from payment to pickup")
    PROMISE = "promise", pgettext_lazy("fact", "Promise kept")
    ANSWER = "answer", _("Question answered in time")
    SIGNED = "signed", _("Order signed for")
    QUALITY_CASE = "quality_case", _("Quality case")
    CASE_OUTCOME = "case_outcome", _("Case ended against the supplier")
    CASE_ANSWER = "case_answer", _("Case answered in time")
    RETURN = "return", _("Return handled in time")
    PURCHASE = "purchase", _("Repeat purchase")
    REVIEW = "review", _("Review")


#: Kinds that are yes (1) or no (0); those that only happened and have no value; and the ends of
#: the two that are measured. A pickup without a value did not happen.
YES_OR_NO = frozenset(
    {
        FactKind.PROMISE,
        FactKind.ANSWER,
        FactKind.CASE_OUTCOME,
        FactKind.CASE_ANSWER,
        FactKind.RETURN,
        FactKind.PURCHASE,
    }
)
HAPPENED = frozenset({FactKind.SIGNED, FactKind.QUALITY_CASE})
MOST_HOURS = 100_000
STARS = (1, 5)
