"""Tables of prompt pairs: what spreadsheets and people write, and what is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from holysheep_desktop.core.pairs.pair_file import (
    MAX_PAIRS,
    PromptPair,
    dump_pairs,
    parse_pair_file,
    parse_pairs,
)
from holysheep_desktop.errors import PromptListError, PromptListReason

# csv takes no NUL, and \r inside a quoted cell is kept; lone surrogates cannot be written to a file.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30)
prompts = texts.filter(str.strip)


def refusal(text: str) -> tuple[PromptListReason, int | None]:
    with pytest.raises(PromptListError) as error:
        parse_pairs(text)
    return error.value.reason, error.value.row


def test_that_two_columns_are_the_two_prompts() -> None:
    assert parse_pairs("The capital of France is\tThe capital of Japan is") == (
        PromptPair("The capital of France is", "The capital of Japan is"),
    )


def test_that_a_header_names_the_columns_in_any_order() -> None:
    text = "task,comparison,original,comparison answer,original answer\ncapital,B is,A is, b, a\n"

    assert parse_pairs(text) == (PromptPair("A is", "B is", " a", " b", "capital"),)


def test_that_a_korean_header_names_them_too() -> None:
    assert parse_pairs("원본;비교;언어\n가;나;ko") == (PromptPair("가", "나", language="ko"),)


def test_that_columns_with_other_names_are_left_out() -> None:
    assert parse_pairs("original,comparison,note\na,b,whatever") == (PromptPair("a", "b"),)


def test_that_the_space_before_an_answer_stays() -> None:
    (pair,) = parse_pairs("a\tb\t Paris\t Tokyo")

    assert (pair.original_answer, pair.comparison_answer) == (" Paris", " Tokyo")


def test_that_a_cell_may_hold_commas_quotes_and_line_breaks() -> None:
    assert parse_pairs('original,comparison\n"a, ""b""\nc",d') == (PromptPair('a, "b"\nc', "d"),)


def test_that_a_korean_spreadsheet_is_read_in_its_code_page() -> None:
    assert parse_pair_file("원본,비교\n서울,도쿄".encode("cp949")) == (PromptPair("서울", "도쿄"),)


def test_that_the_mark_of_utf_8_is_no_part_of_the_first_name() -> None:
    assert parse_pair_file("\ufefforiginal,comparison\na,b".encode()) == (PromptPair("a", "b"),)


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", PromptListReason.EMPTY, None),
        ("original,comparison\n", PromptListReason.EMPTY, None),
        ("a,b\n\nc", PromptListReason.NO_COMPARISON, 3),
        ("a,b\nc, ", PromptListReason.NO_COMPARISON, 2),
        ("a,b\n ,c", PromptListReason.NO_PROMPT, 2),
        ("a,b,c,d,e,f,g", PromptListReason.TOO_MANY_FIELDS, 1),
        ('a,b\n"c', PromptListReason.BAD_CSV, 2),
        ("a,b\0", PromptListReason.NOT_TEXT, None),
        ("a,b\n" * (MAX_PAIRS + 1), PromptListReason.TOO_MANY, MAX_PAIRS + 1),
    ],
)
def test_that_what_cannot_be_used_is_refused_with_its_line(
    text: str, reason: PromptListReason, line: int | None
) -> None:
    assert refusal(text) == (reason, line)


@given(st.lists(st.builds(PromptPair, prompts, prompts, texts, texts, texts, texts), min_size=1, max_size=5))
def test_that_written_pairs_are_read_back(pairs: list[PromptPair]) -> None:
    assert parse_pairs(dump_pairs(pairs)) == tuple(pairs)
