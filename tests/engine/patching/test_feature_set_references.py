"""Feature sets on the packaged model against forward hooks in torch, stored in references/."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes.patching_cases import NoDictionaries, never, tokens_of

from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.core.results import PatchAnalysis
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel, load_sae, open_folder
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer
from holysheep_desktop.resources_path import resource_path

REFERENCES = np.load(Path(__file__).parent / "references" / "feature_sets.npz")
CASES = sorted({name.split("/")[0] for name in REFERENCES.files})
TOLERANCE = 1e-3


class Shipped(NoDictionaries):
    """The SAE of one layer as it comes with the program."""

    def __init__(self, layer: int) -> None:
        sae_id = f"layer-{layer:02d}/8k"
        folder = resource_path("saes") / "gemma-3-270m" / sae_id
        self._sae = load_sae(open_folder(folder, sae_id, SaeModel(("gemma-3-270m",), 18, 640)))

    def sae_at(self, layer: int) -> Sae | None:
        return self._sae if layer == self._sae.layer else None


def text_of(tokenizer: Tokenizer, ids: list[int]) -> str:
    return tokenizer.decode(ids)


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def found(model: Model, tokenizer: Tokenizer, case: str) -> PatchAnalysis:
    stored = {key: REFERENCES[f"{case}/{key}"].tolist() for key in ("ids", "comparison_ids", "answers")}
    layer = int(REFERENCES[f"{case}/layer"])
    options = PatchOptions(
        text_of(tokenizer, stored["comparison_ids"]),
        layer,
        answers=AnswerTokenIds(*stored["answers"]),
        alignment=tuple((int(i), int(j)) for i, j in REFERENCES[f"{case}/pairs"]),
        neuron_top_k=0,
        controls=0,
        feature_ids=tuple(REFERENCES[f"{case}/features"].tolist()),
    )
    request = AnalysisRequest(
        "gemma-3-270m", user_message("read as tokens"), Generation(max_tokens=1), patching=options
    )
    return analyse_patching(
        model, tokenizer, Shipped(layer), tokens_of(stored["ids"]), request, report_nothing, never
    )


def expected(case: str, way: str) -> np.ndarray:
    """The effects of each feature alone, and last of all together."""
    start, end = REFERENCES[f"{case}/ends"]
    if way == "denoising":
        start, end = end, start
    return (REFERENCES[f"{case}/{way}"] - start) / (end - start)


def test_that_both_runs_measure_what_torch_measures(found: PatchAnalysis, case: str) -> None:
    assert found.baseline is not None
    ends = [found.baseline.original, found.baseline.comparison]
    assert ends == pytest.approx(REFERENCES[f"{case}/ends"].tolist(), abs=TOLERANCE)


@pytest.mark.parametrize("way", ["noising", "denoising"])
def test_that_each_feature_does_what_a_hook_in_torch_does(found: PatchAnalysis, case: str, way: str) -> None:
    effects = [one.effect if way == "noising" else one.denoising for one in found.features]
    assert effects == pytest.approx(expected(case, way)[:-1].tolist(), abs=TOLERANCE)


@pytest.mark.parametrize("way", ["noising", "denoising"])
def test_that_the_set_does_what_all_hooks_together_do(found: PatchAnalysis, case: str, way: str) -> None:
    assert found.feature_set is not None
    effect = found.feature_set.noising if way == "noising" else found.feature_set.denoising
    assert effect == pytest.approx(float(expected(case, way)[-1]), abs=TOLERANCE)
