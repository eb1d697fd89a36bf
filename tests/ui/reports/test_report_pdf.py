"""A report on paper: A4, text that can be selected in both languages, fonts inside, charts as vectors."""

from __future__ import annotations

import io
import re
import threading
import tomllib
import zlib
from dataclasses import replace

import pytest
from pypdf import PdfReader
from storage.report_samples import full_report

from holysheep_desktop.core.report import Record, RecordKind, Report
from holysheep_desktop.core.reporting.builder import document_of
from holysheep_desktop.core.reporting.document import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Passage,
    Remark,
    Section,
    Table,
)
from holysheep_desktop.core.results import FeatureActivation, FeatureAnalysis
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.reports.pdf import QtPdfPrinter

pytestmark = pytest.mark.usefixtures("qapp")
CATALOGUE = tomllib.loads((resource_path("report_templates") / "texts.toml").read_text("utf-8"))
A4 = (595, 842)
MOST_SECONDS = 60


def printed(report: Report | None = None, language: str = "ko") -> bytes:
    return QtPdfPrinter().print(document_of(report or full_report(), CATALOGUE[language]))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_that_pages_are_a4_and_numbered() -> None:
    reader = PdfReader(io.BytesIO(printed(language="en")))

    for number, page in enumerate(reader.pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        assert f"page{number}of{len(reader.pages)}" in squeezed(page.extract_text())


def squeezed(text: str) -> str:
    """Line breaks of the page and the spaces between glyphs are no part of a text."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ["12번 레이어가 답을 결정합니다", "좋은 아침", "L0(95번째 백분위수)", "gemma-3-270m", "4711"]),
        ("en", ["Layer 12 decides the answer", "좋은 아침", "gemma-3-270m", "2026-11-23", "4711"]),
    ],
)
def test_that_words_digits_and_hangul_can_be_selected(language: str, words: list[str]) -> None:
    text = squeezed(text_of(printed(language=language)))

    assert [word for word in words if squeezed(word) not in text] == []


def test_that_hashes_are_whole_where_they_break_over_lines() -> None:
    assert "ab" * 32 in squeezed(text_of(printed()))


def test_that_every_font_is_embedded_and_nothing_is_a_link_or_a_raster() -> None:
    reader = PdfReader(io.BytesIO(printed()))

    for page in reader.pages:
        assert list(page.get("/Annots") or []) == []
        assert list(page.images) == []
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            (below,) = font.get_object()["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.get_object())


def test_that_charts_are_shapes_of_the_page() -> None:
    def n_fills(report: Report) -> int:
        reader = PdfReader(io.BytesIO(printed(report)))
        streams = b"".join(page.get_contents().get_data() for page in reader.pages)  # type: ignore[union-attr]
        return len(re.findall(rb"\bre\b|\bf\*?\b", streams))

    run = full_report().record.main
    bare = replace(run, result=replace(run.result, features=None, patching=None))
    without = replace(full_report(), record=Record(RecordKind.SAE, (bare,)))

    assert n_fills(full_report()) > n_fills(without) + 5


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        ("<b>bold</b><img src='http://127.0.0.1:9/x'><script>1</script>", "<b>bold</b><imgsrc="),
        ("a\u202eb\x1b[31m\x00", "U+202E"),
        ("<a href='file:///etc/passwd'>x</a>\n" * 3, "<ahref="),
    ],
)
def test_that_hostile_text_is_text_on_paper(payload: str, shown: str) -> None:
    content = printed(full_report(prompt=payload, answer=payload, label=payload))

    assert shown[:20] in squeezed(text_of(content))
    assert b"/URI" not in content
    assert b"/JavaScript" not in content


def test_that_a_text_of_a_million_characters_is_cut_with_a_sentence() -> None:
    content = printed(full_report(prompt="x" * 1_000_000), "en")

    assert "980,000morecharacters" in squeezed(text_of(content))


def test_that_a_long_table_is_cut_with_a_sentence_that_says_where_the_rest_is() -> None:
    run = full_report().record.main
    many = FeatureAnalysis(tuple(FeatureActivation(n, 1e4 - n) for n in range(10_000)))
    large = replace(run, result=replace(run.result, features=many, patching=None))

    text = text_of(printed(replace(full_report(), record=Record(RecordKind.SAE, (large,))), "en"))

    assert "9,700morerows" in squeezed(text)
    assert re.search(r"^299\b", text, re.MULTILINE)
    assert not re.search(r"^300\b", text, re.MULTILINE)


def test_that_a_report_can_be_printed_in_a_thread() -> None:
    found: list[bytes] = []
    thread = threading.Thread(target=lambda: found.append(printed()))
    thread.start()
    thread.join(MOST_SECONDS)

    assert found[0].startswith(b"%PDF")
    assert zlib.crc32(found[0])


def test_that_no_heading_stands_alone_at_the_end_of_a_page() -> None:
    reader = PdfReader(io.BytesIO(printed(language="en")))
    headings = {value for key, value in CATALOGUE["en"].items() if key.startswith(("section_", "table_"))}

    for page in reader.pages:
        lines = [squeezed(line) for line in page.extract_text().splitlines()]
        foot = lines.index(squeezed(CATALOGUE["en"]["title_patching"]), 1)
        assert lines[foot - 1] not in {squeezed(heading) for heading in headings}


def shifted(block: Block) -> list[list[str]]:
    """The pages of short documents with a block that stands one line further down in each."""

    def pages_of(n_lines: int) -> list[str]:
        passage = Passage("text", "\n".join(["line"] * n_lines))
        sections = (Section("one", (passage, block)), Section("two", (Remark("end"),)))
        content = QtPdfPrinter().print(
            Document("title", "", "en", sections, "", {"page_of": "{page} {pages}"})
        )
        return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]

    return [pages_of(n_lines) for n_lines in range(34, 50)]


def test_that_the_name_of_a_fact_stands_on_the_page_of_its_value() -> None:
    pages = shifted(Facts("facts", (Fact("name", "Name", "Value", "Source"),)))

    assert {len(texts) for texts in pages} == {1, 2}
    assert [text for texts in pages for text in texts if ("Name" in text) != ("Source" in text)] == []


def test_that_a_table_does_not_print_its_titles_on_a_page_where_it_has_no_row() -> None:
    pages = shifted(Table("table", "rows", (Column("a", "Heading"),), (("one",), ("Last",))))

    assert {len(texts) for texts in pages} == {1, 2}
    assert [text for texts in pages for text in texts if "Heading" in text and "Last" not in text] == []
