from __future__ import annotations

from holysheep_desktop.core.results import NextToken, SteeringEffect
from holysheep_desktop.protocol.steering_part import dump_steering, parse_steering
from holysheep_desktop.protocol.wire_types import LeftOut


def test_that_the_effect_is_written_in_the_words_of_the_protocol() -> None:
    effect = SteeringEffect(0.25, (NextToken(7, " a", -1.0, -2.0),))

    assert dump_steering(effect) == {
        "kl": 0.25,
        "tokens": [{"id": 7, "token": " a", "logprob_before": -1.0, "logprob_after": -2.0}],
    }


def test_that_a_reply_that_says_nothing_of_steering_has_no_effect() -> None:
    assert parse_steering({"choices": []}, LeftOut()) is None


def test_that_odd_entries_are_left_out_and_counted() -> None:
    left_out = LeftOut()
    body: dict[str, object] = {
        "steering_effect": {
            "kl": "much",
            "tokens": [
                {"id": 7, "token": "a", "logprob_before": -1.0, "logprob_after": "x"},
                {"id": 8, "token": "b", "logprob_before": -1.0, "logprob_after": -3.0},
                None,
            ],
        }
    }

    effect = parse_steering(body, left_out)

    assert effect == SteeringEffect(None, (NextToken(8, "b", -1.0, -3.0),))
    assert len(left_out) == 2


def test_that_an_effect_that_is_no_object_is_left_out() -> None:
    left_out = LeftOut()

    assert parse_steering({"steering_effect": "yes"}, left_out) is None
    assert left_out == ["steering_effect"]
