"""From a pair of prompts to the question that is asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from holysheep_desktop.core.models import Component, Metric, ModelInfo
from holysheep_desktop.core.pairs.pair_file import PromptPair
from holysheep_desktop.core.report import Run, RunRole
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.core.results import PatchAnalysis
from holysheep_desktop.core.source import AnalysisSource, Report
from holysheep_desktop.errors import InputError, InputReason

_ONE_TOKEN = Generation(max_tokens=1)
_PATCHED_TOGETHER = {Component.NEURON, Component.SAE_FEATURE}


@dataclass(frozen=True, slots=True)
class PairSettings:
    """What is patched in every pair, and how its effect is measured."""

    component: Component = Component.RESID_POST
    metric: Metric = Metric.LOGIT_DIFF
    n_strongest: int = 10
    controls: int = 20


async def ask_pair(
    source: AnalysisSource, model: ModelInfo, pair: PromptPair, settings: PairSettings, report: Report
) -> Run:
    """The whole map of one pair; raises what the source raises, and InputError for equal answers."""
    request = pair_request(model, pair, settings, await _answers(source, model.id, pair))
    return Run(request, await source.analyse(request, report), RunRole.PAIR)


def pair_request(
    model: ModelInfo, pair: PromptPair, settings: PairSettings, answers: AnswerTokenIds | None
) -> AnalysisRequest:
    """A sweep over every layer and position of one component."""
    n_layers = model.capabilities.n_layers
    options = PatchOptions(
        pair.comparison,
        0 if n_layers is None else n_layers // 2,
        settings.metric,
        components=(settings.component,),
        sweep=True,
        answers=answers,
        neuron_top_k=settings.n_strongest if settings.component in _PATCHED_TOGETHER else 0,
        controls=settings.controls,
    )
    return AnalysisRequest(model.id, user_message(pair.original), _ONE_TOKEN, patching=options)


async def _answers(source: AnalysisSource, model: str, pair: PromptPair) -> AnswerTokenIds | None:
    """The first tokens of both answers; None where the endpoint chooses because one is not given."""
    if not has_answers(pair):
        return None
    ids: list[int] = []
    for text in (pair.original_answer, pair.comparison_answer):
        tokens = [token for token in await source.tokenize(model, text) if not token.is_special]
        if not tokens:
            raise InputError("answer_tokens", InputReason.EMPTY)
        ids.append(tokens[0].id)
    if ids[0] == ids[1]:
        raise InputError("answer_tokens", InputReason.NOT_ALLOWED)
    return AnswerTokenIds(ids[0], ids[1])


def has_answers(pair: PromptPair) -> bool:
    """Whether the pair says what each prompt is answered, so that the model can be right or wrong."""
    return bool(pair.original_answer and pair.comparison_answer)


def is_right(analysis: PatchAnalysis) -> bool | None:
    """Whether each run prefers its own answer token; None where the probabilities are not told."""
    answers = analysis.answers
    if answers is None:
        return None
    first, second = answers.original, answers.comparison
    original = (first.logprob_original, second.logprob_original)
    comparison = (second.logprob_comparison, first.logprob_comparison)
    found: list[bool] = []
    for own, other in (original, comparison):
        if own is None or other is None:
            return None
        found.append(own > other)
    return all(found)


def settings_of(request: AnalysisRequest) -> PairSettings:
    """What a request for one pair says of all pairs."""
    options, usual = request.patching, PairSettings()
    if options is None or not options.components:
        return usual
    strongest = options.neuron_top_k or usual.n_strongest
    return PairSettings(options.components[0], options.metric, strongest, options.controls)


def pair_of(run: Run) -> PromptPair:
    """The pair that a run was about, as far as the run tells; chosen answers come back with their texts."""
    options, analysis = run.request.patching, run.result.patching
    comparison = options.comparison_prompt if options else ""
    answers = analysis.answers if analysis else None
    if options is None or options.answers is None or answers is None:
        return PromptPair(run.request.prompt, comparison)
    return PromptPair(run.request.prompt, comparison, answers.original.text, answers.comparison.text)


def is_about(run: Run, pair: PromptPair) -> bool:
    """Whether a run asked this pair; of its answers a run knows the first tokens."""
    asked = pair_of(run)
    return (asked.original, asked.comparison) == (pair.original, pair.comparison) and (
        pair.original_answer.startswith(asked.original_answer)
        and pair.comparison_answer.startswith(asked.comparison_answer)
        and has_answers(asked) == has_answers(pair)
    )
