"""The direction of imports, as the project's style has it: between apps, and inside an app from edge to core."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEVELS = {"accounts": 0, "audit": 0, "channels": 0, "policies": 1, "posts": 2, "moderation": 3, "insights": 4}
WIRING = {"sendiass", "tests", "benchmarks"}  # no app leans on these

# The rows of an app, from the core outwards. A module that is named nowhere is part of the domain.
CORE, QUERYSETS, MODELS, PERMISSIONS, DOMAIN, EDGE = range(6)
TASKS = "tasks"
CORE_MODULES = (
    "accounts.contacts",
    "accounts.hours",
    "audit.kinds",
    "channels.networks.capabilities",
    "insights.figures.best_times",
    "insights.figures.columns",
    "insights.figures.comparing",
    "insights.figures.days",
    "insights.figures.forecast",
    "insights.figures.layouts",
    "insights.figures.standing",
    "insights.figures.unusual",
    "insights.figures.values",
    "moderation.classify",
    "moderation.keeping.masking",
    "moderation.keeping.periods",
    "moderation.keeping.traces",
    "moderation.importing.columns",
    "policies.contents",
    "policies.diff",
    "policies.encoding",
    "policies.names",
    "policies.numbering",
    "policies.parameters",
    "policies.rules",
    "policies.vocabulary",
    "policies.words",
    "posts.writing.card_text",
    "posts.content",
    "posts.writing.fitting",
    "posts.writing.kinds",
    "posts.reviewing.noting",
    "posts.planning.gaps",
    "posts.planning.keydates",
    "posts.planning.plans.columns",
    "posts.planning.plans.values",
    "posts.planning.recurrence",
    "posts.writing.threads",
    "posts.times",
    "posts.writing.wording",
)
ROWS = {"querysets": QUERYSETS, "models": MODELS, "permissions": PERMISSIONS}
EDGE_MODULES = (  # what several views of an app share
    "posts.writing.editor",
    "posts.writing.editor_page",
    "posts.writing.editor_pictures",
    "posts.reviewing.reading",
)
EDGES = {"admin", "adapter", "forms", "frame", "management", "middleware", "urls", "views"}
IMPURE = {"celery", "django", "environ", "httpx", "redis", "requests", "socket", "sqlite3", "urllib"}


@dataclass(frozen=True)
class Import:
    """One name that a module imports, and how."""

    importer: str
    path: str
    line: int
    module: str  # the imported module
    name: str  # what is taken out of it; "" for the module itself
    is_typing: bool  # only looked at by type checkers
    is_inside: bool  # inside a function, so it runs when that is called

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}{'.' + self.name if self.name else ''}"


def app_of(module: str) -> str:
    return module.partition(".")[0]


def row_of(module: str) -> int | str:
    if any(module == core or module.startswith(core + ".") for core in CORE_MODULES):
        return CORE
    parts = module.split(".")[1:]
    if parts == ["tasks"]:
        return TASKS
    if module in EDGE_MODULES:
        return EDGE
    for part in parts:
        if part in EDGES or part.startswith(("views_", "forms_")) or part.endswith(("_urls", "_views", "_forms")):
            return EDGE
    return ROWS.get(parts[0], DOMAIN) if parts else CORE


@cache
def modules() -> dict[str, Path]:
    """Every module of the apps by its dotted name; migrations and apps.py stand outside the layers."""
    found = {}
    for app in LEVELS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" in parts or parts[1:] == ("apps",):
                continue
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def is_typing_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def walk(node: ast.AST, *, typing: bool = False, inside: bool = False) -> Iterator[tuple[ast.stmt, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, typing, inside
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from walk(child, typing=typing or is_typing_guard(child), inside=inside or is_function)


@cache
def imports() -> tuple[Import, ...]:
    found = []
    for importer, path in modules().items():
        relative = str(path.relative_to(ROOT))
        for node, typing, inside in walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                targets = [(alias.name, "") for alias in node.names]
            else:
                assert node.level == 0, f"{relative}:{node.lineno}: imports are written in full, from the app's name on"
                targets = [
                    (f"{node.module}.{alias.name}", "")
                    if f"{node.module}.{alias.name}" in modules()
                    else (str(node.module), alias.name)
                    for alias in node.names
                ]
            found += [Import(importer, relative, node.lineno, module, name, typing, inside) for module, name in targets]
    return tuple(found)


def inside_one_app() -> Iterator[Import]:
    return (found for found in imports() if app_of(found.importer) == app_of(found.module))


def written(offenders: list[Import]) -> str:
    return "\n".join(["", *sorted({str(found) for found in offenders})])


def test_modules_named_here_exist():
    assert {*CORE_MODULES, *EDGE_MODULES} <= modules().keys()


def test_apps_lean_only_to_the_left():
    offenders = [
        found
        for found in imports()
        if app_of(found.module) in WIRING or LEVELS.get(app_of(found.module), 0) > LEVELS[app_of(found.importer)]
    ]
    assert not offenders, written(offenders)


def test_the_core_is_pure():
    offenders = [
        found
        for found in imports()
        if row_of(found.importer) == CORE
        and not found.is_typing
        and "." in found.importer
        and (app_of(found.module) in IMPURE or (app_of(found.module) in LEVELS and row_of(found.module) != CORE))
    ]
    assert not offenders, written(offenders)


def test_inside_an_app_no_row_leans_on_one_further_out():
    """An import inside a function may reach further out only for the row's own class: querysets and their model."""
    offenders = [
        found
        for found in inside_one_app()
        if isinstance(importer := row_of(found.importer), int)
        and isinstance(imported := row_of(found.module), int)
        and imported > importer
        and not found.is_typing
        and not (importer == QUERYSETS and imported == MODELS and found.is_inside)
    ]
    assert not offenders, written(offenders)


def test_workflow_does_not_lean_on_services():
    offenders = [
        found
        for found in inside_one_app()
        if found.importer.endswith(".workflow") and found.module.endswith(".services") and not found.is_typing
    ]
    assert not offenders, written(offenders)


def test_tasks_lean_on_nothing_when_they_are_loaded():
    offenders = [
        found
        for found in imports()
        if row_of(found.importer) == TASKS and app_of(found.module) in LEVELS and not found.is_inside
    ]
    assert not offenders, written(offenders)


def test_only_domain_and_edge_queue_tasks():
    offenders = [
        found
        for found in imports()
        if row_of(found.module) == TASKS
        and app_of(found.module) in LEVELS
        and row_of(found.importer) in {CORE, QUERYSETS, MODELS, PERMISSIONS}
    ]
    assert not offenders, written(offenders)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@pytest.mark.parametrize("folder", [*LEVELS, *sorted(WIRING)])
def test_nobody_imports_a_private_name(folder):
    ours = {*LEVELS, *WIRING}
    offenders = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        tree = ast.parse(path.read_text())
        names = set()  # bound to modules or classes of ours by an import
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and app_of(node.module or "") in ours:
                names |= {alias.asname or alias.name for alias in node.names}
                if any(is_private(part) for part in [*str(node.module).split("."), *(a.name for a in node.names)]):
                    offenders.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}")
        offenders += [
            f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and is_private(node.attr)
            and node.attr not in {"_meta", "_state", "_default_manager"}  # Django's own, and documented
            and isinstance(node.value, ast.Name)
            and node.value.id in names
        ]
    assert not offenders, "\n".join(["", *offenders])
