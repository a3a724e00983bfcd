"""The component tag: strict about inputs, blind to the page around it, quick."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import Context, Engine, TemplateSyntaxError
from django.test import override_settings
from django.utils import translation

REAL_TEMPLATES = settings.TEMPLATES
BUILTINS = REAL_TEMPLATES[0]["OPTIONS"]["builtins"]
SOURCES = {
    "card": "{% props title price='-' attrs='' %}\n<b{{ attrs }}>{{ title }}{{ price }}</b>\n",
    "panel": "{% props slot title='' actions='' %}{{ title }}|{{ slot }}|{{ actions }}",
    "nosy": "{% props %}{% if secret %}seen{% else %}blind{% endif %}",
    "bare": "<p>no declaration</p>",
    "outer": "{% props name %}{% component 'card' title=name %}",
    "words": "{% props label=_('Search') %}{{ label }}",
}


@pytest.fixture(autouse=True)
def components() -> Iterator[None]:
    """Only the components above exist."""
    sources = {f"components/{name}.html": source for name, source in SOURCES.items()}
    loaders = [("django.template.loaders.locmem.Loader", sources)]
    options = {"builtins": BUILTINS, "loaders": loaders, "string_if_invalid": "!%s!"}
    templates = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": options}]
    with override_settings(TEMPLATES=templates):
        yield
    Engine.get_default.cache_clear()


def rendered(source: str, **context: object) -> str:
    return Engine.get_default().from_string(source).render(Context(context))


def test_inputs_and_defaults() -> None:
    assert rendered("{% component 'card' title='Cup' %}") == "<b>Cup-</b>"
    assert rendered("{% component 'card' title=t|upper price=3 %}", t="cup") == "<b>CUP3</b>"


def test_inputs_are_escaped() -> None:
    assert rendered("{% component 'card' title=t %}", t="<i>") == "<b>&lt;i&gt;-</b>"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% component 'card' %}", "needs title"),
        ("{% component 'card' title=1 colour=2 %}", "does not take colour"),
        ("{% component 'card' title=1 title=2 %}", "given twice"),
        ("{% component 'card' 'Cup' %}", "name=value"),
        ("{% component 'lost' %}", "no component 'lost'"),
        ("{% component card %}", "in quotes"),
        ("{% component 'bare' %}", "must have one"),
        ("{% component 'nosy' data-x=1 %}", "does not take attrs"),
        ("{% component 'panel' title=1 %}", "needs slot"),
        ("{% wrap 'panel' %}{% slot 'foot' %}{% endslot %}{% endwrap %}", "does not take foot"),
        ("{% wrap 'card' title=1 %}body{% endwrap %}", "does not take slot"),
    ],
)
def test_a_wrong_use_is_refused_when_the_page_is_compiled(source: str, said: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=said):
        Engine.get_default().from_string(source)


def test_spread_is_checked_when_it_is_rendered() -> None:
    assert rendered("{% component 'card' ...c %}", c={"title": "Cup"}) == "<b>Cup-</b>"
    with pytest.raises(TemplateSyntaxError, match="does not take colour"):
        rendered("{% component 'card' ...c %}", c={"title": "Cup", "colour": "red"})
    with pytest.raises(TemplateSyntaxError, match="needs title"):
        rendered("{% component 'card' ...c %}", c={"price": 1})


def test_a_component_does_not_see_the_page() -> None:
    assert rendered("{% component 'nosy' %}", secret=True) == "blind"


def test_an_undefined_variable_is_not_passed_over() -> None:
    assert rendered("{% component 'card' title=lost %}") == "<b>!lost!-</b>"


def test_slots_see_the_page_and_may_be_named() -> None:
    source = (
        "{% wrap 'panel' title='T' %}a{{ x }}{% slot 'actions' %}b{{ x }}{% endslot %}{% endwrap %}"
    )
    assert rendered(source, x=1) == "T|a1|b1"


def test_attributes_are_escaped_and_may_be_bare_or_absent() -> None:
    source = "{% component 'card' title=1 hx-get=u data-on=True data-off=None %}"
    assert rendered(source, u='/?a="b"') == '<b hx-get="/?a=&quot;b&quot;" data-on>1-</b>'


def test_components_nest() -> None:
    assert rendered("{% component 'outer' name='Cup' %}") == "<b>Cup-</b>"


def test_a_default_is_translated_as_it_is_rendered() -> None:
    template = Engine.get_default().from_string("{% component 'words' %}")
    with translation.override("zh-hans"):
        chinese = template.render(Context())
    with translation.override("en"):
        assert template.render(Context()) == "Search"
    assert chinese == "搜索"
