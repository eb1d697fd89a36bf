"""One SAE of a model: where it reads, how good it is, and what the user may do with an own one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.own_saes.computing import Computing
from holysheep_desktop.ui.words.shares import percent


class SaePanel(Translated, QFrame):
    """Signals, each with the id of the SAE: remove_requested, dashboard_requested; and stop_requested()."""

    remove_requested = Signal(str)
    dashboard_requested = Signal(str)
    stop_requested = Signal()

    def __init__(self, sae: SaeInfo, computing: Computing | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saePanel")
        self.setProperty("panel", True)
        self._sae = sae
        self._computing = computing
        self._name = _text(bold=True)
        self._place = _text(ink=Role.TEXT_MUTED)
        self._figures = _text()
        self._measured = _text(ink=Role.TEXT_MUTED)
        self._dashboard = _text(ink=Role.TEXT_MUTED)
        self._bar = QProgressBar()
        self._bar.setObjectName("dashboardProgress")
        self._bar.setTextVisible(False)
        self._compute = push_button("computeDashboard")
        self._stop = push_button("stopDashboard")
        self._remove = push_button("removeSae")
        self._build()
        self._compute.clicked.connect(self._on_compute_clicked)
        self._stop.clicked.connect(self.stop_requested)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._retranslate()

    def show_computing(self, computing: Computing | None) -> None:
        """Follow the dashboard that is being computed, of this SAE or of another."""
        self._computing = computing
        self._show_state()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP, GAP_GROUP, GAP)
        for widget in (self._name, self._place, self._figures, self._measured, self._dashboard, self._bar):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button in (self._compute, self._stop, self._remove):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)

    @override
    def _retranslate(self) -> None:
        sae = self._sae
        name = plain_text(sae.sae_id)
        self._name.setText(self.tr("{name} · added by you").format(name=name) if sae.is_own else name)
        place = self.tr("layer {layer} · {hook} · {width} features")
        self._place.setText(
            place.format(layer=sae.layer, hook=plain_text(sae.hook_point), width=f"{sae.width:,}")
        )
        figures = self._figure_words()
        self._figures.setText(figures or self.tr("quality unknown"))
        set_ink(self._figures, Role.TEXT if figures else Role.TEXT_MUTED)
        n_tokens = sae.metrics.sample_tokens
        self._measured.setVisible(n_tokens is not None)
        if n_tokens is not None:
            words = self.tr("measured here on {n} tokens of the bundled sample of text")
            self._measured.setText(words.format(n=f"{n_tokens:,}"))
        self._compute.setText(self.tr("Compute again") if sae.has_dashboard else self.tr("Compute dashboard"))
        self._compute.setAccessibleName(self.tr("Compute the dashboard of {name}").format(name=name))
        self._stop.setText(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop computing the dashboard"))
        self._remove.setText(self.tr("Remove…"))
        self._remove.setAccessibleName(self.tr("Remove {name}").format(name=name))
        self._bar.setAccessibleName(self.tr("Progress of the dashboard"))
        self._show_state()

    def _show_state(self) -> None:
        sae, computing = self._sae, self._computing
        is_this = computing is not None and computing.sae_id == sae.sae_id
        self._compute.setVisible(sae.is_own and not is_this)
        self._compute.setEnabled(computing is None)
        self._stop.setVisible(is_this)
        self._bar.setVisible(is_this)
        self._remove.setVisible(sae.is_own)
        self._remove.setEnabled(not is_this)
        self._dashboard.setVisible(sae.is_own)
        if computing is not None and is_this:
            self._bar.setRange(0, computing.progress.total)
            self._bar.setValue(computing.progress.done)
            self._dashboard.setText(computing.words())
        else:
            self._dashboard.setText(
                self.tr("with examples of its features")
                if sae.has_dashboard
                else self.tr(
                    "no examples of its features yet; computing them takes minutes, and other questions wait"
                )
            )

    def _figure_words(self) -> str:
        metrics = self._sae.metrics
        parts: list[str] = []
        if metrics.l0 is not None:
            parts.append(self.tr("{n} active per token").format(n=f"{metrics.l0:.1f}"))
        if metrics.explained_variance is not None:
            parts.append(
                self.tr("{share} of the variance explained").format(
                    share=percent(metrics.explained_variance, 1)
                )
            )
        if metrics.ce_loss_recovered is not None:
            parts.append(
                self.tr("{share} of the loss recovered").format(share=percent(metrics.ce_loss_recovered, 1))
            )
        if metrics.dead_fraction is not None:
            parts.append(self.tr("{share} never active").format(share=percent(metrics.dead_fraction, 1)))
        return "\n".join(parts)

    @Slot()
    def _on_compute_clicked(self) -> None:
        self.dashboard_requested.emit(self._sae.sae_id)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self._sae.sae_id)


def _text(*, bold: bool = False, ink: Role | None = None) -> QLabel:
    return selectable(plain_label("saeText", bold=bold, ink=ink, wraps=True))
