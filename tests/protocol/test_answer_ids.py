"""The (+) field `id` of a log-probability."""

from __future__ import annotations

import pytest

from holysheep_desktop.core.results import Answer, AnswerTokenLogprobs, TokenLogprob
from holysheep_desktop.protocol.answer_part import dump_logprobs, parse_answer
from holysheep_desktop.protocol.wire_types import LeftOut


def reply(**id_field: object) -> dict[str, object]:
    alternative = {"token": " Paris", "logprob": -0.5, "bytes": None, **id_field}
    choice = {
        "message": {"content": " Paris"},
        "logprobs": {"content": [{**alternative, "top_logprobs": [alternative]}]},
    }
    return {"choices": [choice]}


def read(payload: dict[str, object]) -> TokenLogprob:
    answer = parse_answer(payload, LeftOut())
    assert answer is not None
    assert answer.logprobs is not None
    assert answer.logprobs[0].chosen == answer.logprobs[0].top[0]
    return answer.logprobs[0].chosen


def test_that_the_id_stands_beside_openais_fields() -> None:
    token = TokenLogprob(" Paris", -0.5, 9079)

    dumped = dump_logprobs(Answer(" Paris", logprobs=(AnswerTokenLogprobs(token, (token,)),)))

    entry = {"token": " Paris", "logprob": -0.5, "bytes": None, "id": 9079}
    assert dumped == {"content": [{**entry, "top_logprobs": [entry]}]}


def test_that_an_unknown_id_is_left_out_of_the_json() -> None:
    token = TokenLogprob(" Paris", -0.5)

    dumped = dump_logprobs(Answer(" Paris", logprobs=(AnswerTokenLogprobs(token),)))

    assert dumped == {"content": [{"token": " Paris", "logprob": -0.5, "bytes": None, "top_logprobs": []}]}


def test_that_an_id_is_read_where_it_is_sent() -> None:
    assert read(reply(id=9079)) == TokenLogprob(" Paris", -0.5, 9079)


def test_that_a_reply_without_ids_is_openais_own() -> None:
    assert read(reply()).id is None


@pytest.mark.parametrize("id_", [-1, 2**40, "9079", 1.5, True, None, [1]])
def test_that_an_odd_id_does_not_cost_the_log_probability(id_: object) -> None:
    assert read(reply(id=id_)) == TokenLogprob(" Paris", -0.5, None)
