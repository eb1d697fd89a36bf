"""What is pictured: every tab empty, running, full and failed, and the windows beside it.

A scene brings the stage into a state, gives the widget to look at, and ends what it began.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from fakes.stores import MemoryKeys
from PySide6.QtWidgets import QDialog, QListWidget, QToolButton, QWidget
from screenshots import recorded
from screenshots.recorded import RecordedSource
from screenshots.stage import Stage, let_settle, wait_until

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.errors import ApiConnectionError, ConnectionFault
from holysheep_desktop.ui.batch.tab import BatchTab
from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog
from holysheep_desktop.ui.history.tab import HistoryTab
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab
from holysheep_desktop.ui.window.end_dialog import end_dialog

Scene: TypeAlias = Callable[[Stage, RecordedSource], AbstractContextManager[QWidget]]
ANALYSES = {TabName.SAE: 0, TabName.PATCHING: 1, TabName.FULL: 0, TabName.DEBUG: 0}
"""The tabs that ask one question, and the example that was recorded."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a scene is looked at. `scale` is that of the screen."""

    language: Language = Language.KOREAN
    theme: ThemeChoice = ThemeChoice.LIGHT
    size: tuple[int, int] = (1280, 800)
    scale: float = 1.0

    def __str__(self) -> str:
        size = f"{self.size[0]}x{self.size[1]}"
        return f"{self.language}-{self.theme}-{size}" + (f"@{self.scale:g}" if self.scale != 1 else "")


def _refused() -> ApiConnectionError:
    return ApiConnectionError("analyse", ConnectionFault.REFUSED, "127.0.0.1")


