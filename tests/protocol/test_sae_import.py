from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from holysheep_desktop.core.models import (
    Capabilities,
    HookPoint,
    ModelInfo,
    SaeInfo,
    SaeMetrics,
    Support,
)
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiResponseError, RequestError
from holysheep_desktop.protocol.json_text import dumps
from holysheep_desktop.protocol.model_list import dump_models, parse_models
from holysheep_desktop.protocol.sae_import import (
    DashboardReader,
    dump_finished,
    dump_import,
    parse_finished,
    parse_import,
)
from holysheep_desktop.protocol.stream import DONE, dump_progress

SAE = SaeInfo(
    "user/mine", 9, "attn_out", 16_384, "ab" * 32, SaeMetrics(41.5, 0.8, 0.95, 0.01, 120_000),
    is_own=True, has_dashboard=True,
)  # fmt: skip


def text(payload: dict[str, object]) -> str:
    return dumps(payload).decode()


@pytest.mark.parametrize(
    "wish",
    [
        SaeImport(Path("/x/한글 폴더")),
        SaeImport(Path("/x/params.npz"), 0, HookPoint.RESID_MID, "name"),
        SaeImport(Path("/x"), 17),
    ],
)
def test_that_a_wish_is_read_as_it_was_written(wish: SaeImport) -> None:
    assert parse_import(json.loads(text(dump_import(wish)))) == wish


def test_that_what_the_files_say_themselves_is_left_out_of_the_request() -> None:
    assert dump_import(SaeImport(Path("/x"))) == {"path": "/x"}


@pytest.mark.parametrize("layer", [-1, 1000, 2.0, "3", True])
def test_that_a_layer_that_is_none_is_refused_by_name(layer: object) -> None:
    with pytest.raises(RequestError) as raised:
        parse_import({"path": "/x", "layer": layer})

    assert raised.value.param == "layer"


def test_that_an_own_sae_is_told_from_a_shipped_one_in_the_list() -> None:
    shipped = replace(SAE, sae_id="m/a", is_own=False, has_dashboard=None, metrics=SaeMetrics())
    model = ModelInfo("m", None, Capabilities(sae=Support.YES, saes=(shipped, SAE)))

    (read,) = parse_models(json.loads(text(dump_models([model]))))

    assert read.capabilities.saes == (shipped, SAE)


@pytest.mark.parametrize("value", ["true", 1, None, {}])
def test_that_only_the_boolean_true_makes_an_sae_removable(value: object) -> None:
    entry = {"sae_id": "a", "layer": 1, "hook_point": "resid_post", "width": 2, "added_by_user": value}
    payload = {"data": [{"id": "m", "capabilities": {"saes": [entry]}}]}

    (model,) = parse_models(payload)

    assert model.capabilities.saes[0].is_own is False


def test_that_the_events_of_a_dashboard_end_in_the_sae() -> None:
    reader = DashboardReader()
    heard = [reader.feed(text(dump_progress(Progress("dashboard", done, 4)))) for done in (0, 3)]
    reader.feed(text(dump_finished(SAE)))
    reader.feed(DONE)

    assert heard == [Progress("dashboard", 0, 4), Progress("dashboard", 3, 4)]
    assert parse_finished(reader.payload()) == SAE


def test_that_a_stream_that_breaks_off_is_an_error() -> None:
    reader = DashboardReader()
    reader.feed(text(dump_progress(Progress("dashboard", 1, 4))))

    with pytest.raises(ApiResponseError):
        reader.payload()


@pytest.mark.parametrize("data", ["[]", "{", "3"])
def test_that_an_event_that_is_no_object_is_an_error(data: str) -> None:
    with pytest.raises(ApiResponseError):
        DashboardReader().feed(data)


@pytest.mark.parametrize("payload", [None, {}, {"sae": {"sae_id": "x"}}, {"sae": []}])
def test_that_a_reply_without_an_sae_is_an_error(payload: object) -> None:
    with pytest.raises(ApiResponseError):
        parse_finished(payload)
