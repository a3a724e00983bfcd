"""The frame of every page: its joined files, the theme, the style guide, the icons."""

from __future__ import annotations

import gzip
import re

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from pytest_django.fixtures import Settings

from common.bundles import bundle
from common.icons import ICONS


@pytest.mark.parametrize("kind", ["css", "js"])
def test_a_bundle_is_kept_for_ever_under_its_own_address(client: Client, kind: str) -> None:
    found = bundle(kind)
    answer = client.get(f"/assets/{found.digest}.{kind}", headers={"Accept-Encoding": "gzip"})
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(answer.content) == found.content
    assert client.get(f"/assets/old.{kind}")["Cache-Control"] == "no-store"
    assert client.get(f"/assets/{found.digest}.{kind}").content == found.content


def test_an_unknown_bundle_is_not_found(client: Client) -> None:
    assert client.get("/assets/abc.txt").status_code == 404


def test_the_layers_come_first_and_every_sheet_is_in_one() -> None:
    joined = bundle("css").content.decode()
    assert joined.startswith("@layer reset, tokens, base, layout, components, utilities;")
    for sheet in (settings.BASE_DIR / "static/css").glob("*.css"):
        assert "@layer" in sheet.read_text(encoding="utf-8"), sheet.name


def test_a_changed_sheet_is_joined_anew_while_developing(settings: Settings) -> None:
    settings.DEBUG = True
    assert bundle("css") is bundle("css")


def test_modules_import_nothing() -> None:
    for module in (settings.BASE_DIR / "static/js").glob("*.js"):
        assert not re.search(
            r"^\s*(import|export)\b", module.read_text(encoding="utf-8"), re.MULTILINE
        )


def test_the_theme_is_kept_and_shown(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/rules/?q=1"})
    assert answer["Location"] == "/rules/?q=1"
    assert client.cookies["theme"].value == "dark"


def test_a_foreign_address_and_an_unknown_theme_are_not_followed(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "pink", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "theme" not in client.cookies
    assert client.get("/theme/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_switches_lead_back_to_the_page_and_name_each_language_in_its_own_words(
    client: Client, language: str
) -> None:
    page = client.get("/rules/?q=1&to=x", headers={"Accept-Language": language}).text
    assert page.count('name="next" value="/rules/?q=1&amp;to=x"') == 4, "in the menu and the foot"
    for code, name in [("en", "English"), ("zh-hans", "简体中文")]:
        mark = ' aria-current="true"' if code == language else ""
        assert f'value="{code}" lang="{code}"{mark}>{name}</button>' in page


def test_the_style_guide_is_for_staff(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_style_guide_shows_every_component(
    client: Client, settings: Settings, language: str
) -> None:
    settings.DEBUG = True
    client.cookies["django_language"] = language
    client.cookies["theme"] = "dark"
    page = client.get("/styleguide/").content.decode()
    assert 'data-theme="dark"' in page
    assert f'lang="{language}"' in page
    assert not re.search(r'\sstyle="|\son\w+="|<script(?![^>]*src=)', page)
    source = (settings.BASE_DIR / "templates/common/styleguide.html").read_text(encoding="utf-8")
    components = {path.stem for path in (settings.BASE_DIR / "templates/components").iterdir()}
    everywhere = source + "".join(
        path.read_text(encoding="utf-8")
        for folder in ("templates/common", "templates/components")
        for path in (settings.BASE_DIR / folder).iterdir()
    )
    assert {name for name in components if f'"{name}"' not in everywhere} <= NOT_SHOWN


#: Shown on the pages they were made for.
NOT_SHOWN = {"action_bar", "cursor_pages", "form_fields", "fieldset", "picture", "form_errors"}


def test_an_icon_of_a_variable_and_of_nothing() -> None:
    template = Template("{% icon name %}{% icon 'cart' %}")
    assert template.render(Context({"name": ""})) == ICONS["cart"]
    assert template.render(Context({"name": "truck"})) == ICONS["truck"] + ICONS["cart"]


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon 'unicorn'"):
        Template("{% icon 'unicorn' %}")
