"""What a run can be found by: its prompts, its answers, and the labels of what fired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from holysheep_desktop.core.report import Record, Run
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import Label, PatchAnalysis

PADDING = "\n\n"
"""Behind every text, so that its last two characters begin a trigram too."""
_LIMIT = 20_000
_EXCERPT = 200
_UNHOLDABLE = re.compile("[\\x00\\ud800-\\udfff]")


@dataclass(frozen=True, slots=True)
class SearchText:
    """The columns of the full-text table, but for what the user writes."""

    prompts: str
    answers: str = ""
    labels: str = ""


def of_request(request: AnalysisRequest) -> SearchText:
    """The text of a run that has no finding."""
    return SearchText(_joined(_prompts(request)))


def of_record(record: Record) -> SearchText:
    """The text of a finding."""
    return SearchText(
        _joined(prompt for run in record.runs for prompt in _prompts(run.request)),
        _joined(answer for run in record.runs for answer in _answers(run)),
        _joined(label.text for run in record.runs for label in _labels(run) if label is not None),
    )


def of_notes(name: str, note: str, tags: Iterable[str]) -> str:
    """What the user wrote about a run."""
    return _joined((name, note, *tags))


def excerpt(text: str) -> str:
    """The beginning of a prompt, on one line."""
    return clean(" ".join(text[: 4 * _EXCERPT].split())[:_EXCERPT])


def clean(text: str) -> str:
    """Composed characters, and none that a database cannot hold."""
    return unicodedata.normalize("NFC", _UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def _joined(texts: Iterable[str]) -> str:
    different = dict.fromkeys(text for text in texts if text)
    return clean("\n".join(different)[:_LIMIT]) + PADDING


def _prompts(request: AnalysisRequest) -> Iterator[str]:
    for message in request.messages:
        yield message.content
    if request.patching is not None:
        yield request.patching.comparison_prompt


def _answers(run: Run) -> Iterator[str]:
    if run.result.answer is not None:
        yield run.result.answer.text
    if (patching := run.result.patching) is not None:
        yield patching.comparison_answer or ""
        if patching.texts is not None:
            yield patching.texts.patched


def _labels(run: Run) -> Iterator[Label | None]:
    if (features := run.result.features) is not None:
        yield from (entry.label for entry in features.features)
    if run.result.patching is not None:
        yield from _patching_labels(run.result.patching)


def _patching_labels(patching: PatchAnalysis) -> Iterator[Label | None]:
    yield from (neuron.label for neuron in patching.neurons)
    yield from (feature.label for feature in patching.features)
