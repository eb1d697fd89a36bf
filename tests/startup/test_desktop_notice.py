"""The desktop is told over its session bus, as `Desktop Notifications 1.2` says."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import Message, MessageType, new_method_return
from jeepney.low_level import Parser
from pytestqt.qtbot import QtBot

from holysheep_desktop.startup.desktop_notice import notify
from holysheep_desktop.ui.loop.event_loop import EventLoop


class Bus:
    """One end of a bus: lets in whoever knocks, answers `Hello`, and takes notifications."""

    def __init__(self, path: Path) -> None:
        self.answers = True
        self._connection: socket.socket | None = None
        self.calls: list[Message] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.close()
        if self._connection is not None:
            with contextlib.suppress(OSError):  # the other end may have gone
                self._connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        self._connection = connection
        with connection:
            parser = Parser()
            parser.add_data(self._let_in(connection))
            while True:
                while (message := parser.get_next_message()) is not None:
                    self._answer(message, connection)
                if not (data := connection.recv(65_536)):
                    return
                parser.add_data(data)

    @staticmethod
    def _let_in(connection: socket.socket) -> bytes:
        """What came in one piece with the last word of the knock is the first message."""
        said = b""
        while b"BEGIN\r\n" not in said:
            said += connection.recv(4_096)
            if said.endswith(b"\r\n") and b"AUTH" in said and b"BEGIN" not in said:
                connection.sendall(b"OK 1234deadbeef\r\n")
        return said.partition(b"BEGIN\r\n")[2]

    def _answer(self, message: Message, connection: socket.socket) -> None:
        is_hello = message.body == ()
        if not is_hello:
            self.calls.append(message)
            if not self.answers:
                return
        reply = (
            new_method_return(message, "s", (":1.1",)) if is_hello else new_method_return(message, "u", (7,))
        )
        connection.sendall(reply.serialise(serial=len(self.calls) + 1))


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    path = tmp_path / "bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
    bus = Bus(path)
    yield bus
    bus.close()


def test_that_the_desktop_gets_title_and_text(bus: Bus) -> None:
    assert asyncio.run(notify("HolySheep Desktop", "Patching: finished"))

    (call,) = bus.calls
    assert call.header.message_type is MessageType.method_call
    assert call.body[0] == "HolySheep Desktop"
    assert call.body[3:5] == ("HolySheep Desktop", "Patching: finished")


def test_that_a_desktop_without_a_bus_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nothing'}")

    assert not asyncio.run(notify("HolySheep Desktop", "Patching: finished"))


def test_that_a_bus_which_does_not_answer_is_given_up(bus: Bus, qt_loop: EventLoop, qtbot: QtBot) -> None:
    bus.answers = False

    notice = qt_loop.create_task(notify("HolySheep Desktop", "Patching: finished"))
    qtbot.waitUntil(notice.done, timeout=30_000)

    assert not notice.result()
