"""Settings in one JSON file, replaced as a whole; a bad file is moved aside, never fatal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.storage import strict_json
from holysheep_desktop.storage.atomic_file import replace_file
from holysheep_desktop.storage.settings_fields import from_version_1, settings_from

VERSION = 2


class SettingsFile:
    """`core.stores.SettingsStore` on the disk. Keys that this version does not know are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._foreign: dict[str, object] = {}

    def load(self) -> Settings:
        """The saved settings, or defaults; raises SettingsFileError after moving a bad file aside."""
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            raise SettingsFileError(self._path, error.strerror or "cannot be read") from error
        try:
            return self._parsed(text)
        except (ValueError, RecursionError) as error:
            kept = self._move_aside()
            raise SettingsFileError(self._path, f"cannot be understood; kept as {kept.name}") from error

    def save(self, settings: Settings) -> None:
        """Replace the file; raises SettingsFileError."""
        document = {**self._foreign, **asdict(settings), "version": VERSION}
        content = json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, content, private=True)
        except OSError as error:
            raise SettingsFileError(self._path, error.strerror or "cannot be written") from error

    def _parsed(self, text: bytes) -> Settings:
        document = strict_json.loads(text)
        if not isinstance(document, dict):
            raise ValueError("not an object")
        fields = cast(Mapping[str, object], document)
        if not isinstance(version := fields.get("version"), int) or version > VERSION:
            raise ValueError(f"version {version!r}")
        if version == 1:
            fields = from_version_1(fields)
        settings = settings_from(fields)
        self._foreign = {k: v for k, v in fields.items() if k not in Settings.__dataclass_fields__}
        return settings

    def _move_aside(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        aside = self._path.with_name(f"{self._path.name}.unreadable-{stamp}")
        try:
            self._path.replace(aside)
        except OSError as error:
            raise SettingsFileError(self._path, error.strerror or "cannot be moved aside") from error
        return aside
