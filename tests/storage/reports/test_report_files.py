import asyncio
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from storage.report_samples import full_report
from storage.reports.plain_printer import PlainPrinter

from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.stores import ReportKind
from holysheep_desktop.errors import ReportFault, ReportFormatError, ReportWriteError
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.files import DiskReportFiles
from holysheep_desktop.storage.reports.report_json import SIZE_LIMIT, report_from_json, report_to_json

TEMPLATES = resource_path("report_templates")
FILES = DiskReportFiles(TEMPLATES, PlainPrinter())
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src="http://127.0.0.1:9/x">',
    "{{7*7}}",
    "javascript:alert(1)",
]


def saved(path: Path, **changes: str) -> bytes:
    asyncio.run(FILES.save(full_report(**changes), path))
    return path.read_bytes()


def document(path: Path) -> dict[str, object]:
    return json.loads(saved(path))


class Elements(HTMLParser):
    """The tags and addresses of a page as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_that_a_json_report_opens_as_the_same_report(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    saved(path)
    assert asyncio.run(FILES.open(path)) == full_report()


def test_that_a_report_of_the_first_format_opens_as_the_same_report(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    now = document(path)
    record = now.pop("record")
    assert isinstance(record, dict)
    run = record["runs"][0]
    path.write_text(
        json.dumps({**now, "format_version": 1, "request": run["request"], "result": run["result"]})
    )

    opened = asyncio.run(FILES.open(path))

    assert opened == replace(full_report(), record=replace(full_report().record, kind=RecordKind.PATCHING))


def test_that_json_keeps_korean_readable_and_says_its_format_and_zone(tmp_path: Path) -> None:
    text = saved(tmp_path / "report.json").decode()
    assert "좋은 아침" in text
    assert '"format_version": 2' in text
    assert "2026-11-23T09:30:00Z" in text


def test_that_a_lone_surrogate_in_an_answer_does_not_stop_saving(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    saved(path, answer="x\ud800y")
    answer = asyncio.run(FILES.open(path)).record.main.result.answer
    assert answer is not None
    assert answer.text.startswith("x\ufffd")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "other"}, "not a HolySheep report"),
        ({"format_version": 3}, "newer version"),
        ({"format_version": None}, "format_version: is missing"),
        ({"created_at": "2026-11-23T09:30:00"}, "no time zone"),
        ({"record": {"kind": "sae", "runs": []}}, "runs: is empty"),
        ({"record": {"kind": "sae", "runs": [{"request": {}, "result": {}}]}}, "record.runs.0.request.model"),
        ({"format_version": True}, "format_version: is missing"),
        ({"format_version": 0}, "format_version: is missing"),
    ],
)
def test_that_a_wrong_report_is_refused_with_the_place(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps({**document(path), **change}))
    with pytest.raises(ReportFormatError, match=says):
        asyncio.run(FILES.open(path))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"null", b"{", b"[" * 100_000, b"NaN"])
def test_that_a_file_that_is_no_report_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    with pytest.raises(ReportFormatError):
        asyncio.run(FILES.open(path))


def test_that_a_number_that_is_not_finite_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(saved(path).replace(b'"impact_score": 0.75', b'"impact_score": NaN'))
    with pytest.raises(ReportFormatError, match="not a finite number"):
        asyncio.run(FILES.open(path))


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportFormatError, match=r"absent\.json"):
        asyncio.run(FILES.open(tmp_path / "absent.json"))


def test_that_a_folder_that_is_gone_gives_a_write_error_with_the_path(tmp_path: Path) -> None:
    with pytest.raises(ReportWriteError, match="gone"):
        saved(tmp_path / "gone" / "report.json")


def test_that_the_html_report_stands_alone(tmp_path: Path) -> None:
    page = Elements(saved(tmp_path / "report.html").decode())
    assert page.addresses == []
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object"})


def test_that_the_html_report_shows_what_was_asked_found_and_measured_with(tmp_path: Path) -> None:
    page = saved(tmp_path / "report.html").decode()
    for part in (
        "좋은 아침",
        "나쁜 아침",
        "입니다",
        "4711",
        "greetings",
        "0.75",
        "L12.N345",
        "ab" * 32,
        "통과",
        "2026-11-23",
    ):
        assert part in page


@pytest.mark.parametrize("payload", HOSTILE)
def test_that_hostile_text_stays_text_in_html(tmp_path: Path, payload: str) -> None:
    page = Elements(saved(tmp_path / "report.html", prompt=payload, label=payload, answer=payload).decode())
    assert page.tags.isdisjoint({"script", "img"})
    assert page.addresses == []


def test_that_characters_that_cannot_be_seen_are_named_in_html(tmp_path: Path) -> None:
    assert "⟨U+202E⟩" in saved(tmp_path / "report.html", answer="a\u202eb").decode()


def test_that_html_is_written_in_the_language_of_the_report(tmp_path: Path) -> None:
    assert re.search(r'<html lang="ko">.*보고서', saved(tmp_path / "report.html").decode(), re.DOTALL)


def cache_of(run: dict[str, Any]) -> dict[str, Any]:
    return run["result"]["features"]["cache"]


def contradicting(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(saved(path))
    change(content["record"]["runs"][0])
    path.write_text(json.dumps(content))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda run: run["request"]["messages"].clear(), "request.messages: is empty"),
        (lambda run: run["request"].update(patching=None), "result.patching: was not asked for"),
        (
            lambda run: (run["request"].update(patching=None), run["result"].update(patching=None)),
            "request.patching: is missing",
        ),
        (lambda run: run["request"]["features"].update(layer=-1), "out of range"),
        (lambda run: cache_of(run)["tokens"].pop(), "differ in number"),
        (
            lambda run: run["result"]["features"]["cache"]["activations"][1]["values"].clear(),
            "differ in number",
        ),
        (lambda run: cache_of(run)["tokens"][1].update(end=-5), "outside of its text"),
        (lambda run: run["result"]["patching"]["alignment"].append([0, 9]), "not there"),
        (lambda run: run["result"]["patching"]["maps"][0].update(positions=[0, 1, 2**70]), "out of range"),
        (lambda run: run["result"]["patching"]["maps"][0].update(positions=[0, 1, 7]), "not there"),
        (lambda run: run["result"]["patching"]["maps"][0]["noising"][0].pop(), "another shape"),
        (lambda run: run["result"]["patching"]["maps"][0].update(layers=[]), "is empty"),
        (lambda run: run["result"]["patching"]["maps"][0].update(component="head"), "heads: are missing"),
    ],
)
def test_that_parts_that_contradict_each_other_are_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], says: str
) -> None:
    path = tmp_path / "report.json"
    contradicting(path, change)

    with pytest.raises(ReportFormatError, match=says) as refused:
        asyncio.run(FILES.open(path))

    assert refused.value.fault is ReportFault.DAMAGED


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"format": "holysheep-report", "format_version": 99}', ReportFault.NEWER),
        (b'{"a": 1}', ReportFault.NO_REPORT),
        (b"PK\x03\x04", ReportFault.NO_JSON),
        (b" " * (SIZE_LIMIT + 1), ReportFault.TOO_LARGE),
    ],
)
def test_that_each_kind_of_fault_is_told_apart(tmp_path: Path, content: bytes, fault: ReportFault) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)

    with pytest.raises(ReportFormatError) as refused:
        asyncio.run(FILES.open(path))

    assert refused.value.fault is fault


def test_that_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.json"
    os.mkfifo(path)

    with pytest.raises(ReportFormatError, match="no file"):
        asyncio.run(FILES.open(path))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=4), SCALARS)
WHERE = st.lists(st.integers(min_value=0, max_value=10), max_size=12)


def replaced(value: object, where: list[int], by: object) -> object:
    """The JSON value with one place, found by walking, replaced."""
    if not where or not isinstance(value, dict | list) or not value:
        return by
    if isinstance(value, dict):
        key = sorted(value)[where[0] % len(value)]
        return {**value, key: replaced(value[key], where[1:], by)}
    at = where[0] % len(value)
    return [*value[:at], replaced(value[at], where[1:], by), *value[at + 1 :]]


@settings(max_examples=150, deadline=None)
@given(
    where=WHERE, by=SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=4), SCALARS)
)
def test_that_any_damage_is_refused_or_opens_as_a_report_that_every_kind_can_write(
    where: list[int], by: object
) -> None:
    whole = json.loads(report_to_json(full_report()))
    content = json.dumps(replaced(whole, where, by)).encode()

    try:
        report = report_from_json(content, Path("a.json"))
    except ReportFormatError:
        return

    for kind in ReportKind:
        assert FILES.content(report, kind)
