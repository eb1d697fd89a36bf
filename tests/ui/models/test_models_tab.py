from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import Capabilities, ModelInfo, Support
from holysheep_desktop.errors import AuthenticationError, NotFoundError, SidecarError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.models.model_card import ModelCard
from holysheep_desktop.ui.models.model_table import Column, ModelFilter, ModelTable
from holysheep_desktop.ui.models.state_page import StatePage
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.words.errors import Action

pytestmark = pytest.mark.usefixtures("qt_loop")


NO_SAE = ModelInfo("small", "acme", Capabilities(sae=Support.NO, n_layers=9, context_length=100_000))
REMOTE = Endpoint(EndpointKind.HOLYSHEEP, "https://api.example/v1")


class Screen:
    """The tab as a person sees it."""

    def __init__(self, qtbot: QtBot, theme: Theme, source: FakeSource, endpoint: Endpoint) -> None:
        self.qtbot = qtbot
        self.source = source
        self.session = Session(self._connect, endpoint)
        self.tab = ModelsTab(self.session, theme)
        qtbot.addWidget(self.tab)
        self.tab.resize(1000, 600)
        self.tab.show()

    def _connect(self, _endpoint: Endpoint) -> FakeSource:
        return self.source

    def load(self) -> Screen:
        self.session.refresh_models()
        self.qtbot.waitUntil(lambda: self.session.state is not EndpointState.ASKING)
        return self

    def names(self) -> list[str]:
        model = self.table.model()
        return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]

    @property
    def table(self) -> QTableView:
        return child(self.tab, QTableView, "modelTable")

    @property
    def state(self) -> StatePage:
        return child(self.tab, StatePage, "modelsState")

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(child(self.tab, QPushButton, name), Qt.MouseButton.LeftButton)

    def type_into(self, name: str, text: str) -> None:
        self.qtbot.keyClicks(child(self.tab, QLineEdit, name), text)


def screen(qtbot: QtBot, theme: Theme, *models: ModelInfo, endpoint: Endpoint = REMOTE) -> Screen:
    return Screen(qtbot, theme, FakeSource(models), endpoint).load()


def test_that_the_rows_show_what_is_known_and_name_what_is_not(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL, CHAT_MODEL, NO_SAE)
    model = shown.table.model()
    rows = [[model.index(row, column).data() for column in Column] for row in range(model.rowCount())]

    assert rows == [
        ["gemma-3-270m", "google", "✓ yes", "✓ yes", "18", "2,048"],
        ["gpt-4.1", "openai", "unknown", "unknown", "unknown", "unknown"],
        ["small", "acme", "✗ no", "unknown", "9", "100,000"],
    ]


def test_that_numbers_sort_as_numbers_with_unknown_first(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL, CHAT_MODEL, NO_SAE)

    shown.table.sortByColumn(Column.CONTEXT, Qt.SortOrder.AscendingOrder)

    assert shown.names() == ["gpt-4.1", "gemma-3-270m", "small"]


def test_that_the_search_looks_at_name_and_owner_in_any_case(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL, CHAT_MODEL, NO_SAE)

    shown.type_into("modelSearch", "OPEN 4.1")

    assert shown.names() == ["gpt-4.1"]


def test_that_the_sae_filter_hides_what_is_unknown_too(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL, CHAT_MODEL, NO_SAE)

    child(shown.tab, QCheckBox, "saeOnly").click()

    assert shown.names() == ["gemma-3-270m"]


def test_that_a_search_without_a_match_says_so_and_can_be_undone(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL)
    shown.type_into("modelSearch", "zzz")
    assert shown.state.isVisible()
    assert shown.state.title == "No model matches"

    shown.click("modelsStateButton")

    assert shown.table.isVisible()
    assert shown.names() == ["gemma-3-270m"]


def test_that_use_it_chooses_the_selected_model_for_every_tab(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL, CHAT_MODEL)
    shown.table.selectRow(1)
    card = child(shown.tab, ModelCard, "modelCard")
    assert child(card, QLabel, "cardName").text() == "gpt-4.1"

    shown.click("useModel")

    assert shown.session.model == CHAT_MODEL
    assert not child(card, QPushButton, "useModel").isEnabled()


def test_that_the_card_shows_the_quality_of_each_sae(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL)
    texts = [label.text() for label in shown.tab.findChildren(QLabel, "saeText")]

    assert "gemma-3-270m/layer-12/8k" in texts
    figures = next(text for text in texts if "87.0%" in text)
    assert figures.splitlines() == [
        "12.0 active per token",
        "87.0% of the variance explained",
        "93.0% of the loss recovered",
        "2.0% never active",
    ]


