"""The pages of imports, and each way in which a file may be bad."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.factories import MembershipFactory, colleague_of
from catalog.models import ImportJob, Product
from catalog.tests.factories import CategoryFactory
from catalog.tests.imports.files import CUP, HEADER, imported, table
from common.tests.tables.make import xlsx
from suppliers.tests.factories import SupplierFactory

pytestmark = pytest.mark.django_db
PAGE = "/supplier/products/import/"


@pytest.fixture
def owner():
    return MembershipFactory()


@pytest.fixture
def supplier(owner):
    return SupplierFactory(company=owner.company)


@pytest.fixture
def desk(client, owner, supplier):
    """The owner's browser."""
    client.force_login(owner.user)
    return client


def post(desk, content: bytes, name: str = "products.csv", **fields):
    return desk.post(PAGE, {"file": SimpleUploadedFile(name, content), "default_stock": 3} | fields)


class TestUpload:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
    def test_a_file_is_worked_off_and_answered(self, desk, run_tasks, encoding):
        CategoryFactory(name="杯子", name_en="Cups")
        content = "货号,商品标题,类目,阶梯价\nC-1,保温杯,杯子,2:18.50;50:16.80\n".encode(encoding)
        with run_tasks():
            response = post(desk, content)
        job = ImportJob.objects.get()
        assert response.headers["Location"] == reverse("catalog:import", args=[job.pk])
        product = Product.objects.get()
        assert (product.title, product.moq, product.stock) == ("保温杯", 2, 3)
        assert (job.file_name, job.default_stock, job.created) == ("products.csv", 3, 1)

    def test_xlsx(self, desk, run_tasks):
        rows = [HEADER.split(","), ["C-1", "Cup", "", "CNY", 2.5], ["C-2", "=A1", "", "CNY", 2]]
        with run_tasks():
            post(desk, xlsx(rows), "products.xlsx")
        job = ImportJob.objects.get()
        assert (job.created, job.refused) == (1, 1)
        assert "formula" in job.rows.get(outcome="refused").message

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"code,cost\nC-1,2\n", "Missing: title, price_tiers. Found: “code”, “cost”."),
            (
                HEADER.encode() + b"\nC-1,caf\xe9,\xff,CNY,2\n",
                "neither XLSX nor text in UTF-8 or GBK",
            ),
            (HEADER.encode() + b"\nA,B,C,CNY,1" * 1_000_000, "more than 20000 rows"),
            (HEADER.encode() + b"\n" + b"x" * 21_000_000, "21.0 MB; at most 20.0 MB"),
            (HEADER.encode() + b"\n", "has no row below them"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Excel file"),
            (b"PK\x03\x04nothing", "The XLSX file is damaged"),
        ],
        ids=["header", "encoding", "million rows", "too large", "no rows", "xls", "damaged"],
    )
    def test_a_bad_file_is_refused_with_its_reason(self, desk, content, reason):
        response = post(desk, content)
        assert response.status_code == 422
        assert reason in response.content.decode()
        assert (ImportJob.objects.count(), Product.objects.count()) == (0, 0)

    def test_a_formula_refuses_its_row_alone(self, desk, run_tasks):
        with run_tasks():
            post(desk, table(CUP, "C-2,=HYPERLINK(1),Cups,CNY,2").read())
        job = ImportJob.objects.get()
        page = desk.get(reverse("catalog:import", args=[job.pk])).content.decode()
        assert "“title” holds a formula" in page
        assert list(Product.objects.values_list("code", flat=True)) == ["C-1"]

    @pytest.mark.parametrize(
        "fields", [{"file": ""}, {"default_stock": "-1"}, {"default_stock": ""}]
    )
    def test_a_form_that_is_not_filled_in(self, desk, fields):
        response = desk.post(
            PAGE, {"file": SimpleUploadedFile("p.csv", b"x"), "default_stock": 1} | fields
        )
        assert response.status_code == 422
        assert ImportJob.objects.count() == 0


