"""What is asked, whatever tab asks it: the endpoint, its models, and the chosen model and SAE."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind
from holysheep_desktop.core.labelling.public_labels import PublicLabels
from holysheep_desktop.core.models import ModelInfo, SaeInfo
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.ui.loop.jobs import Job

Connect: TypeAlias = Callable[[Endpoint], AnalysisSource]
"""Gives the source that asks an endpoint; the same one while neither it nor the limits change."""


class EndpointState(StrEnum):
    """How the endpoint is, as far as its list of models tells."""

    ASKING = "asking"
    READY = "ready"
    FAILED = "failed"


class Session(QObject):
    """The one place that knows the current endpoint, model and SAE; widgets follow its signals."""

    source_changed = Signal()
    state_changed = Signal()
    models_changed = Signal()
    model_changed = Signal()
    sae_changed = Signal()

    def __init__(self, connect: Connect, endpoint: Endpoint, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect_to = connect
        self._endpoint = endpoint
        self._source: AnalysisSource | None = None
        self._models: tuple[ModelInfo, ...] = ()
        self._model: ModelInfo | None = None
        self._sae: SaeInfo | None = None
        self._preferred: dict[str, str] = {}
        self._state = EndpointState.ASKING
        self._error: BaseException | None = None
        self._servers: tuple[Endpoint, ...] = ()
        self.public_labels: PublicLabels | None = None
        """Who knows labels of public SAEs; None where nobody is asked."""
        self._job = Job(self)
        self._job.succeeded.connect(self._on_models_loaded)
        self._job.failed.connect(self._on_models_failed)

    @property
    def source(self) -> AnalysisSource:
        """What answers; connected by the first question, as a client takes a while to import."""
        if self._source is None:
            self._source = self._connect_to(self._endpoint)
        return self._source

    @property
    def endpoint(self) -> Endpoint:
        """Where it answers."""
        return self._endpoint

    @property
    def origin(self) -> Origin:
        """What the numbers of this endpoint are: measured on this machine, or reported by another."""
        is_local = self._endpoint.kind is EndpointKind.LOCAL
        return Origin.MEASURED_HERE if is_local else Origin.REPORTED

    @property
    def state(self) -> EndpointState:
        """Whether the endpoint answered when it was last asked for its models."""
        return self._state

    @property
    def error(self) -> BaseException | None:
        """Why the list of models could not be had, while the state is FAILED."""
        return self._error

    @property
    def models(self) -> tuple[ModelInfo, ...]:
        """The endpoint's models, as last heard."""
        return self._models

    @property
    def model(self) -> ModelInfo | None:
        """The chosen model."""
        return self._model

    @property
    def sae(self) -> SaeInfo | None:
        """The chosen SAE of the chosen model; None where the model names none."""
        return self._sae

    @property
    def preferred_models(self) -> dict[str, str]:
        """The model chosen by hand, by endpoint id."""
        return dict(self._preferred)

    @property
    def servers(self) -> tuple[Endpoint, ...]:
        """The endpoints that chat models may be asked at: those that are known, but not the local one."""
        known = self._servers or (Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL),)
        is_other = self._endpoint.kind is not EndpointKind.LOCAL and self._endpoint not in known
        return (self._endpoint, *known) if is_other else known

    def offer_servers(self, endpoints: Sequence[Endpoint]) -> None:
        """Take note of the endpoints that the user has set up."""
        self._servers = tuple(known for known in endpoints if known.kind is not EndpointKind.LOCAL)

    def source_of(self, endpoint: Endpoint) -> AnalysisSource:
        """What answers at another endpoint, for a question beside those that the session asks."""
        return self._connect_to(endpoint)

    def prefer_models(self, preferred: dict[str, str]) -> None:
        """Choose these models, by endpoint id, when their endpoint lists them."""
        self._preferred = dict(preferred)

    def use_endpoint(self, endpoint: Endpoint) -> None:
        """Ask another endpoint, or the same one afresh with other settings, from now on."""
        self._endpoint = endpoint
        self._source = self._connect_to(endpoint)
        self._models = ()
        self._choose(None)
        self.source_changed.emit()
        self.models_changed.emit()
        self.refresh_models()

    def refresh_models(self) -> None:
        """Ask the endpoint for its models; the state says how that goes."""
        self._set_state(EndpointState.ASKING, None)
        self._job.start(self.source.models(), name="models")

    def show_models(self, models: tuple[ModelInfo, ...]) -> None:
        """Take a list of models as the endpoint's own."""
        self._models = models
        self.models_changed.emit()
        self._choose(self._first_choice())
        self._set_state(EndpointState.READY, None)

    def choose_model(self, model_id: str) -> None:
        """Choose a model by its id; one that is not listed is taken on trust, its abilities unknown."""
        listed = next((model for model in self._models if model.id == model_id), None)
        self._preferred[self._endpoint.id] = model_id
        self._choose(listed or ModelInfo(model_id))

    def choose_sae(self, sae_id: str) -> None:
        """Choose one of the model's SAEs; an id that the model does not have changes nothing."""
        sae = self._model.sae(sae_id) if self._model else None
        if sae is not None and sae != self._sae:
            self._sae = sae
            self.sae_changed.emit()

    def _first_choice(self) -> ModelInfo | None:
        wanted = self._preferred.get(self._endpoint.id)
        listed = next((model for model in self._models if model.id == wanted), None)
        return listed or next(iter(self._models), None)

    def _choose(self, model: ModelInfo | None) -> None:
        if model == self._model:
            return
        self._model = model
        saes = model.capabilities.saes if model else ()
        chosen = self._sae.sae_id if self._sae else None
        self._sae = next((sae for sae in saes if sae.sae_id == chosen), model.usual_sae() if model else None)
        self.model_changed.emit()
        self.sae_changed.emit()

    def _set_state(self, state: EndpointState, error: BaseException | None) -> None:
        self._state = state
        self._error = error
        self.state_changed.emit()

    @Slot(object)
    def _on_models_loaded(self, models: tuple[ModelInfo, ...]) -> None:
        self.show_models(models)

    @Slot(object)
    def _on_models_failed(self, error: BaseException) -> None:
        self._set_state(EndpointState.FAILED, error)
