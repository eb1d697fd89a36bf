"""Rows of a map on the wire: what goes in comes out, and what cannot be read is left out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    Method,
    PatchOptions,
    SiteChoice,
    user_message,
)
from holysheep_desktop.core.results import EffectScale, MapRows
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import RequestError
from holysheep_desktop.protocol.chat_request import dump_request, parse_request
from holysheep_desktop.protocol.stream import StreamReader, dump_progress

STREAM = MapRows(Component.RESID_POST, 17, (0, 1, 2), ((0.0, 0.5, None),), ((0.0, 1.25, None),))
HEADS = MapRows(
    Component.HEAD, 3, (0, 1), ((0.0, 0.1), (0.2, 0.3)), None, (0, 1), Method.ATTRIBUTION, EffectScale.RAW
)
TABLE = MapRows(Component.HEAD_ALL_POSITIONS, 3, (), ((0.1, 0.2, None),), ((0.0, 0.5, 0.75),), (0, 1, 2))


def read(event: dict[str, Any]) -> Progress | None:
    return StreamReader().feed(json.dumps(event))


@pytest.mark.parametrize("rows", [(STREAM,), (STREAM, HEADS), (TABLE,)])
def test_that_progress_with_rows_comes_out_as_it_went_in(rows: tuple[MapRows, ...]) -> None:
    progress = Progress("sweep", 3, 54, rows=rows)

    assert read(dump_progress(progress)) == progress


@pytest.mark.parametrize(
    "change",
    [
        {"noising": [[0.0, 0.5]]},
        {"noising": [[0.0, 0.5, None], [0.0, 0.5, None]]},
        {"denoising": [[0.0, "x", None]]},
        {"component": "everything"},
        {"layer": -1},
        {"heads": [0, 1]},
    ],
)
def test_that_rows_that_do_not_fit_are_left_out_and_the_progress_stays(change: dict[str, Any]) -> None:
    event = dump_progress(Progress("sweep", 3, 54, rows=(STREAM, STREAM)))
    first = event["rows"]
    assert isinstance(first, list)
    first[0].update(change)

    assert read(event) == Progress("sweep", 3, 54, rows=(STREAM,))


def test_that_rows_of_another_type_leave_the_progress() -> None:
    event = {**dump_progress(Progress("sweep", 3, 54)), "rows": {"layer": 1}}

    assert read(event) == Progress("sweep", 3, 54)


def request_with(layers: tuple[int, ...] | None) -> AnalysisRequest:
    return AnalysisRequest("m", user_message("a"), patching=PatchOptions("b", 12, sweep=True, layers=layers))


@pytest.mark.parametrize("layers", [None, (0,), (3, 17)])
def test_that_the_layers_of_a_sweep_come_out_as_they_went_in(layers: tuple[int, ...] | None) -> None:
    body = json.loads(json.dumps(dump_request(request_with(layers), stream=True)))

    assert parse_request(body).request == request_with(layers)


@pytest.mark.parametrize(("layers", "sweep"), [([], True), ([-1], True), ("all", True), ([3], False)])
def test_that_layers_that_mean_nothing_are_refused(layers: object, sweep: bool) -> None:
    body = dump_request(request_with(None), stream=False)
    options = body["extra_body"]
    assert isinstance(options, dict)
    options["activation_patching"].update(layers=layers, sweep=sweep)

    with pytest.raises(RequestError) as refused:
        parse_request(body)

    assert str(refused.value.param).startswith("extra_body.activation_patching")


def test_that_a_site_and_an_answer_position_stand_beside_the_other_options() -> None:
    options = PatchOptions("y", 12, answer_position=(4, 5), site=SiteChoice(Component.HEAD, 3, 2, 1))
    sent = dump_request(AnalysisRequest("m", user_message("x"), patching=options), stream=False)

    extra = sent["extra_body"]
    assert isinstance(extra, dict)
    wire = extra["activation_patching"]
    assert wire["answer_position"] == [4, 5]
    assert wire["site"] == {"component": "head", "layer": 3, "position": 2, "head": 1}
    assert parse_request(json.loads(json.dumps(sent))).request.patching == options


@pytest.mark.parametrize(
    ("option", "param"),
    [
        ({"answer_position": [4]}, "answer_position"),
        ({"answer_position": [4, -1]}, "answer_position[1]"),
        ({"site": {"component": "head", "layer": 1}}, "site.position"),
        ({"site": {"component": "no", "layer": 1, "position": 2}}, "site.component"),
        ({"site": {"component": "head", "layer": 1, "position": 2, "neuron": 3}}, "site.neuron"),
    ],
)
def test_that_a_wrong_site_or_position_is_named_by_its_path(option: dict[str, Any], param: str) -> None:
    patching = {"comparison_prompt": "y", "target_layer": 1, **option}
    body = {
        "model": "m",
        "messages": [{"role": "user", "content": "x"}],
        "extra_body": {"activation_patching": patching},
    }
    with pytest.raises(RequestError) as refused:
        parse_request(body)

    assert refused.value.param == f"extra_body.activation_patching.{param}"
