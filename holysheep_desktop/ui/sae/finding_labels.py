"""What is shown under the user's names, as soon as these change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.labelling.own_labels import OwnLabels, labelled_features, relabelled
from holysheep_desktop.core.results import Label
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.shown import Shown
from holysheep_desktop.ui.session import Session


class FindingLabels(QObject):
    """Follows the panel, in which labels are written and imported.

    Signals: changed() after features of what is shown got other labels.
    """

    changed = Signal()

    def __init__(self, session: Session, panel: FeaturePanel, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = shown
        self._job = Job(self)
        self._job.succeeded.connect(self._on_loaded)
        panel.label_changed.connect(self._on_label_changed)
        panel.labels_imported.connect(self._on_imported)

    @Slot(int, object)
    def _on_label_changed(self, feature: int, label: Label | None) -> None:
        analysis = self._shown.features
        if analysis is not None:
            self._shown.relabel(relabelled(analysis, feature, label))
            self.changed.emit()

    @Slot()
    def _on_imported(self) -> None:
        analysis = self._shown.features
        if analysis is not None and analysis.reading.sae_id is not None:
            work = self._session.source.own_labels(analysis.reading.sae_id)
            self._job.start(work, name="own labels")

    @Slot(object)
    def _on_loaded(self, labels: OwnLabels) -> None:
        analysis = self._shown.features
        if analysis is not None:
            self._shown.relabel(labelled_features(analysis, labels.label))
            self.changed.emit()
