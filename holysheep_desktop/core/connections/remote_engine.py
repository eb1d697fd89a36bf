"""The commands that start an engine on another machine and bring its port to this one."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from holysheep_desktop.errors import InputError, InputReason

PORT = 8321
PORTS = (1024, 65_535)
DEVICES = ("", "cpu", "cuda:0", "mps")
DTYPES = ("", "float32", "bfloat16", "float16")
_INSTALLED = ".venv/bin/"
"""Not on the PATH; and many systems let pip install into an environment of its own only."""
_HOST = re.compile(r"([A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9.:_-]*")


@dataclass(frozen=True, slots=True)
class RemoteEngine:
    """What is to be served where; empty `model` is the packaged one, empty `device` and `dtype` the best.

    The engine listens to its own machine alone and is reached through SSH, which encrypts token and prompts.
    """

    machine: str
    model: str = ""
    saes: tuple[str, ...] = ()
    device: str = ""
    dtype: str = ""
    port: int = PORT
    token: str = ""

    @property
    def install(self) -> str:
        """To be run once on the other machine."""
        return install_command("research")

    @property
    def serve(self) -> str:
        """To be run there in the same folder; `ps` shows no variables, so that the token stands in one."""
        words = [f"{_INSTALLED}holysheep-gateway", "serve", "--engine", "research", "--port", str(self.port)]
        for option, value in (("--model", self.model), ("--device", self.device), ("--dtype", self.dtype)):
            words += [option, value] if value else []
        for sae in self.saes:
            words += ["--sae", sae]
        return f"HOLYSHEEP_GATEWAY_TOKEN={shlex.quote(self.token)} {shlex.join(words)}"

    @property
    def tunnel(self) -> str:
        """To be run on this machine, and left running."""
        return shlex.join(["ssh", "-N", "-L", f"{self.port}:127.0.0.1:{self.port}", self.machine])

    @property
    def address(self) -> str:
        """What the server's address is here."""
        return f"http://127.0.0.1:{self.port}/v1"


def install_command(extra: str) -> str:
    """To be run in a copy of the program's folder: no index has to know it."""
    return f"python3 -m venv .venv && {_INSTALLED}pip install {shlex.quote(f'.[{extra}]')}"


def parse_machine(text: str) -> str:
    """`host` or `user@host`; raises InputError for what SSH or the shell would take for more."""
    machine = text.strip()
    if not machine:
        raise InputError("machine", InputReason.EMPTY)
    if _HOST.fullmatch(machine) is None:
        raise InputError("machine", InputReason.BAD_CHARACTERS)
    return machine


def parse_saes(text: str) -> tuple[str, ...]:
    """One SAE a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
