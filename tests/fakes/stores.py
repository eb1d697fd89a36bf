"""Stores in memory, for tests of the interface."""

from __future__ import annotations

from pathlib import Path

from holysheep_desktop.core.report import Report
from holysheep_desktop.core.stores import ApiKey, KeptKey, KeyPlace
from holysheep_desktop.errors import (
    ExportWriteError,
    ReportFormatError,
    ReportWriteError,
    SecretStoreError,
    SecretStoreReason,
)


class MemoryKeys:
    """`core.stores.KeyStore`; with a `fault`, the keyring does not work."""

    def __init__(self, fault: SecretStoreReason | None = None) -> None:
        self.fault = fault
        self.kept: dict[str, str] = {}
        self.session: dict[str, str] = {}

    async def find(self, origin: str) -> ApiKey | None:
        if origin in self.session:
            return ApiKey(self.session[origin], KeyPlace.SESSION)
        if self.fault is not None:
            raise SecretStoreError(self.fault)
        return ApiKey(self.kept[origin], KeyPlace.KEYRING) if origin in self.kept else None

    async def keep(self, origin: str, key: str, *, only_for_session: bool = False) -> KeptKey:
        if only_for_session:
            self.session[origin] = key
            return KeptKey(KeyPlace.SESSION)
        if self.fault is not None:
            self.session[origin] = key
            return KeptKey(KeyPlace.SESSION, self.fault)
        self.kept[origin] = key
        return KeptKey(KeyPlace.KEYRING)

    async def forget(self, origin: str) -> None:
        self.session.pop(origin, None)
        self.kept.pop(origin, None)


class MemoryReports:
    """`core.stores.ReportFiles`; refuses every path below a folder named `full`."""

    def __init__(self) -> None:
        self.files: dict[Path, Report] = {}

    async def save(self, report: Report, path: Path) -> None:
        if "full" in path.parts:
            raise ReportWriteError(path, "No space left on device")
        self.files[path] = report

    async def open(self, path: Path) -> Report:
        if path not in self.files:
            raise ReportFormatError(path, "no such file")
        return self.files[path]


class MemoryExports:
    """`core.stores.ExportFiles`; refuses every path below a folder named `full`."""

    def __init__(self) -> None:
        self.files: dict[Path, bytes] = {}

    async def write(self, content: bytes, path: Path) -> None:
        if "full" in path.parts:
            raise ExportWriteError(path, "No space left on device")
        self.files[path] = content
