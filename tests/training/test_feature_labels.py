from __future__ import annotations

import numpy as np

from training.labels import Pieces, label, shown

NAMES = [
    "<pad>",
    "▁the",
    "▁The",
    "▁cat",
    "▁sat",
    "▁on",
    "<0xEA>",
    "<0xB0>",
    "<0x80>",
    "한",
    "국",
    *"abcdefghij",
]


class Vocabulary:
    """A tokenizer's two look-ups over a handful of pieces."""

    def id_to_token(self, token: int) -> str:
        return NAMES[token]

    def get_vocab_size(self) -> int:
        return len(NAMES)


def pieces(tokens: list[int]) -> Pieces:
    return Pieces(Vocabulary(), np.array(tokens, np.int32))  # type: ignore[arg-type]


def test_that_the_bytes_of_a_character_are_shown_as_the_character() -> None:
    text = pieces([1, 6, 7, 8, 3])

    assert [text.at(position) for position in range(1, 4)] == ["가", "가", "가"]


def test_that_a_token_common_to_the_peaks_is_the_label_whatever_its_case() -> None:
    text = pieces([1, 3, 11, 2, 4, 12, 1, 5, 13, 2, 9, 14] * 4)
    peaks = list(range(0, 48, 3))

    found = label(peaks, text, np.zeros(48, np.int64), [])

    assert found is not None
    assert (found.text, found.confidence) == ("fires on: “the”", 1.0)


def test_that_a_token_is_named_with_the_one_before_it_where_that_is_the_same() -> None:
    text = pieces([4, 1, 11, 5, 2, 12, 4, 1, 13] * 5)
    peaks = [position for start in range(0, 45, 9) for position in (start + 1, start + 4, start + 7)]

    found = label(peaks, text, np.zeros(45, np.int64), [])

    assert found is not None
    assert found.text == "fires on: “the” after “sat”"


def test_that_promoted_tokens_count_only_where_they_follow() -> None:
    letters = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
    fillers = [1, 3, 4, 5, 10] * 2
    triples = [
        (filler, letter, 9 if letter < 18 else 10) for filler, letter in zip(fillers, letters, strict=True)
    ]
    tokens = [token for triple in triples for token in triple]
    peaks = list(range(1, 30, 3))

    found = label(peaks, pieces(tokens), np.zeros(30, np.int64), [9])

    assert found is not None
    assert (found.text, found.confidence) == ("promotes: “한”", 0.7)


def test_that_a_mixed_feature_has_no_label() -> None:
    tokens = [1, 3, 4, 5, 9, 10, 11, 12, 13, 14, 15, 16]

    assert label(list(range(12)), pieces(tokens), np.zeros(12, np.int64), [8]) is None


def test_that_too_few_examples_are_no_evidence() -> None:
    assert label([0, 1, 2], pieces([1, 1, 1]), np.zeros(3, np.int64), []) is None


def test_that_white_space_is_written_out() -> None:
    assert shown(" \n\t") == "“␣↵⇥”"
    assert shown(" cat") == "“cat”"
