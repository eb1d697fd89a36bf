"""A person brings an SAE: dropped on the window or chosen, asked about, read, stopped and removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.sae_shelf import ShelfSource
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.children import child
from ui.frame_bench import FrameBench

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import HookPoint, SaeInfo
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import DictionaryError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.models.sae_panel import SaePanel
from holysheep_desktop.ui.own_saes.computing import remaining, time_left
from holysheep_desktop.ui.session import EndpointState

pytestmark = pytest.mark.usefixtures("qt_loop")

OWN = SaeInfo("user/old", 9, "resid_post", 16_384, "cd" * 32, is_own=True, has_dashboard=False)


class Program(FrameBench):
    """The whole window over a source with a shelf."""

    source: ShelfSource

    def wait_for(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said())

    def panel(self, sae_id: str) -> SaePanel:
        self.qtbot.waitUntil(lambda: self.session.state is EndpointState.READY)
        self.qtbot.waitUntil(lambda: len(self.panels(sae_id)) == 1)
        return self.panels(sae_id)[0]

    def panels(self, sae_id: str) -> list[SaePanel]:
        return [p for p in self.window.findChildren(SaePanel) if p.isVisible() and sae_id in texts_of(p)]

    def click(self, parent: QWidget, name: str) -> None:
        self.qtbot.mouseClick(child(parent, QPushButton, name), Qt.MouseButton.LeftButton)

    def dialog(self, name: str) -> QDialog:
        self.qtbot.waitUntil(lambda: self.window.findChild(QDialog, name) is not None)
        found = child(self.window, QDialog, name)
        self.qtbot.waitUntil(found.isVisible)
        return found

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        where, action = QPointF(QPoint(10, 10)), Qt.DropAction.CopyAction
        button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where.toPoint(), action, data, button, key)
        enter.ignore()
        QApplication.sendEvent(self.frame.window, enter)
        if enter.isAccepted():
            QApplication.sendEvent(self.frame.window, QDropEvent(where, action, data, button, key))


def texts_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.fixture
def program(qtbot: QtBot, theme: Theme, languages: Languages) -> Iterator[Program]:
    program = Program(qtbot, theme, languages, ShelfSource(OWN))
    program.load_models()
    yield program
    program.close()


def test_that_a_dropped_folder_is_added_and_listed(program: Program, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()

    program.drop(tmp_path / "mine")
    program.wait_for("Added: user/mine")

    assert program.source.shelf.wishes == [SaeImport(tmp_path / "mine")]
    assert "user/mine · added by you" in texts_of(program.panel("user/mine"))
    assert "layer 5 · resid_post · 16,384 features" in texts_of(program.panel("user/mine"))


def test_that_several_dropped_at_once_are_added_in_turn(program: Program) -> None:
    program.drop(Path("/x/a/sae_weights.safetensors"), Path("/x/b/cfg.json"))

    program.qtbot.waitUntil(lambda: len(program.source.shelf.saes) == 3)

    assert [wish.path.parent.name for wish in program.source.shelf.wishes] == ["a", "b"]


def test_that_a_missing_place_is_asked_for_with_what_the_path_says(program: Program) -> None:
    path = Path("/d/gemma-scope-270m-pt-mlp/layer_12/width_16k/average_l0_40/params.npz")
    program.drop(path)
    dialog = program.dialog("saePlace")

    assert child(dialog, QSpinBox, "saePlaceLayer").value() == 12
    assert child(dialog, QSpinBox, "saePlaceLayer").maximum() == 17
    assert child(dialog, QComboBox, "saePlaceHook").currentText() == "mlp_out · MLP output"

    child(dialog, QSpinBox, "saePlaceLayer").setValue(11)
    dialog.accept()
    program.wait_for("Added: user/layer_12-width_16k-average_l0_40")

    assert program.source.shelf.wishes[-1] == SaeImport(path, 11, HookPoint.MLP_OUT)


def test_that_cancelling_the_question_adds_nothing(program: Program) -> None:
    program.drop(Path("/d/params.npz"))
    program.dialog("saePlace").reject()

    program.qtbot.waitUntil(lambda: not child(program.window, QWidget, "noticeStrip").isVisible())

    assert list(program.source.shelf.saes) == [OWN.sae_id]


def test_that_a_refusal_says_its_cause_as_plain_text(program: Program) -> None:
    path = Path("/d/<b>bad</b>/sae.safetensors")
    program.source.fail_next(DictionaryError(path, "Reads activations of width 9, the model's is 640"))

    program.drop(path)
    program.wait_for("cannot be used: sae.safetensors")

    advice = child(program.window, QLabel, "noticeAdvice")
    assert "width 9; those of the model have 640" in advice.text()
    assert advice.textFormat() is Qt.TextFormat.PlainText


def test_that_other_files_are_not_taken_for_saes(program: Program) -> None:
    program.drop(Path("/x/picture.png"))

    assert program.source.shelf.wishes == []


def test_that_another_endpoint_takes_none_and_says_where_they_go(program: Program) -> None:
    program.session.use_endpoint(Endpoint(EndpointKind.HOLYSHEEP, "https://api.example/v1"))

    program.drop(Path("/x/a/sae.safetensors"))
    program.wait_for("local model")
    program.qtbot.waitUntil(lambda: program.session.state is EndpointState.READY)

    assert program.source.shelf.wishes == []


def test_that_the_menu_adds_a_file(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "sae_weights.safetensors"
    file.write_bytes(b"x")
    program.frame.window.menus.add_sae_file.trigger()
    dialog = program.dialog("fileDialog")
    assert isinstance(dialog, QFileDialog)

    child(dialog, QLineEdit, "fileNameEdit").setText(str(file))
    dialog.accept()
    program.wait_for("Added:")

    assert program.source.shelf.wishes == [SaeImport(file)]


def test_that_the_menu_adds_a_folder(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "layer_3"
    folder.mkdir()
    program.frame.window.menus.add_sae_folder.trigger()
    dialog = program.dialog("fileDialog")
    assert isinstance(dialog, QFileDialog)

    dialog.setDirectory(str(tmp_path))
    child(dialog, QLineEdit, "fileNameEdit").setText(str(folder))
    dialog.accept()
    program.wait_for("Added: user/layer_3")

    assert program.source.shelf.wishes == [SaeImport(folder)]


def test_that_a_dashboard_is_offered_after_adding(program: Program) -> None:
    program.drop(Path("/x/a/sae.safetensors"))
    program.wait_for("Added: user/a")
    child(program.window, QTabWidget, "tabs").setCurrentIndex(1)

    program.click(program.window, "noticeAction")
    program.qtbot.waitUntil(lambda: "Reading the sample of text: 1 of 4" in texts_of(program.panel("user/a")))

    assert child(program.window, QTabWidget, "tabs").currentIndex() == 0
    program.source.may_finish.set()
    program.wait_for("The dashboard of user/a is ready.")


def test_that_a_dashboard_shows_progress_and_then_its_figures(program: Program) -> None:
    program.click(program.panel(OWN.sae_id), "computeDashboard")
    panel = program.panel(OWN.sae_id)
    program.qtbot.waitUntil(lambda: child(panel, QProgressBar, "dashboardProgress").value() == 1)

    assert child(panel, QPushButton, "stopDashboard").isVisible()
    assert not child(panel, QPushButton, "computeDashboard").isVisible()

    program.source.may_finish.set()
    program.wait_for("is ready")
    done = program.panel(OWN.sae_id)

    assert "80.0% of the variance explained" in texts_of(done)
    assert "measured here on 120,000 tokens of the bundled sample of text" in texts_of(done)
    assert child(done, QPushButton, "computeDashboard").text() == "Compute again"


def test_that_a_computation_is_announced_in_the_window(program: Program) -> None:
    program.click(program.panel(OWN.sae_id), "computeDashboard")

    program.wait_for("Computing the dashboard of")

    program.source.may_finish.set()
    program.wait_for("is ready")


def test_that_stop_ends_the_computation_and_offers_it_again(program: Program) -> None:
    program.click(program.panel(OWN.sae_id), "computeDashboard")
    panel = program.panel(OWN.sae_id)
    program.qtbot.waitUntil(lambda: child(panel, QProgressBar, "dashboardProgress").value() == 1)

    program.click(panel, "stopDashboard")
    program.wait_for("Stopped")

    assert program.source.shelf.stopped == [OWN.sae_id]
    assert child(program.panel(OWN.sae_id), QPushButton, "computeDashboard").isEnabled()


def test_that_removing_asks_first(program: Program) -> None:
    program.click(program.panel(OWN.sae_id), "removeSae")
    program.dialog("removeSaeDialog").reject()
    program.qtbot.waitUntil(lambda: program.window.findChild(QDialog, "removeSaeDialog") is None)
    assert "remove_sae" not in program.source.calls

    program.click(program.panel(OWN.sae_id), "removeSae")
    program.click(program.dialog("removeSaeDialog"), "removeSaeYes")
    program.wait_for("Removed: user/old")

    assert program.source.shelf.saes == {}


def test_that_shipped_saes_offer_neither(program: Program) -> None:
    model = program.session.model
    assert model is not None
    panel = program.panel(model.capabilities.saes[0].sae_id)

    for name in ("removeSae", "computeDashboard", "stopDashboard"):
        assert not child(panel, QPushButton, name).isVisible()


def test_that_the_chosen_sae_stays_chosen_when_another_is_added(program: Program) -> None:
    program.session.choose_sae(OWN.sae_id)

    program.drop(Path("/x/a/sae.safetensors"))
    program.wait_for("Added")
    program.qtbot.waitUntil(lambda: program.session.state is EndpointState.READY)

    assert program.session.sae == OWN


def test_that_own_saes_have_their_name_in_the_bar(program: Program) -> None:
    bar = program.frame.window.endpoint_bar
    box = child(bar, QComboBox, "saeChoice")

    assert box.itemText(box.findData(OWN.sae_id)) == "Own SAE old · layer 9"


@pytest.mark.parametrize(
    ("progress", "elapsed_s", "expected"),
    [
        (Progress("queued"), 5.0, None),
        (Progress("dashboard", 0, 100), 5.0, None),
        (Progress("dashboard", 1, 100), 5.0, None),
        (Progress("dashboard", 25, 100), 10.0, 30.0),
        (Progress("dashboard", 100, 100), 10.0, 0.0),
    ],
)
def test_that_the_remaining_time_follows_the_pace(
    progress: Progress, elapsed_s: float, expected: float | None
) -> None:
    assert remaining(progress, elapsed_s) == expected


@pytest.mark.parametrize(("seconds", "words"), [(95.2, ", 95 s left"), (300.0, ", 5 min left")])
def test_that_long_times_are_told_in_minutes(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


@pytest.mark.parametrize("name", ["sae.pt", "weights.BIN"])
def test_that_a_dropped_pickle_is_named_and_never_opened(program: Program, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x80\x02")

    program.drop(tmp_path / name)

    program.wait_for(f"{name} is not opened: it is a Python pickle.")
    assert program.source.shelf.wishes == []
