"""SAEs that others have published in a repository of the Hugging Face Hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from holysheep_desktop.core.source import Report

GEMMA_SCOPE_2 = "google/gemma-scope-2-270m-pt"
"""Gemma Scope 2 for the local model: one SAE for every layer and site, more widths for four layers."""
GEMMA_SCOPE_2_PARTS = ("resid_post", "resid_post_all", "mlp_out", "mlp_out_all", "attn_out", "attn_out_all")
LARGEST_BYTES = 1 << 30
"""The engine takes no larger file."""
DOWNLOAD = "download"
"""The stage of a download; done and total are bytes."""
_WEIGHTS = frozenset({"sae_weights.safetensors", "params.npz", "params.safetensors"})
_CONFIGS = frozenset({"cfg.json", "config.json"})


@dataclass(frozen=True, slots=True)
class ReleasedSae:
    """One SAE of a repository at a commit: the folder, and its files with their sizes in bytes."""

    repository: str
    revision: str
    folder: str
    files: Mapping[str, int]

    @property
    def n_bytes(self) -> int:
        """What a download brings."""
        return sum(self.files.values())


class SaeReleases(Protocol):
    """The Hub. Every method raises MissingPackageError where the package for it is not installed, and
    SaeReleaseError with the cause."""

    async def find(self, repository: str, part: str) -> tuple[ReleasedSae, ...]:
        """The SAEs below a folder of a repository, by name; nothing is downloaded."""
        ...

    def downloaded(self, sae: ReleasedSae, report: Report) -> AbstractAsyncContextManager[Path]:
        """Download one SAE into a folder that is deleted at the end of the context; cancelling stops it."""
        ...


def released_saes(
    repository: str, revision: str, sizes: Iterable[tuple[str, int]]
) -> tuple[ReleasedSae, ...]:
    """The folders among files (path, bytes) that hold the weights of an SAE, in the order of numbers.

    >>> sizes = [("b/layer_10/params.npz", 5), ("b/layer_9/params.npz", 5)]
    >>> [sae.folder for sae in released_saes("r", "1", sizes)]
    ['b/layer_9', 'b/layer_10']
    """
    folders: dict[str, dict[str, int]] = {}
    for path, n_bytes in sizes:
        name = PurePosixPath(path)
        if name.name in _WEIGHTS | _CONFIGS:
            folders.setdefault(str(name.parent), {})[path] = n_bytes
    found = [
        ReleasedSae(repository, revision, folder, files)
        for folder, files in folders.items()
        if any(PurePosixPath(path).name in _WEIGHTS for path in files)
    ]
    return tuple(sorted(found, key=lambda sae: _by_number(sae.folder)))


def _by_number(text: str) -> tuple[tuple[int, str], ...]:
    parts = text.replace("_", " ").replace("/", " ").split()
    return tuple((int(part), "") if part.isascii() and part.isdecimal() else (-1, part) for part in parts)
