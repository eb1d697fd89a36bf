"""Own labels and the search: written, shown everywhere, exchanged as files, found again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui.tab_bench import LAYER_12, Bench

from holysheep_desktop.core.labelling.own_labels import OwnLabels
from holysheep_desktop.core.results import FeatureAnalysis, Label
from holysheep_desktop.errors import LabelFileError, NotFoundError, ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.bar_chart import BarChart
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.feature_finder import FeatureFinder
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.label_edit import LabelEdit
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.label_words import label_words, source_words
from holysheep_desktop.ui.widgets.tables import RowView

PROMPT = "sort a list of values in Python"
SHA256 = "9c1e" * 16


class MemoryLabelFiles:
    """Files of labels in memory."""

    def __init__(self) -> None:
        self.files: dict[str, OwnLabels] = {}

    async def save(self, labels: OwnLabels, path: Path) -> None:
        self.files[path.name] = labels

    async def open(self, path: Path) -> OwnLabels:
        if path.name not in self.files:
            raise LabelFileError(path, "damaged")
        return self.files[path.name]


@pytest.fixture
def files() -> MemoryLabelFiles:
    return MemoryLabelFiles()


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, files: MemoryLabelFiles) -> Bench[SaeTab]:
    def make(session: Session, theme: Theme) -> SaeTab:
        return SaeTab(session, theme, label_files=files)

    return Bench(make, qtbot, theme, FakeSource())


@pytest.fixture
def found(bench: Bench[SaeTab]) -> FeatureAnalysis:
    """A finding, with the page of its third feature open."""
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.run()
    bench.click_row("saeChartPlot", 2)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)
    shown = bench.tab.record()
    assert shown is not None
    assert shown.main.result.features is not None
    return shown.main.result.features


def feature_of(found: FeatureAnalysis) -> int:
    return found.features[2].feature


def write(bench: Bench[SaeTab], text: str) -> None:
    field = bench.find(QLineEdit, "ownLabel")
    field.selectAll()
    bench.qtbot.keyClick(field, Qt.Key.Key_Delete)
    bench.qtbot.keyClicks(field, text)
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)


def bar_label(bench: Bench[SaeTab]) -> str:
    return bench.find(BarChart, "saeChart").bars[2].label


def test_that_an_own_label_is_shown_everywhere_at_once(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    write(bench, "my loops")

    feature = feature_of(found)
    bench.qtbot.waitUntil(lambda: bar_label(bench) == f"{feature}  my loops")
    assert bench.find(QLabel, "featureLabel").text() == "my loops"
    assert bench.find(QLabel, "featureLabelSource").text() == "you"
    table = bench.find(RowView, "saeTable").model()
    assert [table.index(2, column).data() for column in (1, 3, 4)] == [str(feature), "my loops", "you"]


def test_that_a_report_saved_afterwards_has_the_own_label(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    write(bench, "my loops")
    bench.qtbot.waitUntil(lambda: "my loops" in bar_label(bench))

    shown = bench.tab.record()
    assert shown is not None
    assert shown.main.result.features is not None
    assert shown.main.result.features.label(feature_of(found)) == Label("my loops", "you")


def test_that_an_empty_field_brings_the_automatic_label_back(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    before = bar_label(bench)
    write(bench, "my loops")
    bench.qtbot.waitUntil(lambda: bar_label(bench) != before)

    write(bench, "")

    bench.qtbot.waitUntil(lambda: bar_label(bench) == before)
    assert bench.find(QLineEdit, "ownLabel").text() == ""


def test_that_nothing_is_written_where_nothing_was_changed(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    keep = bench.find(QPushButton, "keepLabel")

    bench.qtbot.keyClick(bench.find(QLineEdit, "ownLabel"), Qt.Key.Key_Return)

    assert not keep.isEnabled()
    assert "write_label" not in bench.source.calls


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotFoundError("write_label", 404), "This endpoint keeps no labels of yours."),
        (ServerError("write_label", 503), "503"),
    ],
)
def test_that_a_label_that_is_not_kept_is_told_and_stays_typed(
    bench: Bench[SaeTab], found: FeatureAnalysis, error: NotFoundError | ServerError, words: str
) -> None:
    edit = bench.tab.findChild(LabelEdit)
    assert edit is not None
    bench.source.fail_next(error)

    write(bench, "my loops")

    bench.qtbot.waitUntil(lambda: words in edit.state_words)
    assert bench.find(QLineEdit, "ownLabel").text() == "my loops"
    assert bench.find(QPushButton, "keepLabel").isEnabled()


def open_page(bench: Bench[SaeTab], feature: int) -> None:
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.tab.finding.choose_feature(feature)
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == feature)


def test_that_a_typed_label_is_there_again_after_another_feature(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    field = bench.find(QLineEdit, "ownLabel")
    bench.qtbot.keyClicks(field, "my loops")

    open_page(bench, 100)
    at_the_other = field.text()
    open_page(bench, feature_of(found))

    assert (at_the_other, field.text()) == ("", "my loops")
    assert bench.find(QPushButton, "keepLabel").isEnabled()


def test_that_an_endpoint_without_labels_says_so_at_once_and_a_file_takes_what_is_typed(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, files: MemoryLabelFiles, tmp_path: Path
) -> None:
    can = replace(SAE_MODEL.capabilities, keeps_labels=False)
    source = FakeSource(models=(replace(SAE_MODEL, capabilities=can),))
    bench = Bench(partial(SaeTab, label_files=files), qtbot, theme, source)
    bench.session.choose_sae(LAYER_12)
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.run()
    open_page(bench, 100)
    edit = bench.tab.findChild(LabelEdit)
    assert edit is not None
    said = edit.state_words

    write(bench, "my loops")
    source.fail_next(NotFoundError("own_labels", 404))
    choose_file(bench, "exportLabels", tmp_path / "mine.json")

    qtbot.waitUntil(lambda: "mine.json" in files.files)
    assert files.files["mine.json"] == OwnLabels(SHA256, LAYER_12, {100: "my loops"})
    assert said.startswith("This endpoint keeps no labels of yours. What you type stays here")
    assert bench.find(QPushButton, "keepLabel").isHidden()
    assert "write_label" not in source.calls


def choose_file(bench: Bench[SaeTab], action: str, path: Path) -> None:
    chosen = bench.tab.findChild(QAction, action)
    assert chosen is not None
    chosen.trigger()
    dialogs: list[QFileDialog] = []

    def is_open() -> bool:
        dialogs[:] = bench.window.findChildren(QFileDialog, "fileDialog")
        return bool(dialogs) and dialogs[0].isVisible()

    bench.qtbot.waitUntil(is_open)
    name = dialogs[0].findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    dialogs[0].accept()


def test_that_labels_are_exported_to_the_file_that_was_chosen(
    bench: Bench[SaeTab], found: FeatureAnalysis, files: MemoryLabelFiles, tmp_path: Path
) -> None:
    write(bench, "my loops")
    bench.qtbot.waitUntil(lambda: "my loops" in bar_label(bench))

    choose_file(bench, "exportLabels", tmp_path / "mine.json")

    bench.qtbot.waitUntil(lambda: "mine.json" in files.files)
    assert files.files["mine.json"] == OwnLabels(SHA256, LAYER_12, {feature_of(found): "my loops"})


@pytest.mark.parametrize(
    ("action", "label", "said"),
    [
        ("importNewLabels", "mine", "0 labels added, 0 replaced, 1 of yours kept."),
        ("importAllLabels", "theirs", "0 labels added, 1 replaced, 0 of yours kept."),
    ],
)
def test_that_an_imported_label_wins_only_where_that_was_chosen(
    bench: Bench[SaeTab],
    found: FeatureAnalysis,
    files: MemoryLabelFiles,
    tmp_path: Path,
    action: str,
    label: str,
    said: str,
) -> None:
    edit = bench.tab.findChild(LabelEdit)
    assert edit is not None
    write(bench, "mine")
    bench.qtbot.waitUntil(lambda: "mine" in bar_label(bench))
    (tmp_path / "theirs.json").touch()
    files.files["theirs.json"] = OwnLabels(SHA256, "", {feature_of(found): "theirs"})

    choose_file(bench, action, tmp_path / "theirs.json")

    bench.qtbot.waitUntil(lambda: edit.state_words == said)
    bench.qtbot.waitUntil(lambda: bar_label(bench) == f"{feature_of(found)}  {label}")


@pytest.mark.parametrize(
    ("sha256", "words"),
    [("0" * 64, "other weights"), (None, "The file of labels could not be used: theirs.json")],
)
def test_that_labels_that_do_not_fit_are_told_and_change_nothing(
    bench: Bench[SaeTab],
    found: FeatureAnalysis,
    files: MemoryLabelFiles,
    tmp_path: Path,
    sha256: str | None,
    words: str,
) -> None:
    edit = bench.tab.findChild(LabelEdit)
    assert edit is not None
    before = bar_label(bench)
    (tmp_path / "theirs.json").touch()
    if sha256 is not None:
        files.files["theirs.json"] = OwnLabels(sha256, "", {feature_of(found): "theirs"})

    choose_file(bench, "importAllLabels", tmp_path / "theirs.json")

    bench.qtbot.waitUntil(lambda: words in edit.state_words)
    assert bar_label(bench) == before


def search(bench: Bench[SaeTab], text: str) -> FeatureFinder:
    finder = bench.tab.findChild(FeatureFinder)
    assert finder is not None
    bench.qtbot.mouseClick(bench.find(QToolButton, "searchFeatures"), Qt.MouseButton.LeftButton)
    bench.qtbot.keyClicks(bench.find(QLineEdit, "featureSearch"), text)
    return finder


def test_that_typing_finds_features_and_a_click_opens_one(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    panel = bench.find(FeaturePanel, "featurePanel")
    finder = search(bench, "CODE 144")
    bench.qtbot.waitUntil(lambda: bool(finder.hits))
    view = bench.find(RowView, "featureHits")
    hit = finder.hits[0]

    assert "code 144" in hit.label.text
    assert [view.model().index(0, c).data() for c in (0, 1, 3)] == [str(hit.feature), "1%", "label"]
    place = view.visualRect(view.model().index(0, 0)).center()
    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == hit.feature)
    assert bench.tab.finding.feature == hit.feature


def test_that_a_number_and_enter_open_the_feature(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    panel = bench.find(FeaturePanel, "featurePanel")
    search(bench, "4711")

    bench.qtbot.keyClick(bench.find(QLineEdit, "featureSearch"), Qt.Key.Key_Return)

    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == 4711)


def test_that_typing_asks_once_after_a_pause(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    finder = search(bench, "order")

    bench.qtbot.waitUntil(lambda: bool(finder.hits))
    assert bench.source.calls.count("find_features") == 1


def test_that_a_search_without_a_hit_says_so(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    finder = search(bench, "zzzz")

    bench.qtbot.waitUntil(lambda: finder.state_words.startswith("Nothing found."))
    assert bench.find(RowView, "featureHits").isHidden()


def test_that_an_endpoint_that_cannot_search_is_told(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.source.fail_next(NotFoundError("find_features", 404))

    finder = search(bench, "order")

    bench.qtbot.waitUntil(lambda: finder.state_words == "This endpoint cannot search its features.")


def test_that_an_own_label_is_found(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.tab.finding.choose_feature(100)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == 100)
    write(bench, "quite unheard of")
    bench.qtbot.waitUntil(lambda: bench.find(QLabel, "featureLabel").text() == "quite unheard of")

    finder = search(bench, "unheard")

    bench.qtbot.waitUntil(lambda: [hit.feature for hit in finder.hits] == [100])


def test_that_the_beginning_of_an_automatic_label_is_the_programs_and_the_users_is_not() -> None:
    assert label_words(Label("promotes: x", "decoder direction")) == "promotes: x"
    assert label_words(Label("fires on: x", "you")) == "fires on: x"
    assert (label_words(None), source_words(Label("x", "a stranger"))) == ("", "a stranger")
