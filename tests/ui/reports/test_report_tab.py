"""An opened report: it shows its finding, runs again on a wish, and says what came out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.source import SAE_MODEL, FakeSource
from fakes.stores import MemoryExports, MemoryReports
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.report import RecordKind, Report, record_of
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, PatchOptions, user_message
from holysheep_desktop.core.settings import Language
from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.reports import software
from holysheep_desktop.ui.reports.report_tab import ReportTab
from holysheep_desktop.ui.reports.takeaways import Takeaways
from holysheep_desktop.ui.reports.wiring import Reports
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("qt_loop")
FEATURES = AnalysisRequest(SAE_MODEL.id, user_message("sort a list"), features=FeatureOptions(12))
PAIR = replace(FEATURES, patching=PatchOptions("sort a set", 12))


@dataclass
class Opened:
    """A window with an opened report in front."""

    qtbot: QtBot
    window: MainWindow
    tab: ReportTab
    source: FakeSource
    exports: MemoryExports
    takeaways: Takeaways

    def verify(self) -> None:
        with self.qtbot.waitSignal(self.tab.verifier.finished):
            self.click("verifyButton")

    def click(self, name: str) -> None:
        button = self.tab.findChild(QPushButton, name)
        assert button is not None
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def save_in_dialog(self, path: Path) -> None:
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(QFileDialog)))
        dialog = self.window.findChildren(QFileDialog)[0]
        self.qtbot.waitUntil(dialog.isVisible)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setText(str(path))
        dialog.accept()
        self.qtbot.waitUntil(lambda: path in self.exports.files)


Opener = Callable[[AnalysisRequest], Opened]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, theme: Theme) -> Iterator[Opener]:
    source, exports = FakeSource(), MemoryExports()
    session = Session(lambda _endpoint: source, Endpoint(EndpointKind.LOCAL))
    session.show_models(source.available)
    session.choose_model(SAE_MODEL.id)
    window = MainWindow(session, theme, ModelsTab(session, theme))
    languages = Languages(qapp, Language.ENGLISH)
    makers: dict[RecordKind, Callable[[], Tab]] = {
        RecordKind.SAE: lambda: SaeTab(session, theme),
        RecordKind.PATCHING: lambda: PatchingTab(session, theme),
    }
    files = MemoryReports()
    reports = Reports(window, session, languages, theme, files, exports, lambda kind: makers[kind]())

    def opening(request: AnalysisRequest) -> Opened:
        job = Job()
        with qtbot.waitSignal(job.succeeded) as found:
            job.start(source.analyse(request), name="analyse")
        record = record_of(request, found.args[0])
        report = Report(datetime(2026, 11, 23, 1, 2, tzinfo=UTC), software(), record)
        reports.show_report(report)
        tab = window.current_tab
        assert isinstance(tab, ReportTab)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        return Opened(qtbot, window, tab, source, exports, reports.takeaways)

    yield opening
    window.hide()
    window.deleteLater()


@pytest.mark.parametrize("request_", [FEATURES, PAIR], ids=["features", "patching"])
def test_that_the_same_endpoint_gives_the_same_report_again(
    opened: Opener, request_: AnalysisRequest
) -> None:
    program = opened(request_)

    program.verify()

    assert program.tab.bar.headline.startswith("Confirmed: all")
    assert program.source.requests == [request_, request_]
    assert program.tab.numbers.table.rowCount() > 0


def test_that_another_model_behind_the_endpoint_is_found_out(opened: Opener) -> None:
    program = opened(FEATURES)
    program.source._seed = 1

    program.verify()

    assert program.tab.bar.headline.startswith("Not the same:")
    first = program.tab.numbers.table.index(0, 0).data()
    assert first == "differs"


def test_that_verifying_changes_neither_the_report_nor_the_finding(opened: Opener) -> None:
    program = opened(FEATURES)
    before = program.tab.record()
    program.source._seed = 1

    program.verify()

    assert program.tab.record() == before == program.tab.report.record


def test_that_verify_is_in_the_menu_for_reports_only(opened: Opener) -> None:
    program = opened(FEATURES)
    menus = program.window.menus
    assert menus.verify.isEnabled()

    with program.qtbot.waitSignal(program.tab.verifier.finished):
        menus.verify.trigger()
    program.window.tabs.setCurrentIndex(0)

    assert not menus.verify.isEnabled()


def test_that_stop_ends_a_verification_without_a_verdict(opened: Opener) -> None:
    program = opened(FEATURES)
    program.source.hold()
    program.click("verifyButton")
    program.qtbot.waitUntil(lambda: program.source.calls.count("analyse") == 2)
    assert program.tab.is_running()

    with program.qtbot.waitSignal(program.tab.verifier.cancelled):
        program.click("verifyButton")

    assert program.tab.bar.headline == ""
    assert not program.tab.is_running()


def test_that_an_error_is_told_in_the_report_and_leaves_it(opened: Opener) -> None:
    program = opened(FEATURES)
    program.source.fail_next(ServerError("chat", 500, attempts=3))

    program.verify()

    assert "500" in program.tab.notices.notice.title
    assert program.tab.record() is not None


def test_that_the_numbers_take_the_place_of_the_finding_and_give_it_back(opened: Opener) -> None:
    program = opened(FEATURES)
    program.verify()

    program.click("verifyNumbers")
    assert program.tab.numbers.isVisible()
    program.click("verifyNumbers")

    assert program.tab.inner.isVisible()


def test_that_a_comparison_can_be_saved(opened: Opener, tmp_path: Path) -> None:
    program = opened(FEATURES)
    program.verify()

    program.click("saveVerification")
    program.save_in_dialog(tmp_path / "v.csv")

    rows = list(csv.DictReader(io.StringIO(program.exports.files[tmp_path / "v.csv"].decode("utf-8-sig"))))
    assert len(rows) == program.tab.numbers.table.rowCount()
    assert {row["outcome"] for row in rows} == {"same"}


def test_that_a_table_is_copied_whole_and_in_its_order(opened: Opener) -> None:
    program = opened(FEATURES)
    program.verify()
    program.click("verifyNumbers")
    program.tab.numbers.view.setFocus()

    program.takeaways.copy_table()

    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Outcome", "Value of"]
    assert len(lines) == program.tab.numbers.table.rowCount() + 1


def test_that_a_table_is_saved_as_csv_with_numbers_as_numbers(opened: Opener, tmp_path: Path) -> None:
    program = opened(FEATURES)
    program.verify()
    program.click("verifyNumbers")
    program.tab.numbers.view.setFocus()

    program.takeaways.save_table()
    program.save_in_dialog(tmp_path / "t.csv")

    text = program.exports.files[tmp_path / "t.csv"].decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == program.tab.numbers.table.rowCount() + 1


def chart_of(program: Opened) -> RowPlot:
    return next(chart for chart in program.tab.inner.findChildren(RowPlot) if chart.isVisible())


@pytest.mark.parametrize("request_", [FEATURES, PAIR], ids=["features", "patching"])
def test_that_a_chart_is_copied_with_rows_that_are_out_of_sight(
    opened: Opener, request_: AnalysisRequest
) -> None:
    program = opened(request_)
    chart_of(program).setFocus()

    program.takeaways.copy_chart()

    image = QApplication.clipboard().image()
    picture = chart_of(program).chart_picture()
    assert image.height() == round((picture.height + 32) * 3)
    assert picture.height > 20 * len(chart_of(program).rows)


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg ")])
def test_that_a_chart_is_saved_as_a_picture_or_a_drawing(
    opened: Opener, tmp_path: Path, ending: str, begins: bytes
) -> None:
    program = opened(FEATURES)
    chart_of(program).setFocus()

    program.takeaways.save_chart()
    program.save_in_dialog(tmp_path / f"c.{ending}")

    assert program.exports.files[tmp_path / f"c.{ending}"].startswith(begins)


def test_that_a_citation_is_copied(opened: Opener) -> None:
    program = opened(FEATURES)

    program.takeaways.copy_citation()

    assert "SAE gemma-3-270m/layer-12/8k (SHA-256 9c1e" in QApplication.clipboard().text()


def right_click(program: Opened, widget: QPushButton | RowView | RowPlot) -> QMenu | None:
    from PySide6.QtGui import QContextMenuEvent, QCursor

    target = widget.viewport() if isinstance(widget, RowView) else widget
    middle = target.rect().center()
    below = target.childAt(middle) or target
    QCursor.setPos(target.mapToGlobal(middle))
    place = below.mapFrom(target, middle)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, below.mapToGlobal(place))
    QApplication.sendEvent(below, event)
    return program.window.findChild(QMenu, "takeawayMenu")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_shift_f10_opens_the_menu_of_a_right_click(opened: Opener, qtbot: QtBot) -> None:
    program = opened(FEATURES)
    program.verify()
    program.click("verifyNumbers")
    view = program.tab.numbers.view
    view.setFocus()

    qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)

    menu = program.window.findChild(QMenu, "takeawayMenu")
    assert menu is not None
    assert "copyTable" in [action.objectName() for action in menu.actions()]
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_a_right_click_on_a_table_offers_to_take_it_away(opened: Opener) -> None:
    program = opened(FEATURES)
    program.verify()
    program.click("verifyNumbers")
    program.tab.numbers.view.selectRow(0)

    menu = right_click(program, program.tab.numbers.view)

    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert names == ["copyCell", "copyRows", "sortBy", "columns", "copyTable", "saveTable", "copyCitation"]
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_a_right_click_on_a_chart_offers_to_take_it_away(opened: Opener) -> None:
    program = opened(FEATURES)

    menu = right_click(program, chart_of(program))

    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert names == ["copyBar", "copyChart", "saveChart", "copyCitation", "chartTable"]
    menu.close()


def test_that_nothing_is_offered_where_there_is_nothing_to_take(opened: Opener) -> None:
    program = opened(FEATURES)
    button = program.tab.findChild(QPushButton, "verifyButton")
    assert button is not None

    assert right_click(program, button) is None


def test_that_what_cannot_be_taken_is_grey_in_the_menu(opened: Opener) -> None:
    program = opened(FEATURES)
    program.window.tabs.setCurrentIndex(0)
    program.window.menus.edit.aboutToShow.emit()

    copy_chart, _, citation, save_chart, _ = program.window.menus.takeaways
    assert [copy_chart.isEnabled(), citation.isEnabled(), save_chart.isEnabled()] == [False] * 3
