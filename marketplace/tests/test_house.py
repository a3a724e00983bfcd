"""The rules of the house that no linter knows; docs/architecture.md says why they are there."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import weakref
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from celery.schedules import schedule
from django.apps import apps
from django.conf import settings
from django.core import signals as core_signals
from django.core.management import call_command
from django.db.models import signals as model_signals
from django.dispatch import Signal
from django.template import engines

from marketplace.celery import app as celery_app

ROOT = Path(settings.BASE_DIR)
#: From the top down: each may know those that come after it.
FLOORS = [
    "marketplace",
    "orders",
    "catalog",
    "suppliers",
    "payments",
    "accounts",
    "policies",
    "common",
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def own_sources() -> list[Path]:
    """The Python of the apps, without tests and migrations."""
    outside = {"tests", "migrations", "testing"}
    found = [path for app in FLOORS for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in found if not outside & set(path.relative_to(ROOT).parts)]


def service_modules() -> Iterator[ModuleType]:
    for app in FLOORS:
        folder = ROOT / app / "services"
        for found in pkgutil.iter_modules([str(folder)]):
            yield importlib.import_module(f"{app}.services.{found.name}")


def service_functions() -> list[FunctionType]:
    """The public functions of every app's services."""
    return [
        member
        for module in service_modules()
        for name, member in sorted(vars(module).items())
        if isinstance(member, FunctionType)
        and member.__module__ == module.__name__
        and not name.startswith("_")
    ]


# --- Models ---------------------------------------------------------------------------------


def test_no_foreign_key_points_up() -> None:
    """String references are invisible to import-linter."""
    upwards = [
        f"{field} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in FLOORS
        if FLOORS.index(field.related_model._meta.app_label) < FLOORS.index(model._meta.app_label)
    ]
    assert upwards == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


def test_nobody_of_ours_listens_to_signals() -> None:
    sources = [*vars(model_signals).values(), *vars(core_signals).values()]
    sources.remove(model_signals.post_migrate)  # a step of setting up, not of any business
    listeners = [
        entry[1]() if isinstance(entry[1], weakref.ref) else entry[1]
        for signal in sources
        if isinstance(signal, Signal)
        for entry in signal.receivers
    ]
    modules = [listener.__module__ for listener in listeners if listener is not None]
    assert modules, "nothing was found, not even Django's own"
    assert [name for name in modules if name.split(".")[0] in FLOORS] == []


# --- Writing --------------------------------------------------------------------------------


@pytest.mark.parametrize("source", own_sources(), ids=named)
def test_no_status_is_assigned(source: Path) -> None:
    """``common.status.move`` is the one way a status moves."""
    if named(source) == "common/status.py":
        return
    found = []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [
                t.lineno for t in targets if isinstance(t, ast.Attribute) and t.attr == "status"
            ]
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
            found += [node.lineno for keyword in node.keywords if keyword.arg == "status"]
    assert found == []


@pytest.mark.parametrize(
    "function", service_functions(), ids=lambda f: f"{f.__module__}.{f.__name__}"
)
def test_services_are_typed_and_called_by_name(function: FunctionType) -> None:
    """The moment is given, and by name; at most the thing itself comes without one."""
    signature = inspect.signature(function)
    parameters = signature.parameters.values()
    assert [p.name for p in parameters if p.annotation is p.empty] == []
    assert signature.return_annotation is not signature.empty
    if "at" in signature.parameters:
        by_name = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
        assert [p.name for p in list(parameters)[1:] if p.kind not in by_name] == []


@pytest.mark.parametrize("module", list(service_modules()), ids=lambda module: module.__name__)
def test_services_never_read_the_clock(module: ModuleType) -> None:
    assert not re.search(r"(timezone|datetime)\.(now|today|utcnow)\(", inspect.getsource(module))


# --- The clock ------------------------------------------------------------------------------


#: What must run, and how many seconds may lie between two runs at most.
MUST_RUN = {
    "accounts.tasks.expire_invitations": 3600,
    "accounts.tasks.purge_notices": 86_400,
    "orders.tasks.close_unpaid": 60,
    "orders.tasks.complete_due": 60,
    "orders.tasks.expire_requests": 300,
    "payments.tasks.expire_payments": 60,
    "payments.tasks.send_what_was_left": 300,
}


@pytest.mark.parametrize("task", sorted(MUST_RUN))
def test_the_clock_runs_what_must_run(task: str) -> None:
    entries = settings.CELERY_BEAT_SCHEDULE.values()
    assert [e["schedule"] for e in entries if e["task"] == task] == [MUST_RUN[task]]


def test_what_the_clock_runs_exists_and_needs_nothing() -> None:
    celery_app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert not inspect.signature(celery_app.tasks[entry["task"]].run).parameters


def test_a_sweep_that_needs_nothing_is_run_by_the_clock() -> None:
    celery_app.loader.import_default_modules()
    sweeps = {
        name
        for name, task in celery_app.tasks.items()
        if name.split(".")[0] in FLOORS
        and name.split(".")[1] == "tasks"
        and not inspect.signature(task.run).parameters
    }
    assert sweeps - {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} == set()


def test_the_clock_accepts_its_schedule() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert isinstance(entry["schedule"], int | float | schedule)


# --- Languages ------------------------------------------------------------------------------


def test_every_string_speaks_chinese() -> None:
    """Fails with what is not translated; ``bin/manage catalogues`` brings the files up to date."""
    call_command("catalogues", check=True)


# --- Pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_templates_compile(template: Path) -> None:
    engines["django"].get_template(template.relative_to(ROOT / "templates").as_posix())


INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script\b(?![^>]*\ssrc=)""", re.I
)
DATA_BLOCK = re.compile(r"""<script\b[^>]*type=["']application/(ld\+)?json["']""", re.I)


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_nothing_stands_inline(template: Path) -> None:
    """The content policy would refuse it."""
    source = DATA_BLOCK.sub("", template.read_text(encoding="utf-8"))
    assert INLINE.findall(source) == []


@pytest.mark.parametrize("style", STYLES, ids=named)
def test_colours_come_from_tokens(style: Path) -> None:
    if style.name == "tokens.css":
        return
    raw = re.compile(r"(?<![\w-])(#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch|oklab)a?\((?!\s*from))", re.I)
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", style.read_text(encoding="utf-8"), flags=re.S)
    assert raw.findall(text) == []
