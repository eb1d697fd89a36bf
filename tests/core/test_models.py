from __future__ import annotations

import pytest

from holysheep_desktop.core.models import Capabilities, ModelInfo, SaeInfo


def model(n_layers: int | None, *layers: int) -> ModelInfo:
    saes = tuple(SaeInfo(f"m/{layer}", layer, "resid_post", 64) for layer in layers)
    return ModelInfo("m", capabilities=Capabilities(n_layers=n_layers, saes=saes))


@pytest.mark.parametrize(
    ("n_layers", "layers", "expected"),
    [(18, (5, 9, 12, 15), 12), (26, (5, 20, 17), 17), (None, (5, 9), 5), (18, (3,), 3)],
)
def test_that_the_sae_to_begin_with_lies_at_two_thirds_of_the_depth(
    n_layers: int | None, layers: tuple[int, ...], expected: int
) -> None:
    chosen = model(n_layers, *layers).usual_sae()

    assert chosen is not None
    assert chosen.layer == expected


def test_that_a_model_without_saes_has_none_to_begin_with() -> None:
    assert model(18).usual_sae() is None


def test_that_the_layers_of_saes_are_listed_once_and_ascending() -> None:
    assert model(18, 12, 5, 12).sae_layers() == (5, 12)
