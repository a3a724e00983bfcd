from django.db import models
from django.utils.translation import gettext_lazy as _

from common.status import Transitions


class ProductStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LISTED = "listed", _("Listed")
    HIDDEN = "hidden", _("Hidden")
    BLOCKED = "blocked", _("Blocked by the platform")


PRODUCT_TRANSITIONS: Transitions = {
    ProductStatus.LISTED: frozenset({ProductStatus.DRAFT, ProductStatus.HIDDEN}),
    ProductStatus.HIDDEN: frozenset({ProductStatus.LISTED, ProductStatus.BLOCKED}),
    ProductStatus.BLOCKED: frozenset(
        {ProductStatus.LISTED, ProductStatus.HIDDEN, ProductStatus.DRAFT}
    ),
}

#: What the supplier may do of these itself: what the platform blocked, it cannot show again.
SUPPLIERS_TRANSITIONS: Transitions = {
    ProductStatus.LISTED: PRODUCT_TRANSITIONS[ProductStatus.LISTED],
    ProductStatus.HIDDEN: frozenset({ProductStatus.LISTED}),
}


class QuoteType(models.TextChoices):
    """rules §6"""

    BY_QUANTITY = "by_quantity", _("By quantity of the product")
    BY_SKU = "by_sku", _("One price per SKU")
    BY_SKU_QUANTITY = "by_sku_quantity", _("By quantity of each SKU")


class BuyMode(models.TextChoices):
    """How a line is bought: in the batch, as a sample, or one piece sent on for the buyer."""

    BATCH = "batch", _("Batch")
    SAMPLE = "sample", _("Sample")
    CONSIGN = "consign", _("Dropship")


class StagePlan(models.TextChoices):
    """How a custom order is paid (rules §7), in per cent of its total."""

    WHOLE = "100", _("At once")
    DEPOSIT_BALANCE = "30/70", _("30 % deposit, 70 % before shipping")
    THREE = "60/30/10", _("60 % deposit, 30 % before shipping, 10 % on receipt")


class ImportStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


IMPORT_TRANSITIONS: Transitions = {
    ImportStatus.RUNNING: frozenset({ImportStatus.WAITING}),
    ImportStatus.DONE: frozenset({ImportStatus.RUNNING}),
    ImportStatus.REFUSED: frozenset({ImportStatus.WAITING, ImportStatus.RUNNING}),
}


class RowOutcome(models.TextChoices):
    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")


class Sort(models.TextChoices):
    """Orders of a listing; ``best`` is by match where few are found, else by sales."""

    BEST = "best", _("Best match")
    SOLD = "sold", _("Best selling")
    PRICE = "price", _("Price, low first")
    PRICE_DOWN = "price-down", _("Price, high first")
    NEW = "new", _("Newest")
