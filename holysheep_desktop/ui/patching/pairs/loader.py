"""Where pairs come from beside the keyboard: a file that is chosen or dropped, and the sample."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.prompt_list import MAX_FILE_BYTES
from holysheep_desktop.core.pairs.pair_file import PromptPair, parse_pair_file
from holysheep_desktop.errors import PromptListError, PromptListReason
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path

SAMPLE = "sample_prompts/pairs.csv"


class PairLoader(QObject):
    """Signals: loaded(tuple of PromptPair), empty where nothing was chosen; failed(error)."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job = Job(self)
        self._job.succeeded.connect(self.loaded)
        self._job.failed.connect(self.failed)

    @Slot()
    def ask(self) -> None:
        """Ask for a file and read it."""
        self._job.start(self._ask_and_read(), name="load pairs")

    def load(self, path: Path) -> None:
        """Read a file."""
        self._job.start(_read(path), name="load pairs")

    @Slot()
    def load_sample(self) -> None:
        """Read the pairs that come with the program."""
        self.load(resource_path(SAMPLE))

    async def _ask_and_read(self) -> tuple[PromptPair, ...]:
        words = self.tr("Table of pairs (*.csv *.tsv *.txt)")
        path = await ask_open_path(self._window, self.tr("Load pairs"), Path.home(), [words])
        return () if path is None else await _read(path)


async def _read(path: Path) -> tuple[PromptPair, ...]:
    return await asyncio.to_thread(lambda: parse_pair_file(_content(path)))


def _content(path: Path) -> bytes:
    """One byte more than is allowed; a pipe or a device would be read without end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PromptListError(PromptListReason.UNREADABLE)
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PromptListError(PromptListReason.UNREADABLE) from error
