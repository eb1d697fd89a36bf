from __future__ import annotations

import pytest

from holysheep_desktop.core.labelling.public_labels import checked_id, gemma_scope_2_id, page_address
from holysheep_desktop.core.models import HookPoint


@pytest.mark.parametrize("text", ["gpt2-small/8-res-jb", "gemma-3-270m/12-gemmascope-2-res-16k"])
def test_that_ids_of_a_model_and_a_source_are_taken(text: str) -> None:
    assert checked_id(text) == text


@pytest.mark.parametrize(
    "text", ["", "one", "a/b/c", "../x", "a/..", "a/b?c=d", "a/b c", "//evil.example", 7, None]
)
def test_that_nothing_else_becomes_part_of_an_address(text: object) -> None:
    assert checked_id(text) is None


def test_that_only_the_medium_releases_that_are_hosted_have_an_id() -> None:
    names = ["layer_12_width_16k_l0_small", "layer_3_width_16k_l0_medium", "layer_12_width_32k_l0_medium"]

    assert [gemma_scope_2_id(name, HookPoint.RESID_POST) for name in names] == [None] * 3
    assert gemma_scope_2_id("layer_9_width_65k_l0_medium", HookPoint.MLP_OUT) is None
    assert (
        gemma_scope_2_id("layer_9_width_65k_l0_medium", HookPoint.RESID_POST)
        == "gemma-3-270m/9-gemmascope-2-res-65k"
    )


def test_that_the_page_of_a_feature_is_named() -> None:
    assert page_address("a/b", 7) == "https://www.neuronpedia.org/a/b/7"
