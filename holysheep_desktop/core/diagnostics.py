"""What somebody who helps needs to know, without what is nobody's business: keys, prompts, names, addresses.

Settings are told by a list of what may be told. The log holds neither keys nor prompts by its own rules; here
it is searched for them once more, because a bundle is sent to others.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from holysheep_desktop.core.connections.network import Network
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.program_facts import BrokenEnd, LogLine
from holysheep_desktop.core.settings import Settings

_SHORTEST_SECRET = 4
_SHORTEST_PROMPT = 8
_CHOICE = re.compile(r"[\w./:+-]{1,24}", re.ASCII)
"""A number or the name of a model, a layer, a metric: drafts hold these too."""
_ZIP_DATE = (2020, 1, 1, 0, 0, 0)
_PATTERNS: Final = (
    (re.compile(r"(?i)\b(bearer|basic)\s+\S+"), r"\1 ⟨key⟩"),
    (re.compile(r"(?i)\b(api[_-]?key|token|password|secret)(\s*[=:]\s*)[^\s,;&]+"), r"\1\2⟨key⟩"),
    (re.compile(r"\b(?:sk|hs|hf|pk)[-_][A-Za-z0-9_-]{6,}"), "⟨key⟩"),
    (re.compile(r"//[^/\s@]+@"), "//⟨key⟩@"),
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{40,}"), "⟨key⟩"),
)
"""What looks like a key, whoever it belongs to."""


@dataclass(frozen=True, slots=True)
class DiagnosticFile:
    """One text file of the bundle."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """What would tell who sits at this computer."""

    home: Path
    user: str = ""
    host: str = ""


class Redactor:
    """Takes out keys, typed text, the home folder, and the names of user, computer and own servers."""

    def __init__(self, keys: Collection[str], person: Person, settings: Settings) -> None:
        private = {str(person.home): "~"}
        private.update((key, "⟨key⟩") for key in keys if len(key) >= _SHORTEST_SECRET)
        private.update((text, "⟨prompt⟩") for text in _typed(settings))
        private.update(_hosts(settings))
        private.pop("/", None)
        # A longer text may contain a shorter one.
        self._exact = sorted(private.items(), key=lambda pair: -len(pair[0]))
        names = {person.user: "⟨user⟩", person.host: "⟨computer⟩"}
        self._names = [
            (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), word)
            for name, word in names.items()
            if len(name) >= _SHORTEST_SECRET
        ]

    def clean(self, text: str) -> str:
        """The text without any of that."""
        for secret, word in self._exact:
            text = text.replace(secret, word)
        for pattern, word in (*_PATTERNS, *self._names):
            text = pattern.sub(word, text)
        return text


def bundle_of(
    facts: Sequence[tuple[str, str]],
    settings: Settings,
    log: Iterable[LogLine],
    broken_end: BrokenEnd | None,
    redactor: Redactor,
) -> tuple[DiagnosticFile, ...]:
    """The files of a bundle, as they would be saved: facts by name, settings, the last end, the log."""
    files = {
        "about.txt": "\n".join(f"{name}: {value}" for name, value in facts),
        "settings.json": settings_text(settings),
        "log.txt": "\n".join(line.text for line in log),
    }
    if broken_end is not None:
        files["last-end.txt"] = _told(broken_end)
    return tuple(DiagnosticFile(name, redactor.clean(text) + "\n") for name, text in files.items())


def zipped(files: Iterable[DiagnosticFile]) -> bytes:
    """A ZIP archive of the files; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.text.encode("utf-8", "replace"))
    return whole.getvalue()


def settings_text(settings: Settings) -> str:
    """The settings as JSON: choices and numbers, but no address, path, name or typed text."""
    listed = [server.id for server in settings.servers]
    own = f"server {listed.index(settings.endpoint) + 1}" if settings.endpoint in listed else "none"
    is_known = settings.endpoint in {EndpointKind.LOCAL, EndpointKind.HOLYSHEEP}
    told = {
        "endpoint": settings.endpoint if is_known else own,
        "language": settings.language,
        "theme": settings.theme,
        "has_own_model_file": bool(settings.model_path),
        "terms_shown": settings.terms_shown,
        "holysheep": _network(settings.holysheep),
        "servers": [_network(server.network) for server in settings.servers],
        "proxy": {
            "is_on": settings.proxy.is_on,
            "port": settings.proxy.port,
            "n_origins": len(settings.proxy.origins),
        },
        "characters_of_layout_and_drafts": {name: len(text) for name, text in settings.state.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _network(network: Network) -> dict[str, object]:
    return {
        "limits": asdict(network.limits),
        "proxy": network.proxy,
        "has_own_certificates": bool(network.certificates),
        "allows_plain_http": network.allows_plain_http,
    }


def _told(end: BrokenEnd) -> str:
    lines = (
        f"version: {end.version}",
        f"started: {end.started_at.isoformat(timespec='seconds')}",
        f"last seen: {end.last_seen_at.isoformat(timespec='seconds')}",
    )
    return "\n".join((*lines, "", end.trace or "killed from outside: nothing could be written"))


def _typed(settings: Settings) -> set[str]:
    """Every text that stands in a draft, whole and line by line."""
    texts = {text for state in settings.state.values() for _, text in parse_qsl(state)}
    texts |= {line.strip() for text in texts for line in text.splitlines()}
    return {text for text in texts if len(text) >= _SHORTEST_PROMPT and not _CHOICE.fullmatch(text)}


def _hosts(settings: Settings) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for number, server in enumerate(settings.servers, start=1):
        known[urlsplit(server.base_url).netloc] = f"⟨server {number}⟩"
        known[server.name] = f"⟨server {number}⟩"
    networks = (settings.holysheep, *(server.network for server in settings.servers))
    known.update((urlsplit(network.proxy_url).netloc, "⟨proxy⟩") for network in networks)
    return {name: word for name, word in known.items() if len(name) >= _SHORTEST_SECRET}
