from __future__ import annotations

import numpy as np
import pytest
from fakes.naive_gemma import logits as naive_logits
from fakes.patching_cases import SITE_OF, captured, naive_patched, never
from fakes.tiny_gemma import tiny_model
from hypothesis import given, settings, strategies as st

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.patching.runs import Move, moves
from holysheep_desktop.engine.patching.sweep import Place, Sweep
from holysheep_desktop.errors import CancelledWorkError

MODEL = tiny_model()
N_LAYERS = MODEL.config.n_layers
R, R_PRIME = 17, 230
TOLERANCE = 1e-4

# longer than the window of 5, with a common beginning
EQUAL = ([2, 20, 21, 22, 23, 24, 25, 26], [2, 20, 21, 40, 23, 41, 25, 26])
LONGER = ([2, 20, 21, 22, 23, 24, 25], [2, 20, 50, 51, 52, 23, 60, 24, 25])
BOTH_PAIRS = pytest.mark.parametrize("prompts", [EQUAL, LONGER], ids=["equal length", "different length"])
BOTH_WAYS = pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])


def difference(last: np.ndarray) -> np.ndarray:
    both = MODEL.logits(last, [R, R_PRIME]).astype(np.float64)
    return both[:, 0] - both[:, 1]


def naive_difference(logits: np.ndarray) -> float:
    return float(logits[R] - logits[R_PRIME])


def move_of(prompts: tuple[list[int], list[int]], way: Way) -> Move:
    a, b = prompts
    return moves(captured(MODEL, a), captured(MODEL, b), align(a, b))[way]


def swept(move: Move, *components: Component) -> dict[Place, np.ndarray]:
    places = {Place.of(component, layer) for component in components for layer in range(N_LAYERS)}
    return Sweep(MODEL, move, tuple(places), difference, never).run()


@BOTH_PAIRS
@BOTH_WAYS
@pytest.mark.parametrize("component", list(SITE_OF))
def test_that_every_site_has_the_effect_of_a_full_run_with_that_site_replaced(
    component: Component, way: Way, prompts: tuple[list[int], list[int]]
) -> None:
    move = move_of(prompts, way)
    found = swept(move, component)
    for layer in range(N_LAYERS):
        names = [f"blocks.{layer}.{site}" for site in SITE_OF[component]]
        expected = [
            naive_difference(naive_patched(MODEL, move.base.ids, move.source.ids, [pair], names))
            for pair in move.pairs
        ]
        np.testing.assert_allclose(found[Place.of(component, layer)][:, 0], expected, atol=TOLERANCE)


@BOTH_PAIRS
@BOTH_WAYS
def test_that_every_head_has_the_effect_of_a_full_run_with_that_head_replaced(
    way: Way, prompts: tuple[list[int], list[int]]
) -> None:
    move = move_of(prompts, way)
    found = swept(move, Component.HEAD)
    for layer in range(N_LAYERS):
        name = f"blocks.{layer}.attn.hook_z"
        expected = [
            [
                naive_difference(
                    naive_patched(MODEL, move.base.ids, move.source.ids, [pair], [name], column=head)
                )
                for head in range(MODEL.config.n_heads)
            ]
            for pair in move.pairs
        ]
        np.testing.assert_allclose(found[Place.of(Component.HEAD, layer)], expected, atol=TOLERANCE)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(20, 24), min_size=1, max_size=9),
    st.lists(st.integers(20, 24), min_size=1, max_size=9),
    st.integers(0, N_LAYERS - 1),
    st.sampled_from(list(SITE_OF)),
)
def test_that_any_pair_of_prompts_agrees_with_full_runs(
    a: list[int], b: list[int], layer: int, component: Component
) -> None:
    move = move_of(([2, *a], [2, *b]), Way.NOISING)
    found = Sweep(MODEL, move, (Place.of(component, layer),), difference, never).run()
    names = [f"blocks.{layer}.{site}" for site in SITE_OF[component]]
    expected = [
        naive_difference(naive_patched(MODEL, move.base.ids, move.source.ids, [pair], names))
        for pair in move.pairs
    ]
    np.testing.assert_allclose(found[Place.of(component, layer)][:, 0], expected, atol=TOLERANCE)


def test_that_positions_before_the_first_difference_have_exactly_the_unpatched_metric() -> None:
    move = move_of(EQUAL, Way.NOISING)
    unpatched = difference(move.base.last[None])[0]
    for place, values in swept(move, *SITE_OF, Component.HEAD).items():
        assert (values[:3] == unpatched).all(), place


def test_that_outside_the_causal_cone_the_metric_is_exactly_unpatched() -> None:
    move = move_of(EQUAL, Way.NOISING)
    unpatched = difference(move.base.last[None])[0]
    written_after_the_last_attention = swept(move, Component.RESID_POST, Component.LAYER_OUTPUT)
    for component in (Component.RESID_POST, Component.LAYER_OUTPUT):
        values = written_after_the_last_attention[Place.of(component, N_LAYERS - 1)]
        assert (values[:-1] == unpatched).all()
        assert values[-1] != unpatched


def test_that_the_stream_after_a_layer_is_the_stream_before_the_next() -> None:
    assert Place.of(Component.RESID_POST, 0) == Place.of(Component.RESID_PRE, 1)


def test_that_the_metric_of_the_unpatched_run_is_that_of_the_naive_model() -> None:
    move = move_of(EQUAL, Way.NOISING)
    expected = naive_difference(naive_logits(MODEL, EQUAL[0]))
    assert difference(move.base.last[None])[0] == pytest.approx(expected, abs=TOLERANCE)


@pytest.mark.parametrize("component", [Component.RESID_PRE, Component.HEAD])
def test_that_the_reported_rows_add_up_to_the_announced_work(component: Component) -> None:
    rows: list[int] = []
    move = move_of(LONGER, Way.DENOISING)
    places = tuple(Place.of(component, layer) for layer in range(N_LAYERS))
    sweep = Sweep(MODEL, move, places, difference, never, rows.append)
    sweep.run()
    assert sum(rows) == sweep.work > 0


def test_that_sweeping_one_position_at_a_time_gives_the_same_numbers() -> None:
    move = move_of(EQUAL, Way.NOISING)
    whole = swept(move, Component.ATTN_OUT)
    portions = Sweep(MODEL, move, tuple(whole), difference, never, rows_in_memory=1).run()
    for place, values in portions.items():
        np.testing.assert_allclose(values, whole[place], atol=1e-5)


def test_that_a_stop_ends_the_sweep_before_the_next_block() -> None:
    asked: list[int] = []

    def stop_at_the_fifth_question() -> bool:
        asked.append(1)
        return len(asked) >= 5

    move = move_of(EQUAL, Way.NOISING)
    places = tuple(Place.of(Component.RESID_PRE, layer) for layer in range(N_LAYERS))
    with pytest.raises(CancelledWorkError):
        Sweep(MODEL, move, places, difference, stop_at_the_fifth_question).run()
    assert len(asked) == 5
