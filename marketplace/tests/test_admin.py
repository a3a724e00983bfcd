"""Every page of the staff's desk opens: lists, forms to add, and each thing itself."""

from __future__ import annotations

import importlib
import inspect
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import (
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    ForeignKey,
    GenericIPAddressField,
    IntegerField,
    JSONField,
    Model,
)
from django.test import Client
from django.urls import reverse
from factory.django import DjangoModelFactory

from accounts.tests.factories import StaffFactory, UserFactory
from marketplace.desk import SECTIONS
from orders.services.complete import confirm
from orders.tests.factories import NOW, buyer_of, delivered_order
from payments.tests.factories import open_payment, ordered_payout, pay, refund_of

pytestmark = pytest.mark.django_db
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


def factories() -> dict[type[Model], type[DjangoModelFactory[Model]]]:
    """The first factory of each model, from the factories of every app."""
    found: dict[type[Model], type[DjangoModelFactory[Model]]] = {}
    for app in sorted({model._meta.app_label for model in REGISTERED}):
        try:
            module: ModuleType = importlib.import_module(f"{app}.tests.factories")
        except ModuleNotFoundError:
            continue
        for factory in vars(module).values():
            if inspect.isclass(factory) and issubclass(factory, DjangoModelFactory):
                found.setdefault(factory._meta.model, factory)
    return found


FACTORIES = factories()
MADE = [model for model in REGISTERED if model in FACTORIES]


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(StaffFactory())
    return client


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def label(model: type[Model]) -> str:
    return model._meta.label


def test_the_start_page_opens(desk: Client) -> None:
    assert desk.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Staff desk · Tradefloor"), ("zh-hans", "运营后台 · 开市")]
)
def test_the_tab_of_the_start_page_names_the_desk(
    client: Client, language: str, title: str
) -> None:
    client.force_login(StaffFactory())
    page = client.get("/admin/", headers={"Accept-Language": language}).text
    assert f"<title>{title}</title>" in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_app_has_one_section_with_a_name_of_its_own(client: Client, language: str) -> None:
    client.force_login(StaffFactory())
    page = client.get("/admin/", headers={"Accept-Language": language})
    sections = {app["app_label"]: str(app["name"]) for app in page.context["app_list"]}
    assert len(set(sections.values())) == len(sections)
    raw = {label for label, name in sections.items() if name.lower() in {label, f"{label}s", "mfa"}}
    assert raw <= {"orders", "payments", "suppliers"}
    if language == "zh-hans":
        names = [str(model["name"]) for app in page.context["app_list"] for model in app["models"]]
        assert [name for name in [*sections.values(), *names] if name.isascii()] == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_used_daily_stands_first_and_signing_in_last(desk: Client, language: str) -> None:
    page = desk.get("/admin/", headers={"Accept-Language": language})
    sections = {
        app["app_label"]: [model["object_name"] for model in app["models"]]
        for app in page.context["app_list"]
    }
    ours, others = list(sections)[: len(SECTIONS)], list(sections)[len(SECTIONS) :]
    assert ours == ["orders", "payments", "suppliers", "catalog", "accounts", "policies"]
    assert set(others) == {"auth", "account", "mfa", "axes"}
    assert sections["accounts"][0] == "Company"
    assert sections["accounts"][-1] == "ApiToken"
    for section, first in SECTIONS.items():
        assert sections[section][: len(first)] == first


def test_what_django_and_others_bring_is_in_the_readers_language(client: Client) -> None:
    person = StaffFactory()
    client.force_login(person)
    Group.objects.create(name="auditors")
    pages = {
        "/admin/": {"Model name", "Add link"},
        "/admin/auth/group/": {">auditors<"},
        f"/admin/accounts/user/{person.pk}/change/": {">auditors<"},
        "/admin/mfa/authenticator/add/": {"Type:", "Data:", "Created at:", "Last used at:"},
    }
    for page, english in pages.items():
        text = client.get(page, headers={"Accept-Language": "zh-hans"}).text
        assert [words for words in english if words in text] == []


@pytest.mark.parametrize("model", REGISTERED, ids=label)
def test_the_list_opens_and_searches(desk: Client, model: type[Model]) -> None:
    page = desk.get(address(model, "changelist"))
    assert page.status_code == 200
    if admin.site._registry[model].search_fields:
        assert desk.get(address(model, "changelist"), {"q": "1"}).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=label)
def test_the_form_to_add_opens_or_is_refused(desk: Client, model: type[Model]) -> None:
    page = desk.get(address(model, "add"))
    allowed = admin.site._registry[model].has_add_permission(page.wsgi_request)
    assert page.status_code == (200 if allowed else 403)


@pytest.mark.parametrize("model", MADE, ids=label)
def test_the_thing_itself_opens(desk: Client, model: type[Model]) -> None:
    thing = FACTORIES[model]()
    assert desk.get(address(model, "changelist")).status_code == 200
    assert desk.get(address(model, "change", thing.pk)).status_code == 200


#: A value for each kind of column that has to have one.
VALUES: dict[type[Field[Any, Any]], Any] = {
    DateTimeField: NOW,
    DateField: NOW.date(),
    DecimalField: 1,
    IntegerField: 1,
    JSONField: {},
    GenericIPAddressField: "127.0.0.1",
}


def plain_row(model: type[Model]) -> Model:
    """A row of a model without a factory, with as little in it as the table allows."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.null or field.has_default() or field.primary_key:
            continue
        if isinstance(field, ForeignKey):
            setattr(row, field.name, field.related_model._default_manager.first())
        elif field.choices:
            setattr(row, field.name, field.choices[0][0])
        else:
            kinds = (kind for kind in VALUES if isinstance(field, kind))
            setattr(row, field.name, VALUES.get(next(kinds, Field), "1"))
    return model._default_manager.bulk_create([row])[0]


@pytest.fixture
def market() -> None:
    """An order that ran its course, money that went back and out, and a thing of each factory."""
    order = delivered_order()
    confirm(order=order, actor=buyer_of(order).user, at=NOW + timedelta(days=9))
    refund_of(pay(open_payment()))
    ordered_payout()


@pytest.mark.parametrize("model", [m for m in REGISTERED if m not in FACTORIES], ids=label)
def test_what_has_no_factory_opens(desk: Client, market: None, model: type[Model]) -> None:
    row = model._default_manager.first() or plain_row(model)
    assert desk.get(address(model, "change", row.pk)).status_code == 200


def test_a_stranger_is_sent_to_the_sign_in_of_all(client: Client) -> None:
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/login/?next=/admin/"


def test_who_is_no_staff_is_told_so(client: Client) -> None:
    client.force_login(UserFactory())
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert "Your role does not allow this" in page.text
