from __future__ import annotations

import math

import pytest

from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.report import RecordKind, RunRole
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    Generation,
    Steering,
    SteeringMode,
    user_message,
)
from holysheep_desktop.core.results import AnalysisResult, NextToken, SteeringEffect
from holysheep_desktop.core.steering import (
    StrengthRange,
    favourites,
    steered,
    steering_record,
    strength_range,
    token_shifts,
    unsteered,
)
from holysheep_desktop.errors import InputError, InputReason

PLAIN = AnalysisRequest("m", user_message("a b"), Generation(max_tokens=7, temperature=0.5, seed=3))
RESULT = AnalysisResult("m", Provenance(Origin.MEASURED_HERE, ""))


def step(mode: SteeringMode, strength: float) -> Steering:
    return Steering("s", 4, mode, strength)


@pytest.mark.parametrize(
    ("given", "strongest", "expected"),
    [
        (step(SteeringMode.ADD, 9.9), 10.0, StrengthRange.INSIDE),
        (step(SteeringMode.ADD, 10.1), 10.0, StrengthRange.ABOVE),
        (step(SteeringMode.ADD, -0.1), 10.0, StrengthRange.BELOW),
        (step(SteeringMode.SET, 10.0), 10.0, StrengthRange.INSIDE),
        (step(SteeringMode.SET, 11.0), 10.0, StrengthRange.ABOVE),
        (step(SteeringMode.SET, -1.0), None, StrengthRange.BELOW),
        (step(SteeringMode.SET, 1.0), None, StrengthRange.UNKNOWN),
        (step(SteeringMode.ABLATE, 99.0), 10.0, StrengthRange.INSIDE),
    ],
)
def test_that_a_strength_is_judged_by_the_strongest_activation_ever_seen(
    given: Steering, strongest: float | None, expected: StrengthRange
) -> None:
    assert strength_range(given, strongest) is expected


def test_that_without_a_feature_there_is_nothing_to_steer() -> None:
    with pytest.raises(InputError) as raised:
        steered(PLAIN, ())
    assert (raised.value.field, raised.value.reason) == ("steering", InputReason.EMPTY)


def test_that_a_strength_that_is_no_number_is_not_sent() -> None:
    with pytest.raises(InputError) as raised:
        steered(PLAIN, (step(SteeringMode.ADD, math.nan),))
    assert raised.value.reason is InputReason.NOT_A_NUMBER


def test_that_both_questions_differ_in_nothing_but_the_steering() -> None:
    request = steered(PLAIN, (step(SteeringMode.ADD, 1.0),))

    assert request.steering == (step(SteeringMode.ADD, 1.0),)
    assert unsteered(request) == PLAIN


def test_that_a_record_holds_both_runs_by_their_roles() -> None:
    request = steered(PLAIN, (step(SteeringMode.ADD, 1.0),))

    record = steering_record(request, RESULT, RESULT)

    assert record.kind is RecordKind.STEERING
    assert [(run.role, run.request) for run in record.runs] == [
        (RunRole.UNSTEERED, PLAIN),
        (RunRole.STEERED, request),
    ]


EFFECT = SteeringEffect(
    0.3,
    (
        NextToken(1, "a", math.log(0.5), math.log(0.25)),
        NextToken(2, "b", math.log(0.25), math.log(0.625)),
        NextToken(3, "c", math.log(0.125), math.log(0.0625)),
    ),
)


def test_that_tokens_are_listed_by_how_much_their_probability_changes() -> None:
    assert [(shift.id, shift.difference) for shift in token_shifts(EFFECT)] == [
        (2, pytest.approx(0.375)),
        (1, pytest.approx(-0.25)),
        (3, pytest.approx(-0.0625)),
    ]


def test_that_the_favourite_is_the_likeliest_token_of_each_run() -> None:
    both = favourites(EFFECT)

    assert both is not None
    assert [token.id for token in both] == [1, 2]


def test_that_no_token_has_no_favourite() -> None:
    assert favourites(SteeringEffect(0.0)) is None


def test_that_a_log_probability_above_0_is_certainty_and_no_more() -> None:
    (shift,) = token_shifts(SteeringEffect(None, (NextToken(1, "a", 1e-7, -1.0),)))

    assert shift.before == 1.0
