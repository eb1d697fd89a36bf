"""Asks for candidates: the likely answers of both prompts, and the first token of a typed text."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from holysheep_desktop.core.results import AnswerToken
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.patching.alignment.answer_candidates import TypedAnswer, ask_candidates, look_up
from holysheep_desktop.ui.patching.alignment.prompt_reader import PAUSE_MS
from holysheep_desktop.ui.session import Session


class AnswerSearch(QObject):
    """Signals: changed() when there is something else to show; failed(exception)."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._prompts: tuple[str, str] | None = None
        self.candidates: tuple[AnswerToken, ...] = ()
        self.typed: tuple[TypedAnswer, ...] = ()
        self._text = ""
        self._asking = Job(self)
        self._looking = Job(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._asking.succeeded.connect(self._on_asked)
        self._asking.failed.connect(self._on_ask_failed)
        self._looking.succeeded.connect(self._on_found)
        self._looking.failed.connect(self.failed)

    @property
    def is_asking(self) -> bool:
        """Whether the candidates of both prompts are on their way."""
        return self._asking.is_running

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._text

    def ask(self, original: str, comparison: str) -> None:
        """Find the candidates of these prompts, unless they are known."""
        model = self._session.model
        if model is None or self._prompts == (original, comparison):
            return
        self._prompts = (original, comparison)
        self.candidates = ()
        work = ask_candidates(self._session.source, model.id, original, comparison)
        self._asking.start(work, name="answer candidates")
        self.changed.emit()

    def look_for(self, text: str) -> None:
        """Find the first token of a text soon."""
        self._text = text
        self.typed = ()
        self._looking.cancel()
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
        self.changed.emit()

    def rest(self) -> None:
        """Nobody looks: nothing more is looked up."""
        self._looking.cancel()
        self._pause.stop()

    def forget(self) -> None:
        """What was found belongs to another model or endpoint."""
        self._asking.cancel()
        self._looking.cancel()
        self._pause.stop()
        self._prompts, self.candidates, self.typed = None, (), ()
        self.changed.emit()

    @Slot()
    def _on_pause(self) -> None:
        model = self._session.model
        if model is not None:
            work = look_up(self._session.source, model.id, self._text)
            self._looking.start(work, name="answer token of a text")

    @Slot(object)
    def _on_asked(self, candidates: tuple[AnswerToken, ...]) -> None:
        self.candidates = candidates
        self.changed.emit()

    @Slot(object)
    def _on_ask_failed(self, error: BaseException) -> None:
        self._prompts = None
        self.failed.emit(error)

    @Slot(object)
    def _on_found(self, typed: tuple[TypedAnswer, ...]) -> None:
        self.typed = typed
        self.changed.emit()