def empty(name: TabName) -> Scene:
    """A tab that was never used."""

    @contextmanager
    def scene(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
        stage.tab(name)
        yield stage.window

    return scene


def _begin(stage: Stage, name: TabName) -> Callable[[], bool]:
    """Run a tab's example; gives whether it still runs."""
    tab = stage.tab(name)
    if isinstance(tab, AnalysisTab):
        tab.show_example(ANALYSES[name])
        tab.run()
    else:
        assert isinstance(tab, BatchTab)
        tab.finding.empty.example_requested.emit(0)
    return tab.is_running


def running(name: TabName) -> Scene:
    """A tab in the middle of a run."""

    @contextmanager
    def scene(stage: Stage, source: RecordedSource) -> Generator[QWidget]:
        source.hold()
        is_running = _begin(stage, name)
        yield stage.window
        stage.window.current_tab.stop()
        source.release()
        wait_until(lambda: not is_running())

    return scene


def failed(name: TabName) -> Scene:
    """A tab whose endpoint is gone."""

    @contextmanager
    def scene(stage: Stage, source: RecordedSource) -> Generator[QWidget]:
        source.fail_next(_refused())
        is_running = _begin(stage, name)
        let_settle()
        wait_until(lambda: not is_running())
        yield stage.window

    return scene


def full(name: TabName) -> Scene:
    """A tab with what was found."""

    @contextmanager
    def scene(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
        stage.tab(name).show_record(recorded.record(name.value))
        yield stage.window

    return scene


@contextmanager
def models_failed(stage: Stage, source: RecordedSource) -> Generator[QWidget]:
    """The list of models cannot be had."""
    source.fail_next(_refused())
    stage.tab(TabName.MODELS)
    stage.session.refresh_models()
    yield stage.window


@contextmanager
def models_asking(stage: Stage, source: RecordedSource) -> Generator[QWidget]:
    """The list of models is awaited."""
    source.hold()
    stage.tab(TabName.MODELS)
    stage.session.refresh_models()
    yield stage.window
    source.release()


@contextmanager
def batch_full(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """The example list, done."""
    is_running = _begin(stage, TabName.BATCH)
    let_settle()
    wait_until(lambda: not is_running())
    yield stage.window


@contextmanager
def history_full(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """Every recorded run, the first one chosen."""
    stage.fill_history([recorded.record(name) for name in recorded.FINDINGS])
    tab = stage.tab(TabName.HISTORY)
    assert isinstance(tab, HistoryTab)
    tab.refresh()
    wait_until(lambda: tab.panel.table.rowCount() == len(recorded.FINDINGS))
    tab.panel.view.selectRow(1)
    let_settle()
    yield stage.window


@contextmanager
def feature_open(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """The SAE tab with a feature's page beside it."""
    tab = stage.tab(TabName.SAE)
    assert isinstance(tab, SaeTab)
    record = recorded.record("sae")
    tab.show_record(record)
    analysis = record.main.result.features
    assert analysis is not None
    tab.finding.choose_feature(analysis.features[1].feature)
    yield stage.window


@contextmanager
def map_open(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """The map of the Patching tab."""
    tab = stage.tab(TabName.PATCHING)
    assert isinstance(tab, PatchingTab)
    tab.show_record(recorded.record("patching"))
    tab.finding.show_map(None)
    yield stage.window


@contextmanager
def pairs_full(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """Several pairs with their mean map."""
    stage.tab(TabName.PATCHING).show_record(recorded.record("pairs"))
    yield stage.window


@contextmanager
def steering_full(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """A steering tab with both answers."""
    record = recorded.record("steering")
    steps = record.runs[1].request.steering
    stage.window.steering_requested.emit(SteeringStart(record.main.request.prompt, steps))
    stage.window.current_tab.show_record(record)
    yield stage.window


@contextmanager
def settings_open(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """The settings of a server of one's own, unfolded."""
    server = Endpoint(EndpointKind.CUSTOM, "http://lab.example:8000/v1", "연구실")
    dialog = SettingsDialog(Settings(servers=(server,)), MemoryKeys(), stage.window)
    dialog.show()
    stage.find(dialog, QListWidget, "endpointList").setCurrentRow(2)
    stage.find(dialog, QToolButton, "endpointMore").setChecked(True)
    yield from _shown(dialog)


@contextmanager
def end_question(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """The question before work is cut off."""
    dialog = end_dialog(stage.window)
    dialog.show()
    yield from _shown(dialog)


@contextmanager
def alignment_open(stage: Stage, _source: RecordedSource) -> Generator[QWidget]:
    """The editor of token pairs."""
    tab = stage.tab(TabName.PATCHING)
    tab.show_record(recorded.record("patching"))
    button = stage.find(tab, QToolButton, "alignmentButton")
    wait_until(button.isEnabled)
    button.click()
    yield from _shown(stage.find(stage.window, QDialog, "alignmentEditor"))


def _shown(dialog: QDialog) -> Generator[QWidget]:
    let_settle()
    yield dialog
    dialog.close()
    dialog.deleteLater()


SCENES: dict[str, Scene] = {
    "models-full": empty(TabName.MODELS),
    "models-asking": models_asking,
    "models-failed": models_failed,
    "history-empty": empty(TabName.HISTORY),
    "history-full": history_full,
    "batch-empty": empty(TabName.BATCH),
    "batch-running": running(TabName.BATCH),
    "batch-failed": failed(TabName.BATCH),
    "batch-full": batch_full,
    "sae-feature": feature_open,
    "patching-map": map_open,
    "pairs-full": pairs_full,
    "steering-full": steering_full,
    "settings": settings_open,
    "end": end_question,
    "alignment": alignment_open,
}
for _name, (_state, _make) in product(
    ANALYSES, {"empty": empty, "running": running, "failed": failed, "full": full}.items()
):
    SCENES[f"{_name}-{_state}"] = _make(_name)

_SMALL, _LARGE = (1024, 700), (1920, 1080)
_EN, _DARK = Language.ENGLISH, ThemeChoice.DARK
_FULL = tuple(name for name in SCENES if name.endswith("-full"))
GROUPS: dict[str, tuple[tuple[str, Look], ...]] = {
    "empty": tuple((n, Look(theme=_DARK)) for n in SCENES if n.endswith("-empty")),
    "running": tuple((n, Look(_EN)) for n in SCENES if n.endswith(("-running", "-asking"))),
    "failed": tuple((n, Look(size=_SMALL)) for n in SCENES if n.endswith("-failed")),
    "full": tuple((n, Look()) for n in (*_FULL, "sae-feature", "patching-map")),
    "small": tuple((n, Look(_EN, _DARK, _SMALL)) for n in _FULL),
    "large": tuple((n, Look(_EN, size=_LARGE)) for n in ("sae-full", "patching-map", "full-full")),
    "dense": (
        ("debug-full", Look(theme=_DARK, size=_SMALL, scale=1.5)),
        ("patching-full", Look(_EN, size=_SMALL, scale=2.0)),
    ),
    "dialogs": (("settings", Look()), ("end", Look(_EN, _DARK)), ("alignment", Look(theme=_DARK))),
}
"""Pictures that share a stage: what was shown before does not come back, so states are apart."""
