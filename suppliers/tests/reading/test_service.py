"""A licence is read in a worker, once a round; without the engine the reviewer reads it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import transaction

from accounts.tests.factories import StaffFactory
from policies.schemas import VettingRules
from policies.tests.factories import rules_from
from suppliers import tasks
from suppliers.enums import ApplicationStatus, CheckCode, DocumentKind, Outcome
from suppliers.models import Application, Check
from suppliers.reading import Licence
from suppliers.reading.engine import is_installed
from suppliers.selectors.applications import findings_of, needs_second
from suppliers.services import applications, checks, documents, reading
from suppliers.services.checks import LOST_AFTER
from suppliers.tests.reading.draw import FONT, licence
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT

pytestmark = pytest.mark.django_db
CODE = "91330782MA2E5T7K3U"
TYPED = {
    "identifier": CODE,
    "holder": "义乌市青禾日用品有限公司",
    "person": "陈立新",
    "issued_on": date(2018, 5, 21),
    "expires_on": date(2038, 5, 20),
}
READ = Licence(
    CODE,
    TYPED["holder"],
    TYPED["person"],
    TYPED["issued_on"],
    TYPED["expires_on"],
    frozenset({TYPED["issued_on"]}),
)


@pytest.fixture(autouse=True)
def _trades(settings) -> None:
    settings.SUPPLIER_TRADES = "suppliers.tests.vetting.making.trades"


def application(file: bytes | None = None, **typed: object) -> Application:
    """Submitted, with a licence of which ``typed`` is said."""
    draft = making.begun()
    document = making.stated(draft.company, DocumentKind.LICENCE, **{**TYPED, **typed})
    documents.upload(
        company=draft.company,
        kind=DocumentKind.LICENCE,
        file=io.BytesIO(file) if file else making.picture(),
        data=document,
        actor=making.owner_of(draft.company),
        at=AT,
    )
    for one in (DocumentKind.ID, DocumentKind.BANK):
        making.show(draft.company, one, holder=typed.get("person", TYPED["person"]))
    return making.handed_in(draft)


def read(done: Application) -> list[Check]:
    revision = findings_of(done).filter(revision__document__kind="licence").first().revision
    return list(
        reading.read_licence(
            revision_id=revision.pk, application_id=done.pk, round_number=done.round, at=AT
        )
    )


def saying(monkeypatch: pytest.MonkeyPatch, found: Licence | None) -> None:
    monkeypatch.setattr(reading, "lines", lambda *_given: None if found is None else [])
    monkeypatch.setattr(reading, "understood", lambda _lines: found)


def test_without_the_engine_it_goes_to_the_reviewer(monkeypatch) -> None:
    monkeypatch.setattr("suppliers.reading.engine.is_installed", lambda: False)
    done = application()
    second = needs_second(done)
    (check,) = read(done)
    assert (check.code, check.outcome) == (CheckCode.READING, Outcome.OPEN)
    assert "not read by machine" in check.reason
    assert needs_second(done) == second


def test_a_picture_of_something_else_goes_to_the_reviewer(monkeypatch) -> None:
    saying(monkeypatch, Licence())
    (check,) = read(application())
    assert check.outcome == Outcome.OPEN


def test_what_agrees_passes(monkeypatch) -> None:
    saying(monkeypatch, READ)
    (check,) = read(application())
    assert (check.outcome, check.reason) == (Outcome.PASS, reading.SAME)


@pytest.mark.parametrize("found", [None, READ])
def test_each_reading_keeps_the_rules_that_it_was_made_by(
    monkeypatch, found: Licence | None
) -> None:
    saying(monkeypatch, found)
    newer = rules_from(VettingRules, AT - timedelta(hours=1))
    (check,) = read(application())
    check.refresh_from_db()
    assert check.policy_version == newer


def test_each_difference_is_a_warning_of_its_own_and_asks_for_two_reviewers(monkeypatch) -> None:
    saying(monkeypatch, READ)
    done = application(person="陈立", expires_on=date(2048, 5, 20))
    found = read(done)
    assert [check.outcome for check in found] == [Outcome.WARN, Outcome.WARN]
    assert "“陈立新” as legal representative; “陈立” was typed" in found[0].reason
    assert "20 May 2038; 20 May 2048 was typed" in found[1].reason
    assert needs_second(done)


def test_another_code_is_told_without_writing_it_down(monkeypatch) -> None:
    saying(monkeypatch, READ)
    found = read(application(identifier=making.company_code()))
    assert found[0].reason == "The picture shows another code than was typed."
    assert CODE not in str(found[0].words)


def test_an_end_that_was_not_typed_is_told(monkeypatch) -> None:
    saying(monkeypatch, READ)
    (check,) = read(application(expires_on=None))
    assert check.reason == "By the picture it ends on 20 May 2038; no last day was typed."


def test_a_part_that_could_not_be_read_is_for_the_reviewer(monkeypatch) -> None:
    saying(monkeypatch, Licence(CODE, "", TYPED["person"], None, TYPED["expires_on"]))
    found = read(application())
    assert [check.outcome for check in found] == [Outcome.OPEN, Outcome.OPEN]


def test_a_task_that_comes_twice_reads_once(monkeypatch) -> None:
    saying(monkeypatch, READ)
    done = application()
    first = read(done)
    monkeypatch.setattr(reading, "lines", lambda *_given: pytest.fail("read again"))
    assert read(done) == first


def test_of_two_at_once_one_is_kept(monkeypatch) -> None:
    saying(monkeypatch, READ)
    done = application()
    first = read(done)
    known, answers = reading._known, iter([[]])
    monkeypatch.setattr(reading, "_known", lambda *given: next(answers, None) or known(*given))
    assert read(done) == first
    assert done.checks.filter(code=CheckCode.READING).count() == 1


def test_of_an_earlier_round_nothing_is_written(monkeypatch) -> None:
    saying(monkeypatch, READ)
    done = application()
    done.checks.filter(code=CheckCode.READING).delete()
    revision = findings_of(done).filter(revision__document__kind="licence").first().revision
    Application.objects.filter(pk=done.pk).update(round=2)
    found = reading.read_licence(
        revision_id=revision.pk, application_id=done.pk, round_number=1, at=AT
    )
    assert found == []


def test_submitting_sends_it_to_a_worker(monkeypatch, run_tasks) -> None:
    monkeypatch.setattr("suppliers.reading.engine.is_installed", lambda: False)
    draft = making.filled()
    with run_tasks():
        applications.submit(application=draft, actor=making.owner_of(draft.company), at=AT)
    assert draft.checks.filter(code=CheckCode.READING).count() == 1


def test_a_renewed_licence_is_read_too(monkeypatch, run_tasks) -> None:
    monkeypatch.setattr("suppliers.reading.engine.is_installed", lambda: False)
    done = making.approved()
    with run_tasks():
        revision = making.show(done.company, DocumentKind.LICENCE)
    assert revision.checks.filter(code=CheckCode.READING, application=None).count() == 1
    documents.accept(revision=revision, actor=StaffFactory(), at=AT)


# --- Readings that were lost ------------------------------------------------------------------


def left(after: timedelta = LOST_AFTER) -> list[tuple[int, int | None, int]]:
    return reading.left_behind(at=AT + after, limit=10)


def lost_reading() -> Application:
    """Checked, and its reading went down with the broker."""
    done = application()
    done.checks.filter(code=CheckCode.READING).delete()
    return done


def test_a_reading_that_was_lost_is_done_by_the_clock(monkeypatch, time_machine, run_tasks) -> None:
    saying(monkeypatch, READ)
    done = lost_reading()
    (lost,) = left()
    assert lost[1:] == (done.pk, 1)
    assert left(LOST_AFTER / 2) == []
    time_machine.move_to(AT + LOST_AFTER, tick=False)
    with run_tasks():
        transaction.on_commit(tasks.check_what_was_left)
    assert done.checks.get(code=CheckCode.READING).outcome == Outcome.PASS
    assert left() == []


def test_of_an_earlier_round_and_a_decided_application_nothing_is_left() -> None:
    done = lost_reading()
    assert left() != []
    Application.objects.filter(pk=done.pk).update(round=2)
    assert left() == []
    Application.objects.filter(pk=done.pk).update(
        round=1, status=ApplicationStatus.REJECTED, decided_at=AT
    )
    assert left() == []


def test_a_renewed_licence_is_left_until_it_is_decided() -> None:
    done = making.approved()
    revision = making.show(done.company, DocumentKind.LICENCE)
    checks.check_revision(revision_id=revision.pk, at=AT)
    assert left() == [(revision.pk, None, 0)]
    documents.send_back(revision=revision, reason="blurred", actor=StaffFactory(), at=AT)
    assert left() == []


# --- With the engine --------------------------------------------------------------------------

with_engine = pytest.mark.skipif(
    not (is_installed() and FONT.exists()),
    reason="reading by machine:  WITH_OCR=1 bin/test, with fonts-noto-cjk",
)


@with_engine
@pytest.mark.parametrize("turned", [0, 1.5])
def test_a_drawn_licence_is_read(turned: float) -> None:
    (check,) = read(application(licence(turned=turned)))
    assert (check.outcome, check.reason) == (Outcome.PASS, reading.SAME)


@with_engine
def test_a_drawn_licence_of_another_company_is_found_out() -> None:
    found = read(application(licence(), holder="义乌市红禾日用品有限公司"))
    assert [check.outcome for check in found] == [Outcome.WARN]
    assert "“义乌市青禾日用品有限公司”" in found[0].reason


@with_engine
def test_a_blank_sheet_is_not_read() -> None:
    (check,) = read(application())
    assert check.outcome == Outcome.OPEN
