"""Keys as they are pasted: row SK02 of the fault table."""

from __future__ import annotations

import pytest

from holysheep_desktop.core.connections.api_key import cleaned_key
from holysheep_desktop.errors import InputError, InputReason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sk-1", id="SK02-plain"),
        pytest.param("sk-1\r\n", id="SK02-newline"),
        pytest.param("\t sk-1  ", id="SK02-spaces"),
        pytest.param('"sk-1"', id="SK02-quotes"),
        pytest.param("“sk-1”", id="SK02-curly"),
        pytest.param("Bearer sk-1", id="SK02-bearer"),
        pytest.param(" 'bearer  sk-1' \n", id="SK02-all"),
        pytest.param("Authorization: Bearer sk-1", id="SK02-header"),
        pytest.param("\ufeff\u200bsk-1\u200b", id="SK02-zero-width"),
        pytest.param("\u00a0sk-1", id="SK02-nbsp"),
    ],
)
def test_that_what_is_pasted_around_a_key_is_taken_off(text: str) -> None:
    assert cleaned_key(text) == "sk-1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", InputReason.EMPTY, id="SK02-empty"),
        pytest.param(" \n", InputReason.EMPTY, id="SK02-blank"),
        pytest.param("Bearer ", InputReason.EMPTY, id="SK02-only-bearer"),
        pytest.param("k" * 1281, InputReason.TOO_LARGE, id="SK02-1281"),
        pytest.param("k" * 10_240, InputReason.TOO_LARGE, id="SK02-10KB"),
        pytest.param("sk-한글", InputReason.BAD_CHARACTERS, id="SK02-hangul"),
        pytest.param("ｓｋ-1", InputReason.BAD_CHARACTERS, id="SK02-full-width"),
        pytest.param("sk-\u200b1", InputReason.BAD_CHARACTERS, id="SK02-inner-zero-width"),
        pytest.param("sk 1", InputReason.BAD_CHARACTERS, id="SK02-inner-space"),
        pytest.param("sk\n1", InputReason.BAD_CHARACTERS, id="SK02-inner-newline"),
        pytest.param("sk\x7f1", InputReason.BAD_CHARACTERS, id="SK02-control"),
    ],
)
def test_that_a_key_that_cannot_be_sent_is_refused_without_repeating_it(
    text: str, reason: InputReason
) -> None:
    with pytest.raises(InputError) as raised:
        cleaned_key(text)
    assert (raised.value.field, raised.value.reason) == ("api_key", reason)
    assert not text.strip() or text not in str(raised.value)


def test_that_the_longest_key_that_windows_can_keep_is_kept() -> None:
    assert cleaned_key("k" * 1280) == "k" * 1280
