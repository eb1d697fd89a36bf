"""Which chat model is asked for a label, and what is sent to it: said before anything leaves this machine."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.endpoints import Endpoint, origin_of
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.chat_models.whom import Whom, likely_server
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.shown_text import many_lines, one_line

CHARACTERS_PER_TOKEN = 3
_SIZE = (620, 520)


@dataclass(frozen=True, slots=True)
class ChatChoice:
    """Whom the user chose to ask."""

    endpoint: Endpoint
    model: str


class ChatDialog(Translated, QDialog):
    """Modal; accepted by Ask. `prompt` is what is sent first, to be read before it is sent."""

    def __init__(self, session: Session, prompt: str, n_tested: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askChatModel")
        self._n_tokens = max(1, len(prompt) // CHARACTERS_PER_TOKEN)
        self._n_tested = n_tested
        self._whom = Whom(session, "ask", has_local=False)
        self._title = plain_label("askTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._what = plain_label("askWhat", wraps=True)
        self._cost = plain_label("askCost", ink=Role.TEXT_MUTED, wraps=True)
        self._prompt = read_only_text("askPrompt")
        self._ask, self._cancel = push_button("askSend", is_primary=True), push_button("askCancel")
        self._prompt.setPlainText(many_lines(prompt))
        self._build()
        self._connect()
        self.resize(*_SIZE)
        self._whom.choose(likely_server(session))
        self._retranslate()
        self._on_choice_changed()

    def choice(self) -> ChatChoice:
        """Whom to ask."""
        return ChatChoice(self._whom.endpoint, self._whom.model)

    @override
    def done(self, result: int) -> None:
        self._whom.stop()
        super().done(result)

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._ask)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        for part in (self._whom, self._what, self._cost):
            column.addWidget(part)
        column.addWidget(self._prompt, stretch=1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._whom.changed.connect(self._on_choice_changed)
        self._ask.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Ask a chat model"))
        self._title.setText(self.tr("Let a chat model propose a label"))
        self._prompt.setAccessibleName(self.tr("What is sent first"))
        self._ask.setText(self.tr("Ask"))
        self._cancel.setText(self.tr("Cancel"))
        self._say_what()

    def _say_what(self) -> None:
        host = one_line(origin_of(self._whom.endpoint.base_url))
        words = self.tr(
            "Sent to {host}: the text below, passages of the sample that came with the program, with "
            "the places where the feature fires. Nothing of your own prompts."
        )
        self._what.setText(words.format(host=host))
        if self._n_tested:
            cost = self.tr(
                "Two requests, about {tokens} tokens together. The second tests the label on {n} passages "
                "that the model has not seen. The endpoint may charge for them at its prices."
            )
        else:
            cost = self.tr(
                "One request of about {tokens} tokens. There are too few examples to test the label. "
                "The endpoint may charge for it at its prices."
            )
        tokens = self._n_tokens * (2 if self._n_tested else 1)
        self._cost.setText(cost.format(tokens=f"{tokens:,}", n=self._n_tested))

    @Slot()
    def _on_choice_changed(self) -> None:
        self._say_what()
        self._ask.setEnabled(bool(self._whom.model))
