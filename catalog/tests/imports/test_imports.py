"""Files to products: what is made, what is changed, what is refused, and nothing half-written."""

from __future__ import annotations

import io
import os
import threading
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import translation

from accounts.models import Notice
from accounts.tests.factories import MembershipFactory
from catalog.enums import ImportStatus
from catalog.models import ImportEvent, ImportJob, ImportRow, PriceTier, Product, Sku
from catalog.selectors.categories import tree
from catalog.services import checks, import_rows, imports
from catalog.services.import_rows import RowWriter
from catalog.services.imports import end_import, run_import, start_import, take_in
from catalog.tasks import import_products
from catalog.tests.factories import CategoryFactory, ProductFactory
from catalog.tests.imports.files import AT, CUP, HEADER, imported, outcomes, table
from common.errors import NotAllowed
from common.tables import TableRefused
from common.tests.tables.make import xlsx
from policies.schemas import CatalogRules
from policies.tests.factories import rules_from
from suppliers.enums import HoldCause, Standing
from suppliers.services.holds import place
from suppliers.tests.factories import SupplierFactory

OFFERS = (
    Path(os.environ.get("SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
    / "online_retail"
    / "offers.csv"
)


@pytest.fixture
def supplier():
    return SupplierFactory()


@pytest.fixture
def cups():
    return CategoryFactory(name="杯子", name_en="Cups")


def assert_in_order(text: str, *parts: str) -> None:
    places = [text.find(part) for part in parts]
    assert -1 not in places, (text, parts[places.index(-1)])
    assert places == sorted(places), text


def rows_in_database() -> tuple[int, int, int]:
    return Product.objects.count(), Sku.objects.count(), PriceTier.objects.count()


@pytest.mark.django_db
class TestCreating:
    def test_a_row_becomes_a_product_on_sale(self, supplier, cups):
        job = imported(supplier, CUP, stock=500)
        product = Product.objects.get()
        assert (product.code, product.title, product.category) == ("C-1", "Steel cup", cups)
        assert (product.on_sale, product.price_from, product.stock) == (True, Decimal("2.00"), 500)
        assert list(product.tiers.values_list("from_quantity", "unit_price")) == [
            (1, Decimal("2.00")),
            (100, Decimal("1.80")),
        ]
        assert (job.status, job.created, job.rows_done) == (ImportStatus.DONE, 1, 1)
        assert outcomes(job) == [(2, "created", "")]
        assert job.rows.get().product == product

    def test_an_unknown_category_is_told_and_the_goods_are_kept(self, supplier):
        job = imported(supplier, CUP)
        assert Product.objects.get().category.slug == "unsorted-goods"
        ((_, outcome, message),) = outcomes(job)
        assert outcome == "created"
        assert message == "The category “Cups” is unknown: filed under “Unsorted goods”."

    def test_a_file_without_categories(self, supplier):
        job = imported(supplier, "C-1,Cup,2", header="sku,title,price_tiers")
        assert Product.objects.get().category.slug == "unsorted-goods"
        assert Product.objects.get().currency == supplier.currency
        assert outcomes(job) == [(2, "created", "")]

    def test_a_refused_row_names_its_column_and_the_most_that_it_holds(self, supplier, cups):
        header = f"{HEADER},stock"
        job = imported(
            supplier, "C-1,,Cups,CNY,2,1", f"C-2,Cup,Cups,CNY,2,{'9' * 21}", header=header
        )
        empty, large = (message for *_, message in outcomes(job))
        assert empty == "“title”: This must not be empty."
        assert large.startswith("“stock” must be a whole number from 0 to 2147483647, not “999")

    def test_every_fault_of_a_row_is_named_at_once(self, supplier, cups):
        header = f"{HEADER},moq,pack,max_per_order,stock,promise,mixable"
        job = imported(
            supplier,
            f",{'x' * 161},Cups,CNY,a:b;5:x,many,3,2,-1,25,perhaps",
            "C-2,=1+1,Cups,CNY,0:0;9:1.00001,1,0,0,5,,",
            header=header,
        )
        assert rows_in_database() == (0, 0, 0)
        first, second = (message for *_, message in outcomes(job))
        assert_in_order(
            first,
            "“sku” is empty.",
            "“moq” must be a number, not “many”.",
            "“mixable” must be yes or no, not “perhaps”.",
            "“price_tiers” must be a number, not “a”.",
            "“price_tiers” must be a number, not “b”.",
            "“price_tiers” must be a number, not “x”.",
            "“stock” must be a whole number from 0 to 2147483647, not “-1”.",
            "“title”: At most 160 characters, not 161.",
            "“promise”: A promise is one of ",
        )
        assert "max_per_order" not in first  # it is held against the MOQ, which cannot be read
        assert_in_order(
            second,
            "“title” holds a formula; only plain text and numbers are read.",
            "“price_tiers”: from_quantity must be at least 1 piece, not 0.",
            "at most 4 decimals; not 0.",
            "at most 4 decimals; not 1.00001.",
            "“pack”: order_multiple must be at least 1 piece, not 0.",
        )
        assert "moq must" not in second  # what nobody wrote is no fault

    def test_a_row_that_is_wider_than_its_header_is_not_read(self, supplier, cups):
        job = imported(supplier, "C-1,,Cups,CNY,x,y,z")
        assert outcomes(job) == [
            (2, "refused", "The row has more cells than the header, which has 5.")
        ]

    def test_a_row_that_is_named_twice_says_what_else_is_wrong(self, supplier, cups):
        job = imported(supplier, CUP, "C-1,,Cups,CNY,two")
        assert outcomes(job)[1][2] == (
            "Row 2 has the same code; the first of them counts. "
            "“price_tiers” must be a number, not “two”. “title”: This must not be empty."
        )

    def test_a_price_without_steps_is_refused(self, supplier, cups):
        job = imported(supplier, "C-1,Cup,Cups,CNY,;")
        assert outcomes(job)[0][2] == "“price_tiers”: A price has 1 to 10 steps, not 0."

    def test_a_row_that_became_a_product_leads_to_it(self, client, supplier, cups):
        job = imported(supplier, CUP, ",Pot,Cups,CNY,2")
        client.force_login(MembershipFactory(company=supplier.company).user)
        page = client.get(reverse("catalog:import", args=[job.pk])).content.decode()
        url = reverse("catalog:desk_product", args=[Product.objects.get().slug])
        assert page.count(f'<a href="{url}">C-1</a>') == 1

    def test_columns_that_were_not_read_are_named(self, supplier, cups):
        job = imported(supplier, f"{CUP},40", header=f"{HEADER},buyers")
        assert (job.ignored, job.created) == (["buyers"], 1)

    def test_more_rows_than_a_part(self, supplier, cups, monkeypatch):
        monkeypatch.setattr(imports, "PART", 3)
        job = imported(supplier, *[CUP.replace("C-1", f"C-{n}") for n in range(8)])
        assert (job.created, job.rows_done, job.rows_total) == (8, 8, 8)
        assert [number for number, *_ in outcomes(job)] == list(range(2, 10))

    def test_a_bad_row_among_good_ones_is_the_only_one_left_out(self, supplier, cups):
        job = imported(
            supplier,
            CUP,
            "C-2,Mug,Cups,CNY,5:1;9:2",
            ",Pot,Cups,CNY,2",
            "C-4,=1+1,Cups,CNY,2",
            "C-1,Steel cup again,Cups,CNY,3",
            f"C-6,{'x' * 161},Cups,CNY,2",
            "C-7,Jug,Cups,CNY,2",
        )
        assert set(Product.objects.values_list("code", flat=True)) == {"C-1", "C-7"}
        assert Product.objects.get(code="C-1").title == "Steel cup"
        assert [message for _, outcome, message in outcomes(job) if outcome == "refused"] == [
            "“price_tiers”: Step 2 must cost less than 1 a piece, not 2.",
            "“sku” is empty.",
            "“title” holds a formula; only plain text and numbers are read.",
            "Row 2 has the same code; the first of them counts.",
            "“title”: At most 160 characters, not 161.",
        ]
        assert (job.created, job.refused, job.rows_done) == (2, 5, 7)

    def test_a_product_of_another_shop_with_the_same_code_is_not_touched(self, supplier, cups):
        other = ProductFactory(code="C-1", title="Theirs")
        imported(supplier, CUP)
        other.refresh_from_db()
        assert (other.title, Product.objects.filter(code="C-1").count()) == ("Theirs", 2)


@pytest.mark.django_db
class TestAgain:
    def test_the_same_file_changes_nothing(self, supplier, cups):
        imported(supplier, CUP, stock=5)
        before = list(Product.objects.values_list("pk", "revision")), rows_in_database()
        job = imported(supplier, CUP, stock=99)
        assert (list(Product.objects.values_list("pk", "revision")), rows_in_database()) == before
        assert outcomes(job) == [(2, "unchanged", "")]
        assert (job.created, job.updated, job.unchanged) == (0, 0, 1)
        assert Sku.objects.get().on_hand == 5

    def test_a_changed_row_edits_its_product(self, supplier, cups):
        imported(supplier, CUP)
        job = imported(supplier, CUP.replace("1.80", "1.70"))
        product = Product.objects.get()
        assert (job.updated, product.revision) == (1, 2)
        assert product.tiers.get(from_quantity=100).unit_price == Decimal("1.70")
        assert rows_in_database() == (1, 1, 2)

    def test_a_refused_edit_leaves_the_product_as_it_was(self, supplier, cups):
        imported(supplier, CUP, stock=10)
        Sku.objects.update(reserved=8)
        job = imported(supplier, f"{CUP},3", header=f"{HEADER},stock")
        assert (job.refused, Product.objects.get().revision, Sku.objects.get().on_hand) == (
            1,
            1,
            10,
        )
        assert "8 pieces are promised to orders" in outcomes(job)[0][2]

    def test_new_and_known_rows_in_one_file(self, supplier, cups):
        imported(supplier, CUP)
        job = imported(supplier, CUP.replace("Steel", "Iron"), CUP.replace("C-1", "C-2"))
        assert (job.created, job.updated) == (1, 1)

    def test_the_queries_for_known_rows_do_not_rise_with_them(
        self, supplier, cups, django_assert_num_queries
    ):
        rows = [CUP.replace("C-1", f"C-{n}") for n in range(3)]
        imported(supplier, *rows)
        for count in (1, 3):
            job = take(supplier, *rows[:count])
            parts = run_import(job=job, at=AT)
            with django_assert_num_queries(QUERIES_OF_A_PART):
                next(parts)


QUERIES_OF_A_PART = 15


def take(supplier, *rows, **more) -> ImportJob:
    return take_in(
        supplier=supplier,
        file=table(*rows),
        file_name="products.csv",
        default_stock=0,
        actor=None,
        at=AT,
        **more,
    )


@pytest.mark.django_db
class TestUnsorted:
    @pytest.mark.parametrize(
        ("asked", "statuses"),
        [(False, {"C-1": "draft", "C-2": "listed"}), (True, {"C-1": "listed", "C-2": "listed"})],
    )
    def test_it_goes_live_only_where_that_was_asked(self, supplier, cups, asked, statuses):
        unknown = CUP.replace("Cups", "Whatnots")
        job = take(supplier, unknown, CUP.replace("C-1", "C-2"), lists_unsorted=asked)
        list(run_import(job=job, at=AT))
        assert dict(Product.objects.values_list("code", "status")) == statuses
        assert ("stays a draft" in job.rows.get(code="C-1").message) is not asked
        assert "stays a draft" not in job.rows.get(code="C-2").message

    def test_it_adds_nothing_to_the_home_page_s_menu(self, client, supplier, cups):
        list(run_import(job=take(supplier, CUP.replace("Cups", "Whatnots")), at=AT))
        top = tree().path(tree().nodes[cups.pk])[0]
        page = client.get("/").content.decode()
        menu = page[page.index("home-categories") :].partition("</nav>")[0]
        assert reverse("catalog:category", args=[top.slug]) in menu
        assert "/c/other/" not in menu


@pytest.mark.django_db
class TestCutOff:
    def test_it_goes_on_where_it_stopped(self, supplier, cups, monkeypatch):
        monkeypatch.setattr(imports, "PART", 2)
        job = take(supplier, *[CUP.replace("C-1", f"C-{n}") for n in range(5)])
        next(run_import(job=job, at=AT))
        assert (job.rows_done, Product.objects.count()) == (2, 2)
        again = ImportJob.objects.get(pk=job.pk)
        assert len(list(run_import(job=again, at=AT))) == 3
        end_import(job=again, at=AT)
        assert (again.created, again.rows_done, again.status) == (5, 5, ImportStatus.DONE)

    def test_a_part_that_fails_writes_nothing(self, supplier, cups, monkeypatch):
        job = take(supplier, CUP)
        monkeypatch.setattr(RowWriter, "_report", broken)
        with pytest.raises(ZeroDivisionError):
            list(run_import(job=job, at=AT))
        assert rows_in_database() == (0, 0, 0)
        assert (ImportRow.objects.count(), ImportJob.objects.get().rows_done) == (0, 0)

    def test_an_import_that_is_over_is_left_alone(self, supplier, cups):
        job = imported(supplier, CUP)
        assert list(run_import(job=job, at=AT)) == []
        assert end_import(job=job, at=AT).rows_done == 1

    def test_a_file_that_is_gone_refuses_the_import(self, supplier, cups):
        job = take(supplier, CUP)
        job.file.storage.delete(job.file.name)
        assert list(run_import(job=job, at=AT)) == []
        assert (job.status, Product.objects.count()) == (ImportStatus.REFUSED, 0)
        assert "No such file" in job.problem

    def test_a_shop_that_was_restricted_meanwhile_lists_nothing_more(self, supplier, cups):
        job = take(supplier, CUP)
        restrict(job.supplier)
        assert list(run_import(job=job, at=AT)) == []
        assert (job.status, Product.objects.count()) == (ImportStatus.REFUSED, 0)
        assert "cannot list products" in job.problem


def restrict(supplier) -> None:
    place(
        supplier=supplier,
        cause=HoldCause.STAFF,
        key="staff",
        standing=Standing.RESTRICTED,
        reason="Complaints",
        at=AT,
    )


def broken(*args):
    raise ZeroDivisionError


@pytest.mark.django_db
class TestTakingIn:
    def test_every_move_is_an_event(self, supplier, cups):
        job = imported(supplier, CUP)
        moves = ImportEvent.objects.filter(subject=job).values_list("source", "target")
        assert list(moves) == [("", "waiting"), ("waiting", "running"), ("running", "done")]

    @pytest.mark.parametrize(
        ("file", "code"),
        [
            (table(CUP, header="sku,name2,cost"), "columns_missing"),
            (table(), "no_rows"),
            (table(*["A,B,C,CNY,1"] * 21_000), "too_many_rows"),
        ],
        ids=["header", "no rows", "rows"],
    )
    def test_a_file_that_is_refused_leaves_nothing(self, supplier, file, code):
        with pytest.raises(TableRefused) as refused:
            start_import(
                supplier=supplier, file=file, file_name="f", default_stock=0, actor=None, at=AT
            )
        assert refused.value.code == code
        assert ImportJob.objects.count() == 0

    def test_too_many_rows_of_xlsx_are_refused_before_the_first_is_written(self, supplier, cups):
        rows = [HEADER.split(","), *[[f"C-{n}", "Cup", "Cups", "CNY", 2] for n in range(30)]]
        owner = MembershipFactory(company=supplier.company).user
        rules_from(CatalogRules, AT - timedelta(days=1), import_max_rows=20)
        job = take_in(
            supplier=supplier,
            file=io.BytesIO(xlsx(rows)),
            file_name="many.xlsx",
            default_stock=0,
            actor=None,
            at=AT,
        )
        assert list(run_import(job=job, at=AT)) == []
        assert (job.status, job.problem) == (
            ImportStatus.REFUSED,
            "The file has more than 20 rows; split it into parts.",
        )
        assert (Product.objects.count(), ImportRow.objects.count()) == (0, 0)
        assert Notice.objects.get(user=owner).kind == "import_stopped"

    def test_a_restricted_shop_may_not(self, cups):
        with pytest.raises(NotAllowed):
            take(SupplierFactory(status=Standing.RESTRICTED), CUP)
        assert ImportJob.objects.count() == 0

    def test_the_file_is_not_public(self, supplier, cups, client):
        job = take(supplier, CUP)
        assert Path(job.file.path).is_relative_to(settings.PRIVATE_MEDIA_ROOT)
        assert client.get(f"/media/{job.file.name}").status_code == 404


@pytest.mark.django_db
def test_the_task_does_it_once_and_tells(supplier, cups, run_tasks):
    member = MembershipFactory(company=supplier.company)
    with run_tasks():
        job = start_import(
            supplier=supplier,
            file=table(CUP, "C-2,Mug,Cups,CNY,x"),
            file_name="autumn.csv",
            default_stock=3,
            actor=member.user,
            at=AT,
        )
    assert import_products(job.pk) == 2
    assert (Product.objects.count(), ImportRow.objects.count()) == (1, 2)
    notice = Notice.objects.get(user=member.user)
    assert notice.params == {"file": "autumn.csv", "created": 1, "updated": 0, "refused": 1}


@pytest.mark.django_db
def test_rows_are_answered_in_the_language_in_which_the_file_came(supplier, cups):
    with translation.override("zh-hans"):
        job = take(supplier, "C-2,Mug,Cups,CNY,x")
    list(run_import(job=job, at=AT))
    assert outcomes(job)[0][2] == "“price_tiers”须为数字，而不是“x”。"


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """A task may be delivered twice; the second waits for the first and passes its rows by."""

    def errors_of_two(self, job: ImportJob) -> list[Exception]:
        errors: list[Exception] = []

        def work() -> None:
            try:
                list(run_import(job=ImportJob.objects.get(pk=job.pk), at=AT))
            except Exception as error:  # noqa: BLE001 - the test looks at it
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return errors

    def begun(self, monkeypatch) -> ImportJob:
        """An import of 24 rows of which the first four are written."""
        monkeypatch.setattr(imports, "PART", 4)
        CategoryFactory(name="杯子", name_en="Cups")
        job = take(SupplierFactory(), *[CUP.replace("C-1", f"C-{n}") for n in range(24)])
        next(run_import(job=job, at=AT))
        return job

    def test_no_row_is_written_twice(self, monkeypatch):
        job = self.begun(monkeypatch)
        assert self.errors_of_two(job) == []
        job.refresh_from_db()
        assert (job.created, job.rows_done, job.unchanged) == (24, 24, 0)
        assert Product.objects.count() == ImportRow.objects.count() == 24

    def test_without_the_lock_both_write_the_same_rows(self, monkeypatch):
        job = self.begun(monkeypatch)
        both_looked, look = threading.Barrier(2, timeout=10), RowWriter._reported

        def look_together(writer, rows):
            found = look(writer, rows)
            if rows[0].number == FIRST_OF_THE_SECOND_PART:
                both_looked.wait()
            return found

        monkeypatch.setattr(import_rows, "lock_one", lambda _queryset: None)
        monkeypatch.setattr(checks, "lock_again", lambda supplier, *_fields: supplier)
        monkeypatch.setattr(RowWriter, "_reported", look_together)
        assert [type(error) for error in self.errors_of_two(job)] == [IntegrityError]


FIRST_OF_THE_SECOND_PART = 6


@pytest.mark.django_db
class TestCommand:
    def run(self, path, slug, capsys, **options) -> str:
        call_command("import_products", path, supplier=slug, **options)
        return capsys.readouterr().out

    def test_it_says_what_became_of_the_rows(self, supplier, cups, tmp_path, capsys):
        path = tmp_path / "p.csv"
        path.write_bytes(
            table(f"{CUP},1", "C-2,Mug,Cups,CNY,0,1", header=f"{HEADER},buyers").read()
        )
        call_command("import_products", str(path), supplier=supplier.slug, stock=5)
        out, err = capsys.readouterr()
        assert "Columns not read: buyers." in out
        assert "1 created, 0 updated, 0 unchanged, 1 refused." in out
        assert "row 3 (C-2): “price_tiers”: A unit price is above 0" in err
        assert Sku.objects.get().on_hand == 5

    @pytest.mark.parametrize(
        ("content", "slug", "reason"),
        [
            (b"a,b\n1,2", "shop", "p.csv: The first row must name the columns."),
            (b"a,b\n1,2", "nobody", "There is no shop “nobody”."),
            (None, "shop", "cannot be read: No such file or directory"),
        ],
    )
    def test_it_refuses(self, tmp_path, content, slug, reason):
        SupplierFactory(slug="shop")
        if content:
            (tmp_path / "p.csv").write_bytes(content)
        with pytest.raises(CommandError, match=reason):
            call_command("import_products", str(tmp_path / "p.csv"), supplier=slug)
        assert ImportJob.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.skipif(not OFFERS.exists(), reason=f"the real offers are not at {OFFERS}")
def test_all_real_offers_go_in(supplier, capsys):
    call_command("import_products", str(OFFERS), supplier=supplier.slug, stock=1000)
    assert "3514 created, 0 updated, 0 unchanged, 0 refused." in capsys.readouterr().out
    assert Product.objects.filter(on_sale=True, currency="GBP").count() == 3514
    assert Product.objects.filter(tiers__from_quantity__gt=1).distinct().count() == 620
