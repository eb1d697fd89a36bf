"""What threads import for the first time, they import one after the other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import holysheep_desktop

ROOT = Path(holysheep_desktop.__file__).parent
THREADED = ("storage", "startup")


def file_of(module: str) -> Path:
    path = ROOT.joinpath(*module.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def imports(body: list[ast.stmt]) -> Iterator[str]:
    """Names of the modules that these statements import."""
    for statement in body:
        if isinstance(statement, ast.ImportFrom):
            yield statement.module or ""
        elif isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)


def needs_pydantic(module: str, seen: set[str]) -> bool:
    if module.partition(".")[0] == "pydantic":
        return True
    if not module.startswith("holysheep_desktop") or module in seen:
        return False
    seen.add(module)
    tree = ast.parse(file_of(module).read_text("utf-8"))
    return any(needs_pydantic(name, seen) for name in imports(tree.body))


def late_imports(tree: ast.AST, *, is_alone: bool = False) -> Iterator[tuple[str, bool]]:
    """Modules that functions import, and whether they hold FIRST_IMPORT while they do."""
    for node in ast.iter_child_nodes(tree):
        holds = is_alone
        if isinstance(node, ast.With):
            holds = holds or any(ast.unparse(item.context_expr) == "FIRST_IMPORT" for item in node.items)
        if isinstance(node, ast.ImportFrom) and node.col_offset:
            yield node.module or "", is_alone
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from late_imports(node, is_alone=holds)


def test_that_no_two_threads_begin_to_import_pydantic_at_once() -> None:
    found = [
        (f"{path.relative_to(ROOT)} imports {module}", is_alone)
        for layer in THREADED
        for path in sorted((ROOT / layer).rglob("*.py"))
        for module, is_alone in late_imports(ast.parse(path.read_text("utf-8")))
        if needs_pydantic(module, set())
    ]

    assert len(found) >= 6
    assert [words for words, is_alone in found if not is_alone] == []
