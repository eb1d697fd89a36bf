"""Settings in one JSON file, replaced as a whole; a bad file is moved aside, never fatal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.stores import LoadedSettings
from holysheep_desktop.errors import SettingsFileError, SettingsNotSavedError
from holysheep_desktop.storage import strict_json
from holysheep_desktop.storage.atomic_file import replace_file
from holysheep_desktop.storage.regular_file import check_regular
from holysheep_desktop.storage.settings_fields import from_version_1, settings_from

VERSION = 2


class SettingsFile:
    """`core.stores.SettingsStore` on the disk. Keys that this version does not know are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._foreign: dict[str, object] = {}

    def load(self) -> LoadedSettings:
        """See `core.stores.SettingsStore.load`: a file that cannot be used as it is gets a copy first."""
        try:
            check_regular(self._path)
            content = self._path.read_bytes()
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except OSError as error:
            return LoadedSettings(Settings(), self._put_aside(error.strerror or "cannot be read"))
        try:
            settings, unusable = self._parsed(content)
        except (ValueError, RecursionError):
            return LoadedSettings(Settings(), self._put_aside("cannot be understood"))
        if not unusable:
            return LoadedSettings(settings)
        reason = f"cannot be used: {', '.join(unusable)}"
        return LoadedSettings(settings, self._put_aside(reason, unusable))

    def save(self, settings: Settings) -> None:
        """Replace the file; raises SettingsNotSavedError."""
        document = {**self._foreign, **asdict(settings), "version": VERSION}
        content = json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, content, private=True)
        except OSError as error:
            raise SettingsNotSavedError(self._path, error.strerror or "cannot be written") from error

    def _parsed(self, content: bytes) -> tuple[Settings, tuple[str, ...]]:
        document = strict_json.loads(content)
        if not isinstance(document, dict):
            raise ValueError("not an object")
        fields = cast(Mapping[str, object], document)
        version = fields.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= VERSION:
            raise ValueError(f"version {version!r}")
        if version == 1:
            fields = from_version_1(fields)
        settings, unusable = settings_from(fields)
        self._foreign = {k: v for k, v in fields.items() if k not in Settings.__dataclass_fields__}
        return settings, unusable

    def _put_aside(self, reason: str, unusable: tuple[str, ...] = ()) -> SettingsFileError:
        """Keep the file as it is under another name: the next save would replace it."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self._path.with_name(f"{self._path.name}.unreadable-{stamp}")
        try:
            self._path.replace(aside)
        except OSError:
            return SettingsFileError(self._path, reason, unusable)
        return SettingsFileError(self._path, f"{reason}; kept as {aside.name}", unusable, aside)
