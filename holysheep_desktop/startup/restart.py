"""Starting the program again once it has ended, in another way."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from holysheep_desktop.core.program_facts import Restart
from holysheep_desktop.startup.arguments import SAFE_MODE, option_of
from holysheep_desktop.startup.own_command import own_command

log = logging.getLogger(__name__)

_PACKAGE_HOME = Path(__file__).parents[2]


def command_of(restart: Restart) -> list[str]:
    """The program with the options that a restart asks for."""
    options = [SAFE_MODE] if restart.is_safe_mode else sorted(option_of(reset) for reset in restart.resets)
    return [*own_command(), *options]


def environment_of(environ: Mapping[str, str]) -> dict[str, str]:
    """What the program is started again with: it finds itself in whichever folder it is, installed or not."""
    known = [str(_PACKAGE_HOME), environ.get("PYTHONPATH", "")]
    return {**environ, "PYTHONPATH": os.pathsep.join(filter(None, known))}


def start_again(restart: Restart) -> None:
    """Start the program in a process that outlives this one."""
    command = command_of(restart)
    log.info("starting again: %s", restart)
    subprocess.Popen(  # noqa: S603 - ourselves
        command, env=environment_of(os.environ), start_new_session=True, stdin=subprocess.DEVNULL
    )
