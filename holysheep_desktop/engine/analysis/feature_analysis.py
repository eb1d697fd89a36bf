"""The SAE features of a prompt as the result that is sent: pooled, by token, with the SAE's health on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from holysheep_desktop.core.requests import FeatureOptions, Pooling
from holysheep_desktop.core.results import (
    ActivationCache,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    SaeReading,
)
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.engine.analysis.cross_entropy import ce_loss_recovered
from holysheep_desktop.engine.analysis.prompt_run import PromptRun
from holysheep_desktop.engine.analysis.reading import POOLING_WORDS, PromptReading, read_prompt
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network

MEASURING_LOSS = "loss"
"""The stage in which the model runs on with the reconstruction."""


def site_of(sae: Sae) -> Site:
    """Where in its block an SAE reads."""
    return Site(f"hook_{sae.hook_point.value}")


def captures_for(sae: Sae) -> frozenset[str]:
    """Values of the prompt's run that `analyse_features` needs."""
    return frozenset({hooks.name(sae.layer, Site.RESID_PRE), hooks.name(sae.layer, site_of(sae))})


def analyse_features(
    model: Network,
    library: SaeLibrary,
    sae: Sae,
    run: PromptRun,
    options: FeatureOptions,
    report: Report,
    should_stop: Callable[[], bool],
) -> FeatureAnalysis:
    """Read the run's prompt with an SAE, and measure by two more runs what the reconstruction loses.

    The features are reported before the loss is measured: it takes three quarters of the time, most of it in
    three products of all tokens with the whole vocabulary.
    """
    x = run.value(sae.layer, site_of(sae))
    mean = library.mean(sae.sae_id)
    reading = read_prompt(sae, x, run.prompt.is_special, mean, options.pooling)
    found = _analysis(library, sae, run, reading, options)
    report(Progress(MEASURING_LOSS, features=found))
    recovered = ce_loss_recovered(
        model, sae, run.prompt.ids, run.prompt.is_special,
        resid_pre=run.value(sae.layer, Site.RESID_PRE), spliced=reading.spliced, final=run.final,
        should_stop=should_stop, edit=run.edit,
    )  # fmt: skip
    return replace(found, reading=replace(found.reading, ce_loss_recovered=recovered))


def _analysis(
    library: SaeLibrary, sae: Sae, run: PromptRun, reading: PromptReading, options: FeatureOptions
) -> FeatureAnalysis:
    """What was read; the loss recovered is still missing."""
    listed = reading.strongest(options.top_k)
    return FeatureAnalysis(
        features=tuple(
            FeatureActivation(
                i,
                float(reading.pooled[i]),
                library.label(sae.sae_id, i),
                library.density(sae.sae_id, i),
            )
            for i in listed
        ),
        reading=_summary(library, sae, reading, options.pooling),
        cache=ActivationCache(run.prompt.tokens, reading.by_token) if options.with_activation_cache else None,
        labels=_other_labels(library, sae, reading, listed) if options.with_activation_cache else {},
    )


def _other_labels(
    library: SaeLibrary, sae: Sae, reading: PromptReading, listed: Sequence[int]
) -> dict[int, Label]:
    active = {feature for token in reading.by_token for feature in token.features}
    found = ((feature, library.label(sae.sae_id, feature)) for feature in sorted(active.difference(listed)))
    return {feature: label for feature, label in found if label is not None}


def _summary(library: SaeLibrary, sae: Sae, reading: PromptReading, pooling: Pooling) -> SaeReading:
    info = library.info(sae.sae_id)
    return SaeReading(
        sae_id=info.sae_id,
        layer=info.layer,
        hook_point=info.hook_point,
        width=info.width,
        sha256=info.sha256,
        pooling=POOLING_WORDS[pooling],
        n_tokens=len(reading.l0),
        n_active=reading.n_active,
        l0_mean=reading.l0_mean,
        sparsity=reading.sparsity,
        explained_variance=reading.explained_variance,
        l0_p95=reading.l0_p95,
    )
