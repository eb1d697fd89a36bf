from __future__ import annotations

import numpy as np
import pytest
from fakes.tiny_gemma import tiny_tokenizer

from holysheep_desktop.engine.dictionaries.example_labels import labels_by_example

TOKENIZER = tiny_tokenizer()
A, B, C, CAPITAL_A, SPACE = (TOKENIZER.encode(text, bos=False).ids[0] for text in "abcA ")
BYTE = 4 + 0x41


def label_of(*peaks: int) -> object:
    """The label of a feature whose strongest examples peak at these tokens."""
    starts, at = np.full((1, 12), -1, np.int32), np.zeros((1, 12), np.uint8)
    starts[0, : len(peaks)] = range(len(peaks))
    found = labels_by_example(
        {"example_start": starts, "example_peak": at}, np.array([*peaks], np.int64), TOKENIZER
    )
    labels = found["labels"]
    assert isinstance(labels, dict)
    return labels.get("0")


def test_that_examples_that_agree_make_a_label_with_its_source_and_share() -> None:
    assert label_of(A, A, B, A, A, A, A, A) == {
        "text": "fires on: “a”",
        "source": "activating examples",
        "confidence": 7 / 8,
    }


@pytest.mark.parametrize(
    "peaks",
    [
        (A, A, A, A),
        (A, A, A, A, A, B, B, C),
        (BYTE,) * 8,
        (),
    ],
    ids=["too few", "they differ", "a piece of a character", "none"],
)
def test_that_there_is_no_label_where_nothing_can_be_said(peaks: tuple[int, ...]) -> None:
    assert label_of(*peaks) is None


def test_that_case_makes_no_difference() -> None:
    label = label_of(A, CAPITAL_A, A, CAPITAL_A, A, A, A, A)

    assert isinstance(label, dict)
    assert label["confidence"] == 1.0


def test_that_white_space_is_made_visible() -> None:
    label = label_of(*(SPACE,) * 8)

    assert isinstance(label, dict)
    assert label["text"] == "fires on: “␣”"


def test_that_the_middle_of_the_range_has_no_say() -> None:
    assert label_of(A, A, A, A, B, B, B, B, A, A, A, A) is None
