"""The engine's patching against whole forward passes of transformers with hooks, stored in references/."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from fakes.patching_cases import captured, never

from holysheep_desktop.core.alignment import alignment_from_pairs
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.patching.answers import AnswerPair
from holysheep_desktop.engine.patching.layer_output import patch_layer
from holysheep_desktop.engine.patching.neurons import Neuron, patch_neurons
from holysheep_desktop.engine.patching.runs import Move, moves
from holysheep_desktop.engine.patching.sweep import Place, Sweep
from holysheep_desktop.engine.transformer.model import Model

REFERENCES = np.load(Path(__file__).parent / "references" / "patched.npz")
LAYERS = tuple(int(layer) for layer in REFERENCES["layers"])
PAIRS = sorted({name.split("/")[0] for name in REFERENCES.files} - {"layers", "neurons"})
TOLERANCE = 1e-3

Values: TypeAlias = npt.NDArray[np.float64]


class Case:
    """One pair of prompts, run and captured."""

    def __init__(self, model: Model, name: str) -> None:
        self.model = model
        ids, other = (REFERENCES[f"{name}/{key}"].tolist() for key in ("ids", "comparison_ids"))
        pairs = [(int(i), int(j)) for i, j in REFERENCES[f"{name}/pairs"]]
        alignment = alignment_from_pairs(pairs, len(ids), len(other))
        self.moves: dict[Way, Move] = moves(captured(model, ids), captured(model, other), alignment)
        r, r_prime = REFERENCES[f"{name}/answers"].tolist()
        self.answers = AnswerPair(r, r_prime, "user")

    def difference(self, last: npt.NDArray[np.float32]) -> Values:
        return self.answers.logit_difference(self.model, last)


@pytest.fixture(scope="module", params=PAIRS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def case(model: Model, name: str) -> Case:
    return Case(model, name)


@pytest.fixture(params=[Way.NOISING, Way.DENOISING])
def way(request: pytest.FixtureRequest) -> Way:
    return Way(request.param)


def test_that_the_unpatched_metric_is_that_of_transformers(case: Case, name: str) -> None:
    ends = [case.difference(case.moves[way].base.last[None])[0] for way in (Way.NOISING, Way.DENOISING)]
    np.testing.assert_allclose(ends, REFERENCES[f"{name}/ends"], atol=TOLERANCE)


def test_that_every_site_has_the_effect_that_transformers_gives(case: Case, name: str, way: Way) -> None:
    components = (
        Component.RESID_PRE, Component.ATTN_OUT, Component.RESID_MID, Component.MLP_OUT,
        Component.RESID_POST, Component.LAYER_OUTPUT,
    )  # fmt: skip
    places = {Place.of(component, layer) for component in components for layer in LAYERS}
    found = Sweep(case.model, case.moves[way], tuple(places), case.difference, never).run()
    for layer in LAYERS:
        for component in components:
            expected = REFERENCES[f"{name}/{way}/{layer}/{component}"]
            actual = found[Place.of(component, layer)][:, 0]
            np.testing.assert_allclose(actual, expected, atol=TOLERANCE, err_msg=f"{component} {layer}")


def test_that_every_head_has_the_effect_that_transformers_gives(case: Case, name: str, way: Way) -> None:
    places = tuple(Place.of(Component.HEAD, layer) for layer in LAYERS)
    found = Sweep(case.model, case.moves[way], places, case.difference, never).run()
    for place in places:
        expected = REFERENCES[f"{name}/{way}/{place.layer}/head"].T
        np.testing.assert_allclose(found[place], expected, atol=TOLERANCE)


def test_that_neurons_have_the_effect_that_transformers_gives(case: Case, name: str, way: Way) -> None:
    neurons = [Neuron(layer, int(n)) for layer in LAYERS for n in REFERENCES["neurons"]]
    found = patch_neurons(case.model, case.moves[way], neurons, case.difference, never)
    expected = [REFERENCES[f"{name}/{way}/{layer}/neuron"] for layer in LAYERS]
    np.testing.assert_allclose(found, np.concatenate(expected), atol=TOLERANCE)


def test_that_whole_layers_have_the_effect_that_transformers_gives(case: Case, name: str, way: Way) -> None:
    for layer in LAYERS:
        last = patch_layer(case.model, case.moves[way], Component.LAYER_OUTPUT, layer, never)
        expected = REFERENCES[f"{name}/{way}/{layer}/score"]
        np.testing.assert_allclose(case.difference(last[None]), expected, atol=TOLERANCE)
