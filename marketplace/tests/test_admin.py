"""Every page of the staff's desk opens: lists, forms to add, and each thing itself."""

from __future__ import annotations

import importlib
import inspect
from types import ModuleType

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from factory.django import DjangoModelFactory

from accounts.tests.factories import StaffFactory

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


def test_a_stranger_is_sent_to_the_sign_in_of_all(client: Client) -> None:
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/login/?next=%2Fadmin%2F"
