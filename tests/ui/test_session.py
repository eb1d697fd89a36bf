from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource, sae_id_of
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.session import EndpointState, Session

pytestmark = pytest.mark.usefixtures("qt_loop")


class Sources:
    """Hands out one source for each endpoint, and remembers who asked."""

    def __init__(self, *sources: FakeSource) -> None:
        self.left = list(sources) or [FakeSource()]
        self.endpoints: list[Endpoint] = []

    def connect(self, endpoint: Endpoint) -> AnalysisSource:
        self.endpoints.append(endpoint)
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def ready_session(qtbot: QtBot, *sources: FakeSource) -> Session:
    session = Session(Sources(*sources).connect, Endpoint(EndpointKind.LOCAL))
    with qtbot.waitSignal(session.models_changed):
        session.refresh_models()
    return session


def test_that_the_first_model_is_chosen_when_nothing_is_preferred(qtbot: QtBot) -> None:
    session = ready_session(qtbot)

    assert session.models == (SAE_MODEL, CHAT_MODEL)
    assert session.model == SAE_MODEL
    assert session.sae is not None
    assert session.sae.sae_id == sae_id_of(12)
    assert session.state is EndpointState.READY


def test_that_the_preferred_model_of_the_endpoint_is_chosen(qtbot: QtBot) -> None:
    session = Session(Sources().connect, Endpoint(EndpointKind.LOCAL))
    session.prefer_models({"local": "gpt-4.1", "holysheep": "gemma-3-270m"})

    with qtbot.waitSignal(session.models_changed):
        session.refresh_models()

    assert session.model == CHAT_MODEL
    assert session.sae is None


def test_that_a_model_chosen_by_hand_is_preferred_from_then_on(qtbot: QtBot) -> None:
    session = ready_session(qtbot)

    session.choose_model("gpt-4.1")

    assert session.model == CHAT_MODEL
    assert session.preferred_models == {"local": "gpt-4.1"}


def test_that_a_model_that_is_not_listed_is_taken_with_unknown_abilities(qtbot: QtBot) -> None:
    session = ready_session(qtbot)

    session.choose_model("claude-x")

    assert session.model is not None
    assert session.model.id == "claude-x"
    assert session.model.capabilities.sae == "unknown"


def test_that_choosing_an_sae_tells_the_others_once(qtbot: QtBot) -> None:
    session = ready_session(qtbot)

    with qtbot.waitSignal(session.sae_changed):
        session.choose_sae(sae_id_of(9))
    with qtbot.assertNotEmitted(session.sae_changed):
        session.choose_sae(sae_id_of(9))
        session.choose_sae("no such SAE")

    assert session.sae is not None
    assert session.sae.layer == 9


def test_that_a_failure_is_kept_with_its_error(qtbot: QtBot) -> None:
    source = FakeSource()
    error = NotFoundError("models", 404)
    source.fail_next(error)
    session = Session(Sources(source).connect, Endpoint(EndpointKind.HOLYSHEEP, "https://x.example/v1"))

    session.refresh_models()
    qtbot.waitUntil(lambda: session.state is EndpointState.FAILED)

    assert session.error is error
    assert session.models == ()


def test_that_another_endpoint_brings_its_own_models(qtbot: QtBot) -> None:
    session = ready_session(qtbot, FakeSource(), FakeSource((CHAT_MODEL,)))

    session.use_endpoint(Endpoint(EndpointKind.HOLYSHEEP, "https://x.example/v1"))
    assert session.models == ()
    assert session.model is None
    qtbot.waitUntil(lambda: session.state is EndpointState.READY)

    assert session.models == (CHAT_MODEL,)
    assert session.origin is Origin.REPORTED


def test_that_an_answer_of_the_endpoint_before_is_dropped(qtbot: QtBot) -> None:
    slow, quick = FakeSource(), FakeSource((CHAT_MODEL,))
    slow.hold()
    session = Session(Sources(slow, quick).connect, Endpoint(EndpointKind.LOCAL))
    session.refresh_models()

    session.use_endpoint(Endpoint(EndpointKind.HOLYSHEEP, "https://x.example/v1"))
    slow.release()
    qtbot.waitUntil(lambda: session.state is EndpointState.READY)

    assert session.models == (CHAT_MODEL,)


def test_that_numbers_of_the_local_endpoint_are_measured_here() -> None:
    session = Session(Sources().connect, Endpoint(EndpointKind.LOCAL))

    assert session.origin is Origin.MEASURED_HERE
