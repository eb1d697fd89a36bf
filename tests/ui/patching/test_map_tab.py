"""The Map: drawn, stopped, gone on with, read by keyboard and table, kept in the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.source import SAE_MODEL, FakeSource
from fakes.stores import MemoryExports
from fakes.toy_findings import patch_analysis
from fakes.toy_model import N_LAYERS
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.core.effect_maps import MapCell, map_of
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnalysisRequest, SiteChoice
from holysheep_desktop.core.results import EffectMap
from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.patching.map.heat_maps import HeatMaps
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.widgets.tables import RowView

ORIGINAL, COMPARISON = "one two three four", "one two five four"
MAP_TAB = 1


@pytest.fixture
def drawn(bench: Bench[PatchingTab]) -> Bench[PatchingTab]:
    """A finding, with the Map chosen and nothing drawn."""
    found(bench)
    return bench


def found(bench: Bench[PatchingTab], original: str = ORIGINAL, comparison: str = COMPARISON) -> None:
    bench.tab.question.original.set_prompt(original)
    bench.tab.question.comparison.set_prompt(comparison)
    bench.run()
    bench.find(QTabWidget, "patchDetails").setCurrentIndex(MAP_TAB)


def page(bench: Bench[PatchingTab]) -> MapPage:
    return bench.find(MapPage, "mapPage")


def maps(bench: Bench[PatchingTab]) -> HeatMaps:
    return bench.find(HeatMaps, "heatMaps")


def draw(bench: Bench[PatchingTab]) -> None:
    bench.click("drawMap")
    bench.wait_until_done()


def draw_layers(bench: Bench[PatchingTab], n: int) -> None:
    """Draw, and stand still when the last `n` layers are there."""
    bench.source.hold_after_layers(n)
    bench.click("drawMap")
    bench.qtbot.waitUntil(lambda: bench.source.is_held)
    assert layers(bench) == tuple(range(N_LAYERS - n, N_LAYERS))


def layers(bench: Bench[PatchingTab]) -> tuple[int, ...]:
    return tuple(row[0].layer for row in page(bench).picture.cells)


def button(bench: Bench[PatchingTab]) -> str:
    return bench.find(QPushButton, "drawMap").text()


def reported_map(bench: Bench[PatchingTab], component: Component = Component.RESID_POST) -> EffectMap:
    shown = bench.tab.record()
    assert shown is not None
    assert shown.main.result.patching is not None
    effects = map_of(shown.main.result.patching, component)
    assert effects is not None
    return effects


def whole_map(request: AnalysisRequest, component: Component = Component.RESID_POST) -> EffectMap:
    """The same map from the toy model itself."""
    assert request.patching is not None
    options = replace(request.patching, components=(component,), sweep=True, layers=None)
    effects = map_of(patch_analysis(0, request, options), component)
    assert effects is not None
    return effects


def cell(bench: Bench[PatchingTab], layer: int, position: int) -> MapCell:
    return page(bench).picture.cells[layer][position]


def test_that_drawing_asks_the_finding_s_question_for_one_component_at_every_layer(
    drawn: Bench[PatchingTab],
) -> None:
    draw(drawn)

    first, second = drawn.source.requests
    assert first.patching is not None
    assert second == replace(
        first,
        generation=replace(first.generation, max_tokens=1),
        patching=replace(first.patching, components=(Component.RESID_POST,), sweep=True, neuron_top_k=0),
        logit_lens=False,
    )


def test_that_before_the_first_drawing_the_page_says_what_a_map_is_and_draws_one(
    drawn: Bench[PatchingTab],
) -> None:
    assert page(drawn).empty.isVisible()

    drawn.click("map_exampleButton0")
    drawn.wait_until_done()

    assert layers(drawn) == tuple(range(N_LAYERS))
    assert not page(drawn).empty.isVisible()
    assert not drawn.find(QPushButton, "drawMap").property("primary")


def test_that_tokens_of_the_comparison_prompt_alone_are_named(bench: Bench[PatchingTab]) -> None:
    found(bench, "one two four", "one two big three four")
    draw(bench)

    assert "only the comparison prompt has them: “big” “three”." in page(bench).picture.legend


def test_that_the_drawn_map_holds_the_numbers_of_the_result(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)

    wanted = whole_map(drawn.source.requests[0])
    assert tuple(tuple(c.noising for c in row) for row in page(drawn).picture.cells) == wanted.noising
    assert tuple(tuple(c.denoising for c in row) for row in page(drawn).picture.cells) == wanted.denoising


def test_that_only_what_the_endpoint_names_can_be_mapped(drawn: Bench[PatchingTab]) -> None:
    box = drawn.find(QComboBox, "mapComponent")

    assert [box.itemData(i) for i in range(box.count())] == [
        Component.RESID_POST, Component.ATTN_OUT, Component.MLP_OUT, Component.LAYER_OUTPUT, Component.HEAD,
        Component.HEAD_ALL_POSITIONS, Component.NEURON, Component.SAE_FEATURE,
    ]  # fmt: skip


def test_that_an_endpoint_that_names_no_components_draws_none(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    silent = replace(SAE_MODEL, capabilities=replace(SAE_MODEL.capabilities, patching_components=()))
    bench = Bench(PatchingTab, qtbot, theme, FakeSource((silent,)))
    bench.session.choose_model(silent.id)
    found(bench)

    assert not bench.find(QPushButton, "drawMap").isEnabled()
    assert page(bench).bar.state == "This endpoint does not say that it can draw maps."


def test_that_prompts_of_the_same_tokens_have_no_map_to_draw(bench: Bench[PatchingTab]) -> None:
    found(bench, ORIGINAL, ORIGINAL)

    assert not bench.find(QPushButton, "drawMap").isEnabled()
    assert not page(bench).empty.isVisible()
    assert page(bench).bar.state == "There is no map: both prompts read as the same tokens."


def test_that_rows_fill_the_map_while_it_is_drawn(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 3)

    assert button(drawn) == "Stop"
    assert [cells[0].layer for cells in maps(drawn).data.cells] == list(range(N_LAYERS))
    assert "Dotted: not drawn yet." in page(drawn).picture.legend
    drawn.source.release()
    drawn.wait_until_done()


def test_that_stop_keeps_what_is_drawn_in_picture_and_report(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 4)

    drawn.click("drawMap")
    drawn.wait_until_done()

    assert drawn.source.n_cancelled == 1
    assert button(drawn) == "Go on"
    assert page(drawn).bar.state == "Stopped. 4 of 18 layers are drawn."
    target = drawn.tab.question.layer.value()
    assert reported_map(drawn).layers == (target, 14, 15, 16, 17)


def test_that_go_on_asks_for_the_missing_layers_only_and_completes_the_map(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 4)
    drawn.click("drawMap")
    drawn.wait_until_done()
    drawn.source.release()

    draw(drawn)

    options = drawn.source.requests[-1].patching
    assert options is not None
    assert options.layers == tuple(range(14))
    assert reported_map(drawn) == whole_map(drawn.source.requests[0])
    assert page(drawn).bar.state == "18 layers × 5 tokens"


def test_that_only_a_whole_map_is_compared_with_random_controls_also_when_drawn_in_parts(
    drawn: Bench[PatchingTab],
) -> None:
    draw_layers(drawn, 4)
    drawn.click("drawMap")
    drawn.wait_until_done()
    of_a_part = page(drawn).picture.sentence
    drawn.source.release()

    draw(drawn)

    assert "random controls" not in of_a_part
    assert "random controls" in page(drawn).picture.sentence


def test_that_a_second_click_draws_the_same_map_again(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)
    draw(drawn)

    options = drawn.source.requests[-1].patching
    assert options is not None
    assert options.layers is None
    assert reported_map(drawn) == whole_map(drawn.source.requests[0])


def test_that_a_failure_keeps_the_rows_and_says_what_went_wrong(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 2)
    drawn.source.fail_next(ServerError("analyse", 500, "broken"))

    drawn.source.release()
    drawn.wait_until_done()

    assert layers(drawn) == (16, 17)
    assert page(drawn).notices.notice.title
    assert button(drawn) == "Go on"


def test_that_a_new_run_stops_the_drawing(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 2)

    drawn.click("runButton")
    drawn.qtbot.waitUntil(lambda: drawn.source.n_cancelled == 1)

    drawn.source.release()
    drawn.wait_until_done()
    assert page(drawn).picture.cells == ()


def test_that_the_tab_counts_as_running_and_its_stop_stops_the_drawing(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 1)
    assert drawn.tab.is_running()

    drawn.tab.stop()
    drawn.wait_until_done()

    assert drawn.source.n_cancelled == 1


def test_that_progress_says_how_far_the_drawing_has_come(drawn: Bench[PatchingTab]) -> None:
    draw_layers(drawn, 9)

    assert page(drawn).bar.state.startswith("Patching: 9 of 18")
    drawn.source.release()
    drawn.wait_until_done()


def test_that_the_map_is_in_the_report_and_there_again_when_it_is_opened(
    drawn: Bench[PatchingTab],
) -> None:
    draw(drawn)
    shown = drawn.tab.record()
    assert shown is not None

    drawn.tab.show_record(shown)

    assert layers(drawn) == tuple(range(N_LAYERS))
    assert drawn.tab.record() == shown


def test_that_heads_have_a_row_each(drawn: Bench[PatchingTab]) -> None:
    box = drawn.find(QComboBox, "mapComponent")
    box.setCurrentIndex(box.findData(Component.HEAD))
    box.activated.emit(box.currentIndex())

    draw(drawn)

    assert maps(drawn).data.row_names[:5] == ("L0.H0", "L0.H1", "L0.H2", "L0.H3", "L1.H0")
    assert len(page(drawn).picture.cells) == 4 * N_LAYERS


def test_that_a_component_that_was_drawn_before_is_there_when_chosen_again(drawn: Bench[PatchingTab]) -> None:
    box = drawn.find(QComboBox, "mapComponent")
    draw(drawn)

    for component in (Component.MLP_OUT, Component.RESID_POST):
        box.setCurrentIndex(box.findData(component))
        box.activated.emit(box.currentIndex())

    assert layers(drawn) == tuple(range(N_LAYERS))
    assert len(drawn.source.requests) == 2


def test_that_arrow_keys_move_the_cursor_and_enter_opens_the_site(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)
    picture = maps(drawn)
    picture.setFocus()

    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left):
        drawn.qtbot.keyClick(picture, key)
    assert picture.cursor_cell == cell(drawn, 2, 3)
    assert page(drawn).picture.reading.startswith("layer 2, position 3 “ three” ↔ “ five”: noising ")

    drawn.qtbot.keyClick(picture, Qt.Key.Key_Return)
    drawn.wait_until_done()

    assert page(drawn).site.isVisible()
    options = drawn.source.requests[-1].patching
    assert options is not None
    assert (options.layer, options.sweep) == (2, False)
    assert options.site == SiteChoice(Component.RESID_POST, 2, 3)


def test_that_a_map_reached_by_tab_frames_its_strongest_site_so_that_enter_opens_it(
    drawn: Bench[PatchingTab],
) -> None:
    draw(drawn)
    picture = maps(drawn)
    sizes = [cell.size for row in picture.data.cells for cell in row]

    picture.setFocus(Qt.FocusReason.TabFocusReason)

    assert picture.cursor_cell is not None
    assert picture.cursor_cell.size == max(sizes)


def test_that_the_cursor_stays_on_the_map(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)
    picture = maps(drawn)

    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Right):
        drawn.qtbot.keyClick(picture, key)
    assert picture.cursor_cell == cell(drawn, 17, 4)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Left):
        drawn.qtbot.keyClick(picture, key)
    assert picture.cursor_cell == cell(drawn, 0, 0)


@pytest.mark.parametrize("nth", [0, 1])
def test_that_a_click_in_either_map_opens_the_cell_under_the_mouse(
    drawn: Bench[PatchingTab], nth: int
) -> None:
    draw(drawn)
    picture = maps(drawn)
    middle = picture.heat_layout().cell_rect(nth, 12, 3).center().toPoint()

    drawn.qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle)
    drawn.wait_until_done()

    assert picture.cursor_cell == cell(drawn, 12, 3)
    options = drawn.source.requests[-1].patching
    assert options is not None
    assert options.site == SiteChoice(Component.RESID_POST, 12, 3)
    view = drawn.find(RowView, "siteNeurons")
    assert str(view.model().index(0, 0).data()).startswith("L12.N")
    assert drawn.find(RowView, "siteHeads").model().rowCount() == 4


def test_that_hovering_says_the_exact_numbers_of_both_ways(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)
    picture = maps(drawn)
    place = picture.heat_layout().cell_rect(1, 5, 3).center().toPoint()

    drawn.qtbot.mouseMove(picture, QPoint(1, 1))
    drawn.qtbot.mouseMove(picture, place)

    pointed = cell(drawn, 5, 3)
    assert pointed.noising is not None
    assert f"noising {pointed.noising:.4f}".replace("-", "−") in page(drawn).picture.reading


def test_that_a_token_below_the_map_shows_its_whole_text(bench: Bench[PatchingTab]) -> None:
    long = "incomprehensibilities" * 3
    found(bench, f"one {long} three", f"one {long} four")
    draw(bench)
    picture = maps(bench)
    layout = picture.heat_layout()
    below = layout.cell_rect(0, 0, 2).center().toPoint()
    below.setY(round(layout.map_rect(0).bottom()) + 20)

    bench.qtbot.mouseMove(picture, QPoint(1, 1))
    bench.qtbot.mouseMove(picture, below)

    assert long in picture.toolTip()


def test_that_a_site_that_cannot_be_asked_for_says_so_and_can_be_tried_again(
    drawn: Bench[PatchingTab],
) -> None:
    draw(drawn)
    drawn.source.fail_next(ServerError("analyse", 500, "broken"))
    maps(drawn).cell_opened.emit(cell(drawn, 3, 3))
    drawn.wait_until_done()

    assert page(drawn).site.notices.notice.title
    assert layers(drawn) == tuple(range(N_LAYERS))


def test_that_the_sentence_names_the_strongest_site(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)

    best = max((c for row in page(drawn).picture.cells[:-1] for c in row), key=lambda c: c.size)
    assert page(drawn).picture.sentence.startswith(f"Strongest: layer {best.layer}, position {best.position}")


def test_that_the_last_layer_is_grey_but_for_the_answer_and_an_unpaired_token_is_named(
    bench: Bench[PatchingTab],
) -> None:
    found(bench, "one two three four", "one two four")
    draw(bench)

    last = page(bench).picture.cells[-1]
    assert [c.kind.value for c in last] == ["impossible", "impossible", "impossible", "unpaired", "measured"]
    assert "Hatched: no partner token." in page(bench).picture.legend


def test_that_the_table_holds_every_cell_of_the_map(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)
    drawn.find(QToolButton, "mapTable").click()

    model = drawn.find(RowView, "mapCells").model()
    row = [model.index(12 * 5 + 3, column).data() for column in range(6)]
    wanted = cell(drawn, 12, 3)
    assert model.rowCount() == N_LAYERS * 5
    assert (row[0], row[2], row[3]) == ("12", "3", " three")
    assert row[4] == f"{wanted.noising:.4f}".replace("-", "−")


def test_that_the_data_is_copied_as_csv_with_a_guard(bench: Bench[PatchingTab]) -> None:
    found(bench, "one two =1 four", "one two =2 four")
    draw(bench)

    bench.tab.findChild(QAction, "copyMapData").trigger()  # type: ignore[union-attr]

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("component,layer,head,position,token")
    assert not any(field.startswith(("=", "@")) for line in lines for field in line.split(","))


def test_that_the_map_is_copied_as_an_image(drawn: Bench[PatchingTab]) -> None:
    draw(drawn)

    drawn.tab.findChild(QAction, "copyMapImage").trigger()  # type: ignore[union-attr]

    margin = 2 * 8
    expected = maps(drawn).size() + QSize(margin, margin)
    assert QGuiApplication.clipboard().image().size() == expected * 2


def test_that_zooming_shows_fewer_columns_and_the_cursor_stays_in_sight(
    bench: Bench[PatchingTab],
) -> None:
    words = " ".join(f"w{i}" for i in range(40))
    found(bench, f"one {words}", f"two {words}")
    draw(bench)
    picture = maps(bench)

    for _ in range(3):
        bench.qtbot.keyClick(picture, Qt.Key.Key_Plus)
    bench.qtbot.keyClick(picture, Qt.Key.Key_Home)
    window = picture.window_of_columns
    assert window.count < 20
    assert window.first == 0

    bench.qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture.window_of_columns.is_whole


@pytest.mark.parametrize(("action", "ending"), [("saveMapImage", ".png"), ("saveMapData", ".csv")])
def test_that_saving_asks_where_and_writes_there(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, tmp_path: Path, action: str, ending: str
) -> None:
    exports = MemoryExports()
    bench = Bench(lambda session, look: PatchingTab(session, look, exports), qtbot, theme, FakeSource())
    found(bench)
    draw(bench)

    bench.tab.findChild(QAction, action).trigger()  # type: ignore[union-attr]
    dialog = opened_dialog(qtbot)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(f"map{ending}")
    dialog.accept()

    qtbot.waitUntil(lambda: bool(exports.files))
    (path,) = exports.files
    assert path.suffix == ending
    start = b"\x89PNG" if ending == ".png" else "\ufeffcomponent,".encode()
    assert exports.files[path].startswith(start)


def opened_dialog(qtbot: QtBot) -> QFileDialog:
    def dialogs() -> list[QFileDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()))
    return dialogs()[0]


def test_that_without_a_place_to_write_nothing_offers_to_save(drawn: Bench[PatchingTab]) -> None:
    menu = page(drawn).bar.menu

    assert [action.objectName() for action in menu.actions()] == ["copyMapImage", "copyMapData"]
