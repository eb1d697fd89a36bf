"""The one road by which anything is asked, whatever answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from holysheep_desktop.core.models import ModelInfo, SaeInfo
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.tokens import Token

if TYPE_CHECKING:
    from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, FeatureHit
    from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
    from holysheep_desktop.core.requests import AnalysisRequest
    from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis, MapRows


@dataclass(frozen=True, slots=True)
class Waiting:
    """The client waits before it tries again."""

    seconds: float
    attempt: int
    attempts: int
    is_rate_limit: bool = False
    """The endpoint said that there were too many calls: every other call had better wait too."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request has come. `total` 0 means that the end is not known.

    Stages are named by the endpoint (`queued`, `prefill`, `features`, `patching`, `sweep`, `decode`, …).
    """

    stage: str
    done: int = 0
    total: int = 0
    text: str = ""
    """A piece of the answer, as it streams."""
    waiting: Waiting | None = None
    rows: tuple[MapRows, ...] = ()
    """Rows of an effect map that are finished; none is reported twice."""
    features: FeatureAnalysis | None = None
    """The features of the prompt as soon as they are read; what is lost with them is not measured yet."""
    share: float | None = None
    """How much of the whole run is done, from 0 to 1, where whoever asked knows all its stages."""


Report: TypeAlias = Callable[[Progress], None]


def report_nothing(progress: Progress) -> None:
    """A `Report` for callers that do not want to know."""


@dataclass(frozen=True, slots=True)
class WaitingOnly:
    """A `Report` that wants to know of waiting and nothing else."""

    tell: Callable[[Waiting], None]

    def __call__(self, progress: Progress) -> None:
        """Hear of `progress`."""
        if progress.waiting is not None:
            self.tell(progress.waiting)


def wants_progress(report: Report) -> bool:
    """Whether anybody looks on.

    Where nobody does, a reply may as well come whole; then it can be asked for again until it is there.
    """
    return report is not report_nothing and not isinstance(report, WaitingOnly)


class SaeShelf(Protocol):
    """The user's own SAEs beside those of an endpoint; only the local one takes any.

    Beside an `AnalysisSource`'s errors: AccessDeniedError where the endpoint takes none.
    """

    async def add_sae(self, wish: SaeImport) -> SaeInfo:
        """Check and copy an SAE; raises SaePlaceUnknownError or DictionaryError with the cause."""
        ...

    async def remove_sae(self, sae_id: str) -> None:
        """Delete the endpoint's copy of an own SAE."""
        ...

    async def compute_dashboard(self, sae_id: str, report: Report = report_nothing) -> SaeInfo:
        """Read the bundled sample of text with an own SAE; cancelling leaves everything as it was."""
        ...


class AnalysisSource(SaeShelf, Protocol):
    """An endpoint that can be asked; every method raises ApiError, MissingApiKeyError or SidecarError.

    Cancelling the task closes the connection, and with it ends the work at the other side.
    """

    async def models(self) -> tuple[ModelInfo, ...]:
        """The models of the endpoint."""
        ...

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        """Ask; `report` hears of progress, of waiting, and of the answer as it streams."""
        ...

    async def tokenize(self, model: str, text: str) -> tuple[Token, ...]:
        """The tokens of a text as the model reads it, BOS first."""
        ...

    async def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        """What is known of one feature."""
        ...

    async def find_features(self, sae_id: str, query: str, limit: int = 50) -> tuple[FeatureHit, ...]:
        """Features whose label, promoted tokens or examples contain all words of `query`.

        A number finds the feature of that number first.
        """
        ...

    async def silent_passages(self, sae_id: str, feature: int, n: int) -> tuple[FeatureExample, ...]:
        """Up to n passages of text in which a feature does not fire.

        Raises NotFoundError where the endpoint has none.
        """
        ...

    async def write_label(self, sae_id: str, feature: int, text: str, source: str = "") -> None:
        """Keep the user's own label of a feature with the endpoint; an empty text takes it away.

        `source`: who proposed it, where the user did not think of it.
        Raises NotFoundError where the endpoint keeps no labels.
        """
        ...

    async def own_labels(self, sae_id: str) -> OwnLabels:
        """All labels that the user wrote for an SAE."""
        ...

    async def import_labels(self, sae_id: str, labels: OwnLabels, *, replaces: bool) -> LabelImport:
        """Add labels of another machine or person; where both have one, it is replaced only if `replaces`.

        Raises BadRequestError where the labels belong to an SAE with other weights.
        """
        ...
