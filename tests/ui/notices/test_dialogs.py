from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import SaveDialog, ask

pytestmark = pytest.mark.usefixtures("qt_loop")


def test_that_other_tasks_go_on_while_a_dialog_is_open(qtbot: QtBot, qt_loop: EventLoop) -> None:
    ticks: list[int] = []

    async def tick() -> None:
        for number in range(4):
            await asyncio.sleep(0.01)
            ticks.append(number)

    async def ask_for_a_while() -> bool:
        dialog = QDialog()
        QTimer.singleShot(120, dialog.accept)
        return await ask(dialog)

    ticking, asking = Job(), Job()
    answers: list[object] = []
    asking.succeeded.connect(answers.append)
    ticking.start(tick(), name="ticking")
    with qtbot.waitSignal(asking.finished):
        asking.start(ask_for_a_while(), name="asking")

    assert answers == [True]
    assert ticks == [0, 1, 2, 3]


def test_that_a_rejected_dialog_answers_no(qtbot: QtBot) -> None:
    dialog = QDialog()
    job = Job()
    answers: list[object] = []
    job.succeeded.connect(answers.append)
    job.start(ask(dialog), name="asking")
    qtbot.waitUntil(dialog.isVisible)

    with qtbot.waitSignal(job.finished):
        dialog.reject()

    assert answers == [False]


def test_that_cancelling_closes_and_frees_the_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    job = Job()
    job.start(ask(dialog), name="asking")
    qtbot.waitUntil(dialog.isVisible)

    with qtbot.waitSignal(job.cancelled):
        job.cancel()

    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_that_the_name_follows_the_kind_of_file_also_where_its_ending_has_two_parts(qtbot: QtBot) -> None:
    report, page = "Report (*.holysheep.json)", "Page (*.html)"
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SaveDialog(parent, "Save", Path.home() / "a-0.5.holysheep.json", [report, page])

    names: list[str] = []
    for kind in (page, report):
        dialog.filterSelected.emit(kind)
        names += [Path(file).name for file in dialog.selectedFiles()]

    assert names == ["a-0.5.html", "a-0.5.holysheep.json"]
