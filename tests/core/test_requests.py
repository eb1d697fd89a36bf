import math

import pytest

from holysheep_desktop.core.requests import (
    AnalysisRequest,
    Message,
    Role,
    checked_number,
    checked_whole_number,
    user_message,
)
from holysheep_desktop.errors import InputError, InputReason


def test_that_one_message_is_sent_byte_for_byte() -> None:
    assert AnalysisRequest("m", user_message(" a\tb\n")).prompt == " a\tb\n"


def test_that_several_messages_are_joined_by_blank_lines() -> None:
    messages = (Message(Role.SYSTEM, "a"), Message(Role.USER, "b"))
    assert AnalysisRequest("m", messages).prompt == "a\n\nb"


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_that_an_empty_prompt_is_refused_in_its_field(text: str) -> None:
    with pytest.raises(InputError) as caught:
        user_message(text)
    assert (caught.value.field, caught.value.reason) == ("prompt", InputReason.EMPTY)


def test_that_bounds_belong_to_the_range() -> None:
    assert checked_whole_number("k", 1, 1, 5) == 1
    assert checked_whole_number("k", 5, 1, 5) == 5
    assert checked_number("t", 2.0, 0.0, 2.0) == 2.0


@pytest.mark.parametrize(
    ("value", "reason", "limit"),
    [(0, InputReason.TOO_SMALL, 1), (6, InputReason.TOO_LARGE, 5)],
)
def test_that_a_number_outside_names_the_field_and_the_bound(
    value: int, reason: InputReason, limit: int
) -> None:
    with pytest.raises(InputError) as caught:
        checked_whole_number("k", value, 1, 5)
    assert (caught.value.field, caught.value.reason, caught.value.limit) == ("k", reason, limit)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_that_a_number_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(InputError, match="not a number"):
        checked_number("t", value, 0, 1)
