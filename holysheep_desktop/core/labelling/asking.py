"""Asks a chat model for a label, and then whether it can tell with it where the feature fires."""

from __future__ import annotations

from collections.abc import Sequence

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample
from holysheep_desktop.core.labelling.proposal import (
    Proposal,
    detection_of,
    detection_prompt,
    divided,
    labelling_prompt,
    quiz,
    read_answers,
    read_label,
)
from holysheep_desktop.core.requests import AnalysisRequest, Generation, user_message
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import ApiResponseError

LABEL_TOKENS = 400
"""Room for a model that thinks before it answers; the label itself has a dozen."""
ANSWER_TOKENS = 800


async def propose_label(
    source: AnalysisSource,
    model: str,
    dashboard: FeatureDashboard,
    silent: Sequence[FeatureExample],
    language: str,
) -> Proposal:
    """Two questions: for a label, and with passages that it has not seen, for a test of the label.

    `silent`: passages in which the feature does not fire. Where there are none, or no passage with the
    feature could be held back, the label is not tested. Raises ApiResponseError where no label was said, and
    what `source.analyse` raises.
    """
    passages = divided(dashboard)
    prompt = labelling_prompt(passages.shown, dashboard.max_activation, language)
    label = read_label(await _answer(source, model, prompt, LABEL_TOKENS))
    if not label:
        raise ApiResponseError("propose_label", "the answer holds no label")
    if not passages.held_back or not silent:
        return Proposal(label, model)
    trials = quiz(passages, silent, dashboard.feature)
    said = await _answer(source, model, detection_prompt(label, trials), ANSWER_TOKENS)
    return Proposal(label, model, detection_of(trials, read_answers(said, len(trials))))


async def _answer(source: AnalysisSource, model: str, prompt: str, max_tokens: int) -> str:
    request = AnalysisRequest(model, user_message(prompt), Generation(max_tokens=max_tokens))
    result = await source.analyse(request)
    return result.answer.text if result.answer is not None else ""
