"""Templates as functions write what Django's own nodes write."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.template import (
    Context,
    Engine,
    Library,
    TemplateSyntaxError,
    VariableDoesNotExist,
)
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from common.compiled.lists import QuickNodeList
from common.web.styleguide_samples import samples

OPTIONS = settings.TEMPLATES[0]["OPTIONS"]
ON_DISK = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
QUICK, PLAIN = "common.compiled.loader.Loader", "django.template.loaders.cached.Loader"
SOURCES = {
    "components/tag.html": "{% props label tone='' size=None attrs='' %}"
    "<b{% if tone %} class='{{ tone }}'{% endif %}{{ attrs }}>{{ label }}"
    "{% if size is not None %}{{ size }}{% else %}-{% endif %}</b>",
    "components/box.html": "{% props slot title=_('Search') foot='' %}"
    "{% component 'tag' label=title %}{{ slot }}{% if foot %}|{{ foot }}{% endif %}",
    "components/form.html": "{% props %}{% get_available_languages as languages %}"
    "<form>{% csrf_token %}{% for code, name in languages %}{{ code }}={{ name }},{% endfor %}"
    "{{ request.path }}{{ secret }}</form>",
    "part.html": "{% url 'orders:list' as address %}({{ address }}{{ word }}{{ x }})",
    "frame.html": "<{% block a %}base {{ x }}{% endblock %}|{% block b %}b{% endblock %}>"
    "{% include 'part.html' %}",
}
PIECES = [
    "{{ x }}{{ text }}{{ safe }}{{ amount }}{{ nothing }}{{ lost }}{{ flag }}",
    "{{ thing.name }}{{ thing.lost }}{{ pair.0 }}{{ pair.label }}{{ mapping.key }}{{ mapping.no }}",
    "{{ thing.greet }}{{ thing.needs }}{{ thing.delete }}{{ word.upper }}{{ list.1.name }}",
    "{{ step.price }}{{ step.lost }}{{ step.none.price }}{{ step.next.price }}{{ point.across }}",
    "{{ point.0 }}{{ point.count }}{{ point.lost }}{{ lazy }}{{ lazy.name }}{{ lazy.lost }}",
    "{{ keyed.name }}{{ keyed.0 }}{{ listed.name }}{{ word }}",
    "{{ x }}{% with word=x %}{{ word }}{% mark %}{{ word }}{% endwith %}{% mark %}",
    "{{ answering.anything }}{{ thing.name.upper }}{{ thing.gone }}|{{ thing.gone.name }}",
    "{{ text|upper }}{{ safe|upper }}{{ lost|default:'none' }}{{ amount|add:x }}{{ word|length }}",
    "{{ safe|add:text }}{{ text|default:safe }}{{ word|join:text }}{{ _('Search') }}{{ 3 }}",
    "{% translate 'Search' %}{% translate 'Search' as found %}{{ found }}",
    "{% blocktranslate with n=x %}{{ n }} hours{% endblocktranslate %}",
    "{% blocktranslate %}{{ text }} and 5 %{% endblocktranslate %}",
    "{% blocktranslate count n=x %}{{ n }} product{% plural %}{{ n }} all{% endblocktranslate %}",
    "{% blocktranslate asvar said %}Search {{ word }}{% endblocktranslate %}{{ said }}",
    "{% if x %}a{% elif text %}b{% else %}c{% endif %}",
    "{% if not nothing and x > 2 or lost %}d{% endif %}{% if not x %}e{% endif %}",
    "{% if nothing > 3 %}a{% endif %}{% if x in 3 %}b{% endif %}{% if 'o' in word %}c{% endif %}",
    "{% if True %}a{% else %}b{% endif %}{% if False %}c{% elif 1 == 1 %}d{% endif %}",
    "{% if None %}e{% endif %}{% if x %}a{% elif True %}b{% endif %}{% if x %}{% elif True %}{% endif %}",
    "{% if x|add:lost %}a{% endif %}{% if lost == None %}b{% endif %}{% if lost is None %}c{% endif %}",
    "{% for one in list %}{{ forloop.counter }}{{ one.name }}{% empty %}none{% endfor %}",
    "{% for a, b in pairs reversed %}{% if not forloop.last %}{{ a }}{% endif %}{{ b }}{% endfor %}",
    "{% for a in pairs %}{% for c in a %}{{ forloop.parentloop.counter0 }}{{ c }}{% endfor %}{% endfor %}",
    "{% for c in word %}{{ forloop.first }}{{ forloop.last }}{{ forloop.counter0 }}{% endfor %}",
    "{% for c in word %}{{ forloop.revcounter }}{{ forloop.revcounter0 }}{{ forloop.no }}{% endfor %}",
    "{% for one in nothing %}a{% empty %}none{% endfor %}{% for one in lost %}a{% endfor %}",
    "{% for one in list %}{% include 'part.html' with word=one.name %}{% endfor %}",
    "{% for one in list %}{% cycle 'a' 'b' %}{% component 'tag' label=one.name %}{% endfor %}",
    "{% with y=x z='k' %}{{ y }}{{ z }}{% include 'part.html' %}{% endwith %}{{ y }}",
    "{% include 'part.html' with word=text only %}{% include 'part.html' %}{{ address }}",
    "{% component 'tag' label=text %}{% component 'tag' label='k' tone='good' size=0 data-x=x %}",
    "{% component 'tag' label=lost size=nothing data-on=True data-off=None %}",
    "{% component 'tag' ...given %}{% for one in list %}{% component 'tag' ...given size=x %}{% endfor %}",
    "{% wrap 'box' %}in {{ x }}{% slot 'foot' %}{{ text }}{% endslot %}{% endwrap %}",
    "{% for o in list %}{% wrap 'box' title=o.name %}{% include 'part.html' %}{% endwrap %}{% endfor %}",
    "{% component 'form' %}{% csrf_token %}{% url 'orders:list' %}{% url 'lost' as gone %}[{{ gone }}]",
    "{% if x %}{% url 'orders:list' as later %}{% endif %}{{ later }}{% static 'img/mark.svg' %}",
    "{% autoescape off %}{{ text }}{% if x %}{{ text }}{% endif %}{% endautoescape %}{{ text }}",
    "{% firstof lost text %}{% icon 'cart' %}{% icon name %}{% icon nothing %}{# not shown #}",
    "{% bundle_url 'css' %}{% comment %}no{% endcomment %}{% get_current_language as c %}{{ c }}",
]


FINITE = {"allow_nan": False, "allow_infinity": False}
NUMBERS = st.none() | st.integers() | st.floats(**FINITE) | st.decimals(**FINITE)


class Pair(tuple):
    label = "<pair>"


register = Library()


@register.simple_tag(takes_context=True)
def mark(context: Context) -> str:
    context["word"] = "marked"
    return ""


class Gone(ObjectDoesNotExist):
    silent_variable_failure = True


class Point(NamedTuple):
    across: str


@dataclass(frozen=True, slots=True)
class Step:
    price: Decimal
    none: None = None
    next: Any = None


class Keyed(tuple):
    name = "<attribute>"

    def __getitem__(self, key: Any) -> Any:
        return "<item>" if key == "name" else super().__getitem__(key)


class Listed(list):
    __getitem__ = Keyed.__getitem__


class Answering:
    def __getattr__(self, name: str) -> str:
        if name == "anything":
            return "<anything>"
        raise AttributeError(name)


class Thing:
    name = "<thing>"

    def __str__(self) -> str:
        return "<a thing>"

    @property
    def gone(self) -> str:
        raise Gone

    def greet(self) -> str:
        return "hello & goodbye"

    def needs(self, what: str) -> str:
        return what

    def delete(self) -> str:
        return "deleted"

    delete.alters_data = True


def context(**changes: Any) -> Context:
    request = RequestFactory().get("/some/path/")
    names = {
        "x": 3,
        "text": "<i>&",
        "safe": SafeString("<b>"),
        "amount": Decimal("1234.50"),
        "nothing": None,
        "flag": True,
        "word": "word",
        "name": "bell",
        "thing": Thing(),
        "step": Step(Decimal("1.50"), next=Step(Decimal(2))),
        "point": Point("<5>"),
        "lazy": SimpleLazyObject(Thing),
        "answering": Answering(),
        "keyed": Keyed(("<one>",)),
        "listed": Listed(["<one>"]),
        "pair": Pair(("<one>", 2)),
        "pairs": [(1, "<"), (2, ">")],
        "mapping": {"key": "<value>"},
        "list": [SimpleNamespace(name="<a>"), Thing()],
        "given": {"label": "<given>", "tone": "bad"},
        "request": request,
        "csrf_token": "t0ken",
        "secret": "secret",
    }
    return Context(names | changes)


def engine(loader: str) -> Engine:
    loaders = [(loader, [("django.template.loaders.locmem.Loader", SOURCES), *ON_DISK])]
    builtins = [*OPTIONS["builtins"], __name__]
    options = OPTIONS | {"loaders": loaders, "string_if_invalid": "", "builtins": builtins}
    dirs = settings.TEMPLATES[0]["DIRS"]
    made = DjangoTemplates({"NAME": "t", "DIRS": dirs, "APP_DIRS": False, "OPTIONS": options})
    return made.engine


def written(loader: str, source: str, names: Context, monkeypatch: pytest.MonkeyPatch) -> str:
    made = engine(loader)
    monkeypatch.setitem(SOURCES, "page.html", source)
    monkeypatch.setattr(Engine, "get_default", lambda: made)
    page = made.get_template("page.html")
    assert isinstance(page.nodelist, QuickNodeList) == (loader == QUICK)
    first = page.render(names)
    assert page.render(names) == first
    return first


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("source", PIECES)
def test_a_page_is_what_it_was(source: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override(language):
        wanted = written(PLAIN, source, context(), monkeypatch)
        assert written(QUICK, source, context(), monkeypatch) == wanted


@pytest.mark.parametrize("changes", [{"x": 0, "list": []}, {"text": "", "pairs": ((1, 2),)}])
def test_nothing_of_the_data_is_kept(changes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "".join(PIECES)
    page = "{% extends 'frame.html' %}{% block a %}{{ block.super }}" + source + "{% endblock %}"
    quick = engine(QUICK)
    monkeypatch.setitem(SOURCES, "page.html", page)
    monkeypatch.setattr(Engine, "get_default", lambda: quick)
    template = quick.get_template("page.html")
    seen = {}
    for language in ("en", "zh-hans", "en"):
        with translation.override(language):
            template.render(context())
            seen[language] = template.render(context(**changes))
    for language, shown in seen.items():
        with translation.override(language):
            assert written(PLAIN, page, context(**changes), monkeypatch) == shown
    assert seen["en"] != seen["zh-hans"]


@given(text=st.text(), number=NUMBERS)
def test_any_value_is_escaped_alike(text: str, number: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        source = "{{ text }}{{ x }}{% component 'tag' label=text size=x data-x=text %}"
        wanted = written(PLAIN, source, context(text=text, x=number), patch)
        assert written(QUICK, source, context(text=text, x=number), patch) == wanted


@pytest.mark.parametrize(
    "held",
    [
        "{% url 'orders:list' as address %}{{ address }}",
        "{{ block.super }}{% block c %}{{ block.name }}{% endblock %}",
        "{% if x %}{{ block.super|upper }}{% endif %}",
        "{% if block %}{{ x }}{% endif %}{% with b=block %}{{ b.name }}{% endwith %}",
        "{% block c %}{{ x }}{% endblock %}",
        "{% if x %}{% block c %}{{ x }}{% endblock %}{% endif %}",
        "{% for one in list %}{% block c %}{{ one.name }}{% endblock %}{% endfor %}",
        "{% with word=text %}{% block c %}{{ word }}{% endblock %}{% endwith %}{{ word }}",
        "{% spaceless %}<i> {% block c %}{{ x }}{% endblock %}</i> <b></b>{% endspaceless %}",
        "{% if x %}{% url 'orders:list' as word %}{% endif %}{{ word }}",
    ],
)
def test_a_block_leaves_nothing_behind(held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        SOURCES, "inner.html", "{% extends 'frame.html' %}{% block a %}i{% endblock %}"
    )
    page = "{% extends 'inner.html' %}{% block b %}" + held + "{% endblock %}"
    plain = written(PLAIN, page, context(), monkeypatch)
    assert written(QUICK, page, context(), monkeypatch) == plain


def test_a_tag_may_change_what_comes_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "{{ word }}{% mark %}{{ word }}"
    shown = []
    for loader in (PLAIN, QUICK):
        monkeypatch.setitem(SOURCES, "page.html", source)
        shown.append(engine(loader).get_template("page.html").render(context()))
    assert shown == ["wordmarked"] * 2


def test_types_made_for_a_page_go_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those of the admin's forms."""
    kind = type("Made", (), {"name": "<made>"})
    assert written(QUICK, "{{ thing.name }}", context(thing=kind()), monkeypatch) == "&lt;made&gt;"
    made = weakref.ref(kind)
    del kind
    gc.collect()
    assert made() is None


