"""The fault table is whole: each row has a case, and each test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from faults.table import FaultCount, fault_rows, row_tests
from faults.wire_cases import wire_cases

TESTS = Path(__file__).parents[1]
_ID = re.compile(r'id=f?"([A-Z]{2}[0-9]{2})-')


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_that_every_row_has_a_case() -> None:
    named = {row for path in TESTS.rglob("test_*.py") for row in _ID.findall(path.read_text("utf-8"))}
    covered = row_tests().keys() | {case.row for case in wire_cases()} | named

    assert {row.id for row in fault_rows()} - covered == set()


def test_that_every_test_that_is_named_is_there() -> None:
    named = {test for tests in row_tests().values() for test in tests}
    missing = []
    for test in sorted(named):
        file, _, name = test.partition("::")
        if not (TESTS / file).is_file() or name not in functions_of(TESTS / file):
            missing.append(test)

    assert missing == []


def test_that_cases_are_counted_by_their_ids_and_by_the_list() -> None:
    count = FaultCount(_tests={"DB02": {"storage/test_x.py::test_that_it_lives": 20}})

    count.add("tests/client/test_y.py::test_that_a[HS01-openai]", has_passed=True)
    count.add("tests/client/test_y.py::test_that_a[HS01-string]", has_passed=False)
    count.add("tests/storage/test_x.py::test_that_it_lives", has_passed=True)

    assert (count.run["HS01"], count.passed["HS01"]) == (2, 1)
    assert (count.run["DB02"], count.passed["DB02"]) == (20, 20)
    assert "| HS HTTP status | 1 of 18 | 61 | 2 | 1 |" in count.table()


def test_that_the_table_is_written_between_its_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(
        "a\n<!-- fault table: written by the tests -->\nold\n<!-- end of the fault table -->\nb\n"
    )

    FaultCount(_tests={}).write_into(readme)

    text = readme.read_text()
    assert text.startswith("a\n")
    assert text.endswith("<!-- end of the fault table -->\nb\n")
    assert "old" not in text
    assert "| GW local gateway and proxy | 0 of 10 |" in text
