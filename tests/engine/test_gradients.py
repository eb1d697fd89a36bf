from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import gradients
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError

REFERENCES = Path(__file__).parent / "references"
TOKENS: dict[str, Any] = json.loads((REFERENCES / "tokens.json").read_text())
PROMPTS: list[list[int]] = TOKENS["prompts"]
STORED_SITES = (Site.RESID_PRE, Site.Z, Site.NEURONS, Site.ATTN_OUT, Site.MLP_OUT)
TINY = [2, 265, 266, 267, 268, 269, 270, 271, 272]


@pytest.mark.parametrize(("index", "tolerance"), [(0, 5e-5), (3, 5e-5), (len(PROMPTS) - 1, 1e-3)])
def test_that_gradients_are_those_of_autograd(model: Model, index: int, tolerance: float) -> None:
    stored = np.load(REFERENCES / "gradients.npz")
    first, second = (int(token) for token in stored[f"answers_{index}"])

    result = gradients(model, PROMPTS[index], {first: 1.0, second: -1.0}, sites=STORED_SITES)

    assert result.metric == pytest.approx(float(stored[f"metric_{index}"]), abs=1e-3)
    for site in STORED_SITES:
        at = stored[f"{site}_{index}_at"]
        for layer in range(18):
            name = hooks.name(layer, site)
            position, column = at[layer].T
            for arrays, kind in ((result.grads, "grad"), (result.values, "value")):
                values = arrays[name].reshape(len(PROMPTS[index]), -1)[position, column]
                largest = stored[f"{site}_{index}_largest_{kind}"][layer]
                assert np.abs(values - stored[f"{site}_{index}_{kind}"][layer]).max() <= tolerance * largest


@pytest.mark.parametrize("site", list(Site))
def test_that_a_small_step_along_the_gradient_raises_the_metric_as_it_says(
    tiny_model: Model, site: Site
) -> None:
    result = gradients(tiny_model, TINY, {270: 1.0, 280: -1.0})
    name = hooks.name(3, site)
    grad = result.grads[name]
    step = np.float32(3e-2) * grad / np.linalg.norm(grad)

    def metric(sign: float) -> float:
        def edit(at: str, value: Array) -> Array | None:
            return value + np.float32(sign) * step if at == name else None

        logits = tiny_model.logits(tiny_model.run(TINY, edit=edit).resid[-1], rows=[270, 280])
        return float(logits[0] - logits[1])

    assert metric(1) - metric(-1) == pytest.approx(2 * float((step * grad).sum()), rel=0.02)


def test_that_values_are_those_of_the_plain_run(tiny_model: Model) -> None:
    result = gradients(tiny_model, TINY, {270: 1.0}, layers=[2])

    run = tiny_model.run(TINY, capture=list(result.values))
    assert set(result.values) == {hooks.name(2, site) for site in Site}
    for name, value in run.values.items():
        assert np.abs(value - result.values[name]).max() < 1e-5


def test_that_tokens_behind_the_position_are_left_out(tiny_model: Model) -> None:
    early = gradients(tiny_model, TINY, {270: 1.0}, position=4, layers=[0])
    alone = gradients(tiny_model, TINY[:5], {270: 1.0}, layers=[0])

    assert early.metric == alone.metric
    assert early.grads["blocks.0.hook_resid_pre"].shape == (5, 64)


@pytest.mark.parametrize("position", [9, -10])
def test_that_a_position_outside_the_prompt_is_refused(tiny_model: Model, position: int) -> None:
    with pytest.raises(PatchTargetError):
        gradients(tiny_model, TINY, {270: 1.0}, position=position)


def test_that_the_gradient_stops_when_asked(tiny_model: Model) -> None:
    with pytest.raises(CancelledWorkError):
        gradients(tiny_model, TINY, {270: 1.0}, should_stop=lambda: True)
