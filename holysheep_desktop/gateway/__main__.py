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

from holysheep_desktop import __version__
from holysheep_desktop.core.connections.proxy import PROXY_PORT
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import EngineError, SidecarError
from holysheep_desktop.gateway import places
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop
from holysheep_desktop.gateway.listening import base_url_of, is_loopback_host, listen
from holysheep_desktop.gateway.private_log import write_to_stderr

TOKEN_VARIABLE = "HOLYSHEEP_GATEWAY_TOKEN"  # noqa: S105 - a name, not a secret
REFUSED = 2
CANNOT_START = 3
_LONGEST_TOKEN = 4096
_MOST_THREADS = 256
_STDIN = 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _options(argv)
    if options.command == "proxy":
        from holysheep_desktop.gateway.proxy.command import serve_proxy

        return serve_proxy(options.port, options.allow_origin, is_verbose=options.verbose)
    if not options.allow_remote and not is_loopback_host(options.host):
        return _refuse(f"{options.host} is reached from other machines; add --allow-remote if that is meant")
    if options.user_sae_dir is not None and not is_loopback_host(options.host):
        return _refuse("SAEs are taken by paths of this machine: --user-sae-dir needs a loopback address")
    token = _token_from_stdin() if options.token_stdin else os.environ.get(TOKEN_VARIABLE, "")
    if not _is_usable(token):
        return _refuse(
            f"an access token is needed: printable characters without spaces, in {TOKEN_VARIABLE}, "
            "or on the first line of standard input with --token-stdin"
        )
    if not is_loopback_host(options.host):
        _say_on_stderr("warning: other machines can reach this gateway, and the token travels unencrypted")
    write_to_stderr(logging.INFO if options.verbose else logging.WARNING)
    places.prepare_environment(options.cache_dir)
    return _serve(options, token)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    options = _parser().parse_args(argv)
    if options.command == "proxy":
        return options
    options.cache_dir = options.cache_dir or places.default_cache_dir()
    options.sae_dir = options.sae_dir or places.default_sae_dirs()
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
    add("--cache-dir", type=Path, default=None, help="folder for converted weights and compiled kernels")
    add(
        "--sae-dir",
        type=Path,
        action="append",
        default=None,
        help="folder with SAEs, in place of the packaged ones",
    )
    add(
        "--user-sae-dir",
        type=Path,
        default=None,
        help="folder for SAEs that are added while the gateway runs; without it none are taken",
    )
    add("--labels-dir", type=Path, default=None, help="folder for the labels that the user writes")
    add("--gguf", type=Path, default=None, help="a GGUF of the model, in place of the installed one")
    add("--threads", type=_thread_count, default=None, help="threads of the engine")
    add("--allow-remote", action="store_true", help="permit an address that other machines reach")
    _add_common_options(parser)


def _add_common_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--allow-origin", action="append", default=[], metavar="ORIGIN", help="a web page that may ask")
    add("--verbose", action="store_true", help="log every request, without its contents")


def _thread_count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= _MOST_THREADS):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {_MOST_THREADS}")
    return int(text)


def _token_from_stdin() -> str:
    if sys.stdin is None:  # a program without a console
        return ""
    line = sys.stdin.buffer.readline(_LONGEST_TOKEN)
    return line.decode("utf-8", "replace").strip()


def _is_usable(token: str) -> bool:
    return bool(token) and token.isascii() and token.isprintable() and " " not in token


def _serve(options: argparse.Namespace, token: str) -> int:
    try:
        listener = listen(options.host, options.port)
        with listener:
            asyncio.run(_run(options, token, listener))
    except (SidecarError, EngineError) as error:
        _say_on_stderr(f"holysheep-gateway: {error}")
        return CANNOT_START
    return 0


async def _run(options: argparse.Namespace, token: str, listener: socket.socket) -> None:
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

    def open_engine(report: Report, should_stop: ShouldStop) -> Engine:
        return _open_local_engine(options, report, should_stop)

    is_remote = not is_loopback_host(options.host)
    rules = DoorRules(
        token,
        own_host_names(is_remote=is_remote),
        any_address=is_remote,
        origins=frozenset(options.allow_origin),
    )
    worker = EngineWorker(open_engine, prepared=_PreparationLines())
    labels = LabelStore(options.labels_dir)
    server = GatewayServer(
        gateway_application(worker, rules, labels, takes_saes=options.user_sae_dir is not None), worker
    )
    with stopped_by_signals(server.stop):
        if options.token_stdin:
            stop_at_end_of_input(_STDIN, server.stop)
        await serve(server, worker, listener, lambda: _write_line({"base_url": base_url_of(listener)}))


def _open_local_engine(options: argparse.Namespace, report: Report, should_stop: ShouldStop) -> Engine:
    # Imported in the worker's thread: numpy and numba load while the server starts.
    from holysheep_desktop.engine.local_engine import LocalEngine

    return LocalEngine.open(
        options.cache_dir,
        options.sae_dir,
        own_sae_dir=options.user_sae_dir,
        gguf_path=options.gguf,
        threads=options.threads,
        report=report,
        should_stop=should_stop,
    )


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
    sys.exit(main())
