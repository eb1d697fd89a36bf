"""Counts which rows of the fault table the tests have run, and writes that into README when asked.

A case belongs to the rows that its id names (`[HS01-openai]`), and to those that `rows.toml` gives its test.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

_HERE = Path(__file__).parent
_ROW = re.compile(r"\b(?:HS|RD|TR|BD|SC|IN|SK|FS|DB|LC|GW)\d\d\b")
_BEGIN, _END = "<!-- fault table: written by the tests -->", "<!-- end of the fault table -->"
CLASSES = {
    "HS": "HTTP status",
    "RD": "redirects, base URL, where the key goes",
    "TR": "transport",
    "BD": "body and JSON",
    "SC": "schema",
    "IN": "injection and spoofing",
    "SK": "secrets",
    "FS": "saving files",
    "DB": "history database",
    "LC": "life cycle, cancel, window",
    "GW": "local gateway and proxy",
}


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One row of the fault table."""

    id: str
    case: str
    n_listed: int


def fault_rows() -> tuple[FaultRow, ...]:
    """The table as it was drawn up before the program was written."""
    with (_HERE / "cases.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(FaultRow(row["id"], row["case"], int(row["n"])) for row in rows)


def row_tests() -> dict[str, dict[str, int]]:
    """Row by row the tests that hold its cases, with how many cases one run of each is."""
    named: dict[str, list[str]] = tomllib.loads((_HERE / "rows.toml").read_text("utf-8"))
    return {row: dict(_counted(test) for test in tests) for row, tests in named.items()}


def _counted(test: str) -> tuple[str, int]:
    name, _, n = test.partition(" × ")
    return name, int(n or 1)


@dataclass
class FaultCount:
    """Cases run and passed, by row."""

    run: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    _tests: dict[str, dict[str, int]] = field(default_factory=row_tests)

    def add(self, node_id: str, *, has_passed: bool) -> None:
        """Count one test."""
        for row, n in self._rows(node_id).items():
            self.run[row] += n
            self.passed[row] += n * has_passed

    def _rows(self, node_id: str) -> dict[str, int]:
        name, _, parameters = node_id.removeprefix("tests/").partition("[")
        found = {row: tests[name] for row, tests in self._tests.items() if name in tests}
        return {**found, **dict.fromkeys(_ROW.findall(parameters), 1)}

    def table(self) -> str:
        """As Markdown, one line a class."""
        lines = ["| class | rows with a case | cases listed | cases run | passed |", "|---|--:|--:|--:|--:|"]
        rows = fault_rows()
        for key, words in CLASSES.items():
            ids = [row.id for row in rows if row.id.startswith(key)]
            covered = sum(self.run[row] > 0 for row in ids)
            listed = sum(row.n_listed for row in rows if row.id.startswith(key))
            run, passed = sum(self.run[row] for row in ids), sum(self.passed[row] for row in ids)
            lines.append(f"| {key} {words} | {covered} of {len(ids)} | {listed} | {run} | {passed} |")
        return "\n".join(lines)

    def write_into(self, readme: Path) -> None:
        """Replace the table between the two marks."""
        before, begin, rest = readme.read_text("utf-8").partition(_BEGIN)
        _, end, after = rest.partition(_END)
        if not begin or not end:
            raise ValueError(f"{readme} has no place for the fault table")
        readme.write_text(f"{before}{_BEGIN}\n{self.table()}\n{_END}{after}", "utf-8")
