"""One feature that is steered: which, how, how strongly, and whether it was ever that strong."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import FeatureDashboard
from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.core.steering import STRENGTH_LIMIT, StrengthRange, strength_range
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import explain, plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.boxes import DecimalBox, LevelSlider
from holysheep_desktop.ui.widgets.inputs import choice_box, inset, number_box, tool_button
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import one_line, short_number

_NUMBER_WIDTH = 84
_STRENGTH_WIDTH = 96
_SLIDER_STEPS = 100
"""Steps of the slider from 0 to the strongest activation; it goes to twice that, both ways."""
_USUAL_SPAN = 1000.0
"""Where nobody knows how strong the feature gets."""
_LARGEST_FEATURE = 2**31 - 1
_FIRST_SHARE = 0.5
"""Half of the strongest activation changes what the model says, and it still makes sentences."""


class StepRow(Translated, QWidget):
    """Signals: changed() when anything of the step changes; removed() by its button."""

    changed = Signal()
    removed = Signal()

    def __init__(self, session: Session, step: Steering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steeringStep")
        self._session = session
        self._sae_id = step.sae_id
        self._dashboard: FeatureDashboard | None = None
        self._is_untouched = step.strength == 0 and step.mode is not SteeringMode.ABLATE
        self._loading = Job(self)
        self._number = number_box("stepFeature", 0, _last_feature(session, step.sae_id), step.feature)
        self._mode = choice_box("stepMode")
        self._remove = tool_button("removeStep", "×")
        self._label = plain_label("stepLabel", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._slider = LevelSlider()
        self._strength = inset(DecimalBox())
        self._warning = plain_label("stepWarning", size=TypeSize.SECONDARY, wraps=True)
        self._build(step)
        self._connect()
        self._load()
        self._retranslate()

    def _build(self, step: Steering) -> None:
        for mode in SteeringMode:
            self._mode.addItem("", mode.value)
        self._mode.setCurrentIndex(self._mode.findData(step.mode.value))
        self._number.setFixedWidth(_NUMBER_WIDTH)
        self._number.setKeyboardTracking(False)
        self._slider.setObjectName("stepSlider")
        self._slider.setRange(-2 * _SLIDER_STEPS, 2 * _SLIDER_STEPS)
        self._strength.setObjectName("stepStrength")
        self._strength.setRange(-STRENGTH_LIMIT, STRENGTH_LIMIT)
        self._strength.setDecimals(1)
        self._strength.setFixedWidth(_STRENGTH_WIDTH)
        self._strength.setKeyboardTracking(False)
        self._strength.setValue(step.strength)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._number)
        head.addWidget(self._mode, stretch=1)
        head.addWidget(self._remove)
        level = QHBoxLayout()
        level.setSpacing(GAP)
        level.addWidget(self._slider, stretch=1)
        level.addWidget(self._strength)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP_LABEL)
        column.addLayout(head)
        column.addWidget(self._label)
        column.addLayout(level)
        column.addWidget(self._warning)

    def _connect(self) -> None:
        self._number.valueChanged.connect(self._on_feature_changed)
        self._mode.currentIndexChanged.connect(self._on_mode_changed)
        self._slider.valueChanged.connect(self._on_slider_moved)
        self._strength.valueChanged.connect(self._on_strength_changed)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._loading.succeeded.connect(self._on_loaded)
        self._loading.failed.connect(self._on_failed)

    @property
    def step(self) -> Steering:
        """What the row says."""
        mode = SteeringMode(self._mode.currentData())
        strength = 0.0 if mode is SteeringMode.ABLATE else self._strength.value()
        return Steering(self._sae_id, self._number.value(), mode, strength)

    def take_typed(self) -> None:
        """Take numbers that are still being typed: a key that runs does not end the typing."""
        self._number.interpretText()
        self._strength.interpretText()

    @property
    def warning(self) -> str:
        """What is said about the strength; empty where there is nothing to say."""
        return self._warning.text()

    def _max_activation(self) -> float | None:
        return self._dashboard.max_activation if self._dashboard else None

    def _span(self) -> float:
        return self._max_activation() or _USUAL_SPAN

    def _load(self) -> None:
        """Ask what is known of the feature: its label and how strong it gets."""
        self._dashboard = None
        self._loading.start(
            self._session.source.feature(self._sae_id, self._number.value()), name="steered feature"
        )

    @override
    def _retranslate(self) -> None:
        self._number.setAccessibleName(self.tr("Number of the feature"))
        self._mode.setAccessibleName(self.tr("What is done to it"))
        self._slider.setAccessibleName(self.tr("Strength"))
        self._strength.setAccessibleName(self.tr("Strength"))
        self._remove.setAccessibleName(self.tr("Take this feature out"))
        explain(self._remove, self.tr("Take this feature out"))
        names = (self.tr("Add to it"), self.tr("Set it to"), self.tr("Ablate (set to 0)"))
        for place, name in enumerate(names):
            self._mode.setItemText(place, name)
        self._say()

    def _say(self) -> None:
        """Label, slider and warning follow what is chosen and known."""
        label = one_line(label_words(self._dashboard.label)) if self._dashboard else ""
        words = self.tr("{sae}: {label}") if label else self.tr("{sae}")
        self._label.setText(words.format(sae=_short_sae(self._sae_id), label=label))
        explain(self._label, self._sae_id)
        is_ablated = self.step.mode is SteeringMode.ABLATE
        for control in (self._slider, self._strength):
            control.setEnabled(not is_ablated)
        self._strength.setSingleStep(max(self._span() / 20, 0.1))
        self._warn()

    def _warn(self) -> None:
        strongest = self._max_activation()
        known = "" if strongest is None else short_number(strongest)
        state = strength_range(self.step, strongest)
        words = {
            StrengthRange.INSIDE: "",
            StrengthRange.ABOVE: self.tr(
                "Stronger than this feature ever was ({max}): the answer says little about it."
            ),
            StrengthRange.BELOW: self.tr("Below 0, where no feature ever is: this is not its opposite."),
            StrengthRange.UNKNOWN: self.tr("How strong this feature gets is not known here."),
        }[state]
        is_known = state is not StrengthRange.UNKNOWN
        set_ink(self._warning, Role.WARN if is_known else Role.TEXT_MUTED)
        self._warning.setText(words.format(max=known))
        self._warning.setVisible(bool(words))

    def _follow(self) -> None:
        """The slider stands where the number says."""
        self._slider.blockSignals(True)
        place = round(self._strength.value() / self._span() * _SLIDER_STEPS)
        self._slider.setValue(max(-2 * _SLIDER_STEPS, min(2 * _SLIDER_STEPS, place)))
        self._slider.blockSignals(False)

    @Slot()
    def _on_feature_changed(self) -> None:
        self._load()
        self._say()
        self.changed.emit()

    @Slot()
    def _on_mode_changed(self) -> None:
        self._say()
        self.changed.emit()

    @Slot(int)
    def _on_slider_moved(self, place: int) -> None:
        self._strength.setValue(place / _SLIDER_STEPS * self._span())

    @Slot()
    def _on_strength_changed(self) -> None:
        self._is_untouched = False
        self._follow()
        self._warn()
        self.changed.emit()

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._loading.cancel()
        self.removed.emit()

    @Slot(object)
    def _on_loaded(self, dashboard: FeatureDashboard) -> None:
        self._dashboard = dashboard
        if self._is_untouched and dashboard.max_activation:
            self._strength.setValue(dashboard.max_activation * _FIRST_SHARE)
        self._follow()
        self._say()

    @Slot(object)
    def _on_failed(self, _error: BaseException) -> None:
        """No page: the number is sent as it is, and the row says that nobody knows how strong it gets."""
        self._follow()
        self._say()


def _last_feature(session: Session, sae_id: str) -> int:
    sae = session.model.sae(sae_id) if session.model else None
    return _LARGEST_FEATURE if sae is None else sae.width - 1


def _short_sae(sae_id: str) -> str:
    """The end of an id such as `gemma-3-270m/layer-12/8k`, whose model is named elsewhere."""
    return one_line(sae_id.partition("/")[2] or sae_id)