class TestPages:
    def test_the_form_and_the_earlier_imports(self, desk, supplier):
        imported(supplier, CUP)
        page = desk.get(PAGE).content.decode()
        assert "price_tiers" in page
        assert "products.csv" in page

    def test_the_fragment_is_that_of_the_page(self, desk, supplier):
        url = reverse("catalog:import", args=[imported(supplier, CUP).pk])
        whole = desk.get(url).content.decode()
        fragment = desk.get(url, headers={"HX-Request": "true"}).content.decode()
        assert fragment.strip() in whole
        assert fragment.lstrip().startswith('<div id="import"')

    def test_it_asks_again_until_it_is_over(self, desk, supplier):
        job = imported(supplier, CUP)
        url = reverse("catalog:import", args=[job.pk])
        assert "every 1s" not in desk.get(url).content.decode()
        ImportJob.objects.update(status="running")
        assert "every 1s" in desk.get(url).content.decode()

    def test_rows_of_one_outcome(self, desk, supplier):
        job = imported(supplier, CUP, "C-2,Mug,Cups,CNY,x")
        url = reverse("catalog:import", args=[job.pk])
        page = desk.get(url, {"outcome": "refused"}).content.decode()
        assert "C-2" in page
        assert "C-1" not in page
        assert desk.get(url, {"outcome": "nonsense"}).status_code == 200

    def test_each_outcome_says_how_many_rows_even_none(self, desk, supplier):
        job = imported(supplier, CUP)
        page = desk.get(reverse("catalog:import", args=[job.pk])).content.decode()
        tabs = re.findall(r'class="tabs__tab"[^>]*>([^<]+)<span class="count">(\d+)<', page)
        assert tabs == [
            ("All rows", "1"),
            ("Refused", "0"),
            ("Created", "1"),
            ("Updated", "0"),
            ("Unchanged", "0"),
        ]

    def test_the_queries_do_not_rise_with_the_rows(self, desk, supplier, django_assert_num_queries):
        jobs = [
            imported(supplier, *[CUP.replace("C-1", f"C-{n}") for n in range(k)]) for k in (1, 3)
        ]
        for job in jobs:
            url = reverse("catalog:import", args=[job.pk])
            with django_assert_num_queries(QUERIES_OF_A_FRAGMENT):
                desk.get(url, headers={"HX-Request": "true"})

    def test_the_report(self, desk, supplier):
        job = imported(supplier, CUP, "=C-2,Mug,Cups,CNY,2")
        response = desk.get(reverse("catalog:import_report", args=[job.pk]))
        text = response.getvalue().decode()
        assert (
            response.headers["Content-Disposition"] == f'attachment; filename="import-{job.pk}.csv"'
        )
        assert text.splitlines()[0] == "\ufeffline,code,outcome,message"
        assert text.splitlines()[2].startswith("3,'=C-2,Refused,")

    def test_the_template_can_be_handed_in_as_it_is(self, desk, run_tasks):
        content = desk.get(reverse("catalog:import_template")).getvalue()
        with run_tasks():
            post(desk, content)
        job = ImportJob.objects.get()
        assert (job.created, job.refused, job.ignored) == (1, 0, [])


QUERIES_OF_A_FRAGMENT = 6


class TestAccess:
    @pytest.fixture
    def urls(self, supplier):
        job = imported(supplier, CUP)
        return [
            PAGE,
            reverse("catalog:import_template"),
            reverse("catalog:import", args=[job.pk]),
            reverse("catalog:import_report", args=[job.pk]),
        ]

    def test_a_colleague_who_does_not_sell_is_refused(self, client, owner, urls):
        client.force_login(colleague_of(owner, Role.WAREHOUSE).user)
        assert [client.get(url).status_code for url in urls] == [403] * 4
        assert post(client, table(CUP).read()).status_code == 403
        assert ImportJob.objects.count() == 1

    def test_a_colleague_who_sells_may(self, client, owner, urls):
        client.force_login(colleague_of(owner, Role.SALES).user)
        assert [client.get(url).status_code for url in urls] == [200] * 4

    def test_to_another_supplier_it_does_not_exist(self, client, urls):
        stranger = MembershipFactory()
        SupplierFactory(company=stranger.company)
        client.force_login(stranger.user)
        assert [client.get(url).status_code for url in urls[2:]] == [404, 404]
        assert "products.csv" not in client.get(PAGE).content.decode()

    def test_others_sign_in_first(self, client, urls):
        assert [client.get(url).status_code for url in urls] == [302] * 4
