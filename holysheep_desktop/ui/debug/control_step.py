"""Step 4: what random sets do, beside the candidates."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.results import FeatureSetEffect
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.debug.control_picture import ControlPicture
from holysheep_desktop.ui.debug.step_box import StepBox
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.help_mark import Term


class ControlStep(Translated, StepBox):
    """Shows its picture where there are controls of both directions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("controlStep", (Term.CONTROLS,), parent)
        self._together: FeatureSetEffect | None = None
        self._picture = ControlPicture(theme)
        self.body.addWidget(self._picture)

    def show_effect(self, together: FeatureSetEffect | None) -> None:
        """Replace what is drawn."""
        self._together = together
        has_both = (
            together is not None
            and together.noising_control is not None
            and together.denoising_control is not None
        )
        self.show_body(is_shown=has_both)
        self._picture.show_effect(together, (self.tr("appears (noising)"), self.tr("vanishes (denoising)")))

    @override
    def _retranslate(self) -> None:
        self.show_effect(self._together)
