"""What a tab shows before the first question: what it answers, a picture of it, and a real example to run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, PAGE_MARGIN, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.help.links import open_article
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.theme_picture import ThemePicture

_WIDEST_TEXT = 460


class EmptyState(QWidget):
    """A picture, a question, a sentence, buttons for examples, and a link to the help.

    `picture` is a file of `resources/pictures`, `article` one of the help.
    Signals: example_requested(int) with the number of the button.
    """

    example_requested = Signal(int)

    def __init__(
        self, theme: Theme, picture: str, n_examples: int, article: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._article = article
        self._picture = ThemePicture(picture, theme, self)
        self._picture.setObjectName("emptyPicture")
        self._question = plain_label("emptyQuestion", size=TypeSize.HEADING, bold=True, wraps=True)
        self._sentence = plain_label("emptySentence", ink=Role.TEXT_MUTED, wraps=True)
        self._buttons = [push_button(f"exampleButton{i}", is_primary=i == 0) for i in range(n_examples)]
        self._more = tool_button("emptyMore")
        self._build()
        for button in self._buttons:
            # Enter presses it, although this is no dialog.
            button.setAutoDefault(True)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # never cut
            button.clicked.connect(self._on_clicked)
        self._more.clicked.connect(self._on_more_clicked)

    @property
    def article(self) -> str:
        """The help article that says more."""
        return self._article

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP_GROUP)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GAP)
        for label in (self._question, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(_WIDEST_TEXT)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 20)
            row.addStretch(1)
            column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch()
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_texts(self, question: str, sentence: str, examples: tuple[str, ...]) -> None:
        """The translated words."""
        self._question.setText(question)
        self._sentence.setText(sentence)
        for button, text in zip(self._buttons, examples, strict=True):
            button.setText(text)
            button.setAccessibleName(text)
        self._more.setText(self.tr("Read more ›"))
        self._more.setAccessibleName(self.tr("Read more in the help"))

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.example_requested.emit(self._buttons.index(button))

    @Slot()
    def _on_more_clicked(self) -> None:
        open_article(self._article)
