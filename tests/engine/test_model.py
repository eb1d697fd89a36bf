from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.hook_names import all_names
from hypothesis import given, settings, strategies as st

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.attention import visible
from holysheep_desktop.engine.transformer.config import GEMMA_3_270M
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError, PromptTooLongError

REFERENCES = Path(__file__).parent / "references"
TOKENS: dict[str, Any] = json.loads((REFERENCES / "tokens.json").read_text())
PROMPTS: list[list[int]] = TOKENS["prompts"]
LONG = len(PROMPTS) - 1
TOLERANCE = 1e-3

BOS = 2
TINY = [BOS, 265, 266, 267, 268, 269, 270, 271, 272]
"""Nine tokens, longer than the tiny model's window of four."""


@pytest.mark.parametrize("index", range(len(PROMPTS)))
def test_that_logits_are_those_of_transformers_at_every_position(model: Model, index: int) -> None:
    stored = np.load(REFERENCES / "logits.npz")
    resid = model.run(PROMPTS[index]).resid[int(stored[f"first_{index}"]) :]

    logits = model.logits(resid)

    top_ids = stored[f"top_ids_{index}"]
    assert logits.argmax(axis=1).tolist() == top_ids[:, 0].tolist()
    assert np.abs(np.take_along_axis(logits, top_ids, axis=1) - stored[f"top_{index}"]).max() <= TOLERANCE
    assert np.abs(logits[:, stored["vocabulary"]] - stored[f"sample_{index}"]).max() <= TOLERANCE
    wide = logits.astype(np.float64)
    assert np.abs(np.log(np.exp(wide).sum(axis=1)) - stored[f"logsumexp_{index}"]).max() <= TOLERANCE


def test_that_one_reference_prompt_is_longer_than_the_window() -> None:
    assert len(PROMPTS[LONG]) > GEMMA_3_270M.window


def test_that_a_cached_step_gives_the_logits_of_transformers(model: Model) -> None:
    stored = np.load(REFERENCES / "logits.npz")
    ids = PROMPTS[3]
    past = model.new_cache()
    model.run(ids[:-1], past=past)

    logits = model.logits(model.run(ids[-1:], past=past).resid)

    assert np.abs(logits[0, stored["vocabulary"]] - stored["sample_3"][-1]).max() <= TOLERANCE


def test_that_rows_of_the_head_are_those_of_the_whole_head(model: Model) -> None:
    resid = model.run(PROMPTS[0]).resid

    rows = model.logits(resid, rows=[8712, 3415, 262_143])

    assert np.abs(rows - model.logits(resid)[:, [8712, 3415, 262_143]]).max() < 1e-4


def test_that_replacing_every_value_by_itself_changes_nothing(tiny_model: Model) -> None:
    plain = tiny_model.run(TINY).resid

    edited = tiny_model.run(TINY, edit=lambda _name, value: value.copy()).resid

    assert np.array_equal(plain, edited)


def test_that_every_value_is_offered_once_in_the_order_of_the_computation(tiny_model: Model) -> None:
    seen: list[str] = []

    tiny_model.run(TINY, edit=lambda name, _value: seen.append(name))

    assert seen[0] == hooks.EMBED
    assert seen[1:] == list(all_names(7))
    assert seen[1:8] == [
        "blocks.0.hook_resid_pre", "blocks.0.attn.hook_z", "blocks.0.hook_attn_out",
        "blocks.0.hook_resid_mid", "blocks.0.mlp.hook_post", "blocks.0.hook_mlp_out",
        "blocks.0.hook_resid_post",
    ]  # fmt: skip


def test_that_captured_values_have_the_shapes_of_the_model(tiny_model: Model) -> None:
    names = [hooks.name(3, site) for site in Site]

    values = tiny_model.run(TINY, capture=names).values

    assert {name.split(".", 2)[2]: value.shape for name, value in values.items()} == {
        "hook_resid_pre": (9, 64), "attn.hook_z": (9, 2, 32), "hook_attn_out": (9, 64),
        "hook_resid_mid": (9, 64), "mlp.hook_post": (9, 128), "hook_mlp_out": (9, 64),
        "hook_resid_post": (9, 64),
    }  # fmt: skip


