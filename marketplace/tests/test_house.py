"""The rules of the house that no linter knows; docs/architecture.md says why they are there."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import weakref
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from celery.schedules import BaseSchedule, crontab
from django.apps import apps
from django.conf import settings
from django.core import signals as core_signals
from django.core.management import call_command
from django.db.models import signals as model_signals
from django.dispatch import Signal
from django.template import engines

from marketplace.celery import app as celery_app
from policies.schemas import SCHEMAS, FulfilmentRules

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


def imported(code: str) -> set[str]:
    """The modules that this code imports."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_no_migration_calls_what_the_code_does_now() -> None:
    """It would do otherwise when that changes; columns may name their fields and callables."""
    live = {
        (named(path), module)
        for app in FLOORS
        for path in (ROOT / app / "migrations").glob("0*.py")
        for module in imported(path.read_text(encoding="utf-8"))
        if module.split(".")[0] in FLOORS
        and module != "common.fields"
        and module.split(".")[1] != "models"
    }
    assert live == set()


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


def writes_of_status(code: str) -> list[int]:
    """The lines that assign a status, or update one."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [t for t in targets if isinstance(t, ast.Attribute) and t.attr == "status"]
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
            found += [keyword for keyword in node.keywords if keyword.arg == "status"]
    return [node.lineno for node in found]


def test_no_status_is_assigned() -> None:
    """``common.status.move`` is the one way a status moves."""
    sources = [source for source in own_sources() if named(source) != "common/status.py"]
    writes = {named(s): writes_of_status(s.read_text(encoding="utf-8")) for s in sources}
    assert {name: lines for name, lines in writes.items() if lines} == {}


def test_a_wrong_status_is_refused_in_one_way() -> None:
    """``check_move`` and ``wrong_move`` name both statuses for programs."""
    sources = {named(s): s.read_text(encoding="utf-8") for s in own_sources()}
    by_hand = {name for name, code in sources.items() if "WrongStatus(" in code}
    assert by_hand == {"common/status.py"}


@pytest.mark.parametrize("code", ["order.status = PAID", "rows.update(status=PAID, paid_at=at)"])
def test_an_assigned_status_would_be_found(code: str) -> None:
    assert writes_of_status(code) == [1]


def looseness(function: FunctionType) -> list[str]:
    """What a service leaves untyped, or takes by position though it takes the moment."""
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())
    loose = [p.name for p in parameters if p.annotation is p.empty]
    if signature.return_annotation is signature.empty:
        loose.append("return")
    if "at" in signature.parameters:
        by_name = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
        loose += [p.name for p in parameters[1:] if p.kind not in by_name]
    return [f"{function.__module__}.{function.__name__}: {name}" for name in loose]


def test_services_are_typed_and_called_by_name() -> None:
    """The moment is given, and by name; at most the thing itself comes without one."""
    functions = service_functions()
    assert len(functions) > 50
    assert [loose for function in functions for loose in looseness(function)] == []


def test_services_never_read_the_clock() -> None:
    clock = re.compile(r"(timezone|datetime)\.(now|today|utcnow)\(")
    modules = list(service_modules())
    assert [m.__name__ for m in modules if clock.search(inspect.getsource(m))] == []


# --- The clock ------------------------------------------------------------------------------


#: What must run, and how many seconds may lie between two runs at most.
MUST_RUN = {
    "accounts.tasks.expire_invitations": 3600,
    "accounts.tasks.purge_notices": 86_400,
    "orders.tasks.close_unpaid": 60,
    "orders.tasks.complete_due": 60,
    "orders.tasks.expire_requests": 300,
    "orders.tasks.judge_parcels": 300,
    "payments.tasks.expire_payments": 60,
    "payments.tasks.send_what_was_left": 300,
    "suppliers.tasks.end_holds": 300,
    "suppliers.tasks.run_out": 3600,
    "suppliers.tasks.settle_removed": 3600,
}


@pytest.mark.parametrize("task", sorted(MUST_RUN))
def test_the_clock_runs_what_must_run(task: str) -> None:
    entries = settings.CELERY_BEAT_SCHEDULE.values()
    assert [e["schedule"] for e in entries if e["task"] == task] == [MUST_RUN[task]]


def test_the_night_s_work_begins_when_yesterday_was_judged() -> None:
    entries = settings.CELERY_BEAT_SCHEDULE.values()
    nights = [e["schedule"] for e in entries if e["task"] == "suppliers.tasks.nightly"]
    assert nights == [crontab(hour=6, minute=30)]
    assert settings.CELERY_TIMEZONE == settings.TIME_ZONE
    assert FulfilmentRules().late_after_hours < 6.5


@pytest.mark.usefixtures("tasks_known")
def test_what_the_clock_runs_exists_and_needs_nothing() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert not inspect.signature(celery_app.tasks[entry["task"]].run).parameters


@pytest.mark.usefixtures("tasks_known")
def test_a_sweep_that_needs_nothing_is_run_by_the_clock() -> None:
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
        assert isinstance(entry["schedule"], int | float | BaseSchedule)


# --- Rules of trade -------------------------------------------------------------------------

#: Nothing reads these yet; each says so of itself, for whoever would change it.
READ_BY_NOTHING = {"figures.answer_minutes"}


def test_every_number_of_the_rules_is_read_or_says_that_it_is_not() -> None:
    sources = [s for s in own_sources() if not named(s).startswith("policies/schemas/")]
    code = "\n".join(s.read_text(encoding="utf-8") for s in [*sources, *TEMPLATES])
    words = set(re.findall(r"\.(\w+)", code))
    endings = tuple(re.findall(r'getattr\(\w+, f"\{\w+\}(_\w+)"\)', code))
    numbers = {
        f"{slug}.{name}": field.description
        for slug, schema in SCHEMAS.items()
        for name, field in schema.model_fields.items()
        if name not in words and not name.endswith(endings)
    }
    assert numbers.keys() == READ_BY_NOTHING
    assert [name for name, said in numbers.items() if "not applied yet" not in str(said)] == []


# --- Languages ------------------------------------------------------------------------------


def test_every_string_speaks_chinese() -> None:
    """Fails with what is not translated; ``bin/manage catalogues`` brings the files up to date."""
    call_command("catalogues", check=True)


# --- Pages ----------------------------------------------------------------------------------


def test_templates_compile() -> None:
    """Reading one raises where a component's input is unknown or missing."""
    for template in TEMPLATES:
        engines["django"].get_template(template.relative_to(ROOT / "templates").as_posix())


INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script\b(?![^>]*\ssrc=)""", re.I
)
DATA_BLOCK = re.compile(r"""<script\b[^>]*type=["']application/(ld\+)?json["']""", re.I)
RAW_COLOUR = re.compile(
    r"(?<![\w-])(#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch|oklab)a?\((?!\s*from))", re.I
)


def test_nothing_stands_inline() -> None:
    """The content policy would refuse it."""
    sources = {t: DATA_BLOCK.sub("", t.read_text(encoding="utf-8")) for t in TEMPLATES}
    assert [named(template) for template, text in sources.items() if INLINE.search(text)] == []


def test_colours_come_from_tokens() -> None:
    sheets = [style for style in STYLES if style.name != "tokens.css"]
    texts = {s: re.sub(r"/\*.*?\*/|url\([^)]*\)", "", s.read_text(), flags=re.S) for s in sheets}
    assert [named(style) for style, text in texts.items() if RAW_COLOUR.search(text)] == []


def test_the_benches_that_are_named_are_those_that_are_run_by_hand() -> None:
    """A module that one of them starts in a process of its own, or only imports, is none."""
    code = {path.stem: path.read_text() for path in (ROOT / "bench").glob("*.py")}
    started = {name for text in code.values() for name in re.findall(r'"bench\.(\w+)"', text)}
    benches = {name for name, text in code.items() if "__main__" in text} - started
    said = subprocess.run([ROOT / "bin" / "bench"], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert set(said.stderr.partition(":")[2].split()) == benches
