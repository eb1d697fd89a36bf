"""An SAE reads at its own hook point, in an analysis as in a dashboard."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from fakes.sae_folders import random_weights, write_sae
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine

LAYER, WIDTH, PROMPT = 2, 30, "ab cd ef"
HOOKS = ("resid_pre", "attn_out", "resid_mid", "mlp_out", "resid_post")


def never() -> bool:
    return False


@pytest.mark.parametrize("hook_point", HOOKS)
def test_that_an_analysis_reads_where_the_sae_says(tmp_path: Path, hook_point: str) -> None:
    arrays = random_weights(CONFIG.d_model, WIDTH, seed=9)
    folder = write_sae(tmp_path / "mine", arrays, layer=LAYER)
    cfg = json.loads((folder / "cfg.json").read_text())
    cfg["metadata"]["hook_name"] = f"blocks.{LAYER}.hook_{hook_point}"
    (folder / "cfg.json").write_text(json.dumps(cfg))
    tokenizer, shape = tiny_tokenizer(), SaeModel((MODEL_ID,), CONFIG.n_layers, CONFIG.d_model)
    hashes = FileHashes(tmp_path / "cache")
    library = SaeLibrary.open([], shape, hashes, tokenizer, own_root=tmp_path / "own")
    engine = LocalEngine(tiny_model(), tokenizer, library)
    sae_id = engine.add_sae(SaeImport(folder), never).sae_id
    options = FeatureOptions(LAYER, WIDTH, sae_id)
    request = AnalysisRequest(MODEL_ID, user_message(PROMPT), Generation(max_tokens=0), options)

    features = engine.analyse(request, report_nothing, never).features

    hook = f"blocks.{LAYER}.hook_{hook_point}"
    x = tiny_model().run(tokenizer.encode(PROMPT).ids, capture={hook}).values[hook][1:].astype(np.float64)
    z = x @ arrays["W_enc"] + arrays["b_enc"]
    pooled = np.where(z > arrays["threshold"], z, 0).max(axis=0)
    assert features is not None
    found = {one.feature: one.activation for one in features.features}
    assert set(found) == set(np.flatnonzero(pooled > 0).tolist())
    for feature, activation in found.items():
        assert activation == pytest.approx(pooled[feature], rel=1e-4)
