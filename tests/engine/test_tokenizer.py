from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from oracle.reference_texts import HARD_STRINGS, LONG_PROMPT, PROMPTS

from holysheep_desktop.engine.weights.tokenizer import Tokenizer

REFERENCES = Path(__file__).parent / "references"
TOKENS: dict[str, Any] = json.loads((REFERENCES / "tokens.json").read_text())
TEXTS = [*HARD_STRINGS, *PROMPTS, LONG_PROMPT]
IDS: list[list[int]] = [*TOKENS["hard_strings"], *TOKENS["prompts"]]


@pytest.mark.parametrize(("text", "ids"), list(zip(TEXTS, IDS, strict=True)), ids=range(len(TEXTS)))
def test_that_ids_are_those_of_transformers(tokenizer: Tokenizer, text: str, ids: list[int]) -> None:
    assert tokenizer.encode(text).ids == ids


def test_that_there_are_at_least_forty_hard_strings() -> None:
    assert len(HARD_STRINGS) >= 40


@pytest.mark.parametrize("text", HARD_STRINGS, ids=range(len(HARD_STRINGS)))
def test_that_the_spans_cover_the_text_in_order(tokenizer: Tokenizer, text: str) -> None:
    encoding = tokenizer.encode(text, bos=False)

    covered = "".join(text[start:end] for start, end in dict.fromkeys(encoding.spans))
    assert covered == text


def test_that_every_byte_of_a_character_spans_that_character(tokenizer: Tokenizer) -> None:
    encoding = tokenizer.encode("a𓆉b", bos=False)

    byte_spans = [
        span
        for token, span in zip(encoding.ids, encoding.spans, strict=True)
        if tokenizer.byte_of(token) is not None
    ]
    assert byte_spans == [(1, 2)] * 4


def test_that_bos_spans_nothing(tokenizer: Tokenizer) -> None:
    encoding = tokenizer.encode("hi")

    assert (encoding.ids[0], encoding.spans[0]) == (tokenizer.bos_id, (0, 0))


def test_that_a_control_token_in_the_text_is_that_token(tokenizer: Tokenizer) -> None:
    encoding = tokenizer.encode("a<eos>", bos=False)

    assert encoding.ids[-1] == tokenizer.eos_id
    assert encoding.spans[-1] == (1, 6)
    assert tokenizer.is_special(tokenizer.eos_id)


def test_that_decoding_leaves_control_tokens_out_unless_asked(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("hello<eos>").ids

    assert tokenizer.decode(ids) == "hello"
    assert tokenizer.decode(ids, skip_special=False) == "<bos>hello<eos>"


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_characters="▁", exclude_categories=["Cs"])))
def test_that_decoding_gives_the_text_back(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text, bos=False).ids, skip_special=False) == text


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab ▁\n\t<>/한글日🙂é𓆉-"), max_size=80))
def test_that_cutting_into_words_changes_nothing(tokenizer: Tokenizer, text: str) -> None:
    whole = tokenizer._merge(text.replace(" ", "▁")) if not set(text) & set("\n\t<") else None

    if whole is not None:
        assert [token for token, _, _ in whole] == tokenizer.encode(text, bos=False).ids


def test_that_a_stream_holds_back_an_incomplete_character(tokenizer: Tokenizer) -> None:
    stream = tokenizer.stream()
    ids = tokenizer.encode("𓆉", bos=False).ids

    assert [stream.push(token) for token in ids] == ["", "", "", "𓆉"]


def test_that_a_character_cut_off_becomes_the_replacement_character(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("𓆉x", bos=False).ids

    assert tokenizer.decode(ids[1:]) == "\ufffd\ufffd\ufffdx"
    assert tokenizer.decode(ids[:2]) == "\ufffd"


def test_that_one_token_is_shown_with_spaces(tokenizer: Tokenizer) -> None:
    token = tokenizer.encode("a Paris", bos=False).ids[1]

    assert tokenizer.text_of(token) == " Paris"


def test_that_a_lone_surrogate_is_encoded_as_bytes(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("\ud800", bos=False).ids

    assert [tokenizer.byte_of(token) for token in ids] == [0xED, 0xA0, 0x80]
