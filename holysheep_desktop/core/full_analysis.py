"""A full analysis: one question about features and causes, asked as the endpoint can take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from holysheep_desktop.core.models import ModelInfo, Support
from holysheep_desktop.core.report import Record, RecordKind, Run
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress

_STAGE_ENDS = {
    "queued": 0.01,
    "connecting": 0.01,
    "loading": 0.03,
    "prefill": 0.08,
    "features": 0.14,
    "loss": 0.22,
    "decode": 0.42,
    "patching": 0.58,
    "patching_answers": 0.62,
    "neurons": 0.7,
    "controls": 0.74,
    "sweep": 0.95,
    "similarity": 0.97,
    "self_tests": 0.99,
}
"""Where each stage ends, as shares of a run, from times of the local engine on a dozen tokens."""
_STAGE_STARTS = dict(zip(_STAGE_ENDS, (0.0, *_STAGE_ENDS.values()), strict=False))
_WITHOUT_PATCHING = 0.42


def questions(request: AnalysisRequest, model: ModelInfo | None) -> tuple[AnalysisRequest, ...]:
    """The requests that answer a full question: one, or the tutorial's two.

    An endpoint that lists what it can patch takes features and patching together and runs the prompt once.
    Any other is asked as the tutorial asks: for the features, and then for the patch. Of a model that has no
    SAE only the patch is asked.
    """
    if model is not None and model.capabilities.sae is Support.NO and request.patching is not None:
        return (replace(request, features=None),)
    can_both = model is not None and bool(model.capabilities.patching_components)
    if request.features is None or request.patching is None or can_both:
        return (request,)
    return replace(request, patching=None), replace(request, features=None)


def joined(runs: Sequence[Run]) -> tuple[AnalysisRequest, AnalysisResult]:
    """The runs of a full analysis as one question and one result; what a run lacks comes from the next."""
    request, result = runs[0].request, runs[0].result
    for run in runs[1:]:
        request = replace(
            request,
            features=request.features or run.request.features,
            patching=request.patching or run.request.patching,
        )
        result = replace(
            result,
            answer=result.answer or run.result.answer,
            features=result.features or run.result.features,
            patching=result.patching or run.result.patching,
            notes=tuple(dict.fromkeys((*result.notes, *run.result.notes))),
            unknown_fields={**run.result.unknown_fields, **result.unknown_fields},
        )
    return request, result


def full_record(runs: Sequence[Run], shown: AnalysisResult) -> Record:
    """The runs as a record, with labels and maps as they are shown now."""
    kept = (
        replace(
            run,
            result=replace(
                run.result,
                features=shown.features if run.request.features is not None else run.result.features,
                patching=shown.patching if run.request.patching is not None else run.result.patching,
            ),
        )
        for run in runs
    )
    return Record(RecordKind.FULL, tuple(kept))


class Course:
    """How much of a run is done, from the stages that the endpoint names; it never goes back.

    A stage that is not counted fills its share when another begins; the answer is counted by its pieces.
    """

    def __init__(self, *, has_patching: bool, n_requests: int = 1, max_tokens: int = 1) -> None:
        self._whole = 1.0 if has_patching else _WITHOUT_PATCHING
        self._n_requests = n_requests
        self._max_tokens = max_tokens
        self._request = self._n_pieces = 0
        self._stage = ""
        self._start = self._share = 0.0

    @property
    def share(self) -> float:
        """What is done, between 0 and 1."""
        return (self._request + min(self._share / self._whole, 1.0)) / self._n_requests

    def begin_request(self, place: int) -> None:
        """Another of the requests begins."""
        self._request, self._n_pieces, self._stage, self._start, self._share = place, 0, "", 0.0, 0.0

    def follow(self, progress: Progress) -> float:
        """Take a report of the endpoint, and say what is done."""
        if progress.stage != self._stage:
            self._stage = progress.stage
            self._share = max(self._share, _STAGE_STARTS.get(progress.stage, 0.0))
            self._start = self._share
        end = _STAGE_ENDS.get(progress.stage, self._share)
        self._share = max(self._share, self._start + (end - self._start) * self._part(progress))
        return self.share

    def _part(self, progress: Progress) -> float:
        """How much of its stage is done."""
        if progress.total > 0:
            return min(progress.done / progress.total, 1.0)
        self._n_pieces += bool(progress.text)
        return min(self._n_pieces / self._max_tokens, 1.0) if progress.text else 0.0
