"""Events of a stream, by value."""

from __future__ import annotations

import json

import pytest

from holysheep_desktop.core.results import (
    ActivationCache,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    SaeReading,
    TokenActivations,
)
from holysheep_desktop.core.source import Progress
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.stream import DONE, StreamReader, dump_progress, dump_text_chunk


def feed(*events: object) -> tuple[StreamReader, list[Progress | None]]:
    reader = StreamReader()
    return reader, [reader.feed(event if isinstance(event, str) else json.dumps(event)) for event in events]


def test_that_a_chunk_has_openais_shape() -> None:
    assert dump_text_chunk("yes", "m", reply_id="r", created=5) == {
        "object": "chat.completion.chunk",
        "model": "m",
        "id": "r",
        "created": 5,
        "choices": [{"index": 0, "delta": {"content": "yes"}, "finish_reason": None}],
    }


def test_that_the_last_chunk_has_an_empty_delta_and_the_reason() -> None:
    assert dump_text_chunk("", "m", finish_reason="stop")["choices"] == [
        {"index": 0, "delta": {}, "finish_reason": "stop"}
    ]


def test_that_progress_has_no_choices_for_a_client_that_knows_only_openai() -> None:
    assert dump_progress(Progress("sweep", 40, 324)) == {
        "object": "interpretability.progress",
        "stage": "sweep",
        "done": 40,
        "total": 324,
        "choices": [],
    }


def test_that_progress_and_text_come_out_of_the_events() -> None:
    _, seen = feed(
        dump_progress(Progress("sweep", 1, 2)),
        {"choices": [{"delta": {"role": "assistant"}}]},
        dump_text_chunk("a", "m"),
        dump_text_chunk("", "m", finish_reason="stop"),
        {"choices": [], "usage": {"prompt_tokens": 3}},
        DONE,
    )
    assert seen == [Progress("sweep", 1, 2), None, Progress("decode", 1, text="a"), None, None, None]


def test_that_chunks_add_up_to_a_reply() -> None:
    reader, _ = feed(
        dump_text_chunk("a", "m"),
        dump_text_chunk("b", "m"),
        dump_text_chunk("", "m", finish_reason="length"),
        {"choices": [], "usage": {"prompt_tokens": 3}, "sae_features": {"1": 2.0}},
        DONE,
    )
    payload = reader.payload()
    assert payload["choices"] == [
        {"message": {"role": "assistant", "content": "ab"}, "finish_reason": "length"}
    ]
    assert (payload["usage"], payload["sae_features"]) == ({"prompt_tokens": 3}, {"1": 2.0})


@pytest.mark.parametrize("data", ["no json", "[]", "5", '{"a": '])
def test_that_an_event_that_is_no_object_is_an_error(data: str) -> None:
    with pytest.raises(ApiResponseError):
        feed(data)


@pytest.mark.parametrize(
    "event",
    [
        {"object": "interpretability.progress", "stage": 5},
        {"object": "interpretability.progress"},
        {"object": "interpretability.progress", "stage": "x", "done": -1},
        {"choices": "x"},
        {"choices": [{"delta": {"content": 5}}]},
        {"choices": [None]},
        {},
    ],
)
def test_that_an_odd_event_is_passed_over(event: object) -> None:
    assert feed(event)[1] == [None]


def test_that_an_error_inside_the_stream_is_kept() -> None:
    reader, _ = feed({"error": {"message": "no", "status": 400}})
    assert reader.error is not None
    assert (reader.error.message, reader.error.status) == ("no", 400)


def test_that_a_stream_that_breaks_off_is_no_reply() -> None:
    reader, _ = feed(dump_text_chunk("a", "m"))
    with pytest.raises(ApiResponseError):
        reader.payload()


def test_that_features_in_a_progress_event_come_out_as_they_went_in() -> None:
    found = FeatureAnalysis(
        (FeatureActivation(7, 2.5, Label("fires on: a", "examples")),),
        SaeReading("s", 12, "resid_post", 8192, n_tokens=1, n_active=1, l0_mean=1.0),
        ActivationCache((Token(5, "a", 0, 1),), (TokenActivations((7,), (2.5,), 3.0, 0.5),)),
    )

    _, seen = feed(dump_progress(Progress("loss", features=found)))

    assert seen == [Progress("loss", features=found)]


def test_that_features_in_a_progress_event_that_cannot_be_read_are_no_reason_to_lose_the_reply() -> None:
    too_many = {str(i): 1.0 for i in range(1_000_001)}
    _, seen = feed({"object": "interpretability.progress", "stage": "loss", "sae_features": too_many})

    assert seen == [None]
