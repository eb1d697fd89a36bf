"""One prompt and two models: their plain answers side by side, as they come."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, origin_of
from holysheep_desktop.core.plain_question import asked_together, plain_question
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.requests import MAX_TOKENS_LIMIT, AnalysisRequest, user_message
from holysheep_desktop.errors import HolySheepError, InputError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.chat_models.answer_column import AnswerColumn, Answered
from holysheep_desktop.ui.chat_models.whom import likely_server
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import number_box
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.fields import input_sentence

_SIZE = (920, 580)
_PROMPT_LINES = 1


class ComparisonWindow(Translated, QDialog):
    """Not modal, frees itself when it is closed; Stop and closing end both questions.

    Begins with the question and the answer of `run`, where there is one.
    """

    def __init__(self, session: Session, run: Run | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._asked = AnalysisRequest("", ()) if run is None else run.request
        self._job = Job(self)
        self._prompt = PromptEdit("comparedPrompt", lines=_PROMPT_LINES)
        self._prompt_label, self._tokens_label = (
            plain_label("comparedPromptLabel"),
            plain_label("tokensLabel"),
        )
        self._tokens = number_box("comparedTokens", 1, MAX_TOKENS_LIMIT, self._asked.generation.max_tokens)
        self.left, self.right = AnswerColumn(session, "left"), AnswerColumn(session, "right")
        self._note = plain_label("comparisonNote", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._ask, self._close = push_button("compareAsk", is_primary=True), push_button("compareClose")
        self._stop = push_button("compareStop")
        self._build()
        self._connect()
        self._begin_with(run)
        self._retranslate()
        self._show_idle()
        self.resize(*_SIZE)

    @property
    def _columns(self) -> tuple[AnswerColumn, AnswerColumn]:
        return self.left, self.right

    @override
    def done(self, result: int) -> None:
        self._job.cancel()
        for column in self._columns:
            column.whom.stop()
        super().done(result)

    def _build(self) -> None:
        self._prompt_label.setBuddy(self._prompt)
        self._tokens_label.setBuddy(self._tokens)
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._prompt_label)
        head.addStretch()
        head.addWidget(self._tokens_label)
        head.addWidget(self._tokens)
        sides = QHBoxLayout()
        sides.setSpacing(GAP_GROUP)
        for side in self._columns:
            sides.addWidget(side, stretch=1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._note, stretch=1)
        for button in (self._stop, self._ask, self._close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._prompt)
        column.addLayout(sides, stretch=1)
        column.addLayout(foot)
        self._prompt.setFocus()

    def _connect(self) -> None:
        self._ask.clicked.connect(self._on_ask_clicked)
        self._stop.clicked.connect(self._job.cancel)
        self._close.clicked.connect(self.close)
        for column in self._columns:
            column.changed.connect(self._show_idle)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._show_idle)

    def _begin_with(self, run: Run | None) -> None:
        here = self._session.endpoint if run is None else self._endpoint_of(run)
        local = Endpoint(EndpointKind.LOCAL)
        self.left.whom.choose(here, "" if run is None else run.request.model)
        other = likely_server(self._session) if here.kind is EndpointKind.LOCAL else local
        self.right.whom.choose(other)
        if run is None:
            return
        self._prompt.set_prompt(run.request.prompt)
        if run.result.answer is not None and not run.request.steering:
            plain = plain_question(run.request, run.request.model)
            self.left.show_answer(Answered(self.left.whom.endpoint.id, plain, run.result))

    def _endpoint_of(self, run: Run) -> Endpoint:
        """Who answered; where that is not known any more, whom the session asks."""
        if run.result.provenance.origin is Origin.MEASURED_HERE:
            return Endpoint(EndpointKind.LOCAL)
        address = run.result.provenance.endpoint
        known = (server for server in self._session.servers if server.base_url == address)
        return next(known, self._session.endpoint)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare the answers of two models"))
        self._prompt_label.setText(self.tr("Prompt"))
        self._tokens_label.setText(self.tr("Most tokens"))
        self._prompt.setAccessibleName(self.tr("Prompt"))
        self._tokens.setAccessibleName(self.tr("Most tokens of each answer"))
        self._ask.setText(self.tr("Ask"))
        self._stop.setText(self.tr("Stop"))
        self._close.setText(self.tr("Close"))
        self._show_idle()

    def _question(self) -> AnalysisRequest:
        """What both are asked; raises InputError where the prompt is empty."""
        text = self._prompt.prompt()
        messages = self._asked.messages if text == self._asked.prompt and text else user_message(text)
        generation = replace(self._asked.generation, max_tokens=self._tokens.value())
        return replace(self._asked, messages=messages, generation=generation)

    @Slot()
    def _show_idle(self) -> None:
        is_running = self._job.is_running
        self._stop.setVisible(is_running)
        self._ask.setVisible(not is_running)
        self._ask.setEnabled(all(column.whom.model for column in self._columns))
        self._prompt.setReadOnly(is_running)
        self._tokens.setEnabled(not is_running)
        if not is_running:
            self._say(self._where_words())

    def _where_words(self) -> str:
        servers = [column.whom.endpoint for column in self._columns if not column.whom.is_local]
        hosts = list(dict.fromkeys(one_line(origin_of(server.base_url)) for server in servers))
        if not hosts:
            return self.tr("Both answers are made on this computer; nothing is sent.")
        words = self.tr("The prompt is sent to {hosts}, which may charge for it.").format(
            hosts=", ".join(hosts)
        )
        if len(servers) == len(self._columns):
            return words
        small = self.tr("The local model is small and only continues a text; a chat model replies to it.")
        return f"{words} {small}"

    def _say(self, words: str, ink: Role = Role.TEXT_MUTED) -> None:
        set_ink(self._note, ink)
        self._note.setText(words)

    @Slot()
    def _on_ask_clicked(self) -> None:
        try:
            question = self._question()
        except InputError as error:
            self._say(input_sentence(error), Role.BAD)
            self._prompt.setFocus()
            return
        every = [(column, plain_question(question, column.whom.model)) for column in self._columns]
        # An answer that stands there already may have cost something: it is asked for again only by itself.
        missing = [(column, plain) for column, plain in every if not column.has_answer_to(plain)]
        wanted = missing or every
        for column, _ in wanted:
            column.begin()
        questions = [self._ask_one(column, plain) for column, plain in wanted]
        self._job.start(asked_together(questions), name="compare answers")
        self._show_idle()

    async def _ask_one(self, column: AnswerColumn, request: AnalysisRequest) -> None:
        """One side; what fails there leaves the other alone."""
        endpoint, started = column.whom.endpoint, time.monotonic()
        try:
            result = await self._session.source_of(endpoint).analyse(request, column.show_progress)
        except HolySheepError as error:
            column.show_error(error)
        else:
            column.show_answer(Answered(endpoint.id, request, result, time.monotonic() - started))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Something that no side expects of an endpoint ended both."""
        for column in self._columns:
            if column.is_asking:
                column.show_error(error)

    @Slot()
    def _on_cancelled(self) -> None:
        for column in self._columns:
            column.show_stopped()
