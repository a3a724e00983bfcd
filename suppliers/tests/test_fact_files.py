"""Histories in, scores out: what the two commands write is computed anew from the file alone."""

from __future__ import annotations

import csv
import json
import random
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from suppliers.enums import Standing
from suppliers.models import Fact, Hold, Supplier
from suppliers.services import fact_files
from suppliers.tests.factories import SupplierFactory
from suppliers.tests.scoring import Told, expected

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
UNTIL = datetime(2026, 3, 1, tzinfo=CHINA)
HEADER = "supplier,fact,at,value\n"
ROW = "works-1,pickup,2026-02-20T10:00:00+08:00,12.5\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "facts.csv"


def load(file: Path, *options: str) -> tuple[dict, list[str]]:
    """The summary, and what was said of bad rows."""
    out, err = StringIO(), StringIO()
    call_command("import_facts", str(file), *options, stdout=out, stderr=err)
    return json.loads(out.getvalue().splitlines()[-1]), err.getvalue().splitlines()


def refused(file: Path, *options: str) -> tuple[str, list[str]]:
    err = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_facts", str(file), *options, stdout=StringIO(), stderr=err)
    assert not Fact.objects.exists()
    assert not Supplier.objects.exists()
    return str(error.value), err.getvalue().splitlines()


def scores(tmp_path: Path, at: str = "2026-03-01") -> list[dict[str, str]]:
    out = tmp_path / "scores.csv"
    call_command("score_suppliers", at=at, out=str(out), stdout=StringIO())
    with out.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def history(seed: int, suppliers: int, rows: int) -> list[Told]:
    draw = random.Random(seed)
    kinds = {
        "pickup": lambda: draw.choice([None, 48.0, 48.0000001, draw.uniform(0, 90)]),
        "signed": lambda: None,
        "quality_case": lambda: None,
        "review": lambda: float(draw.randint(1, 5)),
        **dict.fromkeys(
            ("promise", "answer", "case_outcome", "case_answer", "return", "purchase"),
            lambda: float(draw.random() < 0.8),
        ),
    }
    told = []
    for _ in range(rows):
        kind = draw.choice([*kinds, "pickup", "signed", "answer"])
        at = UNTIL - timedelta(seconds=draw.randrange(-86_400, 45 * 86_400))
        told.append(Told(f"works-{draw.randrange(suppliers) ** 2}", kind, at, kinds[kind]()))
    return told


def write(file: Path, told: list[Told]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("supplier", "fact", "at", "value"))
        for fact in told:
            value = "" if fact.value is None else repr(fact.value)
            writer.writerow((fact.supplier, fact.kind, fact.at.isoformat(), value))


def rate(hits: int, facts: int) -> str:
    return repr(hits / facts) if facts else ""


@pytest.mark.parametrize("seed", range(3))
def test_plain_python_on_the_file_finds_the_same(file, tmp_path, seed) -> None:
    told = history(seed, suppliers=12, rows=1500)
    write(file, told)
    idle = SupplierFactory(slug="an-idle-one")
    SupplierFactory(slug="works-4")
    summary, said = load(file)
    assert (summary["rows"], summary["new"], said) == (1500, 1500, [])
    wanted = expected(told, {s.slug: "" for s in Supplier.objects.all()}, UNTIL)
    found = scores(tmp_path)
    assert [row["supplier"] for row in found] == sorted(wanted)
    for row in found:
        it = wanted[row["supplier"]]
        assert row == {
            "supplier": row["supplier"],
            "parcels_due": str(it.counts["logistics"][1]),
            "pickup_48h_rate": rate(*it.counts["logistics"]),
            "promise_kept_rate": rate(*it.counts["promise"]),
            "response_3min_rate": rate(*it.counts["consulting"]),
            "quality_refund_rate": rate(*it.counts["quality"]),
            "composite": f"{float(it.composite):.2f}",
        }
    nothing = next(row for row in found if row["supplier"] == idle.slug)
    assert (nothing["parcels_due"], nothing["pickup_48h_rate"]) == ("0", "")


class TestOnce:
    def test_the_same_file_twice_changes_nothing(self, file) -> None:
        write(file, history(1, 5, 200))
        load(file)
        summary, _ = load(file)
        assert (summary["new"], summary["known"], summary["suppliers_opened"]) == (0, 200, 0)

    def test_equal_rows_of_a_file_are_as_many_facts(self, file) -> None:
        file.write_text(HEADER + 3 * ROW)
        assert load(file)[0]["new"] == 3
        file.write_text(HEADER + 4 * ROW)
        assert load(file)[0]["new"] == 1

    def test_the_same_moment_and_number_are_the_same_however_written(self, file) -> None:
        file.write_text(HEADER + ROW)
        load(file)
        for at, value in (("2026-02-20T02:00:00Z", "12.50"), ("2026-02-20 10:00:00", "1.25e1")):
            file.write_text(f"{HEADER}works-1,pickup,{at},{value}\n")
            assert load(file)[0]["new"] == 0

    def test_order_does_not_matter(self, file, tmp_path) -> None:
        told = history(7, 4, 300)
        write(file, told)
        load(file)
        before = scores(tmp_path)
        write(file, told[::-1])
        assert load(file)[0]["new"] == 0
        assert scores(tmp_path) == before