def test_that_the_stream_is_the_sum_of_what_was_written_to_it(tiny_model: Model) -> None:
    run = tiny_model.run(TINY, capture=[hooks.EMBED, *all_names(7, (Site.ATTN_OUT, Site.MLP_OUT))])

    total = np.sum(list(run.values.values()), axis=0)

    assert np.abs(total - run.resid).max() < 1e-4


@pytest.mark.parametrize("site", list(Site))
def test_that_a_value_moved_from_another_run_at_all_positions_is_used(tiny_model: Model, site: Site) -> None:
    other = [BOS, *reversed(TINY[1:])]
    name = hooks.name(2, site)
    value = tiny_model.run(other, capture=[name]).values[name]

    run = tiny_model.run(TINY, edit=lambda at, _: value if at == name else None, capture=[name])

    assert np.array_equal(run.values[name], value)
    assert not np.allclose(run.resid, tiny_model.run(TINY).resid)


def test_that_a_whole_residual_patch_gives_the_other_run(tiny_model: Model) -> None:
    other = tiny_model.run([BOS, *reversed(TINY[1:])], capture=["blocks.4.hook_resid_post"])
    value = other.values["blocks.4.hook_resid_post"]

    patched = tiny_model.run(TINY, edit=lambda at, _: value if at == "blocks.4.hook_resid_post" else None)

    assert np.array_equal(patched.resid, other.resid)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 6), st.integers(0, 8), st.sampled_from(list(Site)))
def test_that_an_edit_reaches_only_later_layers_and_positions(
    tiny_model: Model, layer: int, position: int, site: Site
) -> None:
    names = list(all_names(7, (Site.RESID_PRE,)))
    plain = tiny_model.run(TINY, capture=names)

    def edit(name: str, value: Array) -> Array | None:
        if name != hooks.name(layer, site):
            return None
        changed = value.copy()
        changed[position] += 1
        return changed

    edited = tiny_model.run(TINY, capture=names, edit=edit)

    assert np.allclose(edited.resid[:position], plain.resid[:position], atol=1e-5)
    for below in range(layer + (site is not Site.RESID_PRE)):
        name = hooks.name(below, Site.RESID_PRE)
        assert np.array_equal(edited.values[name], plain.values[name])
    assert not np.allclose(edited.resid[position], plain.resid[position])


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 8), st.integers(1, 8))
def test_that_a_run_in_pieces_with_a_cache_equals_one_run(tiny_model: Model, first: int, second: int) -> None:
    whole = tiny_model.run(TINY).resid
    past = tiny_model.new_cache(len(TINY))
    ends = sorted({first, second, len(TINY)})

    pieces = [
        tiny_model.run(TINY[start:end], past=past).resid for start, end in zip([0, *ends], ends, strict=False)
    ]

    assert past.length == len(TINY)
    assert np.abs(np.concatenate(pieces) - whole).max() < 1e-4


def test_that_a_forgotten_part_of_the_cache_can_be_run_again(tiny_model: Model) -> None:
    past = tiny_model.new_cache(len(TINY))
    tiny_model.run([*TINY[:5], 280, 281], past=past)

    past.truncate(5)
    rest = tiny_model.run(TINY[5:], past=past).resid

    assert np.abs(rest - tiny_model.run(TINY).resid[5:]).max() < 1e-4


def test_that_a_batch_equals_its_single_runs(tiny_model: Model) -> None:
    batch = np.array([TINY, [BOS, *reversed(TINY[1:])], [BOS, *TINY[2:], 280]])

    together = tiny_model.run(batch, capture=["blocks.3.attn.hook_z"])

    for index, row in enumerate(batch):
        alone = tiny_model.run(row, capture=["blocks.3.attn.hook_z"])
        assert np.abs(together.resid[index] - alone.resid).max() < 1e-4
        z = together.values["blocks.3.attn.hook_z"][index]
        assert np.abs(z - alone.values["blocks.3.attn.hook_z"]).max() < 1e-4


