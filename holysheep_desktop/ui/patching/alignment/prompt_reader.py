"""Reads the tokens of both prompts while they are typed, when the typing pauses."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from holysheep_desktop.core.alignment import Alignment, align
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import ModelInfo, Support
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.patching.alignment.pairs import ReadPrompt
from holysheep_desktop.ui.session import Session

PAUSE_MS = 350
"""Typing that pauses for this long is read."""


def may_read_drafts(endpoint: Endpoint, model: ModelInfo) -> bool:
    """Whether what is being typed may go to the endpoint before anybody pressed Run.

    To this computer always; to the user's own gateway where it says that it patches; to HolySheep never.
    """
    if endpoint.kind is EndpointKind.CUSTOM:
        return model.capabilities.activation_patching is Support.YES
    return endpoint.kind is EndpointKind.LOCAL


class PromptReader(QObject):
    """Asks the session's model for tokens; an endpoint that has no such route is asked once only.

    Asks while it is awake only: prompts that nobody sees are read when somebody does.

    Signals: prompts_read(ReadPrompt, ReadPrompt, Alignment), with the automatic alignment;
    failed(exception) when the tokens cannot be had.
    """

    prompts_read = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = ("", "")
        self._is_awake = False
        self._is_wanted = False
        self._known: dict[str, ReadPrompt] = {}
        self._refusal: NotFoundError | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._job = Job(self)
        self._pause.timeout.connect(self._on_pause)
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        session.source_changed.connect(self._on_asked_changed)
        session.model_changed.connect(self._on_asked_changed)

    def want(self, original: str, comparison: str) -> None:
        """Read these two prompts soon; the last wish counts."""
        self._texts = (original, comparison)
        self._is_wanted = all(text.strip() for text in self._texts)
        self._job.cancel()
        self._schedule()

    def wake(self) -> None:
        """The prompts can be seen."""
        self._is_awake = True
        self._schedule()

    def rest(self) -> None:
        """The prompts cannot be seen."""
        self._is_awake = False
        self._schedule()

    def _schedule(self) -> None:
        if self._is_awake and self._is_wanted:
            self._pause.start()
        else:
            self._pause.stop()

    @Slot()
    def _on_pause(self) -> None:
        model = self._session.model
        if model is None:
            return
        self._is_wanted = False
        if not may_read_drafts(self._session.endpoint, model):
            # to the reader of this line, an endpoint that gets no drafts is one that tells no tokens
            self._refusal = NotFoundError("tokenize", HTTPStatus.NOT_FOUND)
        if self._refusal is not None:
            self.failed.emit(self._refusal)
            return
        self._job.start(self._read(self._session.source, model.id, self._texts), name="tokens of prompts")

    async def _read(
        self, source: AnalysisSource, model: str, texts: tuple[str, str]
    ) -> tuple[ReadPrompt, ReadPrompt, Alignment]:
        known, self._known = self._known, {}
        read = [known.get(text) or ReadPrompt(text, await source.tokenize(model, text)) for text in texts]
        # Its steps grow with the product of the lengths: too many for the window's own thread.
        automatic = await asyncio.to_thread(align, read[0].ids, read[1].ids)
        return read[0], read[1], automatic

    @Slot(object)
    def _on_read(self, read: tuple[ReadPrompt, ReadPrompt, Alignment]) -> None:
        self._known = {prompt.text: prompt for prompt in read[:2]}
        self.prompts_read.emit(*read)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFoundError):
            self._refusal = error
        self.failed.emit(error)

    @Slot()
    def _on_asked_changed(self) -> None:
        self._known, self._refusal = {}, None
        self.want(*self._texts)
