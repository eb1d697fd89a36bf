from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.sae_import import (
    cleaned_name,
    guessed_hook_point,
    guessed_layer,
    suggested_name,
)


@pytest.mark.parametrize(
    ("path", "layer", "hook_point"),
    [
        ("/d/gemma-scope-270m-pt-res/layer_12/width_16k/average_l0_40", 12, HookPoint.RESID_POST),
        ("/d/gemma-scope-270m-pt-mlp/layer_5/width_16k/average_l0_40/params.npz", 5, HookPoint.MLP_OUT),
        ("/d/gemma-scope-270m-pt-att/layer_9/width_16k", 9, HookPoint.ATTN_OUT),
        ("/d/attn_out/layer_3_width_16k_l0_small", 3, HookPoint.ATTN_OUT),
        ("/layer_1/blocks.7.hook_resid_pre", 7, HookPoint.RESID_PRE),
        ("/d/mine", None, HookPoint.RESID_POST),
        ("/d/player_12", None, HookPoint.RESID_POST),
    ],
)
def test_that_a_path_is_read_as_the_public_releases_write_it(
    path: str, layer: int | None, hook_point: HookPoint
) -> None:
    where = PurePosixPath(path)

    assert (guessed_layer(where), guessed_hook_point(where)) == (layer, hook_point)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/x/gemma-scope/layer_12/width_16k/average_l0_40/params.npz", "layer_12-width_16k-average_l0_40"),
        ("/x/my sae/sae_weights.safetensors", "my-sae"),
        ("/x/.hidden", "hidden"),
        ("/", "sae"),
    ],
)
def test_that_a_name_comes_from_what_the_path_says(path: str, name: str) -> None:
    assert suggested_name(PurePosixPath(path)) == name


@pytest.mark.parametrize("text", ["../../etc", "a/b\\c", "..", "", "\u202e\x00", "x" * 500])
def test_that_a_name_is_one_plain_folder(text: str) -> None:
    name = cleaned_name(text)

    assert name
    assert not set(name) & set("/\\\x00\u202e")
    assert not name.startswith(".")
    assert len(name) <= 80
