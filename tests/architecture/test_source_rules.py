"""Rules of the house that neither ruff nor import-linter can see."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "holysheep_desktop"
MAX_MODULE, MAX_CLASS, MAX_FUNCTION = 400, 200, 60
NESTED_LOOPS = {"exec", "exec_", "processEvents"}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:root|work|home/\w+)/")
REGISTRY_HOSTS = re.compile(
    r"pypi\.org|pythonhosted|npmjs|deb\.debian|proxy\.golang|files\.python", re.IGNORECASE
)
DATA_ENDINGS = {".bin", ".gguf", ".npz", ".png", ".qm", ".safetensors", ".json", ".svg"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
SOURCES = sorted(PACKAGE.rglob("*.py"))
UI_SOURCES = [*sorted((PACKAGE / "ui").rglob("*.py")), PACKAGE / "app.py"]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def length(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def test_that_no_qt_loop_is_nested() -> None:
    found = [
        f"{place(path, call)} {name}()"
        for path in SOURCES
        for call, name in calls(tree_of(path))
        if name in NESTED_LOOPS
    ]

    assert found == []


def test_that_no_lambda_or_partial_is_connected_to_a_signal() -> None:
    found = [
        place(path, call)
        for path in SOURCES
        for call, name in calls(tree_of(path))
        if name == "connect"
        for argument in call.args
        if isinstance(argument, ast.Lambda)
        or (isinstance(argument, ast.Call) and getattr(argument.func, "id", "") == "partial")
    ]

    assert found == []


def has_slot(function: Function) -> bool:
    names = [
        decorator.func if isinstance(decorator, ast.Call) else decorator
        for decorator in function.decorator_list
    ]
    return any(getattr(name, "id", "") == "Slot" for name in names)


def connected_methods(owner: ast.ClassDef) -> set[str]:
    return {
        argument.attr
        for call, name in calls(owner)
        if name == "connect"
        for argument in call.args
        if isinstance(argument, ast.Attribute)
        and isinstance(argument.value, ast.Name)
        and argument.value.id == "self"
    }


def test_that_every_connected_method_is_a_declared_slot() -> None:
    found: list[str] = []
    for path in UI_SOURCES:
        for owner in ast.walk(tree_of(path)):
            if not isinstance(owner, ast.ClassDef):
                continue
            connected = connected_methods(owner)
            found += [
                f"{place(path, node)} {owner.name}.{node.name}"
                for node in owner.body
                if isinstance(node, Function) and node.name in connected and not has_slot(node)
            ]

    assert found == []


def test_that_tasks_are_started_by_jobs_and_the_loop_only() -> None:
    allowed = {PACKAGE / "ui" / "loop" / "jobs.py", PACKAGE / "ui" / "loop" / "event_loop.py"}
    found = [
        place(path, call)
        for path in UI_SOURCES
        if path not in allowed
        for call, name in calls(tree_of(path))
        if name in {"create_task", "ensure_future"}
    ]

    assert found == []


def test_that_colours_stand_in_the_themes_only() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in SOURCES
        for match in HEX_COLOUR.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_that_modules_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_MODULE
    }

    assert long == {}


def test_that_classes_stay_short() -> None:
    long = [
        f"{place(path, node)} {node.name}: {length(node)}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and length(node) > MAX_CLASS
    ]

    assert long == []


def test_that_functions_stay_short() -> None:
    long = [
        f"{place(path, node)} {node.name}: {length(node)}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, Function) and length(node) > MAX_FUNCTION
    ]

    assert long == []


def tracked_text_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:  # an unpacked archive has no history
        return [path for path in ROOT.rglob("*.py") if ".venv" not in path.parts]
    files = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in files if path.is_file() and path.suffix not in DATA_ENDINGS]


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRY_HOSTS], ids=["machine paths", "registry hosts"])
def test_that_no_file_knows_the_machine_it_was_written_on(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_text_files()
        if path != Path(__file__).resolve()
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []
