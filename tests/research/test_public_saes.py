"""Public SAEs: what SAELens writes and Gemma Scope publishes, against SAELens's own encoder and decoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from fakes import hub_folders
from fakes.hub_folders import D_MODEL, GPT2, LLAMA

from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message
from holysheep_desktop.engine.model_engine import ModelEngine
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.errors import DictionaryError, ModelSourceError
from holysheep_desktop.research.opening import Wishes, open_engine

IDS = np.array([1, 40, 77, 12, 200, 33])


def opening(cache_dir: Path, model: Path, *saes: Path | str) -> ModelEngine:
    return open_engine(
        Wishes(str(model), tuple(map(str, saes)), device="cpu", threads=1), cache_dir, (),
        own_sae_dir=None, report=lambda _: None, should_stop=lambda: False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("standard", {"apply_b_dec_to_input": True}),
        ("standard", {"apply_b_dec_to_input": False}),
        ("jumprelu", {"apply_b_dec_to_input": True}),
        ("gated", {"apply_b_dec_to_input": True}),
        ("gated", {"apply_b_dec_to_input": False}),
        ("topk", {"rescale_acts_by_decoder_norm": True}),
    ],
)
@torch.no_grad()
def test_that_features_and_reconstructions_are_those_of_saelens(
    hub: Path, tmp_path: Path, kind: str, options: dict[str, object]
) -> None:
    theirs = hub_folders.saelens_sae(kind, **options)
    folder = hub_folders.write_saelens(tmp_path / "sae", theirs)
    ours = opening(tmp_path / "cache", hub / GPT2, folder)._library.sae_at(1)
    assert ours is not None
    x = torch.randn(20, D_MODEL, generator=torch.Generator().manual_seed(3)) * 2
    features = theirs.encode(x)
    found = ours.encode(x.numpy())
    assert np.abs(found - features.numpy()).max() < 1e-4
    assert np.abs(ours.decode(found) - theirs.decode(features).numpy()).max() < 1e-4
    assert 0.02 < float((features > 0).float().mean()) < 0.7


def test_that_gemma_scopes_files_are_read_where_they_lie(hub: Path, cache_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gemma-scope-tiny-res" / "layer_2" / "width_40" / "average_l0_5"
    engine = opening(cache_dir, hub / LLAMA, hub_folders.write_gemma_scope(folder))
    (sae,) = engine.models()[0].capabilities.saes
    assert (sae.sae_id, sae.layer, sae.hook_point, sae.width) == ("average_l0_5", 2, "resid_post", 40)
    request = AnalysisRequest(LLAMA, user_message("the cat"), Generation(max_tokens=0), FeatureOptions(2))
    found = engine.analyse(request, lambda _: None, lambda: False).features
    assert found is not None
    assert found.features


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"layer": 7}, "layer 7, the model has 3"),
        ({"hook": "attn.hook_z"}, "attn.hook_z"),
        ({"hook": "hook_resid_mid"}, "reads resid_mid, which this model does not have"),
        ({"d_in": 12}, "width 12, the model's is 16"),
        ({"normalize_activations": "layer_norm"}, "layer_norm"),
    ],
)
def test_that_an_sae_that_does_not_fit_is_refused_by_what_does_not(
    hub: Path, tmp_path: Path, options: dict[str, object], reason: str
) -> None:
    """In the parallel blocks of the model no stream stands between attention and MLP."""
    sae = hub_folders.saelens_sae("gated", **options)
    folder = hub_folders.write_saelens(tmp_path / "sae", sae)
    with pytest.raises((DictionaryError, ModelSourceError), match=reason):
        opening(tmp_path / "cache", hub / "tiny-neox", folder)


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ("gpt2-small-res-jb/blocks.8.hook_resid_pre", "the Hub cannot be reached"),
        ("gpt2-small-res-jb/blocks.99.hook_resid_pre", "not found in release"),
        ("no-such-release/x", "Release no-such-release not found"),
        ("/no/such/folder", "no such folder"),
    ],
)
def test_that_a_release_that_cannot_be_had_is_refused_with_a_cure(
    hub: Path, cache_dir: Path, wish: str, reason: str
) -> None:
    with pytest.raises(ModelSourceError, match=reason) as refused:
        opening(cache_dir, hub / GPT2, wish)
    assert refused.value.cure


def test_that_an_sae_that_was_trained_anew_in_its_folder_is_read_anew(hub: Path, tmp_path: Path) -> None:
    def strongest() -> float:
        request = AnalysisRequest(GPT2, user_message("the cat"), Generation(max_tokens=0), FeatureOptions(1))
        features = opening(tmp_path / "cache", hub / GPT2, folder).analyse(
            request, lambda _: None, lambda: False
        )
        assert features.features is not None
        return features.features.features[0].activation

    sae = hub_folders.saelens_sae("gated")
    folder = hub_folders.write_saelens(tmp_path / "sae", sae)
    before = strongest()
    with torch.no_grad():
        for parameter in sae.parameters():
            parameter *= 2.0
    hub_folders.write_saelens(folder, sae)

    assert strongest() > 1.5 * before


def test_that_a_folder_without_an_sae_and_the_same_id_twice_are_refused(
    hub: Path, cache_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelSourceError, match="no SAE in this folder"):
        opening(cache_dir, hub / GPT2, tmp_path / "empty")
    folder = hub / "saes"
    with pytest.raises(ModelSourceError, match="another SAE has the id tiny-res/layer_1"):
        opening(cache_dir, hub / GPT2, folder, folder)


def test_that_an_sae_of_a_centred_stream_gets_one_and_the_model_says_the_same(
    opened: Callable[[str], ModelEngine], hub: Path, tmp_path: Path
) -> None:
    """As gpt2-small-res-jb was trained: a LayerNorm does not see the mean that is taken out."""
    sae = hub_folders.saelens_sae("standard", apply_b_dec_to_input=True)
    sae.cfg.metadata.model_from_pretrained_kwargs = {"center_writing_weights": True}
    folder = hub_folders.write_saelens(tmp_path / "sae", sae)
    centred = opening(tmp_path / "cache", hub / GPT2, folder)._model
    plain = opened(GPT2)._model
    name = hooks.name(2, Site.RESID_PRE)
    ours, theirs = (network.run(IDS, capture={name}) for network in (centred, plain))
    expected = theirs.values[name] - theirs.values[name].mean(axis=1, keepdims=True)
    assert np.abs(ours.values[name] - expected).max() < 1e-5
    assert np.abs(centred.logits(ours.resid) - plain.logits(theirs.resid)).max() < 1e-4


def test_that_a_centred_stream_behind_an_rms_norm_is_refused(hub: Path, tmp_path: Path) -> None:
    sae = hub_folders.saelens_sae("standard")
    sae.cfg.metadata.model_from_pretrained_kwargs = {"center_writing_weights": True}
    folder = hub_folders.write_saelens(tmp_path / "sae", sae)
    with pytest.raises(ModelSourceError, match="no LayerNorm"):
        opening(tmp_path / "cache", hub / LLAMA, folder)
