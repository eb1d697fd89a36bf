from __future__ import annotations

from pytestqt.qtbot import QtBot

from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.words.endpoint_errors import server


def test_that_too_little_memory_is_said_with_what_helps(qtbot: QtBot) -> None:
    notice = server(ServerError("analyse", 507, "use a smaller dtype"))
    assert notice.title == "The endpoint has too little memory for this."
    assert "a shorter prompt" in notice.advice
    assert "use a smaller dtype" in notice.advice


def test_that_a_model_that_loads_or_was_lost_is_not_called_overload(qtbot: QtBot) -> None:
    loading = server(ServerError("models", 503, code="engine_preparing"))
    lost = server(ServerError("analyse", 503, code="engine_lost"))
    assert loading.title == "The endpoint is still loading its model."
    assert lost.title == "The endpoint's model process ended, and another one is starting."
