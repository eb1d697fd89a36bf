"""A batch: many prompts asked with the same settings, kept so that it can stop and go on at any time."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from holysheep_desktop.core.batches.prompt_list import PromptFiles, PromptPair
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.report import Record, RecordKind, Report, Run
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.core.results import AnalysisResult, FeatureActivation, Label
from holysheep_desktop.core.table_export import TableFiles

if TYPE_CHECKING:
    from holysheep_desktop.core.batches.job import JobFolders

PARALLEL_CALLS = 4
"""Calls at a time to an endpoint on another machine; the local model answers one after the other."""
NAME_LENGTH = 80


class ItemState(StrEnum):
    """How far one prompt of a batch is. Running is never kept: what a kill cuts off is waiting again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What every prompt of a batch is asked with, and whom.

    The comparison prompt of `patching` is filled in by each item that has one. `features` is None where the
    answers, and the effects of patching, are wanted alone: a model may have no SAE.
    """

    endpoint: Endpoint
    model: str
    features: FeatureOptions | None
    generation: Generation = field(default_factory=Generation)
    patching: PatchOptions | None = None

    @property
    def kind(self) -> RecordKind:
        """SAE where features are all that is asked for, else full."""
        is_sae = self.features is not None and self.patching is None
        return RecordKind.SAE if is_sae else RecordKind.FULL

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine and nothing is charged."""
        return self.endpoint.kind is EndpointKind.LOCAL

    @property
    def parallel(self) -> int:
        """How many calls may run at a time."""
        return 1 if self.is_local else PARALLEL_CALLS

    def request(self, pair: PromptPair) -> AnalysisRequest:
        """The question of one item."""
        patching = None
        if self.patching is not None and pair.comparison is not None:
            patching = replace(self.patching, comparison_prompt=pair.comparison)
        return AnalysisRequest(
            self.model, user_message(pair.prompt), self.generation, features=self.features, patching=patching
        )

    def record(self, pair: PromptPair, result: AnalysisResult) -> Record:
        """The finished work on one item, as a report or the history keeps it."""
        return Record(self.kind, (Run(self.request(pair), result),))


@dataclass(frozen=True, slots=True)
class Activations:
    """The features that one prompt lists, strongest first, as two arrays: a batch holds half a million."""

    features: array[int] = field(default_factory=lambda: array("q"))
    values: array[float] = field(default_factory=lambda: array("d"))

    @classmethod
    def of(cls, features: Sequence[FeatureActivation]) -> Activations:
        """Ids and pooled activations, without the labels."""
        return cls(
            array("q", (entry.feature for entry in features)),
            array("d", (entry.activation for entry in features)),
        )


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """What is kept of a result in the table; None is what the endpoint did not say.

    `is_complete`: every active feature is listed, so that a feature that is not has activation 0.
    """

    activations: Activations = field(default_factory=Activations)
    is_complete: bool = False
    n_active: int | None = None
    l0: float | None = None
    explained_variance: float | None = None
    impact: float | None = None
    answer: str | None = None
    cost_usd: float | None = None

    @property
    def top(self) -> int | None:
        """The strongest feature."""
        return self.activations.features[0] if self.activations.features else None


def finding_of(result: AnalysisResult) -> ItemFinding:
    """The columns of the table that a result fills."""
    analysis, answer = result.features, result.answer
    features = analysis.features if analysis else ()
    reading = analysis.reading if analysis else None
    n_active = reading.n_active if reading else None
    return ItemFinding(
        activations=Activations.of(features),
        is_complete=n_active is not None and n_active <= len(features),
        n_active=n_active,
        l0=reading.l0_mean if reading else None,
        explained_variance=reading.explained_variance if reading else None,
        impact=result.patching.impact_score if result.patching else None,
        answer=answer.text if answer else None,
        cost_usd=answer.usage.cost_usd if answer else None,
    )


def labels_of(result: AnalysisResult) -> dict[int, Label]:
    """The labels of the features that a result lists."""
    features = result.features.features if result.features else ()
    return {entry.feature: entry.label for entry in features if entry.label is not None}


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One prompt of a batch. `place` counts from 0; `error` is a sentence for a person."""

    place: int
    pair: PromptPair
    state: ItemState = ItemState.WAITING
    finding: ItemFinding | None = None
    error: str = ""
    elapsed_s: float | None = None
    run_id: str | None = None
    """The name under which the history keeps the whole result."""


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """One line in the list of batches."""

    id: str
    name: str
    created_at: datetime
    n_items: int
    n_done: int = 0
    n_failed: int = 0

    @property
    def n_waiting(self) -> int:
        """Prompts that were not asked yet."""
        return self.n_items - self.n_done - self.n_failed


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it is opened: settings, every item, and the labels of the features that they list."""

    summary: BatchSummary
    settings: BatchSettings
    items: tuple[BatchItem, ...]
    labels: Mapping[int, Label] = field(default_factory=dict[int, Label])


class BatchStore(Protocol):
    """Where batches are kept. Every method may raise DatabaseError, and then has changed nothing."""

    async def batches(self) -> tuple[BatchSummary, ...]:
        """All batches that are not deleted, newest first."""
        ...

    async def create(self, name: str, settings: BatchSettings, pairs: Sequence[PromptPair]) -> BatchSummary:
        """Keep a new batch, all of it or nothing."""
        ...

    async def open(self, batch_id: str) -> Batch:
        """A batch with its items in order. Raises KeyError where there is none of that id."""
        ...

    async def keep_item(self, batch_id: str, item: BatchItem, labels: Mapping[int, Label]) -> None:
        """Keep how an item ended, and the labels of the features that it lists."""
        ...

    async def retry_failed(self, batch_id: str) -> None:
        """Let every failed item wait again."""
        ...

    async def rename(self, batch_id: str, name: str) -> None:
        """Give a batch another name."""
        ...

    async def delete(self, batch_id: str) -> None:
        """Put a batch away; `restore` brings it back."""
        ...

    async def restore(self, batch_id: str) -> None:
        """Bring back what `delete` put away."""
        ...


class RunBook(Protocol):
    """The history, as far as a batch needs it: every item is a run of its own there."""

    def new_id(self) -> str:
        """A name for a run that is to be kept."""
        ...

    async def begin(self, run_id: str, batch_id: str, settings: BatchSettings, pair: PromptPair) -> None:
        """Note that a run begins."""
        ...

    async def finish(self, run_id: str, record: Record) -> None:
        """Keep what was found."""
        ...

    async def fail(self, run_id: str, error: BaseException) -> None:
        """Note that a run failed."""
        ...

    async def cancel(self, run_id: str) -> None:
        """Note that a run was stopped."""
        ...

    async def report(self, run_id: str) -> Report:
        """What was found in a run, and with what."""
        ...


@dataclass(frozen=True, slots=True)
class BatchStores:
    """What batches need of the disk."""

    batches: BatchStore
    book: RunBook
    lists: PromptFiles
    tables: TableFiles
    jobs: JobFolders
