"""What the interface needs of the disk and the keyring, so that it need not know them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from holysheep_desktop.core.report import Report
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import SecretStoreReason, SettingsFileError

if TYPE_CHECKING:
    from holysheep_desktop.core.labelling.own_labels import OwnLabels
    from holysheep_desktop.core.reporting.document import Document


class KeyPlace(StrEnum):
    """Where an API key was found or is kept."""

    SESSION = "session"
    KEYRING = "keyring"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key and where it came from; its value never shows in a repr."""

    value: str = field(repr=False)
    place: KeyPlace


@dataclass(frozen=True, slots=True)
class KeptKey:
    """Where a new key is kept now, and why not in the keyring if it is not."""

    place: KeyPlace
    reason: SecretStoreReason | None = None


class KeyStore(Protocol):
    """Keys by origin (scheme, host, port). Slow keyrings never block the caller's thread."""

    async def find(self, origin: str) -> ApiKey | None:
        """The key for an origin: typed in this session, else the keyring's, else the environment's.

        Raises SecretStoreError where the keyring fails and nothing else knows a key.
        """
        ...

    async def keep(self, origin: str, key: str, *, only_for_session: bool = False) -> KeptKey:
        """Keep a key in the keyring; for this session only where that is wished, or fails with a reason."""
        ...

    async def forget(self, origin: str) -> None:
        """Delete the key of an origin everywhere it is kept by this program."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What a settings file gave. With a `fault`, the file was kept aside and parts of it have defaults."""

    settings: Settings
    fault: SettingsFileError | None = None


class SettingsStore(Protocol):
    """The settings file."""

    def load(self) -> LoadedSettings:
        """The saved settings; defaults where there are none. Never fails: see `LoadedSettings.fault`."""
        ...

    def save(self, settings: Settings) -> None:
        """Replace the file as a whole; raises SettingsFileError."""
        ...


class LabelFiles(Protocol):
    """Files of own labels, to give to others and to take from them."""

    async def save(self, labels: OwnLabels, path: Path) -> None:
        """Write atomically; raises LabelFileError, and the old file is as it was."""
        ...

    async def open(self, path: Path) -> OwnLabels:
        """Read and check a file; raises LabelFileError."""
        ...


REPORT_ENDING: Final = ".holysheep.json"
"""The ending by which the desktop knows a report; any `.json` opens."""


class ReportKind(StrEnum):
    """The renderings of a report, by the ending of their files."""

    JSON = "json"
    """Complete, and the only one that opens again."""
    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "md"
    CSV = "zip"
    """One CSV file for each table, in one archive."""

    @classmethod
    def of_path(cls, path: Path) -> ReportKind | None:
        """The kind that a path's ending names; None where it names none."""
        ending = path.suffix.lower().removeprefix(".")
        return next((kind for kind in cls if kind == ("html" if ending == "htm" else ending)), None)


class PdfPrinter(Protocol):
    """Draws a report on paper; needs fonts, which only the interface knows."""

    def print(self, document: Document) -> bytes:
        """The pages as PDF; may be called from any thread."""
        ...


class ReportFiles(Protocol):
    """Report files, of the kind that the ending of the path names (`ReportKind`)."""

    async def save(self, report: Report, path: Path) -> None:
        """Write atomically and checked; raises ReportWriteError, and the old file is as it was."""
        ...

    async def open(self, path: Path) -> Report:
        """Read a JSON report; raises ReportFormatError."""
        ...


class ExportFiles(Protocol):
    """Pictures and tables that leave the program."""

    async def write(self, content: bytes, path: Path) -> None:
        """Write atomically and checked; raises ExportWriteError, and the old file is as it was."""
        ...


class MenuEntry(Protocol):
    """The program in the desktop's menu of applications, for this user."""

    def is_there(self) -> bool:
        """Whether this installation is in the menu; one that was moved since, or another one, is not it."""
        ...

    async def put(self) -> tuple[str, ...]:
        """Put it there, with the kind of file that reports are.

        Returns the system's packages without which the desktop does not notice yet. Raises ExportWriteError.
        """
        ...

    async def take_away(self) -> tuple[str, ...]:
        """Take both away; returns and raises as `put`."""
        ...