class TestUnknownSuppliers:
    def test_are_opened_out_of_the_market(self, file) -> None:
        file.write_text(HEADER + ROW)
        assert load(file)[0]["suppliers_opened"] == 1
        shell = Supplier.objects.get()
        assert (shell.slug, shell.name, shell.status) == ("works-1", "works-1", Standing.SUSPENDED)
        assert not Supplier.objects.shown().exists()
        assert Hold.objects.get().standing == Standing.SUSPENDED
        assert shell.events.get().target == Standing.SUSPENDED

    def test_known_ones_stay_as_they_are(self, file) -> None:
        supplier = SupplierFactory(slug="works-1")
        file.write_text(HEADER + ROW)
        assert load(file)[0]["suppliers_opened"] == 0
        supplier.refresh_from_db()
        assert supplier.status == Standing.ACTIVE


BAD = [
    ("works 1,pickup,2026-02-20,1", "supplier"),
    (",pickup,2026-02-20,1", "supplier"),
    (f"{'x' * 61},pickup,2026-02-20,1", "supplier"),
    ("w,pick-up,2026-02-20,1", "fact"),
    ("w,,2026-02-20,1", "fact"),
    ("w,pickup,20.02.2026,1", "at"),
    ("w,pickup,,1", "at"),
    ("w,pickup,1026-02-20,1", "at"),
    ("w,pickup,2026-02-30,1", "at"),
    ("w,pickup,2026-02-20,-1", "value"),
    ("w,pickup,2026-02-20,nan", "value"),
    ("w,pickup,2026-02-20,1e99", "value"),
    ("w,pickup,2026-02-20,1_0", "value"),
    ("w,promise,2026-02-20,", "value"),
    ("w,promise,2026-02-20,0.5", "value"),
    ("w,signed,2026-02-20,0", "value"),
    ("w,review,2026-02-20,6", "value"),
    ("w,pickup,2026-02-20,1,1", "row"),
    ("=w,pickup,2026-02-20,1", "row"),
]


class TestBadRows:
    @pytest.mark.parametrize(("row", "field"), BAD)
    def test_each_is_named_and_nothing_is_written(self, file, row, field) -> None:
        file.write_text(f"{HEADER}{ROW}{row}\n{ROW}")
        said, lines = refused(file)
        assert "1 of 3 rows" in said
        assert len(lines) == 1
        assert lines[0].startswith(f"line 3, {field}: ")

    def test_are_skipped_when_asked_and_named_all_the_same(self, file) -> None:
        file.write_text(HEADER + ROW + "".join(f"{row}\n" for row, _ in BAD) + ROW)
        summary, lines = load(file, "--skip-bad")
        assert (summary["rows"], summary["new"], summary["bad"]) == (2, 2, len(BAD))
        assert len(lines) == len(BAD)
        assert list(Supplier.objects.values_list("slug", flat=True)) == ["works-1"]

    def test_signed_may_have_a_one(self, file) -> None:
        file.write_text(f"{HEADER}w,signed,2026-02-20,1\nw,quality_case,2026-02-20,\n")
        assert load(file)[0]["new"] == 2
        assert set(Fact.objects.values_list("value", flat=True)) == {None}


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_encodings(self, file, encoding) -> None:
        file.write_bytes(f"supplier,fact,at,value,备注\n{ROW.strip()},到\n".encode(encoding))
        assert load(file)[0]["new"] == 1

    def test_another_encoding_is_said(self, file) -> None:
        file.write_bytes(HEADER.encode() + b"caf\xe9\xff,pickup,2026-02-20,1\n")
        assert "UTF-8 or GBK" in refused(file)[0]

    @pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "supplier,fact,at\nw,pickup,2026-02-20\n"])
    def test_a_wrong_header_is_said(self, file, text) -> None:
        file.write_text(text)
        assert "Missing: " in refused(file)[0]

    def test_a_quotation_that_never_ends_is_said_and_nothing_is_written(self, file) -> None:
        file.write_text(HEADER + ROW + '"w,pickup\n')
        assert "cannot be read" in refused(file, "--skip-bad")[0]

    def test_no_file(self, file) -> None:
        assert "cannot be read" in refused(file)[0]

    def test_only_a_header(self, file) -> None:
        file.write_text(HEADER)
        assert load(file)[0]["rows"] == 0

    def test_blocks(self, file, monkeypatch) -> None:
        monkeypatch.setattr(fact_files, "BLOCK", 7)
        write(file, history(3, 3, 50))
        assert load(file)[0]["new"] == 50


class TestReport:
    def test_a_moment(self, file, tmp_path) -> None:
        file.write_text(HEADER + ROW)
        load(file)
        due = [
            scores(tmp_path, at)[0]["parcels_due"]
            for at in ("2026-02-20T10:00:00+08:00", "2026-02-20T10:00:01", "2026-02-20")
        ]
        assert due == ["0", "1", "0"]

    def test_nothing_is_stored(self, file, tmp_path) -> None:
        file.write_text(HEADER + ROW)
        load(file)
        scores(tmp_path)
        supplier = Supplier.objects.get()
        assert not supplier.score_days.exists()
        assert supplier.composite is None

    def test_no_suppliers(self, tmp_path) -> None:
        assert scores(tmp_path) == []

    @pytest.mark.parametrize("at", ["tomorrow", "2026-02-30", "2026-13-01T00:00"])
    def test_no_day(self, tmp_path, at) -> None:
        with pytest.raises(CommandError, match="is a day"):
            scores(tmp_path, at)

    def test_no_place_to_write(self, tmp_path) -> None:
        with pytest.raises(CommandError, match="cannot be written"):
            scores(tmp_path / "nowhere")
