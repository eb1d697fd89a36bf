"""The command line `holysheep-gateway`: serve the local model to programs on this machine.

Standard output carries JSON lines only: `{"preparing": {"stage", "done", "total"}}` while the engine is made
ready, then exactly one `{"base_url": "http://127.0.0.1:PORT/v1"}` when requests are answered.
Exit codes: 0 after a polite stop, 2 for a call that is refused, 3 where the gateway cannot start.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from holysheep_desktop import __version__
from holysheep_desktop.cluster.command import CLUSTER_COMMANDS, add_cluster_commands, run_cluster_command
from holysheep_desktop.core.connections.proxy import PROXY_PORT
from holysheep_desktop.core.endpoints import is_loopback_host
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import EngineError, SidecarError
from holysheep_desktop.gateway import places
from holysheep_desktop.gateway.engine_choice import EngineChoice, add_engine_options, engine_choice
from holysheep_desktop.gateway.listening import base_url_of, listen
from holysheep_desktop.gateway.private_log import write_to_stderr
from holysheep_desktop.gateway.token import TOKEN_NEEDED, token_of

REFUSED = 2
CANNOT_START = 3
_STDIN = 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _options(argv)
    if options.command == "proxy":
        from holysheep_desktop.gateway.proxy.command import serve_proxy

        return serve_proxy(options.port, options.allow_origin, is_verbose=options.verbose)
    if options.command in CLUSTER_COMMANDS:
        return run_cluster_command(options)
    if not options.allow_remote and not is_loopback_host(options.host):
        return _refuse(f"{options.host} is reached from other machines; add --allow-remote if that is meant")
    if options.user_sae_dir is not None and not is_loopback_host(options.host):
        return _refuse("SAEs are taken by paths of this machine: --user-sae-dir needs a loopback address")
    token = token_of(from_stdin=options.token_stdin)
    if not token:
        return _refuse(TOKEN_NEEDED)
    if not is_loopback_host(options.host):
        _say_on_stderr("warning: other machines can reach this gateway, and the token travels unencrypted")
    write_to_stderr(logging.INFO if options.verbose else logging.WARNING)
    choice = engine_choice(options, user_sae_dir=options.user_sae_dir)
    choice.prepare_process()
    return _serve(options, token, choice)


def run() -> NoReturn:
    """`main` in a process of its own, ended without taking the engine apart: that costs half a second."""
    exit_code = main()
    logging.shutdown()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(exit_code)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    options = _parser().parse_args(argv)
    if options.command != "serve":
        return options
    options.labels_dir = options.labels_dir or places.default_labels_dir()
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "holysheep-gateway", description="Serve the local model over OpenAI's HTTP protocol."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="command", dest="command")
    _add_serve_options(commands.add_parser("serve", help="answer requests until stopped"))
    _add_proxy_options(commands.add_parser("proxy", help="pass requests on, for the desktop program"))
    add_cluster_commands(commands)
    return parser


def _add_proxy_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=int, default=PROXY_PORT, help=f"port to listen on (default: {PROXY_PORT})")
    _add_common_options(parser)


def _add_serve_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    add("--port", type=int, default=0, help="port to listen on (default: a free one)")
    add(
        "--token-stdin",
        action="store_true",
        help="read the token from standard input; end when it closes",
    )
    add_engine_options(parser)
    add(
        "--user-sae-dir",
        type=Path,
        default=None,
        help="folder for SAEs that are added while the gateway runs; without it none are taken",
    )
    add("--labels-dir", type=Path, default=None, help="folder for the labels that the user writes")
    add("--allow-remote", action="store_true", help="permit an address that other machines reach")
    _add_common_options(parser)


def _add_common_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--allow-origin", action="append", default=[], metavar="ORIGIN", help="a web page that may ask")
    add("--verbose", action="store_true", help="log every request, without its contents")


def _serve(options: argparse.Namespace, token: str, choice: EngineChoice) -> int:
    try:
        listener = listen(options.host, options.port)
        with listener:
            asyncio.run(_run(options, token, choice, listener))
    except (SidecarError, EngineError) as error:
        _say_on_stderr(f"holysheep-gateway: {error}")
        return CANNOT_START
    return 0


async def _run(
    options: argparse.Namespace, token: str, choice: EngineChoice, listener: socket.socket
) -> None:
    # Here and not above, so that refusals and --help do not wait for the framework.
    from holysheep_desktop.gateway.application import gateway_application
    from holysheep_desktop.gateway.door import DoorRules, own_host_names
    from holysheep_desktop.gateway.label_store import LabelStore
    from holysheep_desktop.gateway.server import (
        GatewayServer,
        serve,
        stop_at_end_of_input,
        stopped_by_signals,
    )
    from holysheep_desktop.gateway.worker import EngineWorker

    is_remote = not is_loopback_host(options.host)
    rules = DoorRules(
        token,
        own_host_names(is_remote=is_remote),
        any_address=is_remote,
        origins=frozenset(options.allow_origin),
    )
    worker = EngineWorker(choice.open, prepared=_PreparationLines())
    labels = LabelStore(options.labels_dir)
    server = GatewayServer(
        gateway_application(worker, rules, labels, takes_saes=options.user_sae_dir is not None), worker
    )
    with stopped_by_signals(server.stop):
        if options.token_stdin:
            stop_at_end_of_input(_STDIN, server.stop)
        await serve(server, worker, listener, lambda: _write_line({"base_url": base_url_of(listener)}))
    await asyncio.to_thread(worker.join)


class _PreparationLines:
    """Writes a JSON line whenever the preparation has moved by a percent or to another stage."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, progress: Progress) -> None:
        percent = progress.done * 100 // progress.total if progress.total else 0
        if (progress.stage, percent) == self._last:
            return
        self._last = (progress.stage, percent)
        _write_line({"preparing": {"stage": progress.stage, "done": progress.done, "total": progress.total}})


def _write_line(value: object) -> None:
    # Whoever read this may have stopped reading; the gateway serves on.
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()


def _refuse(sentence: str) -> int:
    _say_on_stderr(f"holysheep-gateway: {sentence}")
    return REFUSED


def _say_on_stderr(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    run()
