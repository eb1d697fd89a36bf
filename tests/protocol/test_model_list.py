"""GET /models of any gateway: rows SC01 to SC03 of the fault table."""

from __future__ import annotations

import pytest

from holysheep_desktop.core.models import Support
from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.model_list import dump_saes, parse_models


def ids(*names: object) -> list[str]:
    return [model.id for model in parse_models({"data": [{"id": name} for name in names]})]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="SC01-missing"),
        pytest.param({"data": None}, id="SC01-null"),
        pytest.param({"data": {}}, id="SC01-dict"),
        pytest.param({"data": []}, id="SC01-empty"),
        pytest.param({"data": [None, 5, "x", []]}, id="SC01-no-objects"),
    ],
)
def test_that_no_list_is_an_empty_list(body: object) -> None:
    assert parse_models(body) == ()


@pytest.mark.parametrize(
    "body", [[], None, "x", {"error": {"message": "no"}}, {"error": {"message": "no"}, "data": None}]
)
def test_that_a_reply_that_is_no_list_of_models_is_an_error(body: object) -> None:
    with pytest.raises(ApiResponseError):
        parse_models(body)


def test_that_ten_thousand_models_are_read() -> None:
    assert len(ids(*(f"m{i}" for i in range(10_000)))) == 10_000


@pytest.mark.parametrize(
    "name",
    [5, None, "", "  ", "x" * 10_240, "gpt\u202e4", "a\nb", ["x"]],
    ids=[
        "SC02-int",
        "SC02-null",
        "SC02-empty",
        "SC02-blank",
        "SC02-10KB",
        "SC02-bidi",
        "SC02-line",
        "SC02-list",
    ],
)
def test_that_an_id_that_cannot_be_shown_is_skipped_and_the_rest_is_kept(name: object) -> None:
    assert ids(name, "good") == ["good"]


def test_that_a_model_without_id_is_skipped() -> None:
    assert [model.id for model in parse_models({"data": [{"object": "model"}, {"id": "a"}]})] == ["a"]


def test_that_repeated_ids_are_one_model() -> None:
    assert ids("a", "b", "a") == ["a", "b"]


@pytest.mark.parametrize(
    ("capabilities", "support"),
    [
        pytest.param(None, Support.UNKNOWN, id="SC03-null"),
        pytest.param([], Support.UNKNOWN, id="SC03-list"),
        pytest.param({}, Support.UNKNOWN, id="SC03-empty"),
        pytest.param({"sae": "true"}, Support.UNKNOWN, id="SC03-true-string"),
        pytest.param({"sae": 1}, Support.UNKNOWN, id="SC03-one"),
        pytest.param({"sae": "false"}, Support.UNKNOWN, id="SC03-false-string"),
        pytest.param({"sae": None}, Support.UNKNOWN, id="SC03-sae-null"),
        pytest.param({"sae": True}, Support.YES, id="SC03-true"),
        pytest.param({"sae": False}, Support.NO, id="SC03-false"),
    ],
)
def test_that_only_the_boolean_true_counts_as_capable(capabilities: object, support: Support) -> None:
    (model,) = parse_models({"data": [{"id": "a", "capabilities": capabilities}]})
    assert model.capabilities.sae is support


def test_that_a_model_without_capabilities_is_unknown_in_all() -> None:
    (model,) = parse_models({"data": [{"id": "a"}]})
    can = model.capabilities
    assert {can.sae, can.activation_patching, can.steering} == {Support.UNKNOWN}


def test_that_one_bad_sae_does_not_hide_the_others() -> None:
    good = {
        "sae_id": "a/12",
        "layer": 12,
        "hook_point": "resid_post",
        "width": 8192,
        "metrics": {"l0": "many"},
    }
    saes = [{"sae_id": 5}, good, {**good, "sae_id": "x", "layer": "12"}]
    (model,) = parse_models({"data": [{"id": "a", "capabilities": {"sae": True, "saes": saes}}]})
    assert [(sae.sae_id, sae.metrics.l0) for sae in model.capabilities.saes] == [("a/12", None)]


def test_that_unknown_fields_are_kept_for_the_inspector() -> None:
    (model,) = parse_models({"data": [{"id": "a", "object": "model", "created": 1, "pricing": {"in": 1}}]})
    assert model.unknown_fields == {"pricing": {"in": 1}}


def test_that_saes_are_listed_with_their_model() -> None:
    sae = {"sae_id": "a/12", "layer": 12, "hook_point": "resid_post", "width": 8192}
    models = parse_models({"data": [{"id": "a", "capabilities": {"saes": [sae]}}, {"id": "b"}]})
    listed = dump_saes(models)["data"]
    assert isinstance(listed, list)
    assert [(entry["model"], entry["sae_id"], entry["width"]) for entry in listed] == [("a", "a/12", 8192)]


@pytest.mark.parametrize(
    ("said", "read"),
    [("gemma-3-270m/12-res", "gemma-3-270m/12-res"), ("https://evil.example/", None), (5, None)],
)
def test_that_a_name_on_neuronpedia_is_taken_only_where_it_is_one(said: object, read: str | None) -> None:
    sae = {"sae_id": "s", "layer": 1, "hook_point": "resid_post", "width": 8, "neuronpedia_id": said}
    (model,) = parse_models({"data": [{"id": "m", "capabilities": {"saes": [sae]}}]})

    assert [entry.neuronpedia_id for entry in model.capabilities.saes] == [read]
