"""The sample of text that the dashboards of a pack quote from: token ids, cut into documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open

from holysheep_desktop.engine.dictionaries.tensor_files import tensor_shapes
from holysheep_desktop.errors import DictionaryError

CORPUS_SAMPLE = "corpus_sample.safetensors"
MAX_LEVELS_UP = 3

Ids: TypeAlias = npt.NDArray[np.int64]


class CorpusSample:
    """Tokens (n,) of documents that begin at `starts` (n_documents + 1,), each from a named source.

    Raises DictionaryError when opened on a file that is not of this form.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        shapes = tensor_shapes(path)
        self.n_tokens = shapes.get("tokens", (0,))[0]
        try:
            with safe_open(path, framework="numpy") as file:
                self._starts: Ids = np.asarray(file.get_tensor("starts"), np.int64)
                self._source: Ids = np.asarray(file.get_tensor("source"), np.int64)
                self._names = _source_names((file.metadata() or {}).get("sources", "[]"))
        except (SafetensorError, OSError, ValueError, TypeError) as error:
            raise DictionaryError(path, "the sample of text cannot be read") from error
        if self._starts.shape != (self._source.size + 1,):
            raise DictionaryError(path, "the documents of the sample do not fit together")

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def starts(self) -> Ids:
        """Where each document begins, and the end of the last: (n_documents + 1,)."""
        return self._starts

    def ids(self) -> Ids:
        """All tokens (n,); raises DictionaryError where the documents do not lie inside them."""
        try:
            with safe_open(self._path, framework="numpy") as file:
                ids: Ids = np.asarray(file.get_tensor("tokens"), np.int64)
        except (SafetensorError, OSError, ValueError, TypeError) as error:
            raise DictionaryError(self._path, "the sample of text cannot be read") from error
        inside = self._starts.size and self._starts[0] >= 0 and self._starts[-1] <= ids.size
        if ids.ndim != 1 or not inside or (np.diff(self._starts) < 0).any():
            raise DictionaryError(self._path, "the documents of the sample do not fit together")
        return ids

    def window(self, start: int, length: int) -> list[int] | None:
        """The token ids from `start` on, or None where they are not inside the sample.

        Raises DictionaryError where the file cannot be read.
        """
        if start < 0 or length < 1 or start + length > self.n_tokens:
            return None
        try:
            with safe_open(self._path, framework="numpy") as file:
                ids = file.get_slice("tokens")[start : start + length]
        except (SafetensorError, OSError) as error:
            raise DictionaryError(self._path, "the sample of text cannot be read") from error
        return [int(token) for token in ids]

    def all_tokens(self) -> Ids:
        """Every token id of the sample (n,); raises DictionaryError."""
        try:
            with safe_open(self._path, framework="numpy") as file:
                return np.asarray(file.get_tensor("tokens"), np.int64)
        except (SafetensorError, OSError, TypeError) as error:
            raise DictionaryError(self._path, "the sample of text cannot be read") from error

    def source_of(self, position: int) -> str:
        """The name of the source of the document at a position, or an empty text."""
        document = int(np.searchsorted(self._starts, position, side="right")) - 1
        index = int(self._source[document]) if 0 <= document < self._source.size else -1
        return self._names[index] if 0 <= index < len(self._names) else ""


def _source_names(text: str) -> list[str]:
    content: object = json.loads(text)
    entries = cast("list[object]", content) if isinstance(content, list) else []
    named = [cast("dict[str, object]", entry) for entry in entries if isinstance(entry, dict)]
    return [str(entry.get("name", "")) for entry in named] if len(named) == len(entries) else []


def find_corpus_sample(folder: Path) -> Path | None:
    """The sample that belongs to a pack: in its folder or one of the next few above."""
    places = (folder, *folder.parents[:MAX_LEVELS_UP])
    return next((place / CORPUS_SAMPLE for place in places if (place / CORPUS_SAMPLE).is_file()), None)
