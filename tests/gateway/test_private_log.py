from __future__ import annotations

import logging
from pathlib import Path

from holysheep_desktop.errors import WeightsError
from holysheep_desktop.gateway.private_log import PrivateFormatter

PROMPT = "a secret prompt"


def written(error: BaseException) -> str:
    record = logging.LogRecord("gateway", logging.ERROR, __file__, 1, "failed", None, None)
    try:
        raise error
    except type(error) as raised:
        record.exc_info = (type(raised), raised, raised.__traceback__)
    logging.Formatter().format(record)  # leaves the whole text in the record
    return PrivateFormatter().format(record)


def test_that_the_words_of_a_foreign_error_are_left_out_and_its_type_and_place_stay() -> None:
    text = written(ValueError(PROMPT))
    assert "builtins.ValueError" in text
    assert "in written" in text
    assert PROMPT not in text


def test_that_the_words_of_our_own_errors_are_written() -> None:
    assert "weights model.gguf: not a GGUF file" in written(
        WeightsError(Path("model.gguf"), "not a GGUF file")
    )


def test_that_the_cause_of_an_error_is_written_before_it_without_its_words() -> None:
    error = WeightsError(Path("x"), "damaged")
    error.__cause__ = KeyError(PROMPT)
    text = written(error)
    assert text.index("KeyError") < text.index("WeightsError")
    assert PROMPT not in text
