"""The welcome: what this program is for, three doors, and the terms of the model. A tab, never a box."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.sidecar import SidecarState
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, PAGE_MARGIN, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import line, plain_label, push_button
from holysheep_desktop.ui.notices.strip import Action
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.welcome.doors import Doors
from holysheep_desktop.ui.welcome.preparation import Preparation
from holysheep_desktop.ui.widgets.inputs import upright_scroll
from holysheep_desktop.ui.widgets.theme_picture import ThemePicture

_WIDEST = 880


class WelcomeTab(Tab):
    """Signals: those of its doors; help_requested()."""

    help_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomeTab")
        self.measures = False
        self._picture = ThemePicture("welcome", theme)
        self._title = plain_label("welcomeTitle", size=TypeSize.FINDING, bold=True, wraps=True)
        self._words = plain_label("welcomeWords", ink=Role.TEXT_MUTED, wraps=True)
        self.doors = Doors(theme)
        self.preparation = Preparation()
        self._terms = plain_label("welcomeTerms", ink=Role.TEXT_MUTED, size=TypeSize.SECONDARY, wraps=True)
        self._read_terms = push_button("readTerms")
        self._help = push_button("welcomeHelp")
        self._build()
        self._read_terms.clicked.connect(self._on_read_terms)
        self._help.clicked.connect(self.help_requested)
        self._retranslate()

    @override
    def title(self) -> str:
        return self.tr("Welcome")

    @property
    def terms(self) -> str:
        """What is said of the model's terms."""
        return self._terms.text()

    def show_sidecar(self, state: SidecarState) -> None:
        """Show how far the local model is."""
        self.preparation.show_sidecar(state)

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(GAP)
        head.addStretch()
        head.addWidget(self._title)
        head.addWidget(self._words)
        head.addWidget(self.preparation)
        head.addStretch()
        top = QHBoxLayout()
        top.setSpacing(PAGE_MARGIN)
        top.addWidget(self._picture)
        top.addLayout(head, stretch=1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._terms, stretch=1)
        foot.addWidget(self._read_terms)
        foot.addWidget(self._help)
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_GROUP)
        column.addLayout(top)
        column.addWidget(self.doors)
        column.addWidget(line("welcomeRule"))
        column.addLayout(foot)
        self._place(page)

    def _place(self, page: QWidget) -> None:
        """In the middle of whatever room there is; it scrolls where there is too little."""
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        row.addStretch(1)
        row.addWidget(page, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(upright_scroll("welcomeScroll", middle))
        self.setFocusProxy(self.doors.first_button)

    @override
    def _retranslate(self) -> None:
        self._title.setText(self.tr("Look inside a language model"))
        self._words.setText(
            self.tr(
                "See which features of a model a text wakes, and which place inside it causes the answer. "
                "Everything is measured; nothing is made up."
            )
        )
        self._terms.setText(
            self.tr(
                "The local model is Gemma 3 270M by Google. Using it means accepting the Gemma terms of use."
            )
        )
        self._read_terms.setText(self.tr("Read the terms"))
        self._read_terms.setAccessibleName(self.tr("Read the terms"))
        self._help.setText(self.tr("Help"))
        self._help.setAccessibleName(self.tr("Open the help"))

    @Slot()
    def _on_read_terms(self) -> None:
        self.action_requested.emit(Action.READ_TERMS)