def test_that_a_batch_shares_a_cached_prefix_and_leaves_it_alone(tiny_model: Model) -> None:
    past = tiny_model.new_cache(len(TINY))
    tiny_model.run(TINY[:4], past=past)
    tails = np.array([TINY[4:], [280, 281, 282, 283, 284]])

    together = tiny_model.run(tails, past=past)

    assert past.length == 4
    for tail, resid in zip(tails, together.resid, strict=True):
        assert np.abs(resid - tiny_model.run([*TINY[:4], *tail]).resid[4:]).max() < 1e-4


@pytest.mark.parametrize("layer", [1, 6])
def test_that_a_run_can_be_cut_at_a_layer_and_continued(tiny_model: Model, layer: int) -> None:
    lower = tiny_model.run(TINY, stop_layer=layer).resid

    upper = tiny_model.run(resid=lower, start_layer=layer).resid

    assert np.array_equal(upper, tiny_model.run(TINY).resid)


def test_that_block_functions_on_joined_rows_equal_the_separate_runs(tiny_model: Model) -> None:
    block = tiny_model.blocks[0]
    runs = [tiny_model.embed(TINY), tiny_model.embed(TINY[::-1])]
    positions = np.arange(9)

    q, k, v = block.attention.qkv(np.concatenate(runs), np.concatenate([positions, positions]))

    for index, x in enumerate(runs):
        rows = slice(9 * index, 9 * index + 9)
        alone = block.attention.qkv(x, positions)
        z = block.attention.attend(q[rows], k[rows], v[rows], positions, positions)
        assert np.abs(z - block.attention.attend(*alone, positions, positions)).max() < 1e-5


def test_that_the_window_counts_the_position_itself() -> None:
    seen = visible(np.arange(5), np.arange(5), 2)

    assert seen.astype(int).tolist() == [
        [1, 0, 0, 0, 0],
        [1, 1, 0, 0, 0],
        [0, 1, 1, 0, 0],
        [0, 0, 1, 1, 0],
        [0, 0, 0, 1, 1],
    ]


def test_that_only_every_sixth_layer_is_global() -> None:
    assert [layer for layer in range(18) if GEMMA_3_270M.is_global(layer)] == [5, 11, 17]
    assert [GEMMA_3_270M.rope_base(layer) for layer in (4, 5)] == [10_000, 1_000_000]


def test_that_a_prompt_longer_than_the_context_is_refused_with_both_numbers(tiny_model: Model) -> None:
    with pytest.raises(PromptTooLongError) as caught:
        tiny_model.run([BOS] * 2049)

    assert (caught.value.n_tokens, caught.value.limit) == (2049, 2048)


def test_that_tokens_beyond_the_capacity_of_the_cache_are_refused(tiny_model: Model) -> None:
    past = tiny_model.new_cache(4)
    tiny_model.run(TINY[:3], past=past)

    with pytest.raises(PromptTooLongError):
        tiny_model.run(TINY[3:5], past=past)


@pytest.mark.parametrize(
    "name", ["blocks.7.hook_resid_pre", "blocks.0.hook_nothing", "resid", "blocks.x.hook_z"]
)
def test_that_an_unknown_name_is_refused(tiny_model: Model, name: str) -> None:
    with pytest.raises(PatchTargetError):
        tiny_model.run(TINY, capture=[name])


def test_that_a_replacement_of_another_shape_is_refused(tiny_model: Model) -> None:
    with pytest.raises(PatchTargetError):
        tiny_model.run(TINY, edit=lambda _name, value: value[:-1])


@pytest.mark.parametrize("token", [-1, 320])
def test_that_a_token_outside_the_vocabulary_is_refused(tiny_model: Model, token: int) -> None:
    with pytest.raises(PatchTargetError):
        tiny_model.run([BOS, token])
    with pytest.raises(PatchTargetError):
        tiny_model.logits(tiny_model.run([BOS]).resid, rows=[token])


def test_that_a_run_stops_before_the_next_block_when_asked(tiny_model: Model) -> None:
    seen: list[str] = []

    with pytest.raises(CancelledWorkError):
        tiny_model.run(
            TINY,
            edit=lambda name, _value: seen.append(name),
            should_stop=lambda: "blocks.2.hook_resid_post" in seen,
        )

    assert seen[-1] == "blocks.2.hook_resid_post"


def test_that_hook_names_are_parsed_back() -> None:
    assert hooks.parse("blocks.12.mlp.hook_post") == (12, Site.NEURONS)
