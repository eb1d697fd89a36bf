"""What the window says about the user's own SAEs, and the one thing that follows from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.own_saes.computing import Computing
from holysheep_desktop.ui.own_saes.desk import SaeDesk
from holysheep_desktop.ui.words.errors import Action


class SaeNews(QObject):
    """Notes in the strip of the window, for as long as the desk lives."""

    def __init__(self, desk: SaeDesk, notices: NoticeStrip) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notices = notices
        self._added = ""
        self._computing = ""
        desk.adding.connect(self._on_adding)
        desk.added.connect(self._on_added)
        desk.add_given_up.connect(notices.clear)
        desk.removed.connect(self._on_removed)
        desk.computed.connect(self._on_computed)
        desk.stopped.connect(self._on_stopped)
        desk.refused.connect(self._on_refused)
        desk.pickle_refused.connect(self._on_pickle_refused)
        desk.failed.connect(self._on_failed)
        desk.computing_changed.connect(self._on_computing_changed)

    def compute_last(self) -> bool:
        """Take the offer of the last note, where the SAE that was added is still there."""
        if self._added:
            self._notices.clear()
            self._desk.compute(self._added)
        return bool(self._added)

    @Slot(object)
    def _on_adding(self, path: Path) -> None:
        self._notices.show_note(self.tr("Adding {name}…").format(name=plain_text(path.name)))

    @Slot(object)
    def _on_added(self, sae: SaeInfo) -> None:
        self._added = sae.sae_id
        place = self.tr(
            "Layer {layer} · {hook} · {width} features. It can be chosen above and in the SAE tab."
        )
        self._notices.show_note(
            self.tr("Added: {name}").format(name=plain_text(sae.sae_id)),
            place.format(layer=sae.layer, hook=plain_text(sae.hook_point), width=f"{sae.width:,}"),
            Action.COMPUTE_DASHBOARD,
        )

    @Slot(str)
    def _on_removed(self, sae_id: str) -> None:
        self._added = "" if self._added == sae_id else self._added
        self._notices.show_note(self.tr("Removed: {name}").format(name=plain_text(sae_id)))

    @Slot(object)
    def _on_computing_changed(self, computing: Computing | None) -> None:
        before, self._computing = self._computing, computing.sae_id if computing is not None else ""
        if self._computing and self._computing != before:
            self._notices.show_note(
                self.tr("Computing the dashboard of {name}").format(name=plain_text(self._computing)),
                self.tr(
                    "It takes some minutes. Other analyses of the local model wait until it is done; how far "
                    "it is stands in the Models tab, with Stop."
                ),
            )

    @Slot(object)
    def _on_computed(self, sae: SaeInfo) -> None:
        name = plain_text(sae.sae_id)
        self._notices.show_note(self.tr("The dashboard of {name} is ready.").format(name=name))

    @Slot()
    def _on_stopped(self) -> None:
        self._notices.show_note(self.tr("Stopped. Nothing of the dashboard was kept."))

    @Slot()
    def _on_refused(self) -> None:
        self._notices.show_note(
            self.tr("SAEs are added to the local model."),
            self.tr("Choose Local above, then add it again."),
        )

    @Slot(object)
    def _on_pickle_refused(self, path: Path) -> None:
        self._notices.show_note(
            self.tr("{name} is not opened: it is a Python pickle.").format(name=plain_text(path.name)),
            self.tr(
                "A pickle can run any program when it is opened. Save the SAE as .safetensors or .npz, for "
                "example with SAELens, and add that."
            ),
        )

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._notices.show_error(error)
