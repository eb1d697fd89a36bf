"""`holysheep-gateway deploy` and `batch`: their options, and what they refuse before Ray is imported."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol

from holysheep_desktop.cluster.job_options import add_batch_options
from holysheep_desktop.core.endpoints import is_loopback_host
from holysheep_desktop.errors import EngineError, HolySheepError, JobError, MissingPackageError, SidecarError
from holysheep_desktop.gateway.engine_choice import add_engine_options, needs
from holysheep_desktop.gateway.token import TOKEN_NEEDED, TOKEN_VARIABLE, token_of

EXTRA: Final = "cluster"
REFUSED: Final = 2
FAILED: Final = 3
_SOONER: Final = {
    "RAY_SERVE_PROXY_HEALTH_CHECK_PERIOD_S": "1",
    "RAY_SERVE_PROXY_HEALTH_CHECK_TIMEOUT_S": "3",
}
"""A proxy that ended is replaced in seconds, not after half a minute."""


class _Commands(Protocol):
    """What `ArgumentParser.add_subparsers` gives."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...


def add_cluster_commands(commands: _Commands) -> None:
    """Add the two commands to a command line."""
    deploy = commands.add_parser("deploy", help="serve with many engines, on one or many machines")
    _add_deploy_options(deploy)
    add_engine_options(deploy)
    batch = commands.add_parser("batch", help="ask a long list of prompts, or go on where it was")
    add_batch_options(batch)
    add_engine_options(batch)
    for parser in (deploy, batch):
        _add_machine_options(parser)


def run_cluster_command(options: argparse.Namespace) -> int:
    """Run one of `CLUSTER_COMMANDS`; returns the exit code."""
    # Before Ray is imported: it sends statistics of its use to its makers otherwise.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    for name, value in _SOONER.items():
        os.environ.setdefault(name, value)
    try:
        return CLUSTER_COMMANDS[options.command](options)
    except (SidecarError, EngineError, JobError) as error:
        return _say(str(error), FAILED)
    except MissingPackageError as error:
        return _say(f"this {needs(error.package, error.extra)}", REFUSED)
    except HolySheepError as error:
        return _say(str(error), REFUSED)


def _deploy(options: argparse.Namespace) -> int:
    if not options.allow_remote and not is_loopback_host(options.host):
        return _say(
            f"{options.host} is reached from other machines; add --allow-remote if that is meant", REFUSED
        )
    if (options.tls_cert is None) != (options.tls_key is None):
        return _say("--tls-cert and --tls-key belong together", REFUSED)
    token = token_of(from_stdin=options.token_stdin)
    if not token:
        return _say(TOKEN_NEEDED, REFUSED)
    if not is_loopback_host(options.host) and options.tls_cert is None:
        _say("warning: other machines can reach this gateway, and the token travels unencrypted", 0)
    os.environ[TOKEN_VARIABLE] = token  # Ray's processes on this machine inherit it; nothing else holds it
    try:
        from holysheep_desktop.cluster.deploying import deploy
    except ImportError as error:
        raise MissingPackageError("ray", EXTRA) from error
    return deploy(options)


def _batch(options: argparse.Namespace) -> int:
    try:
        from holysheep_desktop.cluster.jobs.running import run_job
    except ImportError as error:
        raise MissingPackageError("ray", EXTRA) from error
    return run_job(options)


CLUSTER_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "deploy": _deploy,
    "batch": _batch,
}


def _add_deploy_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    add("--port", type=int, default=8000, help="port to listen on (default: 8000; 0 takes a free one)")
    add("--token-stdin", action="store_true", help="read the token from standard input; end when it closes")
    add("--allow-remote", action="store_true", help="permit an address that other machines reach")
    add("--allow-origin", action="append", default=[], metavar="ORIGIN", help="a web page that may ask")
    add(
        "--public-name",
        action="append",
        default=[],
        metavar="NAME",
        help="host name under which a server in front passes requests on",
    )
    add("--tls-cert", type=Path, default=None, help="certificate of this gateway (PEM)")
    add("--tls-key", type=Path, default=None, help="key of the certificate (PEM)")
    add(
        "--max-replicas",
        type=_count,
        default=None,
        help="start more engines, up to so many, while requests wait",
    )


def _add_machine_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--replicas", type=_count, default=1, help="engines, each in a process of its own (default: 1)")
    add("--cpus", type=float, default=1.0, help="processors for each engine (default: 1)")
    add("--gpus", type=float, default=0.0, help="GPUs for each engine (default: none)")
    add("--address", default=None, help="a running Ray cluster, as in `auto`; else Ray is started here")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 10_000):
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 10000")
    return int(text)


def _say(sentence: str, exit_code: int) -> int:
    sys.stderr.write(f"holysheep-gateway: {sentence}\n")
    return exit_code
