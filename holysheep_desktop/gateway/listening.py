"""The socket that the gateway listens on."""

from __future__ import annotations

import ipaddress
import os
import socket

from holysheep_desktop.errors import SidecarError


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises SidecarError with a sentence."""
    address = "127.0.0.1" if host == "localhost" else host
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family, backlog=128)
    except OverflowError as error:
        raise SidecarError(f"port {port} is not between 0 and 65535") from error
    except OSError as error:
        number = error.errno or 0  # negative for a host name that is not known
        reason = os.strerror(number) if number > 0 else error.strerror
        raise SidecarError(f"cannot listen on {host}, port {port}: {reason}") from error


def base_url_of(listener: socket.socket) -> str:
    """The base URL under which programs on this machine reach the socket."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://[{host}]:{port}/v1" if ":" in host else f"http://{host}:{port}/v1"
