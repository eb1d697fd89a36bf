"""Lists of prompts are read whole, or refused with the row that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from holysheep_desktop.core.batches.prompt_formats import parse_bytes
from holysheep_desktop.core.batches.prompt_list import (
    MAX_FILE_BYTES,
    MAX_PROMPT_LENGTH,
    MAX_PROMPTS,
    ListFormat,
    PromptPair,
    format_of,
    parse_lines,
)
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import PromptListError, PromptListReason


def pairs(content: str | bytes, written: ListFormat) -> list[tuple[str, str | None]]:
    raw = content if isinstance(content, bytes) else content.encode()
    return [(pair.prompt, pair.comparison) for pair in parse_bytes(raw, written).pairs]


def fault(content: str | bytes, written: ListFormat) -> tuple[PromptListReason, int | None]:
    with pytest.raises(PromptListError) as raised:
        pairs(content, written)
    return raised.value.reason, raised.value.row


def test_that_each_line_is_a_prompt_and_empty_lines_are_none() -> None:
    found = pairs("정렬하는 방법\n\n  \r\n second \rthird", ListFormat.LINES)

    assert found == [("정렬하는 방법", None), (" second ", None), ("third", None)]


def test_that_a_tab_separates_the_comparison_as_a_spreadsheet_pastes_it() -> None:
    assert pairs("Seoul\tTokyo\nParis\t\n", ListFormat.LINES) == [("Seoul", "Tokyo"), ("Paris", None)]


def test_that_a_line_with_three_fields_is_named_by_its_number() -> None:
    assert fault("a\n\nb\tc\td", ListFormat.LINES) == (PromptListReason.TOO_MANY_FIELDS, 3)


def test_that_csv_columns_are_found_by_their_names_in_any_order() -> None:
    found = pairs('id,Comparison,Prompt\n1,"b, c","line 1\nline 2"\n2,,x\n', ListFormat.CSV)

    assert found == [("line 1\nline 2", "b, c"), ("x", None)]


def test_that_korean_names_of_columns_are_known() -> None:
    assert pairs("프롬프트;비교\n하나;둘\n", ListFormat.CSV) == [("하나", "둘")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_that_csv_without_names_is_prompt_and_comparison(separator: str) -> None:
    assert pairs(f"a{separator}b\nc{separator}\n", ListFormat.CSV) == [("a", "b"), ("c", None)]


def test_that_csv_of_many_columns_without_names_is_refused() -> None:
    assert fault("1,2,3\n", ListFormat.CSV) == (PromptListReason.NO_PROMPT_COLUMN, 1)


def test_that_a_quote_that_never_ends_is_named_by_the_row_it_begins_in() -> None:
    assert fault('prompt\ngood\n"bad\nmore\n', ListFormat.CSV) == (PromptListReason.BAD_CSV, 3)


def test_that_a_csv_row_without_a_prompt_is_named_though_cells_before_it_span_lines() -> None:
    content = 'prompt,comparison\n"a\nb",c\n,d\n'

    assert fault(content, ListFormat.CSV) == (PromptListReason.NO_PROMPT, 4)


def test_that_json_lines_hold_objects_or_texts() -> None:
    lines = ('{"prompt": "a", "comparison": "b", "id": 7}', "", '"c"', '{"prompt":"d","comparison":null}')

    found = pairs("\n".join(lines), ListFormat.JSONL)

    assert found == [("a", "b"), ("c", None), ("d", None)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", PromptListReason.BAD_JSON),
        ("[" * 100_000, PromptListReason.BAD_JSON),
        ('{"prompt": NaN}', PromptListReason.BAD_JSON),
        ('{"prompt": 1e999}', PromptListReason.BAD_JSON),
        ("9" * 5000, PromptListReason.BAD_JSON),
        ("7", PromptListReason.NOT_A_TEXT),
        ('["a"]', PromptListReason.NOT_A_TEXT),
        ('{"prompt": 7}', PromptListReason.NOT_A_TEXT),
        ('{"prompt": "a", "comparison": 7}', PromptListReason.NOT_A_TEXT),
        ('{"text2": "a"}', PromptListReason.NO_PROMPT),
        ('{"prompt": "  "}', PromptListReason.NO_PROMPT),
    ],
)
def test_that_a_bad_json_row_is_named(line: str, reason: PromptListReason) -> None:
    assert fault(f'"good"\n{line}\n', ListFormat.JSONL) == (reason, 2)


def test_that_half_a_surrogate_pair_and_nul_become_the_replacement_character() -> None:
    assert pairs(r'"a\ud800b\u0000"', ListFormat.JSONL) == [("a\ufffdb\ufffd", None)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_that_korean_text_is_read_in_the_encodings_of_its_spreadsheets(encoding: str) -> None:
    found = parse_bytes("프롬프트\n한국어 문장\n".encode(encoding), ListFormat.CSV)

    assert found.pairs == (PromptPair("한국어 문장"),)
    assert found.encoding == encoding.removesuffix("-sig")


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\xff\xff\xff", b"PK\x03\x04\x00\x00"]
)
def test_that_a_file_that_is_no_text_is_refused(content: bytes) -> None:
    assert fault(content, ListFormat.LINES)[0] is PromptListReason.NOT_TEXT


@pytest.mark.parametrize("written", list(ListFormat))
def test_that_an_empty_file_is_refused(written: ListFormat) -> None:
    assert fault(b"\n \n", written) == (PromptListReason.EMPTY, None)


def test_that_ten_thousand_prompts_are_taken_and_one_more_is_not() -> None:
    line = "a\n"

    assert len(parse_lines(line * MAX_PROMPTS).pairs) == MAX_PROMPTS
    assert fault(line * (MAX_PROMPTS + 1), ListFormat.LINES) == (PromptListReason.TOO_MANY, MAX_PROMPTS + 1)


def test_that_a_prompt_beyond_the_limit_is_named() -> None:
    too_long = "x" * (MAX_PROMPT_LENGTH + 1)

    assert fault(f"a\n{too_long}", ListFormat.LINES) == (PromptListReason.PROMPT_TOO_LONG, 2)


def test_that_a_huge_file_is_refused_before_it_is_read_through() -> None:
    with pytest.raises(PromptListError) as raised:
        parse_bytes(bytes(MAX_FILE_BYTES + 1), ListFormat.LINES)

    assert raised.value.reason is PromptListReason.FILE_TOO_LARGE


def test_that_reading_tells_how_far_it_is() -> None:
    told: list[Progress] = []

    parse_bytes(b"a\n" * 1200, ListFormat.LINES, told.append)

    assert [(progress.done, progress.total) for progress in told] == [(500, 1201), (1000, 1201)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.TXT", ListFormat.LINES), ("b.csv", ListFormat.CSV), ("c.jsonl", ListFormat.JSONL), ("d.png", None)],
)
def test_that_the_ending_names_the_format(name: str, expected: ListFormat | None) -> None:
    assert format_of(Path(name)) is expected


@given(st.binary(max_size=300), st.sampled_from(list(ListFormat)))
def test_that_any_bytes_are_a_list_or_a_named_fault(content: bytes, written: ListFormat) -> None:
    try:
        found = parse_bytes(content, written)
    except PromptListError:
        return
    assert all(pair.prompt.strip() for pair in found.pairs)
