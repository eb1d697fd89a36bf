"""Search in the features of an SAE: a field, and the list of what was found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import FeatureHit, FoundIn
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable, RowView
from holysheep_desktop.ui.words.errors import describe
from holysheep_desktop.ui.words.shares import in_percent

MOST_HITS = 200
TYPING_PAUSE_MS = 250
_LONGEST_QUERY = 200
_LIST_HEIGHT = 220


def _feature(hit: FeatureHit) -> int:
    return hit.feature


def _feature_text(hit: FeatureHit) -> str:
    return str(hit.feature)


def _density(hit: FeatureHit) -> float | None:
    return hit.density


def _density_text(hit: FeatureHit) -> str:
    return MISSING if hit.density is None else in_percent(f"{100 * hit.density:.2g}")


def _label(hit: FeatureHit) -> str | None:
    return label_words(hit.label) or None


def _label_text(hit: FeatureHit) -> str:
    return label_words(hit.label) or MISSING


class HitTable(RowTable[FeatureHit]):
    """Feature, density, label, and where the words were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("feature", _feature, _feature_text, is_number=True, width=56),
            Column("density", _density, _density_text, is_number=True, width=64),
            Column("label", _label, _label_text, width=190),
            Column("found", self._place_text, self._place_text, width=90),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def _place_text(self, hit: FeatureHit) -> str:
        names = {
            FoundIn.NUMBER: self.tr("number"),
            FoundIn.LABEL: self.tr("label"),
            FoundIn.EXAMPLES: self.tr("examples"),
            FoundIn.PROMOTED: self.tr("promoted tokens"),
        }
        return MISSING if hit.found_in is None else names[hit.found_in]

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (self.tr("No."), self.tr("Density"), self.tr("Label"), self.tr("Found in")),
            (
                self.tr("Number of the feature in its SAE"),
                self.tr("Share of tokens in a large text on which the feature fires"),
                self.tr("What the feature is said to stand for"),
                self.tr("Where the words that you look for stand"),
            ),
        )


class FeatureFinder(Translated, QWidget):
    """Asks while you type; Enter takes a number as it is, else the first line that was found.

    Signals: feature_chosen(int).
    """

    feature_chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sae_id: str | None = None
        self._n_features: int | None = None
        self._hits: tuple[FeatureHit, ...] = ()
        self._job = Job(self)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._field = QLineEdit(self)
        self._state = plain_label("finderState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._table = HitTable(self)
        self._view = RowView(self._table, "featureHits")
        self._build()
        self._field.textEdited.connect(self._on_edited)
        self._field.returnPressed.connect(self._on_return_pressed)
        self._pause.timeout.connect(self._ask)
        self._view.row_activated.connect(self._on_row_activated)
        self._job.succeeded.connect(self._on_found)
        self._job.failed.connect(self._on_failed)
        session.source_changed.connect(self._job.cancel)
        self._retranslate()

    def _build(self) -> None:
        self._field.setObjectName("featureSearch")
        self._field.setMaxLength(_LONGEST_QUERY)
        self._field.setClearButtonEnabled(True)
        self._clear = self._field.findChild(QToolButton)
        if self._clear is not None:
            self._clear.setObjectName("clearSearch")
        self._view.setFixedHeight(_LIST_HEIGHT)
        self._state.hide()
        self._view.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        for part in (self._field, self._state, self._view):
            column.addWidget(part)

    @property
    def hits(self) -> tuple[FeatureHit, ...]:
        """What the list shows."""
        return self._hits

    @property
    def state_words(self) -> str:
        """What stands above the list."""
        return self._state.text()

    def use_sae(self, sae_id: str | None, width: int | None) -> None:
        """Search in this SAE from now on."""
        if sae_id != self._sae_id:
            self._field.clear()
            self._close()
        self._sae_id, self._n_features = sae_id, width
        self.setEnabled(sae_id is not None)

    def begin(self) -> None:
        """Go to the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    @override
    def _retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("Search: a label, a token, a number"))
        self._field.setAccessibleName(self.tr("Search in the features"))
        if self._clear is not None:
            self._clear.setAccessibleName(self.tr("Clear the search"))
        self._view.setAccessibleName(self.tr("Features that were found"))
        self._table.retranslate()
        self._table.show_rows(self._hits)
        if not self._view.isHidden():
            self._say_how_many()

    def _close(self) -> None:
        self._pause.stop()
        self._job.cancel()
        self._hits = ()
        self._state.hide()
        self._view.hide()

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def _say_how_many(self) -> None:
        n = len(self._hits)
        if n == 0:
            self._say(self.tr("Nothing found. Automatic labels are in English; try a token itself."))
        elif n >= MOST_HITS:
            self._say(self.tr("The first {n} features").format(n=n))
        else:
            self._say(self.tr("Found: {n}").format(n=n))

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._close()

    @Slot()
    def _ask(self) -> None:
        query = self._field.text().strip()
        if self._sae_id is not None and query:
            self._say(self.tr("Searching …"))
            work = self._session.source.find_features(self._sae_id, query, MOST_HITS)
            self._job.start(work, name="find features")

    @Slot()
    def _on_return_pressed(self) -> None:
        text = self._field.text().strip()
        is_number = text.isascii() and text.isdecimal() and len(text) < 9
        if is_number and (self._n_features is None or int(text) < self._n_features):
            self._pause.stop()
            self.feature_chosen.emit(int(text))
        elif self._hits and not self._pause.isActive() and not self._job.is_running:
            self.feature_chosen.emit(self._hits[0].feature)
        else:
            self._pause.stop()
            self._ask()

    @Slot(object)
    def _on_row_activated(self, hit: FeatureHit) -> None:
        self.feature_chosen.emit(hit.feature)

    @Slot(object)
    def _on_found(self, hits: tuple[FeatureHit, ...]) -> None:
        self._hits = hits
        self._table.show_rows(hits)
        self._view.setVisible(bool(hits))
        self._say_how_many()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._hits = ()
        self._view.hide()
        if isinstance(error, NotFoundError):
            self._say(self.tr("This endpoint cannot search its features."))
        else:
            notice = describe(error)
            self._say(f"{notice.title} {notice.advice}".strip())
