"""What the answers look like, for the page of the API; a test holds their keys to the real ones."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.api.schema import answers

_PICKED_UP = {
    "code": "pickup_48h_rate",
    "label": "Picked up within 48 hours",
    "rate": 0.95,
    "sample": 40,
}

TRUST_EXAMPLE = answers(
    "trusted",
    _("A shop that an inspector has seen"),
    {
        "composite": "4.20",
        "proofs": [
            {
                "kind": "visit",
                "subject": "",
                "at": "2026-05-12T08:00:00+08:00",
                "valid_until": "2027-05-12T08:00:00+08:00",
                "expires_on": None,
                "is_expired": False,
                "with_conditions": False,
                "pieces": 0,
                "failures": 0,
            }
        ],
        "figures": [_PICKED_UP],
        "badges": [
            {
                "badge": "pro",
                "since": "2026-06-01T08:00:00+08:00",
                "reason": "Meets 8 of 8 conditions",
            }
        ],
    },
)

SCORE_EXAMPLE = answers(
    "scored",
    _("A shop that lacks one condition of a badge"),
    {
        "day": "2026-06-01",
        "category": "toys",
        "composite": "4.20",
        "items": [
            {
                "item": "logistics",
                "score": 4,
                "weight": 30,
                "rate": 0.95,
                "hits": 38,
                "facts": 40,
                "figure": 0.95,
                "better": 3,
                "peers": 14,
                "next_figure": 0.97,
                "next_score": 5,
                "lower_is_better": False,
            }
        ],
        "figures": [_PICKED_UP],
        "history": [
            {
                "day": "2026-06-01",
                "composite": "4.20",
                "pickup_48h_rate": 0.95,
                "promise_kept_rate": 0.98,
                "response_3min_rate": None,
                "quality_refund_rate": 0.01,
                "quality_refund_rate_90d": 0.02,
                "repeat_rate": 0.4,
            }
        ],
        "badges": [
            {
                "badge": "pro",
                "since": None,
                "met": 7,
                "total": 8,
                "conditions": [
                    {
                        "code": "deposit",
                        "label": "Deposit, CNY",
                        "met": False,
                        "have": "12000.00",
                        "need": "16000.00",
                        "limit": "at_least",
                        "one_of": False,
                        "also": None,
                    }
                ],
            }
        ],
    },
)

STANDING_EXAMPLE = answers(
    "restricted",
    _("A shop that is restricted by its points, and appeals"),
    {
        "standing": "restricted",
        "points": 24,
        "holds": [
            {
                "cause": "points",
                "standing": "restricted",
                "reason": "24 points",
                "since": "2026-06-01T08:00:00+08:00",
                "until": "2026-06-08T08:00:00+08:00",
            }
        ],
        "deductions": [
            {
                "points": 24,
                "cause": "staff",
                "reason": "False advertising",
                "at": "2026-06-01T08:00:00+08:00",
                "until": "2027-06-01T08:00:00+08:00",
            }
        ],
        "documents": [
            {
                "kind": "licence",
                "subject": "Business licence",
                "expires_on": "2026-07-01",
                "days_left": 29,
            }
        ],
        "next_audit_at": "2026-11-14T08:00:00+08:00",
        "audits": [
            {
                "number": 7,
                "status": "open",
                "opened_at": "2026-06-01T08:00:00+08:00",
                "due_at": "2026-06-15T08:00:00+08:00",
                "ended_at": None,
                "causes": [{"trigger": "points", "label": "Points"}],
                "summary": "",
                "consequence": "",
                "conditions": [
                    {
                        "text": "Show the lease again",
                        "status": "open",
                        "deadline": "2026-06-20T08:00:00+08:00",
                        "met_at": None,
                    }
                ],
            }
        ],
        "open_appeals": [
            {
                "against": "deduction",
                "reason": "False advertising",
                "text": "The page said what was sent.",
                "made_at": "2026-06-02T08:00:00+08:00",
                "expected_at": "2026-06-05T08:00:00+08:00",
            }
        ],
    },
)
