"""What the API says of shops."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.formats import one_language
from suppliers.badges import Condition
from suppliers.enums import (
    Badge,
    BadgeCondition,
    DeductionCause,
    DocumentKind,
    Figure,
    ScoreItem,
    Standing,
)
from suppliers.enums.badges import Limit
from suppliers.models import (
    Appeal,
    Audit,
    AuditCause,
    AuditCondition,
    DocumentRevision,
    ScoreDay,
)


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
    code = serializers.ChoiceField(choices=Figure.choices)
    label = serializers.CharField()
    rate = serializers.FloatField()
    sample = serializers.IntegerField()


class BadgeSerializer(serializers.Serializer[Any]):
    badge = serializers.ChoiceField(choices=Badge.choices)
    since = serializers.DateTimeField()
    reason = serializers.CharField(source="said")


class TrustSerializer(serializers.Serializer[Any]):
    """What was verified of a shop, its score, its figures with their samples, its badges."""

    composite = serializers.DecimalField(max_digits=4, decimal_places=2, allow_null=True)
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


class ScoreDaySerializer(serializers.ModelSerializer[ScoreDay]):
    """A day of the history; null is a figure that was counted from nothing."""

    pickup_48h_rate = serializers.FloatField(allow_null=True)
    promise_kept_rate = serializers.FloatField(allow_null=True)
    response_3min_rate = serializers.FloatField(allow_null=True)
    quality_refund_rate = serializers.FloatField(allow_null=True)
    quality_refund_rate_90d = serializers.FloatField(allow_null=True)
    repeat_rate = serializers.FloatField(allow_null=True)

    class Meta:
        model = ScoreDay
        fields = ("day", "composite", *Figure.values)


class ConditionSerializer(serializers.Serializer[Any]):
    """``have`` and ``need`` are numbers, or ``have`` a moment; empty where it is yes or no. Of the
    conditions that are ``one_of`` any one is enough. ``also`` is the half beside the number."""

    code = serializers.ChoiceField(choices=BadgeCondition.choices)
    label = serializers.CharField()
    met = serializers.BooleanField()
    have = serializers.SerializerMethodField()
    need = serializers.CharField(allow_blank=True)
    limit = serializers.ChoiceField(choices=Limit.choices, allow_null=True)
    one_of = serializers.BooleanField()
    also = serializers.BooleanField(allow_null=True)

    def get_have(self, condition: Condition) -> str:
        return one_language(condition.have)


class BadgeProgressSerializer(serializers.Serializer[Any]):
    """How far a badge is; ``since`` where the shop has it."""

    badge = serializers.ChoiceField(choices=Badge.choices)
    since = serializers.DateTimeField(allow_null=True)
    met = serializers.IntegerField()
    total = serializers.IntegerField()
    conditions = ConditionSerializer(many=True)


class ScoreSerializer(serializers.Serializer[Any]):
    """The last score, item by item; of a shop that was not scored yet it is empty."""

    day = serializers.DateField(allow_null=True)
    category = serializers.CharField(allow_blank=True)
    composite = serializers.DecimalField(max_digits=4, decimal_places=2, allow_null=True)
    items = ItemScoreSerializer(many=True)
    figures = FigureSerializer(many=True)
    history = ScoreDaySerializer(many=True)
    badges = BadgeProgressSerializer(many=True)


class HoldSerializer(serializers.Serializer[Any]):
    cause = serializers.CharField()
    standing = serializers.ChoiceField(choices=Standing.choices)
    reason = serializers.CharField(source="said")
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)


class DeductionSerializer(serializers.Serializer[Any]):
    """Points that count from ``at`` until ``until``."""

    points = serializers.IntegerField()
    cause = serializers.ChoiceField(choices=DeductionCause.choices)
    reason = serializers.CharField(source="said")
    at = serializers.DateTimeField()
    until = serializers.DateTimeField(source="fades_at")


class ExpirySerializer(serializers.Serializer[Any]):
    """A document in force with its last day; ``days_left`` is below zero once that is over."""

    kind = serializers.ChoiceField(choices=DocumentKind.choices, source="document.kind")
    subject = serializers.CharField(source="document.label")
    expires_on = serializers.DateField()
    days_left = serializers.SerializerMethodField()

    def get_days_left(self, revision: DocumentRevision) -> int | None:
        return revision.days_left(self.context["today"])


class AuditConditionSerializer(serializers.ModelSerializer[AuditCondition]):
    class Meta:
        model = AuditCondition
        fields = ("text", "status", "deadline", "met_at")


class AuditCauseSerializer(serializers.ModelSerializer[AuditCause]):
    label = serializers.CharField(source="get_trigger_display")

    class Meta:
        model = AuditCause
        fields = ("trigger", "label")


class AuditSerializer(serializers.ModelSerializer[Audit]):
    """Open where ``ended_at`` is null; it has to be done by ``due_at``."""

    number = serializers.IntegerField(source="pk")
    causes = AuditCauseSerializer(many=True)
    conditions = AuditConditionSerializer(many=True)

    class Meta:
        model = Audit
        fields = (
            *("number", "status", "opened_at", "due_at", "ended_at"),
            *("causes", "summary", "consequence", "conditions"),
        )


class AppealSerializer(serializers.ModelSerializer[Appeal]):
    """What it is against, and when the answer is expected."""

    against = serializers.SerializerMethodField()
    reason = serializers.CharField(source="subject.said")

    class Meta:
        model = Appeal
        fields = ("against", "reason", "text", "made_at", "expected_at")

    @extend_schema_field(serializers.ChoiceField(choices=("hold", "deduction")))
    def get_against(self, appeal: Appeal) -> str:
        return "hold" if appeal.hold_id else "deduction"


class StandingSerializer(serializers.Serializer[Any]):
    """The standing, what holds it, the penalty points that count, and what may change it."""

    standing = serializers.ChoiceField(choices=Standing.choices)
    points = serializers.IntegerField()
    holds = HoldSerializer(many=True)
    deductions = DeductionSerializer(many=True)
    documents = ExpirySerializer(many=True)
    next_audit_at = serializers.DateTimeField(allow_null=True)
    audits = AuditSerializer(many=True)
    open_appeals = AppealSerializer(many=True)