def test_that_the_list_is_asked_for_again_on_refresh(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, SAE_MODEL)
    shown.source.available = (SAE_MODEL, NO_SAE)

    shown.click("refreshModels")
    qtbot.waitUntil(lambda: len(shown.names()) == 2)

    assert shown.names() == ["gemma-3-270m", "small"]


def test_that_the_chosen_model_is_selected_in_the_table(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, CHAT_MODEL, SAE_MODEL)

    (selected,) = shown.table.selectionModel().selectedRows()

    assert selected.data() == "gpt-4.1"


def test_that_a_missing_list_lets_the_id_be_typed(qtbot: QtBot, theme: Theme) -> None:
    source = FakeSource()
    source.fail_next(NotFoundError("models", 404))
    shown = Screen(qtbot, theme, source, REMOTE).load()
    assert shown.state.title == "This endpoint has no list of models"

    shown.type_into("modelByHand", " gpt-4.1 ")
    shown.click("useModelByHand")

    assert shown.session.model == ModelInfo("gpt-4.1")


def test_that_a_wrong_key_leads_to_the_field_for_the_key(qtbot: QtBot, theme: Theme) -> None:
    source = FakeSource()
    source.fail_next(AuthenticationError("models", 401))
    shown = Screen(qtbot, theme, source, REMOTE).load()

    with qtbot.waitSignal(shown.tab.action_requested) as asked:
        shown.click("modelsStateButton")

    assert asked.args == [Action.ENTER_KEY]


def test_that_a_failed_local_model_can_be_started_again(qtbot: QtBot, theme: Theme) -> None:
    source = FakeSource()
    source.fail_next(SidecarError("ended", 1))
    shown = Screen(qtbot, theme, source, Endpoint(EndpointKind.LOCAL)).load()

    with qtbot.waitSignal(shown.tab.action_requested) as asked:
        shown.click("modelsStateButton")

    assert asked.args == [Action.RESTART_ENGINE]


def test_that_the_side_of_the_card_is_there_only_with_a_model_and_keeps_its_width(
    qtbot: QtBot, theme: Theme
) -> None:
    shown = screen(qtbot, theme, SAE_MODEL)
    card = child(shown.tab, ModelCard, "modelCard")
    width = card.width()

    shown.source.available = ()
    shown.load()
    is_gone = card.isHidden()
    shown.tab.resize(760, 500)
    shown.source.available = (SAE_MODEL,)
    shown.load()

    assert is_gone
    qtbot.waitUntil(lambda: card.width() == width)


def test_that_an_empty_list_is_told_and_can_be_asked_again(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme)
    assert shown.state.title == "The endpoint lists no models"
    shown.source.available = (SAE_MODEL,)

    shown.click("modelsStateButton")

    qtbot.waitUntil(lambda: shown.names() == ["gemma-3-270m"])


def test_that_the_tab_says_that_it_waits(qtbot: QtBot, theme: Theme) -> None:
    source = FakeSource()
    source.hold()
    shown = Screen(qtbot, theme, source, Endpoint(EndpointKind.LOCAL))

    shown.session.refresh_models()

    assert shown.state.title == "Asking for the models…"
    source.release()
    qtbot.waitUntil(lambda: shown.session.state is EndpointState.READY)


def test_that_names_of_a_server_are_plain_text(qtbot: QtBot, theme: Theme) -> None:
    shown = screen(qtbot, theme, ModelInfo("<b>x</b>\u202eevil"))
    name = child(shown.tab, QLabel, "cardName")

    assert name.textFormat() is Qt.TextFormat.PlainText
    assert "\u202e" not in name.text()


def test_that_the_layout_survives_a_restart(qtbot: QtBot, theme: Theme) -> None:
    first = screen(qtbot, theme, SAE_MODEL)
    state = first.tab.save_state()

    second = screen(qtbot, theme, SAE_MODEL)
    second.tab.restore_state(state)
    second.tab.restore_state("no state at all")

    assert second.tab.save_state() == state


def test_that_the_model_table_keeps_qts_rules(theme: Theme) -> None:
    table = ModelTable(theme)
    proxy = ModelFilter(table)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (table, proxy)
    ]

    table.show_models((SAE_MODEL, CHAT_MODEL))
    proxy.show_matching("g", needs_sae=True)
    table.show_models(())

    assert len(testers) == 2
