"""Dashboards, searches and tokens that do not keep to the protocol."""

from __future__ import annotations

import pytest

from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.feature_pages import parse_dashboard, parse_hits, parse_tokens

EXAMPLE = {"tokens": ["a"], "activations": [1.0], "peak": 0}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"sae_id": "x"},
        {"sae_id": "x", "feature": "3"},
        {"sae_id": "x", "feature": 3, "density": "NaN"},
        {"sae_id": "x", "feature": 3, "histogram": {"edges": [0.0], "counts": [1]}},
        {"sae_id": "x", "feature": 3, "top_examples": [{**EXAMPLE, "activations": []}]},
        {"sae_id": "x", "feature": 3, "top_examples": [{**EXAMPLE, "peak": 1}]},
        {"sae_id": "x", "feature": 3, "promoted": [{"token": "a"}]},
        {"sae_id": "x", "feature": 3, "nearest": [{"feature": -1, "value": 0.5}]},
    ],
)
def test_that_a_dashboard_of_another_shape_is_an_error(body: object) -> None:
    with pytest.raises(ApiResponseError):
        parse_dashboard(body)


def test_that_a_dashboard_may_hold_nothing_but_its_name() -> None:
    assert parse_dashboard({"sae_id": "x", "feature": 3}).top_examples == ()


@pytest.mark.parametrize(
    "body", [None, {}, {"data": {}}, {"data": [{"feature": 1}]}, {"data": [{"label": {"text": "x"}}]}]
)
def test_that_a_search_of_another_shape_is_an_error(body: object) -> None:
    with pytest.raises(ApiResponseError):
        parse_hits(body)


@pytest.mark.parametrize(
    "body", [None, {}, {"tokens": [5]}, {"tokens": [{"id": 1, "text": "a", "start": 0}]}]
)
def test_that_tokens_of_another_shape_are_an_error(body: object) -> None:
    with pytest.raises(ApiResponseError):
        parse_tokens(body)


def test_that_the_path_of_the_fault_is_named() -> None:
    with pytest.raises(ApiResponseError) as raised:
        parse_tokens({"tokens": [{"id": "1", "text": "a", "start": 0, "end": 1}]})
    assert raised.value.fault.startswith("tokens.0.id: ")
