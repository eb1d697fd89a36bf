"""What the toy model says of one opened site, and its logit lens: made up by chance, the effects its own."""

from __future__ import annotations

from fakes.toy_model import N_LAYERS, TwoRuns, chance, likely_tokens

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions, SiteChoice, Way
from holysheep_desktop.core.results import (
    ControlResult,
    FeatureEffect,
    HeadEffect,
    LensReading,
    NeuronEffect,
    PatchedAnswer,
    RunsLensRow,
    SiteFinding,
)

HEAD_SHARES = (0.4, 0.2, 0.1, 0.0)


def site_of(seed: int, request: AnalysisRequest, options: PatchOptions, runs: TwoRuns) -> SiteFinding:
    site = options.site
    assert site is not None
    effect = _effect(site, runs)
    n = options.controls
    return SiteFinding(
        site.component,
        site.layer,
        site.position,
        original=_answer(seed, request.prompt, None),
        comparison=_answer(seed, options.comparison_prompt, None),
        noising=None if options.way is Way.DENOISING else _answer(seed, f"{site} noised", effect),
        denoising=None if options.way is Way.NOISING else _answer(seed, f"{site} denoised", effect),
        head=site.head,
        heads=tuple(
            HeadEffect(site.layer, head, share * (effect or 0.0), share * (effect or 0.0))
            for head, share in enumerate(HEAD_SHARES)
        ),
        neurons=tuple(
            NeuronEffect(
                f"L{site.layer}.N{i}", (effect or 0.0) / (i + 2), denoising=(effect or 0.0) / (i + 3)
            )
            for i in range(options.neuron_top_k)
        ),
        features=(FeatureEffect(7, 1.0, 0.02, 0.01, denoising=0.01),) if site.layer == 12 else (),
        controls=(ControlResult("site", n, 0.05), ControlResult("neuron", n, 0.01)) if n else (),
    )


def _effect(site: SiteChoice, runs: TwoRuns) -> float | None:
    if site.component is Component.HEAD:
        return runs.output_effect(HEAD_SHARES[site.head or 0], site.layer, site.position)
    return runs.stream_effect(site.layer, site.position)


def _answer(seed: int, cause: str, effect: float | None) -> PatchedAnswer:
    top = likely_tokens(chance(seed, "site", cause), 5)
    return PatchedAnswer(top, "".join(token.token for token in top[:3]), effect)


def lens_of(seed: int, request: AnalysisRequest, options: PatchOptions) -> tuple[RunsLensRow, ...]:
    return tuple(
        RunsLensRow(
            layer,
            _reading(seed, layer, request.prompt, 1),
            _reading(seed, layer, options.comparison_prompt, -1),
        )
        for layer in range(N_LAYERS)
    )


def _reading(seed: int, layer: int, prompt: str, sign: int) -> LensReading:
    """Undecided at first; from the tenth layer on each run prefers its own answer."""
    top = likely_tokens(chance(seed, "lens", layer, prompt), 5)
    lead = sign * max(-1, layer - 9)
    return LensReading(top, -3.0 + lead / 2, -3.0 - lead / 2)
