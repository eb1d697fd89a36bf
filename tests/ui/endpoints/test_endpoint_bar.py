from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource, sae_id_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.endpoints.bar import EndpointBar
from holysheep_desktop.ui.session import EndpointState, Session

pytestmark = pytest.mark.usefixtures("qt_loop")


def choose(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """Type the beginning of an entry and press Enter, as a keyboard user does."""
    combo.setFocus()
    qtbot.keyClick(combo, text[0])
    qtbot.keyClicks(combo.view(), text[1:])
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)


def type_model(qtbot: QtBot, bar: EndpointBar, name: str) -> None:
    edit = child(bar, QLineEdit, "modelEdit")
    edit.selectAll()
    qtbot.keyClicks(edit, name)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def words(bar: EndpointBar) -> str:
    return child(bar, QLabel, "endpointWords").text()


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def session(source: FakeSource) -> Session:
    return Session(lambda _endpoint: source, Endpoint(EndpointKind.LOCAL))


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, session: Session) -> EndpointBar:
    bar = EndpointBar(session, theme)
    qtbot.addWidget(bar)
    bar.show()
    return bar


def load(qtbot: QtBot, session: Session) -> None:
    session.refresh_models()
    qtbot.waitUntil(lambda: session.state is not EndpointState.ASKING)


def test_that_the_bar_shows_what_is_chosen(qtbot: QtBot, bar: EndpointBar, session: Session) -> None:
    load(qtbot, session)

    assert child(bar, QComboBox, "endpointChoice").currentText() == "Local"
    assert child(bar, QComboBox, "modelChoice").currentText() == SAE_MODEL.id
    assert child(bar, QComboBox, "saeChoice").currentText() == "SAE layer 12 · 8,192 features"
    assert words(bar) == "ready"


def test_that_choosing_a_model_in_the_bar_tells_the_session(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)

    type_model(qtbot, bar, "gpt-4.1")

    assert session.model == CHAT_MODEL
    assert child(bar, QComboBox, "saeChoice").currentText() == "no SAE listed"


def test_that_choosing_an_sae_in_the_bar_tells_the_session(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)

    combo = child(bar, QComboBox, "saeChoice")
    for widget, key in (
        (combo, Qt.Key.Key_Up),
        (combo.view(), Qt.Key.Key_Up),
        (combo.view(), Qt.Key.Key_Return),
    ):
        qtbot.keyClick(widget, key)

    assert session.sae is not None
    assert session.sae.sae_id == sae_id_of(9)


def test_that_another_endpoint_is_asked_for_and_not_yet_shown(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)
    combo = child(bar, QComboBox, "endpointChoice")

    with qtbot.waitSignal(bar.endpoint_requested) as asked:
        choose(qtbot, combo, "Holy")

    assert asked.args == [Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL)]
    assert combo.currentText() == "Local"


@pytest.mark.parametrize("name", ["endpointChoice", "modelChoice", "saeChoice"])
@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Up, "wheel"])
def test_that_nothing_is_chosen_in_passing(
    key: Qt.Key | str, name: str, qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)
    combo = child(bar, QComboBox, name)
    before = combo.currentText()
    asked: list[object] = []
    for signal in (bar.endpoint_requested, session.model_changed, session.sae_changed):
        signal.connect(lambda *_: asked.append(name))

    if isinstance(key, Qt.Key):
        qtbot.keyClick(combo, key)
    else:
        here = QPointF(combo.rect().center())
        pixels, angle = QPoint(0, 0), QPoint(0, -120)
        buttons, modifiers = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        QApplication.sendEvent(
            combo, QWheelEvent(here, combo.mapToGlobal(here), pixels, angle, buttons, modifiers, phase, False)
        )

    assert (combo.currentText(), asked) == (before, [])
    combo.hidePopup()


