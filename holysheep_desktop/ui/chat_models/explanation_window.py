"""A chat model explains a finding: what is sent is read first, and what it writes is marked as its own."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import origin_of
from holysheep_desktop.core.explanation import Explanation, explain, explanation_prompt
from holysheep_desktop.core.report import Record
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL
from holysheep_desktop.ui.chat_models.explanation_view import ExplanationView
from holysheep_desktop.ui.chat_models.whom import Whom, likely_server
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated, language_in_english
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.shown_text import many_lines, one_line

_SIZE = (760, 620)
_CHARACTERS_PER_TOKEN = 3


class ExplanationWindow(Translated, QDialog):
    """Not modal, frees itself when it is closed. `keep` writes a text below the user's note of the run."""

    def __init__(
        self,
        session: Session,
        record: Record,
        keep: Callable[[str], None] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._record = session, record
        self._sent = ""
        self._started_at = 0.0
        self._job = Job(self)
        self.whom = Whom(session, "explain", has_local=False)
        self._with_texts = QCheckBox()
        self._with_texts.setObjectName("explainWithTexts")
        self._where = plain_label("explainWhere", wraps=True)
        self._sent_label = plain_label("explainSentLabel")
        self._preview = read_only_text("explainPrompt")
        self.view = ExplanationView(keep)
        self._ask, self._stop = push_button("explainAsk", is_primary=True), push_button("explainStop")
        self._close = push_button("explainClose")
        self._build()
        self._connect()
        self.whom.choose(likely_server(session))
        self._retranslate()
        self.resize(*_SIZE)

    @override
    def done(self, result: int) -> None:
        self._job.cancel()
        self.whom.stop()
        super().done(result)

    def _build(self) -> None:
        sent = QWidget()
        upper = QVBoxLayout(sent)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(GAP_LABEL)
        upper.addWidget(self._sent_label)
        upper.addWidget(self._preview)
        splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        splitter.addWidget(sent)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch()
        for button in (self._stop, self._ask, self._close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (self.whom, self._with_texts, self._where):
            column.addWidget(widget)
        column.addWidget(splitter, stretch=1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.whom.changed.connect(self._show_idle)
        self._with_texts.toggled.connect(self._write_prompt)
        self._ask.clicked.connect(self._on_ask_clicked)
        self._stop.clicked.connect(self._job.cancel)
        self._close.clicked.connect(self.close)
        self._job.progressed.connect(self.view.show_progress)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self.view.show_error)
        self._job.cancelled.connect(self.view.show_stopped)
        self._job.finished.connect(self._show_idle)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Explain with a chat model"))
        self._with_texts.setText(self.tr("Also send the prompts, the answers and the tokens"))
        self._sent_label.setText(self.tr("This is sent, and nothing else:"))
        self._preview.setAccessibleName(self.tr("What is sent"))
        self._ask.setText(self.tr("Ask"))
        self._stop.setText(self.tr("Stop"))
        self._close.setText(self.tr("Close"))
        self._write_prompt()

    @Slot()
    def _write_prompt(self) -> None:
        language, with_texts = language_in_english(), self._with_texts.isChecked()
        self._sent = explanation_prompt(self._record, language, with_texts=with_texts)
        self._preview.setPlainText(many_lines(self._sent))
        self._show_idle()

    @Slot()
    def _show_idle(self) -> None:
        is_running = self._job.is_running
        self._stop.setVisible(is_running)
        self._ask.setVisible(not is_running)
        self._ask.setEnabled(bool(self.whom.model))
        for widget in (self.whom, self._with_texts):
            widget.setEnabled(not is_running)
        words = self.tr("One request of about {tokens} tokens to {host}, which may charge for it.")
        host = one_line(origin_of(self.whom.endpoint.base_url))
        tokens = max(1, len(self._sent) // _CHARACTERS_PER_TOKEN)
        self._where.setText(words.format(tokens=f"{tokens:,}", host=host))

    @Slot()
    def _on_ask_clicked(self) -> None:
        self.view.begin(self.whom.model)
        source = self._session.source_of(self.whom.endpoint)
        self._started_at = time.monotonic()
        self._job.start(explain(source, self.whom.model, self._sent, self._job.report), name="explain")
        self._show_idle()

    @Slot(object)
    def _on_succeeded(self, found: Explanation) -> None:
        self.view.show_explanation(found, time.monotonic() - self._started_at)
