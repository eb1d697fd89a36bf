"""The network against transformers itself: values, patches, gradients and answers of tiny models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from fakes.hub_folders import GPT2, LLAMA, MODELS, N_LAYERS
from transformers import AutoModelForCausalLM

from holysheep_desktop.core.requests import AnalysisRequest, Generation, user_message
from holysheep_desktop.engine.model_engine import ModelEngine
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.errors import CancelledWorkError, EngineMemoryError, PatchTargetError
from holysheep_desktop.research import memory
from holysheep_desktop.research.network import TorchNetwork

IDS = np.array([1, 40, 77, 12, 200, 33])


@pytest.fixture(params=list(MODELS))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def network(opened: Callable[[str], ModelEngine], name: str) -> TorchNetwork:
    found = opened(name)._model
    assert isinstance(found, TorchNetwork)
    return found


def stream_after(layer: int) -> str:
    return hooks.name(layer, Site.RESID_POST)


@torch.no_grad()
def test_that_the_streams_and_the_logits_are_those_of_transformers(
    network: TorchNetwork, hub: Path, name: str
) -> None:
    reference = AutoModelForCausalLM.from_pretrained(hub / name, attn_implementation="eager")
    said = reference(torch.from_numpy(IDS)[None], output_hidden_states=True)
    run = network.run(IDS, capture={stream_after(0), stream_after(1)})
    assert np.abs(run.values[stream_after(0)] - said.hidden_states[1][0].numpy()).max() < 1e-5
    assert np.abs(run.values[stream_after(1)] - said.hidden_states[2][0].numpy()).max() < 1e-5
    assert np.abs(network.logits(run.resid) - said.logits[0].numpy()).max() < 1e-5
    two, every = network.logits(run.resid, rows=[3, 5]), network.logits(run.resid)
    assert np.abs(two - every[:, [3, 5]]).max() < 1e-6


def test_that_a_run_from_the_middle_ends_as_the_whole_run(network: TorchNetwork) -> None:
    whole = network.run(IDS, capture={stream_after(0)})
    batch = np.stack([whole.values[stream_after(0)]] * 2)
    assert np.abs(network.run(resid=batch, start_layer=1).resid - whole.resid).max() < 1e-6
    assert network.run(resid=batch, start_layer=N_LAYERS).resid is batch


def test_that_a_run_with_a_cache_goes_on_where_it_was(network: TorchNetwork) -> None:
    cache = network.new_cache(10)
    network.run(IDS[:4], past=cache)
    rest = network.run(IDS[4:], past=cache)
    assert cache.length == len(IDS)
    assert np.abs(rest.resid - network.run(IDS).resid[4:]).max() < 1e-5


@pytest.mark.parametrize("sequential", [GPT2, LLAMA, "tiny-gemma2"])
def test_that_replacing_the_stream_after_attention_moves_all_that_follows(
    opened: Callable[[str], ModelEngine], sequential: str
) -> None:
    """The MLP reads it, and it is carried on: both parts of what follows change."""
    network = opened(sequential)._model
    name, mlp_out = hooks.name(1, Site.RESID_MID), hooks.name(1, Site.MLP_OUT)
    capture = {name, mlp_out, stream_after(1)}
    plain = network.run(IDS, capture=capture).values
    new = plain[name] + np.arange(plain[name].shape[-1], dtype=np.float32)
    moved = network.run(IDS, capture=capture, edit=lambda at, _: new if at == name else None).values
    assert np.abs(moved[mlp_out] - plain[mlp_out]).max() > 1e-3
    assert np.abs(moved[stream_after(1)] - (new + moved[mlp_out])).max() < 1e-5


@pytest.mark.parametrize("site", [Site.RESID_PRE, Site.Z, Site.ATTN_OUT, Site.NEURONS, Site.MLP_OUT])
def test_that_gradients_are_those_of_small_differences(network: TorchNetwork, site: Site) -> None:
    at = hooks.name(1, site)
    end = network.run(IDS).resid[-1:]
    slope = network.head.gradient(end, {7: 1.0, 9: -1.0})
    found = network.gradients(IDS, slope, 0.0, sites=(site,), layers=(1,), should_stop=lambda: False)
    direction = np.sign(found.grads[at]) * np.float32(1e-3)
    ends = [logit_difference(network, at, direction * sign) for sign in (1, -1)]
    assert (ends[0] - ends[1]) / 2 == pytest.approx(float(np.abs(found.grads[at]).sum()) * 1e-3, rel=0.05)


def logit_difference(network: TorchNetwork, at: str, moved: Array) -> float:
    run = network.run(IDS, edit=lambda name, value: value + moved if name == at else None)
    logits = network.logits(run.resid[-1], rows=[7, 9])
    return float(logits[0] - logits[1])


def test_that_neurons_moved_one_by_one_are_the_mlp_with_each_moved(network: TorchNetwork) -> None:
    name = hooks.name(1, Site.NEURONS)
    neurons = network.run(IDS, capture={name}).values[name]
    change = np.full((2, len(IDS)), 0.7, np.float32)
    found = network.each_neuron_moved(1, neurons, [3, 5], change)
    neurons = neurons.copy()
    neurons[:, 5] += np.float32(0.7)
    assert np.abs(found[1] - network.mlp_output(1, neurons)).max() < 1e-6


@torch.no_grad()
def test_that_the_answer_is_what_transformers_generates(
    opened: Callable[[str], ModelEngine], hub: Path, name: str
) -> None:
    engine = opened(name)
    request = AnalysisRequest(name, user_message("the cat sat"), Generation(max_tokens=6, top_logprobs=0))
    answer = engine.analyse(request, lambda _: None, lambda: False).answer
    reference = AutoModelForCausalLM.from_pretrained(hub / name, attn_implementation="eager")
    prompt = torch.tensor([[token.id for token in engine.tokenize("the cat sat")]])
    said = reference.generate(prompt, max_new_tokens=6, do_sample=False, pad_token_id=0)[0, prompt.shape[1] :]
    assert answer is not None
    assert [step.chosen.id for step in answer.logprobs or ()] == said.tolist()


def test_that_tokens_outside_the_vocabulary_are_refused(network: TorchNetwork) -> None:
    with pytest.raises(PatchTargetError, match="vocabulary"):
        network.run([10**6])


def test_that_a_stop_leaves_no_hooks_behind(network: TorchNetwork) -> None:
    before = network.run(IDS).resid
    with pytest.raises(CancelledWorkError):
        network.run(IDS, edit=lambda _, value: value * 2, should_stop=lambda: True)
    assert np.array_equal(network.run(IDS).resid, before)


def test_that_memory_that_does_not_suffice_is_an_error_with_a_cure(
    opened: Callable[[str], ModelEngine],
) -> None:
    """The allocator itself refuses: a value in the middle of a run asks for more than any machine has."""
    network = opened(GPT2)._model

    def too_much(name: str, value: Array) -> Array | None:
        torch.empty(1 << 60, dtype=torch.uint8)
        return None

    with pytest.raises(EngineMemoryError, match="--dtype bfloat16"):
        network.run(IDS, edit=too_much)
    assert network.run(IDS).resid.shape == (len(IDS), network.config.d_model)


def test_that_a_gpu_that_is_full_is_the_same_error() -> None:
    with pytest.raises(EngineMemoryError, match="a run"), memory.enough_memory("a run", "smaller"):
        raise torch.OutOfMemoryError("CUDA out of memory")


def test_that_other_faults_of_a_run_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="shapes"), memory.enough_memory("a run", "smaller"):
        raise RuntimeError("shapes cannot be multiplied")
