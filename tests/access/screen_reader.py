"""A screen reader in a few calls: a desktop without a screen, its accessibility bus, and what is on it.

Needs Xvfb, dbus-daemon and at-spi2-core; where one is missing, FileNotFoundError or the bus says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATIENCE_S = 60.0
_TURN_S = 0.05
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_VISIBLE, _SENSITIVE = 30, 24
"""Bits of the state, as atspi-constants.h counts them."""


class GoneError(Exception):
    """The thing was there, and is not any more."""


@dataclass(frozen=True)
class Thing:
    """One accessible object: what a screen reader can read of it and do with it."""

    bus: DBusConnection
    owner: str
    path: str

    def ask(self, interface: str, method: str, signature: str = "", *arguments: object) -> Any:
        """Call a method; raises GoneError when the object is not there."""
        address = DBusAddress(self.path, self.owner, f"org.a11y.atspi.{interface}")
        reply = self.bus.send_and_get_reply(
            new_method_call(address, method, signature, arguments), timeout=20
        )
        if reply.header.message_type is MessageType.error:
            raise GoneError(f"{method} of {self.path}: {reply.body}")
        return reply.body[0] if reply.body else None

    def _property(self, name: str, interface: str = "Accessible") -> Any:
        address = DBusAddress(self.path, self.owner, f"org.a11y.atspi.{interface}")
        reply = self.bus.send_and_get_reply(Properties(address).get(name), timeout=20)
        if reply.header.message_type is MessageType.error:
            raise GoneError(f"{name} of {self.path}: {reply.body}")
        return reply.body[0][1]

    @property
    def name(self) -> str:
        return str(self._property("Name"))

    @property
    def description(self) -> str:
        return str(self._property("Description"))

    @property
    def role(self) -> str:
        return str(self.ask("Accessible", "GetRoleName"))

    @property
    def text(self) -> str:
        return str(self.ask("Text", "GetText", "ii", 0, -1))

    def has(self, bit: int) -> bool:
        low, high = self.ask("Accessible", "GetState")
        return bool((low | high << 32) >> bit & 1)

    @property
    def is_ready(self) -> bool:
        """Whether it is shown and can be used."""
        return self.has(_VISIBLE) and self.has(_SENSITIVE)

    def children(self) -> list[Thing]:
        return [Thing(self.bus, owner, path) for owner, path in self.ask("Accessible", "GetChildren")]

    def press(self) -> None:
        """Do the first action: press a button, choose a tab."""
        assert self.ask("Action", "DoAction", "i", 0), f"{self.name} does nothing"

    def type(self, text: str) -> None:
        """Replace the text of a field."""
        assert self.ask("EditableText", "SetTextContents", "s", text), f"{self.name} takes no text"

    def cell(self, row: int, column: int) -> Thing:
        """A cell of a table."""
        owner, path = self.ask("Table", "GetAccessibleAt", "ii", row, column)
        return Thing(self.bus, owner, path)

    def choose_row(self, row: int) -> None:
        """Choose a row of a table."""
        assert self.ask("Table", "AddRowSelection", "i", row), f"row {row} of {self.name} cannot be chosen"

    @property
    def n_rows(self) -> int:
        return int(self._property("NRows", "Table"))

    def below(self) -> Iterator[Thing]:
        """Everything inside that is shown, from top to bottom. Cells are asked for by row and column."""
        for child in self.children():
            if child.has(_VISIBLE):
                yield child
                if child.role not in {"table", "tree"}:
                    yield from child.below()

    def find(self, role: str, name: str, *, is_whole: bool = True) -> Thing:
        """The first thing of this role and name; AssertionError when it does not come."""
        found: list[Thing] = []

        def is_there() -> bool:
            same = (one for one in self.below() if one.role == role)
            found[:] = [one for one in same if (one.name == name if is_whole else name in one.name)][:1]
            return bool(found)

        wait_until(is_there, f"{role} {name!r}")
        return found[0]


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Ask again until something is so; AssertionError when it never is."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except GoneError:
            pass  # what was looked at has just been replaced
        time.sleep(_TURN_S)  # noqa: TID251 - waits for another process
    raise AssertionError(f"waited in vain for {what}")


class Desktop:
    """A screen in memory with a session bus, and the program on it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        runtime = self._home / "runtime"
        runtime.mkdir(mode=0o700)
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "DBUS"))
        }
        self._env = {**kept, "HOME": str(self._home), "XDG_RUNTIME_DIR": str(runtime), "LANG": "en_US.UTF-8"}
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
        self._env["DISPLAY"] = f":{self._begin(screen)}"
        session = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self._env["DBUS_SESSION_BUS_ADDRESS"] = self._begin(session)
        self._env |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def start(self, *arguments: str) -> Thing:
        """Start the program, and give what it shows to screen readers."""
        bus = self._accessibility_bus()
        command = [sys.executable, "-m", "holysheep_desktop", *arguments]
        program = subprocess.Popen(command, env=self._env, stdout=subprocess.DEVNULL)
        self._stack.callback(_end, program)
        registry = Thing(bus, _REGISTRY, _ROOT)
        found: list[Thing] = []

        def is_there() -> bool:
            assert program.poll() is None, "the program has ended"
            found[:] = [
                one for one in registry.children() if "olySheep" in one.name or "holysheep" in one.name
            ]
            return bool(found) and bool(found[0].children())

        wait_until(is_there, "the program on the accessibility bus")
        return found[0]

    def _accessibility_bus(self) -> DBusConnection:
        with open_dbus_connection(self._env["DBUS_SESSION_BUS_ADDRESS"]) as session:
            question = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(question, "GetAddress"), timeout=20)
            assert reply.header.message_type is MessageType.method_return, f"at-spi2-core: {reply.body}"
        return self._stack.enter_context(open_dbus_connection(reply.body[0]))

    def _begin(self, command: list[str]) -> str:
        """Start a server that says on its first line where it can be reached."""
        server = subprocess.Popen(
            command, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._stack.callback(_end, server)
        assert server.stdout is not None
        said = server.stdout.readline().strip()
        assert said, f"{command[0]} did not start"
        return said


def _end(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
