"""Adds, removes and reads the user's own SAEs: asks what has to be asked, and says how it went."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.sae_releases import SaeReleases
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import SaePlaceUnknownError
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask, ask_folder, ask_open_path
from holysheep_desktop.ui.own_saes.computing import Computing
from holysheep_desktop.ui.own_saes.place_dialog import PlaceDialog
from holysheep_desktop.ui.own_saes.remove_dialog import remove_dialog
from holysheep_desktop.ui.session import Session

WEIGHT_ENDINGS = (".safetensors", ".npz")
PICKLE_ENDINGS = frozenset({".pt", ".pth", ".bin", ".ckpt", ".pkl", ".pickle"})
"""Files that would run what they hold when they are opened; they are named, and never opened."""
_CONFIG_NAMES = frozenset({"cfg.json", "config.json"})


def may_be_sae(path: Path) -> bool:
    """Whether something dropped on the window is taken for an SAE: a folder, weights, or a configuration.

    A pickle is too, so that the user hears why it is not opened.
    """
    ending = path.suffix.lower()
    is_weights = ending in WEIGHT_ENDINGS or ending in PICKLE_ENDINGS
    return is_weights or path.name in _CONFIG_NAMES or path.is_dir()


class SaeDesk(QObject):
    """Signals: adding(Path); added(SaeInfo), or add_given_up() when the user cancelled; removed(str);
    computed(SaeInfo); stopped() when the user ended a computation; failed(exception); refused() when the
    endpoint is not the local model; pickle_refused(Path) for a file that is never opened; and
    computing_changed(Computing | None) while a dashboard is computed.

    What is given to `add` while one is being added follows in turn.
    """

    adding = Signal(object)
    added = Signal(object)
    add_given_up = Signal()
    removed = Signal(str)
    computed = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    refused = Signal()
    pickle_refused = Signal(object)
    computing_changed = Signal(object)

    def __init__(self, session: Session, window: QWidget, releases: SaeReleases | None = None) -> None:
        super().__init__(window)
        self._releases = releases
        self._downloading = Job(self)
        self._session = session
        self._window = window
        self._folder = Path.home()
        self._waiting: deque[Path] = deque()
        self._computing: Computing | None = None
        self._choosing, self._adding, self._removing, self._reading = (Job(self) for _ in range(4))
        self._connect()

    @property
    def computing(self) -> Computing | None:
        """The dashboard that is being computed."""
        return self._computing

    @Slot()
    def ask_and_add_file(self) -> None:
        """Ask for a weights file, and add it."""
        filters = [self.tr("SAE weights (*.safetensors *.npz)"), self.tr("All files (*)")]
        chosen = ask_open_path(self._window, self.tr("Add SAE file"), self._folder, filters)
        self._choosing.start(chosen, name="choose SAE")

    @Slot()
    def ask_and_add_folder(self) -> None:
        """Ask for a folder, and add the SAE in it."""
        chosen = ask_folder(self._window, self.tr("Add SAE folder"), self._folder)
        self._choosing.start(chosen, name="choose SAE")

    @Slot(object)
    def add(self, path: Path | None) -> None:
        """Add the SAE in a folder or file; None where the user changed their mind."""
        if path is None:
            return
        if path.suffix.lower() in PICKLE_ENDINGS and not path.is_dir():
            self.pickle_refused.emit(path)
            return
        if self._session.endpoint.kind is not EndpointKind.LOCAL:
            self.refused.emit()
            return
        self._folder = path.parent
        self._waiting.append(path)
        self._add_next()

    @Slot(str)
    def remove(self, sae_id: str) -> None:
        """Ask whether it is meant, and remove an own SAE."""
        self._removing.start(self._ask_and_remove(sae_id), name="remove SAE")

    @Slot(str)
    def compute(self, sae_id: str) -> None:
        """Compute the dashboard of an own SAE; one at a time."""
        if self._reading.is_running:
            return
        self._show_computing(Computing(sae_id))
        work = self._session.source.compute_dashboard(sae_id, self._reading.report)
        self._reading.start(work, name="compute dashboard")

    @Slot()
    def stop(self) -> None:
        """Stop the computation; nothing of it is kept."""
        self._reading.cancel()

    def _connect(self) -> None:
        self._choosing.succeeded.connect(self.add)
        self._adding.succeeded.connect(self._on_added)
        self._adding.finished.connect(self._add_next)
        self._removing.succeeded.connect(self._on_removed)
        self._reading.progressed.connect(self._on_progressed)
        self._reading.succeeded.connect(self._on_computed)
        self._reading.cancelled.connect(self.stopped)
        self._reading.finished.connect(self._on_reading_finished)
        for job in (self._choosing, self._adding, self._removing, self._reading):
            job.failed.connect(self.failed)
        self._session.source_changed.connect(self.stop)

    @Slot()
    def ask_hub(self) -> None:
        """Offer published SAEs."""
        if self._session.endpoint.kind is not EndpointKind.LOCAL:
            self.refused.emit()
        elif self._releases is not None:
            # imported at the first use: most people never open it
            from holysheep_desktop.ui.own_saes.hub_dialog import HubDialog

            self._downloading.start(ask(HubDialog(self._releases, self, self._window)), name="ask the Hub")

    async def bring(self, path: Path) -> SaeInfo | None:
        """Add the SAE in a folder; None where the user gave up. Raises what the source raises."""
        self.adding.emit(path)
        return await self._add(path)

    def show_added(self, sae: SaeInfo | None) -> None:
        """Tell of an SAE that `bring` added."""
        self._on_added(sae)

    async def _add(self, path: Path) -> SaeInfo | None:
        try:
            return await self._session.source.add_sae(SaeImport(path))
        except SaePlaceUnknownError:
            model = self._session.model
            dialog = PlaceDialog(path, model.capabilities.n_layers if model else None, self._window)
        if not await ask(dialog):
            return None
        place = dialog.place()
        return await self._session.source.add_sae(SaeImport(path, place.layer, place.hook_point))

    async def _ask_and_remove(self, sae_id: str) -> str | None:
        if not await ask(remove_dialog(sae_id, self._window)):
            return None
        await self._session.source.remove_sae(sae_id)
        return sae_id

    def _show_computing(self, computing: Computing | None) -> None:
        self._computing = computing
        self.computing_changed.emit(computing)

    @Slot()
    def _add_next(self) -> None:
        if self._waiting and not self._adding.is_running:
            path = self._waiting.popleft()
            self.adding.emit(path)
            self._adding.start(self._add(path), name="add SAE")

    @Slot(object)
    def _on_added(self, sae: SaeInfo | None) -> None:
        if sae is None:
            self.add_given_up.emit()
            return
        self._session.refresh_models()
        self.added.emit(sae)

    @Slot(object)
    def _on_removed(self, sae_id: str | None) -> None:
        if sae_id is not None:
            self._session.refresh_models()
            self.removed.emit(sae_id)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._computing is not None:
            self._show_computing(self._computing.at(progress))

    @Slot(object)
    def _on_computed(self, sae: SaeInfo) -> None:
        self._session.refresh_models()
        self.computed.emit(sae)

    @Slot()
    def _on_reading_finished(self) -> None:
        self._show_computing(None)
