"""Whatever JSON an endpoint sends, our readers give a value or an error of ours."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings, strategies as st

from holysheep_desktop.errors import HolySheepError
from holysheep_desktop.protocol.error_body import error_of, parse_error
from holysheep_desktop.protocol.feature_pages import parse_dashboard, parse_hits, parse_passages, parse_tokens
from holysheep_desktop.protocol.json_text import dumps, loads_reply
from holysheep_desktop.protocol.label_pages import parse_imported, parse_labels
from holysheep_desktop.protocol.model_list import parse_models, parse_sae
from holysheep_desktop.protocol.sae_import import parse_finished

NAMES = [
    "activation", "capabilities", "code", "count", "cosine", "d_model", "data", "density", "detail", "error",
    "examples", "feature", "features", "found_in", "hits", "id", "label", "labels", "layer", "loc",
    "logit", "max_activation", "positive_logits",
    "message", "metrics", "msg", "n_layers", "negative_logits", "object", "owned_by", "param",
    "related", "sae", "sae_id", "saes", "text", "token", "tokens", "type", "value", "width",
]  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=25,
)
READERS: dict[str, Callable[[object], object]] = {
    "models": parse_models,
    "sae": lambda payload: parse_sae(payload, "sae"),
    "dashboard": parse_dashboard,
    "hits": parse_hits,
    "passages": parse_passages,
    "tokens": parse_tokens,
    "labels": parse_labels,
    "imported": parse_imported,
    "finished": parse_finished,
    "error": error_of,
    "error text": lambda payload: parse_error(json.dumps(payload)),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@settings(deadline=None)
@given(payload=VALUES)
def test_that_any_json_is_a_value_or_an_error_of_ours(
    reader: Callable[[object], object], payload: object
) -> None:
    received = loads_reply(dumps(payload))

    with contextlib.suppress(HolySheepError):
        reader(received)
