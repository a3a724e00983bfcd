"""Pictures of a product: added, ordered, taken away."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, ProductPicture
from catalog.pictures import FOLDER
from catalog.services import index
from common.errors import DomainError
from common.locking import lock_one
from common.pictures import PictureLimits, read_picture, store_picture
from policies.schemas import CatalogRules
from policies.selectors import in_force


class TooManyPictures(DomainError):
    code = "too_many_pictures"
    status = 422


def add_picture(*, product: Product, file: BinaryIO, at: datetime, alt: str = "") -> ProductPicture:
    """Check, re-encode and append a picture; raises BadPicture and TooManyPictures."""
    rules = in_force(CatalogRules, at).rules
    limits = PictureLimits(
        rules.picture_max_bytes, rules.picture_max_pixels, rules.picture_min_side
    )
    picture = read_picture(file, limits)
    stem = store_picture(picture, default_storage, FOLDER)
    with transaction.atomic():
        lock_one(Product.objects.filter(pk=product.pk))
        have = product.pictures.count()
        if have >= rules.max_pictures:
            raise TooManyPictures(
                _("A product has at most %(most)d pictures; take one away first.")
                % {"most": rules.max_pictures},
                field="pictures",
                most=rules.max_pictures,
            )
        added = ProductPicture.objects.create(
            product=product,
            stem=stem,
            position=have,
            width=picture.width,
            height=picture.height,
            alt=alt,
            look=picture.look or None,
        )
        index.refresh([product.pk])
    return added


@transaction.atomic
def remove_picture(*, picture: ProductPicture) -> None:
    """Take a picture off its product; its files stay, for the orders that show them."""
    lock_one(Product.objects.filter(pk=picture.product_id))
    picture.delete()
    ProductPicture.objects.filter(product=picture.product_id, position__gt=picture.position).update(
        position=F("position") - 1
    )
    index.refresh([picture.product_id])


@transaction.atomic
def make_first(*, picture: ProductPicture) -> None:
    """Put a picture before the others: it is the one on cards."""
    lock_one(Product.objects.filter(pk=picture.product_id))
    earlier = ProductPicture.objects.filter(
        product=picture.product_id, position__lt=picture.position
    )
    earlier.update(position=F("position") + 1)
    ProductPicture.objects.filter(pk=picture.pk).update(position=0)
    index.refresh([picture.product_id])
