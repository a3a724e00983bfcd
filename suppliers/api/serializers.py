"""What the API says of shops."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from suppliers.enums import Badge, ScoreItem, Standing


class ProofSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    subject = serializers.CharField()
    at = serializers.DateTimeField()
    valid_until = serializers.DateTimeField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    is_expired = serializers.BooleanField()
    with_conditions = serializers.BooleanField()
    pieces = serializers.IntegerField()
    failures = serializers.IntegerField()


class FigureSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    rate = serializers.FloatField()
    sample = serializers.IntegerField()


class BadgeSerializer(serializers.Serializer[Any]):
    badge = serializers.ChoiceField(choices=Badge.choices)
    since = serializers.DateTimeField()
    reason = serializers.CharField(source="said")


class TrustSerializer(serializers.Serializer[Any]):
    """What was verified of a shop, its figures with their samples, its badges."""

    proofs = ProofSerializer(many=True)
    figures = FigureSerializer(many=True)
    badges = BadgeSerializer(many=True)


class ItemScoreSerializer(serializers.Serializer[Any]):
    item = serializers.ChoiceField(choices=ScoreItem.choices)
    score = serializers.IntegerField()
    weight = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)
    hits = serializers.IntegerField()
    facts = serializers.IntegerField()
    figure = serializers.FloatField(allow_null=True)
    better = serializers.IntegerField()
    peers = serializers.IntegerField()
    next_figure = serializers.FloatField(allow_null=True)
    next_score = serializers.IntegerField(allow_null=True)
    lower_is_better = serializers.BooleanField()


class ScoreSerializer(serializers.Serializer[Any]):
    """The last score, item by item; of a shop that was not scored yet it is empty."""

    day = serializers.DateField(allow_null=True)
    category = serializers.CharField(allow_blank=True)
    composite = serializers.DecimalField(max_digits=4, decimal_places=2, allow_null=True)
    items = ItemScoreSerializer(many=True)


class HoldSerializer(serializers.Serializer[Any]):
    cause = serializers.CharField()
    standing = serializers.ChoiceField(choices=Standing.choices)
    reason = serializers.CharField(source="said")
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)


class StandingSerializer(serializers.Serializer[Any]):
    """The standing, what holds it, and the penalty points that count."""

    standing = serializers.ChoiceField(choices=Standing.choices)
    points = serializers.IntegerField()
    holds = HoldSerializer(many=True)
