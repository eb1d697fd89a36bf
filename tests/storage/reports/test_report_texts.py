"""Hostile texts in every rendering that is text: they stay text, and everything stands there."""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from storage.report_samples import full_report

from holysheep_desktop.core.report import Record, RecordKind, RunRole
from holysheep_desktop.core.reporting.builder import document_of
from holysheep_desktop.core.reporting.document import Document
from holysheep_desktop.core.results import FeatureActivation, FeatureAnalysis
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.csv_tables import csv_archive_of
from holysheep_desktop.storage.reports.html import html_of
from holysheep_desktop.storage.reports.markdown import escaped, markdown_of
from holysheep_desktop.storage.reports.report_json import report_from_json, report_to_json

TEMPLATES = resource_path("report_templates")
EN = tomllib.loads((TEMPLATES / "texts.toml").read_text("utf-8"))["en"]
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "file image": '<img src="file:///etc/passwd">',
    "web image": '"><img src="http://127.0.0.1:9/x">',
    "javascript link": "[x](javascript:alert(1))",
    "template": "{{7*7}}{% for x in y %}",
    "hyperlink": '=HYPERLINK("http://127.0.0.1:9","x")',
    "formula starts": "+1\t-1\r@x",
    "markdown image": "![x](http://127.0.0.1:9/y) <http://127.0.0.1:9> http://127.0.0.1:9 www.example.org",
    "bidi": "a\u202eb\u2066c",
    "controls": "a\x00b\x08c\x1b[31md",
    "fence": "```\n# heading\n~~~\n| a | b |\n---\n<b>",
    "long line": "x" * 1_000_000,
}
csv.field_size_limit(10_000_000)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def document(payload: str) -> Document:
    report = full_report(prompt=payload, label=payload, answer=payload)
    run = report.record.main
    odd = replace(run, result=replace(run.result, model=payload))
    return document_of(replace(report, record=Record(RecordKind.PATCHING, (odd,))), EN)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_that_markdown_holds_no_markup_of_others(payload: str) -> None:
    rendered = MARKDOWN.render(markdown_of(document(payload)).decode())

    for tag in ("<script", "<img", "<a ", "<b>"):
        assert tag not in rendered
    assert "\x1b" not in rendered
    assert "\u202e" not in rendered


@pytest.mark.parametrize(
    "text", ["# a", "- a", "1. a", "+ a", "> a", "a | b", "*a*", "_a_", "`a`", "\\", "&lt;", "==="]
)
def test_that_escaped_text_is_shown_as_it_is(text: str) -> None:
    rendered = MARKDOWN.render(escaped(text)).strip()

    shown = text.replace("&", "&amp;").replace(">", "&gt;")
    assert rendered == f"<p>{shown}</p>"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_that_html_asks_for_nothing_and_runs_nothing(payload: str) -> None:
    page = html_of(document(payload), TEMPLATES).decode()

    assert "<script" not in page
    assert "<img" not in page
    assert 'href="' not in page
    assert "url(http" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_that_no_cell_of_a_table_is_a_formula(payload: str) -> None:
    for name, text in csv_files(document(payload)).items():
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            risky = [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r", "\0"))]
            assert risky == [], name
            assert [cell for cell in row if cell.startswith("-") and not is_number(cell)] == [], name


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_that_json_gives_every_text_back_as_it_was(payload: str) -> None:
    report = full_report(prompt=payload, label=payload, answer=payload)

    assert report_from_json(report_to_json(report), Path("a.json")) == report


def csv_files(pages: Document) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(csv_archive_of(pages))) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_that_each_table_is_a_file_with_its_numbers_in_full() -> None:
    files = csv_files(document_of(full_report(), EN))

    assert set(files) == {
        f"{name}.csv" for name in (
            "summary", "texts", "facts", "features", "tokens", "activations", "controls", "self_tests",
            "alignment", "maps", "neurons", "feature_effects",
        )
    }  # fmt: skip
    assert rows_of(files["activations.csv"])[0] == {
        "run": "1", "role": "main", "position": "1", "token": "좋은", "feature": "4711", "activation": "12.5",
    }  # fmt: skip
    assert [row["noising"] for row in rows_of(files["maps.csv"])] == ["0.0", "0.75", ""]
    assert files["features.csv"].startswith("\ufeff")


def test_that_runs_share_a_file_and_say_their_role() -> None:
    report = full_report()
    runs = tuple(replace(report.record.main, role=role) for role in (RunRole.PROBLEMATIC, RunRole.NORMAL))
    two = replace(report, record=Record(RecordKind.DEBUG, runs))

    rows = rows_of(csv_files(document_of(two, EN))["features.csv"])

    assert [(row["run"], row["role"]) for row in rows[::2]] == [("1", "problematic"), ("2", "normal")]


def test_that_the_same_report_gives_the_same_bytes() -> None:
    assert csv_archive_of(document_of(full_report(), EN)) == csv_archive_of(document_of(full_report(), EN))
    first, second = (html_of(document_of(full_report(), EN), TEMPLATES) for _ in range(2))
    assert first == second


def test_that_ten_thousand_features_are_all_in_html_and_csv_and_counted_in_markdown() -> None:
    report = full_report()
    run = report.record.main
    many = FeatureAnalysis(tuple(FeatureActivation(n, 1e4 - n) for n in range(10_000)))
    large = replace(run, result=replace(run.result, features=many))
    pages = document_of(replace(report, record=Record(RecordKind.SAE, (large,))), EN)

    assert len(rows_of(csv_files(pages)["features.csv"])) == 10_000
    assert ">9999</td>" in html_of(pages, TEMPLATES).decode()
    assert "9,500 more rows" in markdown_of(pages).decode()
