"""The command line of the desktop program."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from holysheep_desktop import __version__
from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind, normalised_base_url
from holysheep_desktop.core.program_facts import Reset
from holysheep_desktop.errors import InputError


class MenuWish(StrEnum):
    """What is to happen to the program's entry in the menu of applications."""

    PUT = "put"
    TAKE_AWAY = "take away"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the program was started with; `endpoint` None means the one of the settings."""

    report: Path | None = None
    endpoint: Endpoint | None = None
    is_safe_mode: bool = False
    resets: frozenset[Reset] = frozenset()
    is_verbose: bool = False
    menu_wish: MenuWish | None = None


_SAFE_MODE_HELP = "start with default settings and an empty history, without own SAEs, and keep nothing"
_RESETS: Final[Mapping[Reset, tuple[tuple[str, ...], str]]] = {
    Reset.SETTINGS: (("--reset-settings", "--reset"), "start with default settings; drafts stay"),
    Reset.WINDOW: (("--reset-window",), "forget size and place of windows, dividers and columns"),
    Reset.DRAFTS: (("--reset-drafts",), "forget what was typed and not asked"),
    Reset.HISTORY: (("--reset-history",), "start with an empty history"),
    Reset.MODEL: (("--reset-model",), "prepare the local model anew"),
}


def option_of(reset: Reset) -> str:
    """The option that asks for a reset."""
    return _RESETS[reset][0][0]


SAFE_MODE = "--safe-mode"
_MENU_WISHES: Final = (
    (
        "--install-desktop-files",
        MenuWish.PUT,
        "put the program into your menu of applications, let reports open by a double click, and end (Linux)",
    ),
    ("--remove-desktop-files", MenuWish.TAKE_AWAY, "take both away again, and end (Linux)"),
)


def parsed(argv: Sequence[str]) -> Arguments:
    """Read the command line; ends the program with a message where it is wrong."""
    options = _parser().parse_args(argv)
    return Arguments(
        report=options.report,
        endpoint=options.endpoint,
        is_safe_mode=options.safe_mode,
        resets=frozenset(options.resets),
        is_verbose=options.verbose,
        menu_wish=options.menu_wish,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="holysheep-desktop", description="Look inside a language model by pointing and clicking."
    )
    parser.add_argument("report", nargs="?", type=Path, help="a report file to open")
    parser.add_argument(
        "--endpoint", type=_endpoint, help="local, holysheep, or the base address of another server"
    )
    parser.add_argument(SAFE_MODE, action="store_true", help=_SAFE_MODE_HELP)
    for reset, (options, words) in _RESETS.items():
        parser.add_argument(
            *options, dest="resets", action="append_const", const=reset, default=[], help=words
        )
    for option, wish, words in _MENU_WISHES:
        parser.add_argument(option, dest="menu_wish", action="store_const", const=wish, help=words)
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
