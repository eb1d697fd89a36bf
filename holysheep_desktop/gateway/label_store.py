"""The user's own labels on the disk: one JSON file for the weights of each SAE, replaced as a whole."""

from __future__ import annotations

import logging
import os
import re
import tempfile
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels, joined
from holysheep_desktop.errors import JsonTextError, LabelFileError
from holysheep_desktop.protocol.json_text import dumps, loads_strict
from holysheep_desktop.protocol.label_pages import dump_labels, read_labels

log = logging.getLogger(__name__)

FILE_LIMIT = 64 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


class LabelStore:
    """Labels by SHA-256 of the SAE's weights; read once, written at each change. For several threads.

    A damaged file is moved aside and counts as empty: labels never keep an SAE from being used.
    Without a folder there are no labels, and none are taken.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[str, OwnLabels] = {}
        self._lock = threading.Lock()

    @property
    def keeps_labels(self) -> bool:
        """Whether labels can be written."""
        return self._folder is not None

    def labels(self, sha256: str | None) -> OwnLabels:
        """All labels of an SAE; none where its hash is not known."""
        if self._folder is None or sha256 is None or not _HASH.fullmatch(sha256):
            return OwnLabels("")
        with self._lock:
            return self._read(sha256)

    def write(self, sha256: str, sae_id: str, feature: int, text: str, source: str = "") -> OwnLabels:
        """Keep a label, or take it away where the text is empty; raises LabelFileError."""
        with self._lock:
            changed = self._read(sha256).with_label(feature, text, source)
            return self._keep(replace(changed, sha256=sha256, sae_id=sae_id))

    def take(self, sha256: str, sae_id: str, others: OwnLabels, *, replaces: bool) -> LabelImport:
        """Add the labels of another file; raises LabelFileError."""
        with self._lock:
            merged, done = joined(self._read(sha256), others, replaces=replaces)
            self._keep(replace(merged, sha256=sha256, sae_id=sae_id))
            return done

    def _path(self, sha256: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{sha256}.json"

    def _read(self, sha256: str) -> OwnLabels:
        if sha256 not in self._known:
            self._known[sha256] = self._from_disk(sha256)
        return self._known[sha256]

    def _from_disk(self, sha256: str) -> OwnLabels:
        path = self._path(sha256)
        try:
            if path.stat().st_size > FILE_LIMIT:
                raise ValueError("the file is too large")
            labels = read_labels(loads_strict(path.read_bytes()))
            if labels.sha256 != sha256:
                raise ValueError("the labels belong to another SAE")
        except FileNotFoundError:
            return OwnLabels(sha256)
        except (OSError, ValueError, JsonTextError) as error:
            log.warning("own labels in %s are left out: %s", path, error)
            _move_aside(path)
            return OwnLabels(sha256)
        return labels

    def _keep(self, labels: OwnLabels) -> OwnLabels:
        path = self._path(labels.sha256)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, dumps(dump_labels(labels)))
        except OSError as error:
            raise LabelFileError(path, error.strerror or "cannot be written") from error
        self._known[labels.sha256] = labels
        return labels


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem[:16]}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _move_aside(path: Path) -> None:
    aside = path.with_name(f"{path.name}.unreadable-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    try:
        path.replace(aside)
    except OSError as error:
        log.warning("own labels in %s could not be moved aside: %s", path, error)