def test_what_fails_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        @property
        def name(self) -> str:
            raise RuntimeError("broken")

    for loader in (PLAIN, QUICK):
        with pytest.raises(RuntimeError, match="broken"):
            written(loader, "{{ thing.name }}", context(thing=Broken()), monkeypatch)
        with pytest.raises(VariableDoesNotExist):
            written(loader, "{{ x|add:lost }}", context(), monkeypatch)
        with pytest.raises(ValueError, match="unpack"):
            written(loader, "{% for a, b in word %}{% endfor %}", context(), monkeypatch)


@pytest.mark.parametrize(
    "page",
    [
        "{% extends 'frame.html' %}{% block c %}c{% endblock %}{% block b %}{{ x }}{% endblock %}",
        "{% extends 'inner.html' %}{% block c %}{{ word }}{% endblock %}",
        "{% extends 'inner.html' %}{% block b %}{{ word }}{% endblock %}",
        "{% extends 'inner.html' %}{% block d %}{{ word }}{% endblock %}",
        "{% extends name_of_frame %}{% block b %}{{ word }}{% endblock %}",
        "{% extends 'frame.html' %}{% block b %}{% include 'whole.html' %}{{ x }}{% endblock %}",
        "a {% extends 'inner.html' %}{% url 'orders:list' as x %}",
    ],
)
def test_what_extends_is_one_with_the_extended(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = "{% extends 'frame.html' %}{% block b %}1{% block c %}2{% endblock %}3{% endblock %}"
    monkeypatch.setitem(SOURCES, "inner.html", inner)
    whole = "{% extends 'frame.html' %}{% block a %}{{ word }}{% endblock %}"
    monkeypatch.setitem(SOURCES, "whole.html", whole)
    names = {"name_of_frame": "frame.html"}
    plain = written(PLAIN, page, context(**names), monkeypatch)
    assert written(QUICK, page, context(**names), monkeypatch) == plain


def test_a_page_that_extends_its_namesake(monkeypatch: pytest.MonkeyPatch) -> None:
    named_alike = "{% extends 'frame.html' %}{% block a %}[{{ block.super }}{{ x }}]{% endblock %}"
    shown = []
    for loader in (PLAIN, QUICK):
        first = ("django.template.loaders.locmem.Loader", {"frame.html": named_alike})
        rest = ("django.template.loaders.locmem.Loader", SOURCES)
        made = Engine(loaders=[(loader, [first, rest])], builtins=OPTIONS["builtins"])
        monkeypatch.setattr(Engine, "get_default", lambda made=made: made)
        shown.append(made.get_template("frame.html").render(context()))
    assert shown[0] == shown[1]
    assert shown[0].startswith("<[base 33]|b>")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_component_is_what_it_was(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "{% include 'common/styleguide.html' %}"
    with translation.override(language):
        names = samples()
        wanted = written(PLAIN, source, context(**names), monkeypatch)
        assert written(QUICK, source, context(**names), monkeypatch) == wanted
    assert len(wanted) > 50_000


def test_while_developing_django_renders() -> None:
    debugging = Engine(
        debug=True, loaders=[(QUICK, [("django.template.loaders.locmem.Loader", {"a": "x"})])]
    )
    assert not isinstance(debugging.get_template("a").nodelist, QuickNodeList)


def test_a_page_is_in_one_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TemplateSyntaxError, match="one language"):
        written(QUICK, "{% language 'en' %}{% endlanguage %}", context(), monkeypatch)
