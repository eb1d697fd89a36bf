"""A folder of converted weights that is either complete and checked, or absent.

It is written beside its final place and renamed into it as a whole. A manifest holds each file's size, the
SHA-256 of all its bytes, and a hash of sampled pages that is checked at every opening: reading 64 pages costs
milliseconds and finds what really happens to caches, files cut short or left as zeros by a full disk or a
power cut. `verify` reads everything.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import uuid
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from holysheep_desktop.errors import WeightsError

MANIFEST = "manifest.json"
FORMAT = 1
PAGE = 4096
N_SAMPLED_PAGES = 64
STALE_AFTER_S = 3600.0
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file must look like."""

    size: int
    sha256: str
    sample: str


def sample_hash(path: Path) -> str:
    """BLAKE2b of `N_SAMPLED_PAGES` evenly spaced pages, the first and the last among them."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb", buffering=0) as file:
        last = max(0, path.stat().st_size - PAGE)
        for index in range(N_SAMPLED_PAGES):
            file.seek(last * index // (N_SAMPLED_PAGES - 1))
            digest.update(file.read(PAGE))
    return digest.hexdigest()


def full_hash(path: Path) -> str:
    """SHA-256 of a whole file."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def record(path: Path) -> FileRecord:
    """The record of a file as it is now."""
    return FileRecord(path.stat().st_size, full_hash(path), sample_hash(path))


def write_manifest(folder: Path, content: Mapping[str, object], files: Mapping[str, FileRecord]) -> None:
    """Write the manifest, last of all files."""
    records = {
        name: {"size": file.size, "sha256": file.sha256, "sample": file.sample}
        for name, file in files.items()
    }
    document = {"format": FORMAT, **content, "files": records}
    (folder / MANIFEST).write_text(json.dumps(document), encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder whose files pass the quick check; `WeightsError` when anything is off."""
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(folder, "the cache has no readable manifest") from error
    if not isinstance(document, dict) or cast("dict[str, Any]", document).get("format") != FORMAT:
        raise WeightsError(folder, "the cache has another format")
    manifest = cast("dict[str, Any]", document)
    for name, file in file_records(folder, manifest).items():
        _check(folder / name, file)
    return manifest


def file_records(folder: Path, manifest: Mapping[str, Any]) -> dict[str, FileRecord]:
    """The manifest's file records; `WeightsError` when they are not what this module writes."""
    try:
        return {
            str(name): FileRecord(int(entry["size"]), str(entry["sha256"]), str(entry["sample"]))
            for name, entry in manifest["files"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WeightsError(folder, "the cache's manifest is damaged") from error


def _check(path: Path, expected: FileRecord) -> None:
    try:
        if path.stat().st_size != expected.size:
            raise WeightsError(path, "the file has another size than when it was written")
        if sample_hash(path) != expected.sample:
            raise WeightsError(path, "the file has changed since it was written")
    except OSError as error:
        raise WeightsError(path, "the file cannot be read") from error


def verify(folder: Path) -> None:
    """Read every byte of the folder and compare; raises `WeightsError` at the first difference."""
    for name, file in file_records(folder, read_manifest(folder)).items():
        try:
            actual = full_hash(folder / name)
        except OSError as error:
            raise WeightsError(folder / name, "the file cannot be read") from error
        if actual != file.sha256:
            raise WeightsError(folder / name, "the file has changed since it was written")


@contextmanager
def build_folder(target: Path) -> Generator[Path]:
    """A temporary folder that becomes `target` when the block ends without an error.

    Another process may do the same at the same time: whoever renames last finds a complete folder and
    replaces it with an equal one. Failures of the disk are raised as `WeightsError`.
    """
    temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(target)
        temporary.mkdir()
        yield temporary
        _replace(temporary, target)
    except OSError as error:
        raise WeightsError(target, f"the cache cannot be written ({error.strerror})") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _replace(temporary: Path, target: Path) -> None:
    """Rename into place; an older folder is moved aside first, so that it is never half replaced."""
    if target.exists():
        aside = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
        target.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
    temporary.rename(target)


def _remove_stale(target: Path) -> None:
    """Remove what killed conversions left behind."""
    for leftover in target.parent.glob(f"{target.name}.*.tmp"):
        if time.time() - leftover.stat().st_mtime > STALE_AFTER_S:
            shutil.rmtree(leftover, ignore_errors=True)