def test_that_servers_are_listed_by_their_names_and_one_more_can_be_added(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)
    lab = Endpoint(EndpointKind.CUSTOM, "https://lab.example/v1", "연구실")
    nameless = Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:9000/v1")
    bar.show_endpoints((*Settings().endpoints, lab, nameless))
    combo = child(bar, QComboBox, "endpointChoice")

    with qtbot.waitSignal(bar.endpoint_requested) as chosen:
        combo.activated.emit(2)
    with qtbot.waitSignal(bar.endpoint_requested) as added:
        combo.activated.emit(combo.count() - 1)

    names = [combo.itemText(index) for index in range(combo.count())]
    assert names == ["Local", "HolySheep", "연구실", "127.0.0.1:9000", "", "Add a server…"]
    assert (chosen.args, added.args) == ([lab], [None])


def test_that_an_endpoint_of_the_command_line_is_listed_too(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    session.use_endpoint(Endpoint(EndpointKind.CUSTOM, "http://lab.example/v1"))
    qtbot.waitUntil(lambda: session.state is EndpointState.READY)

    assert child(bar, QComboBox, "endpointChoice").currentText() == "lab.example"


def test_that_the_local_models_preparation_is_told_in_words(bar: EndpointBar) -> None:
    bar.show_sidecar(SidecarState(SidecarPhase.PREPARING, "converting", 3, 10))

    assert words(bar) == "the local model is preparing"


def test_that_a_failure_is_told_in_words(
    qtbot: QtBot, bar: EndpointBar, session: Session, source: FakeSource
) -> None:
    source.fail_next(NotFoundError("models", 404))

    load(qtbot, session)

    assert words(bar) == "not available"
    assert child(bar, QWidget, "statusLight").accessibleName() == "not available"


def test_that_a_model_chosen_by_hand_appears_in_the_bar(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)

    session.choose_model("claude-x")

    assert child(bar, QComboBox, "modelChoice").currentText() == "claude-x"


def test_that_a_model_that_no_list_has_can_be_named_by_hand(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)

    type_model(qtbot, bar, "my/own-model")

    assert session.model == ModelInfo("my/own-model")


def test_that_what_was_typed_and_not_chosen_gives_way(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    load(qtbot, session)
    edit = child(bar, QLineEdit, "modelEdit")

    qtbot.keyClicks(edit, "half a na")
    child(bar, QPushButton, "settingsButton").setFocus()
    edit.editingFinished.emit()

    assert (edit.text(), session.model) == (SAE_MODEL.id, SAE_MODEL)


def test_that_ten_thousand_models_are_searched_by_any_part_of_their_names(
    qtbot: QtBot, bar: EndpointBar, session: Session
) -> None:
    session.show_models(tuple(ModelInfo(f"vendor/model-{i}") for i in range(10_000)))
    combo = child(bar, QComboBox, "modelChoice")

    combo.completer().setCompletionPrefix("MODEL-999")

    assert combo.count() == 10_000
    assert combo.completer().completionCount() == 11  # 999 and 9990 to 9999


def test_that_the_settings_button_asks_for_settings(qtbot: QtBot, bar: EndpointBar) -> None:
    with qtbot.waitSignal(bar.settings_requested):
        qtbot.mouseClick(child(bar, QPushButton, "settingsButton"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("state", list(EndpointState))
def test_that_each_state_of_the_light_has_a_shape_of_its_own(bar: EndpointBar, state: EndpointState) -> None:
    light = child(bar, QWidget, "statusLight")
    light.show_state(state)
    image = light.grab().toImage()
    centre = image.pixelColor(image.width() // 2, image.height() // 2)
    left = image.pixelColor(image.width() // 4, image.height() // 2)
    background = image.pixelColor(0, 0)

    filled = (left != background, image.pixelColor(image.width() * 5 // 8, image.height() // 2) != background)

    assert (
        filled
        == {
            EndpointState.READY: (True, True),
            EndpointState.ASKING: (True, False),
            EndpointState.FAILED: (False, False),
        }[state]
    )
    assert centre.isValid()
