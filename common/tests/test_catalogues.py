"""Catalogues: what is read from Python and templates, what is kept, what is refused."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from common.catalogues import Catalogue, catalogues, compile_stale, worded_twice

TEMPLATE = """\
{% load i18n %}{# a comment with 'quotes #}
    <p>{% translate "Ship" %} {% translate "May" context "month" %}</p>
  {% blocktranslate trimmed count number=n %}
    one parcel of {{ name }}
  {% plural %}
    {{ number }} parcels of {{ name }}
  {% endblocktranslate %} {# another one #} {% component "button" label=_("Pay now") %}
{% comment %} {% translate "Gone" %} {% endcomment %}<a href="#">{% translate "After" %}</a>
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of two apps with strings in Python, in own templates and in shared ones."""
    (tmp_path / "shop" / "tests").mkdir(parents=True)
    (tmp_path / "common").mkdir()
    (tmp_path / "templates" / "shop").mkdir(parents=True)
    (tmp_path / "shop" / "enums.py").write_text('PAID = _("Paid")\nBAD = _("Paid " "late")\n')
    (tmp_path / "shop" / "tests" / "test_it.py").write_text('_("Only in a test")\n')
    (tmp_path / "templates" / "shop" / "cart.html").write_text(TEMPLATE)
    (tmp_path / "templates" / "base.html").write_text('{% translate "Home" %}')
    return tmp_path


def read(root: Path) -> dict[str, Catalogue]:
    apps = {name: root / name for name in ("shop", "common")}
    return {catalogue.app: catalogue for catalogue in catalogues(root, apps)}


def test_strings_of_python_and_templates_are_found(shop: Path) -> None:
    found = read(shop)
    assert {(m.text, m.context, m.plural) for m in found["shop"].messages} == {
        ("Paid", "", ""),
        ("Paid late", "", ""),
        ("Ship", "", ""),
        ("May", "month", ""),
        ("one parcel of %(name)s", "", "%(number)s parcels of %(name)s"),
        ("Pay now", "", ""),
        ("After", "", ""),
    }
    assert [message.text for message in found["common"].messages] == ["Home"]


def translate(catalogue: Catalogue, text: str, translation: str, *flags: str) -> None:
    written = polib.pofile(str(catalogue.path), wrapwidth=0)
    entry = written.find(text)
    entry.flags.extend(flags)
    if entry.msgid_plural:
        entry.msgstr_plural[0] = translation
    else:
        entry.msgstr = translation
    catalogue.path.write_text(f"{written}".rstrip("\n") + "\n")


def test_translations_outlive_a_new_reading(shop: Path) -> None:
    read(shop)["common"].write()
    translate(read(shop)["common"], "Home", "首页")
    (shop / "templates" / "base.html").write_text('{% translate "Home" %}{% translate "Away" %}')
    assert not read(shop)["common"].is_current()
    read(shop)["common"].write()
    assert read(shop)["common"].is_current()
    assert [(e.msgid, e.msgstr) for e in read(shop)["common"].merged()] == [
        ("Away", ""),
        ("Home", "首页"),
    ]


@pytest.mark.parametrize(
    ("text", "translation", "flags", "fault"),
    [
        ("Paid", "已付款", (), None),
        ("Paid", "", (), "not translated"),
        ("Paid", "已付款", ("fuzzy",), "fuzzy"),
        ("one parcel of %(name)s", "%(number)s 个 %(name)s 包裹", (), None),
        ("one parcel of %(name)s", "%(nombre)s 个包裹", (), "other placeholders"),
    ],
)
def test_faults_are_named(
    shop: Path, text: str, translation: str, flags: tuple[str, ...], fault: str | None
) -> None:
    catalogue = read(shop)["shop"]
    catalogue.write()
    translate(catalogue, text, translation, *flags)
    faults = [line for line in read(shop)["shop"].faults() if repr(text) in line]
    assert faults == ([f"shop: {fault}: {text!r}"] if fault else [])


def test_a_function_is_known_by_the_name_that_a_file_gives_it(shop: Path) -> None:
    (shop / "shop" / "forms.py").write_text(
        "from django.utils.translation import (\n    gettext as _t,\n    ngettext as many,\n)\n"
        '_t("%(n)d left")\nmany("a day", "days", n)\n'
    )
    found = {(m.text, m.plural) for m in read(shop)["shop"].messages}
    assert {("%(n)d left", ""), ("a day", "days")} <= found


def test_one_string_has_one_translation_in_all_catalogues(shop: Path) -> None:
    (shop / "templates" / "base.html").write_text(
        '{% translate "Paid" %}{% translate "Ship" context "noun" %}'
    )
    found = read(shop)
    for catalogue in found.values():
        catalogue.write()
    translate(found["shop"], "Paid", "已付款")
    translate(found["shop"], "Ship", "发货")
    translate(found["common"], "Ship", "船")
    assert worded_twice(found.values()) == []
    translate(found["common"], "Paid", "已支付")
    assert worded_twice(found.values()) == ["common, shop: translated in two ways: 'Paid'"]


CONFLICT = """
msgid "Home"
<<<<<<< HEAD
msgstr ""

msgid "Mine"
msgstr "我的"
=======
msgstr "首页"
>>>>>>> theirs
"""


def test_both_sides_of_a_conflict_are_read(shop: Path) -> None:
    (shop / "templates" / "base.html").write_text('{% translate "Home" %}{% translate "Mine" %}')
    catalogue = read(shop)["common"]
    catalogue.path.parent.mkdir(parents=True)
    catalogue.path.write_text(CONFLICT)
    catalogue.write()
    merged = read(shop)["common"].merged()
    assert [(entry.msgid, entry.msgstr) for entry in merged] == [("Home", "首页"), ("Mine", "我的")]


def test_only_what_is_stale_is_compiled(shop: Path) -> None:
    catalogue = read(shop)["common"]
    catalogue.write()
    assert compile_stale(shop) == [catalogue.path]
    assert compile_stale(shop) == []
