"""The command line of the desktop program."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from holysheep_desktop import __version__
from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind, normalised_base_url
from holysheep_desktop.errors import InputError


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the program was started with; `endpoint` None means the one of the settings."""

    report: Path | None = None
    endpoint: Endpoint | None = None
    is_safe_mode: bool = False
    resets: bool = False
    is_verbose: bool = False


def parsed(argv: Sequence[str]) -> Arguments:
    """Read the command line; ends the program with a message where it is wrong."""
    options = _parser().parse_args(argv)
    return Arguments(
        report=options.report,
        endpoint=options.endpoint,
        is_safe_mode=options.safe_mode,
        resets=options.reset,
        is_verbose=options.verbose,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="holysheep-desktop", description="Look inside a language model by pointing and clicking."
    )
    parser.add_argument("report", nargs="?", type=Path, help="a report file to open")
    parser.add_argument(
        "--endpoint", type=_endpoint, help="local, holysheep, or the base address of another server"
    )
    parser.add_argument("--safe-mode", action="store_true", help="start with default settings, and keep none")
    parser.add_argument("--reset", action="store_true", help="move the settings file aside before the start")
    parser.add_argument("--verbose", action="store_true", help="write more into the log")
    parser.add_argument("--version", action="version", version=f"HolySheep Desktop {__version__}")
    return parser


def _endpoint(text: str) -> Endpoint:
    if text == EndpointKind.LOCAL:
        return Endpoint(EndpointKind.LOCAL)
    if text == EndpointKind.HOLYSHEEP:
        return Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL)
    try:
        return Endpoint(EndpointKind.CUSTOM, normalised_base_url(text))
    except InputError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is neither local, holysheep nor an address") from error
