"""A map that grows: what is reported on the way is what stands in the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from fakes.patching_cases import NoDictionaries, OneDictionary, never, tiny_request
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.effect_maps import layer_rows, map_of, map_of_rows, missing_layers
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnswerTokenIds, Method, PatchOptions
from holysheep_desktop.core.results import EffectMap, EffectScale, MapRows, PatchAnalysis
from holysheep_desktop.core.source import Progress, report_nothing
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError

ORIGINAL, COMPARISON = "abcdefgh", "abxdefyh"
ANSWERS = AnswerTokenIds(39, 31)
MAPPED = tuple(Component)


def drawn(heard: list[Progress], should_stop: Any = never, **options: Any) -> PatchAnalysis:
    tokenizer = tiny_tokenizer()
    request = tiny_request(ORIGINAL, COMPARISON, answers=ANSWERS, max_tokens=1, **options)
    prompt = read_prompt_text(tokenizer, ORIGINAL).tokens
    return analyse_patching(
        tiny_model(), tokenizer, OneDictionary(), prompt, request, heard.append, should_stop
    )


def rows_of(heard: Sequence[Progress], component: Component) -> list[MapRows]:
    return [rows for progress in heard for rows in progress.rows if rows.component is component]


def values(effects: EffectMap | None) -> list[float]:
    assert effects is not None
    assert effects.noising is not None
    assert effects.denoising is not None
    return [v for row in (*effects.noising, *effects.denoising) for v in row if v is not None]


@pytest.mark.parametrize("component", MAPPED)
@pytest.mark.parametrize("method", list(Method))
def test_that_the_reported_rows_are_exactly_those_of_the_result(component: Component, method: Method) -> None:
    heard: list[Progress] = []
    found = drawn(heard, sweep=True, components=MAPPED, method=method)

    assert map_of_rows(rows_of(heard, component)) == map_of(found, component)


def test_that_no_row_is_reported_twice_and_each_says_its_scale() -> None:
    heard: list[Progress] = []
    found = drawn(heard, sweep=True, components=MAPPED)

    rows = rows_of(heard, Component.RESID_POST)
    assert sorted(one.layer for one in rows) == [0, 1, 2]
    assert {one.scale for one in rows} == {found.map_scale} == {EffectScale.NORMALISED}


def test_that_rows_come_with_progress_that_never_goes_back() -> None:
    heard: list[Progress] = []
    drawn(heard, sweep=True, components=MAPPED)

    sweep = [progress for progress in heard if progress.stage == "sweep"]
    assert all(before.done <= after.done for before, after in pairwise(sweep))
    assert sweep[-1].done == sweep[-1].total


@pytest.mark.parametrize("layers", [(0,), (2, 0), (1, 2, 2)])
def test_that_a_sweep_of_some_layers_gives_their_rows_of_the_whole_map(layers: tuple[int, ...]) -> None:
    whole = drawn([], sweep=True, components=MAPPED)
    some = drawn([], sweep=True, components=MAPPED, layers=layers)

    for component in MAPPED:
        part, all_of_it = map_of(some, component), map_of(whole, component)
        assert part is not None
        assert all_of_it is not None
        assert part.layers == tuple(sorted(set(layers)))
        wanted = map_of_rows(rows for rows in layer_rows(all_of_it) if rows.layer in layers)
        assert values(part) == pytest.approx(values(wanted), abs=1e-5)


def test_that_a_sweep_of_some_layers_has_the_controls_of_the_whole_map() -> None:
    whole = drawn([], sweep=True, components=MAPPED, controls=20)
    some = drawn([], sweep=True, components=MAPPED, controls=20, layers=(0,))

    wanted = {one.claim: one.effects for one in whole.controls if one.claim.startswith("map:")}
    assert len(wanted) == len(MAPPED)
    for one in some.controls:
        if one.claim in wanted:
            assert one.effects == pytest.approx(wanted[one.claim], abs=1e-5)


def test_that_the_score_of_the_target_layer_does_not_depend_on_the_swept_layers() -> None:
    whole = drawn([], sweep=True, components=MAPPED)
    some = drawn([], sweep=True, components=MAPPED, layers=(0,))

    assert some.impact_score == pytest.approx(whole.impact_score, abs=1e-6)


@pytest.mark.parametrize(
    "options",
    [{"sweep": True, "layers": (CONFIG.n_layers,)}, {"sweep": True, "layers": ()}, {"layers": (1,)}],
)
def test_that_layers_that_cannot_be_swept_are_refused_by_name(options: dict[str, Any]) -> None:
    with pytest.raises(PatchTargetError) as refused:
        drawn([], **options)

    assert refused.value.param == "extra_body.activation_patching.layers"


def test_that_a_stop_leaves_whole_rows_behind() -> None:
    # 56 patched positions of two heads are more rows than a band holds: the map comes layer by layer.
    original = "abcdefgh" * 7
    heard: list[Progress] = []

    def has_rows() -> bool:
        return any(progress.rows for progress in heard)

    tokenizer = tiny_tokenizer()
    request = tiny_request(
        original, f"x{original[1:]}", answers=ANSWERS, max_tokens=1, sweep=True, components=(Component.HEAD,)
    )
    prompt = read_prompt_text(tokenizer, original).tokens
    with pytest.raises(CancelledWorkError):
        analyse_patching(tiny_model(), tokenizer, NoDictionaries(), prompt, request, heard.append, has_rows)

    (kept,) = rows_of(heard, Component.HEAD)
    assert kept.layer == CONFIG.n_layers - 1
    assert None not in (kept.noising, kept.denoising)


@pytest.mark.parametrize("component", list(Component))
def test_that_what_a_stop_left_and_the_missing_layers_make_the_whole_map(component: Component) -> None:
    heard: list[Progress] = []

    def has_rows() -> bool:
        return any(progress.rows for progress in heard)

    # so long a prompt that the map comes in several bands
    original = "abcdefgh" * 7
    request = tiny_request(
        original, f"x{original[1:]}", answers=ANSWERS, max_tokens=1, sweep=True,
        components=(component, Component.HEAD),
    )  # fmt: skip
    assert request.patching is not None
    tokenizer = tiny_tokenizer()
    prompt = read_prompt_text(tokenizer, original).tokens

    def run(options: PatchOptions, report: Any, stop: Any) -> PatchAnalysis:
        return analyse_patching(
            tiny_model(), tokenizer, OneDictionary(), prompt, replace(request, patching=options), report, stop
        )

    with pytest.raises(CancelledWorkError):
        run(request.patching, heard.append, has_rows)
    kept = rows_of(heard, component)
    missing = missing_layers(map_of_rows(kept), CONFIG.n_layers)
    assert 0 < len(missing) < CONFIG.n_layers
    rest = map_of(run(replace(request.patching, layers=missing), report_nothing, never), component)
    assert rest is not None
    whole = map_of(run(request.patching, report_nothing, never), component)
    joined = map_of_rows([*kept, *layer_rows(rest)])
    assert joined is not None
    assert joined.layers == (0, 1, 2)
    assert values(joined) == pytest.approx(values(whole), abs=1e-5)
