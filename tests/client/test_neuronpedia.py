"""Neuronpedia's labels, from a server that answers as it does, well or badly."""

from __future__ import annotations

import pytest
from client.clients import Waits, run
from fakes.scripted_server import Reset, ScriptedServer, Step, json_reply, reply

from holysheep_desktop.client.neuronpedia import NeuronpediaLabels
from holysheep_desktop.core.labelling.public_labels import PublicLabel
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiError,
    ApiResponseError,
    NotFoundError,
    RateLimitedError,
)

NAME = "gemma-3-270m/12-gemmascope-2-res-16k"
PAGE = f"https://www.neuronpedia.org/{NAME}/7"


def asked(*steps: Step, times: int = 1) -> tuple[PublicLabel, ScriptedServer]:
    with ScriptedServer() as server:
        for _ in range(times):
            server.add(*steps)
        labels = NeuronpediaLabels(server.base_url.removesuffix("/v1"), pace=Waits().pace())
        return run(labels.label(NAME, 7)), server


def feature(*descriptions: object) -> bytes:
    explanations = [{"description": text, "typeName": "oai_token-act-pair"} for text in descriptions]
    return json_reply({"modelId": "gemma-3-270m", "index": "7", "explanations": explanations})


def test_that_the_first_description_is_the_label() -> None:
    label, _ = asked(feature(" words about\nsorting ", "second"))

    assert label == PublicLabel("words about sorting", PAGE)


def test_that_it_is_asked_where_its_interface_is_without_any_key() -> None:
    _, server = asked(feature("x"))

    (request,) = server.requests
    assert (request.method, request.target) == ("GET", f"/api/feature/{NAME}/7")
    assert "authorization" not in request.headers
    assert "cookie" not in request.headers


@pytest.mark.parametrize(
    "body", [None, {"explanations": []}, {"explanations": None}, {"explanations": [{"description": "  "}]}]
)
def test_that_a_feature_that_nobody_described_has_an_empty_label(body: object) -> None:
    label, _ = asked(json_reply(body))

    assert label == PublicLabel("", PAGE)


def test_that_markup_and_hidden_characters_stay_text() -> None:
    label, _ = asked(feature("<b>bold</b>\u202e"))

    assert label.text == "<b>bold</b>⟨U+202E⟩"


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ((json_reply({}, 404),), NotFoundError),
        ((json_reply({}, 429),), RateLimitedError),
        ((reply(b"<html><title>Sorry</title></html>"),), ApiResponseError),
        ((json_reply([1, 2]),), ApiResponseError),
        ((reply(b"", 302, {"Location": "https://elsewhere.example"}),), ApiError),
        ((Reset(),), ApiConnectionError),
    ],
)
def test_that_every_failure_is_an_error_of_the_tree(steps: tuple[Step, ...], kind: type[ApiError]) -> None:
    with pytest.raises(kind):
        asked(*steps, times=2)
