"""What a person was told."""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from accounts.models import Notice, User


def notices_of(user: User) -> QuerySet[Notice]:
    """The person's notices, unread ones first, each part newest first."""
    unread = Q(read_at__isnull=True)
    return (
        Notice.objects.filter(user=user)
        .select_related("company")
        .order_by(ExpressionWrapper(unread, BooleanField()).desc(), "-created_at", "-pk")
    )


def unread_count(user: User) -> int:
    """How many notices wait; read from an index that holds only those."""
    return Notice.objects.filter(user=user, read_at__isnull=True).count()
