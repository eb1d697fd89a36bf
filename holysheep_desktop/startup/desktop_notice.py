"""A word to the desktop when nobody looks at the window (freedesktop.org, Desktop Notifications 1.2)."""

from __future__ import annotations

import asyncio
import logging
import sys
from importlib.util import find_spec

log = logging.getLogger(__name__)

_PATIENCE_S = 2.0
_SHOWN_MS = 8_000
_ICON = "holysheep-desktop"


def can_notify() -> bool:
    """Whether this desktop may have a notification service that we know to ask."""
    return sys.platform.startswith("linux") and find_spec("jeepney") is not None


async def notify(title: str, text: str) -> bool:
    """Show a notification; False where no service answers, as on a desktop without one."""
    if not can_notify():
        return False
    try:
        # In a thread of its own: a session bus that hangs must not hold the window, nor this task for ever.
        async with asyncio.timeout(_PATIENCE_S):
            return await asyncio.to_thread(_notify, title, text)
    except TimeoutError:
        log.info("no desktop notification: the session bus does not answer")
        return False


def _notify(title: str, text: str) -> bool:
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    service = DBusAddress(
        "/org/freedesktop/Notifications",
        bus_name="org.freedesktop.Notifications",
        interface="org.freedesktop.Notifications",
    )
    body = ("HolySheep Desktop", 0, _ICON, title, text, [], {}, _SHOWN_MS)
    call = new_method_call(service, "Notify", "susssasa{sv}i", body)
    try:
        with open_dbus_connection(bus="SESSION") as connection:
            reply = connection.send_and_get_reply(call, timeout=_PATIENCE_S)
    except (OSError, LookupError, ValueError, RuntimeError) as error:
        log.info("no desktop notification: %s", type(error).__name__)
        return False
    return reply.header.message_type is MessageType.method_return
