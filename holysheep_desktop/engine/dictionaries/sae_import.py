"""SAEs that the user brings: checked while nobody sees them, then in place at once.

Everything happens in a hidden folder beside the others, whose name changes at the end: an SAE is there whole
or not at all, also after a power cut.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import time
import uuid
from collections.abc import Callable, Generator
from pathlib import Path

from holysheep_desktop.core.sae_import import SaeImport, SaePlace, cleaned_name, suggested_name
from holysheep_desktop.engine.dictionaries.sae_config import PLACE, Layout, layout_of, place_content
from holysheep_desktop.engine.dictionaries.sae_files import SaeFolder, SaeModel, load_sae, open_folder
from holysheep_desktop.engine.dictionaries.tensor_files import MAX_JSON_BYTES, tensor_shapes
from holysheep_desktop.errors import CancelledWorkError, DictionaryError, SaePlaceUnknownError

MAX_FILE_BYTES = 1 << 30
COPY_BYTES = 8 << 20
LEFTOVER_S = 3600.0
_CONFIGS = {Layout.SAELENS: "cfg.json", Layout.GEMMA_SCOPE_2: "config.json"}
_WEIGHT_ENDINGS = {".npz", ".safetensors"}

ShouldStop = Callable[[], bool]


def import_sae(wish: SaeImport, shelf: Path, model: SaeModel, should_stop: ShouldStop) -> Path:
    """Copy an SAE into a folder of its own in `shelf`, and return that folder.

    Raises SaePlaceUnknownError where its files do not say where it reads and the wish does not either,
    DictionaryError with the cause for everything that cannot be served, CancelledWorkError.
    """
    source = _weights_file(wish.path)
    layout = _layout_of_file(source)
    config = source.parent / _CONFIGS[layout] if layout in _CONFIGS else None
    if config is not None and not config.is_file():
        if layout is Layout.SAELENS:
            raise DictionaryError(source, "cfg.json is missing beside it")
        config = None
    place = None if config is not None else _place(wish)
    with _hidden(shelf) as folder:
        _copy(source, folder / layout, MAX_FILE_BYTES, should_stop)
        if config is not None:
            _copy(config, folder / config.name, MAX_JSON_BYTES, should_stop)
        if place is not None:
            _write(folder / PLACE, place)
        _check(folder, wish, model)
        if should_stop():
            raise CancelledWorkError
        return _settle(folder, shelf, _name(wish))


def remove_folder(folder: Path) -> None:
    """Take an SAE away: from one moment to the next it is not there any more. Raises DictionaryError."""
    hidden = folder.with_name(f".removed-{uuid.uuid4().hex}")
    try:
        folder.rename(hidden)
    except OSError as error:
        raise DictionaryError(folder, "it cannot be removed") from error
    shutil.rmtree(hidden, ignore_errors=True)


def clear_leftovers(shelf: Path) -> None:
    """Delete what a crash left half made or half removed; another gateway may be at work on newer ones."""
    for kind in (".adding-*", ".removed-*", "*/.computing-*"):
        for folder in shelf.glob(kind):
            with contextlib.suppress(OSError):
                if time.time() - folder.stat().st_mtime > LEFTOVER_S:
                    shutil.rmtree(folder, ignore_errors=True)


def _weights_file(path: Path) -> Path:
    """The weights in a folder, or the file itself; a configuration stands for its folder."""
    if not path.is_absolute():
        raise DictionaryError(path, "the path is not absolute")
    if path.is_dir():
        return _weights_in(path)
    if not path.is_file():
        raise DictionaryError(path, "there is no such file or folder")
    if path.name in _CONFIGS.values():
        return _weights_in(path.parent)
    if path.suffix not in _WEIGHT_ENDINGS:
        raise DictionaryError(path, "neither a .safetensors nor an .npz file")
    return path


def _weights_in(folder: Path) -> Path:
    layout = layout_of(folder)
    if layout is not None:
        return folder / layout
    try:
        found = [file for file in folder.iterdir() if file.suffix in _WEIGHT_ENDINGS and file.is_file()]
    except OSError as error:
        raise DictionaryError(folder, "the folder cannot be read") from error
    if len(found) != 1:
        raise DictionaryError(folder, "no SAE weights in this folder" if not found else "several SAEs there")
    return found[0]


def _layout_of_file(path: Path) -> Layout:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise DictionaryError(path, f"larger than {MAX_FILE_BYTES >> 30} GiB")
    names = tensor_shapes(path).keys()
    if path.suffix == ".npz" and "W_enc" in names:
        return Layout.GEMMA_SCOPE
    if "W_enc" in names:
        return Layout.SAELENS
    if "w_enc" in names:
        return Layout.GEMMA_SCOPE_2
    raise DictionaryError(path, "it holds no encoder (W_enc)")


def _place(wish: SaeImport) -> SaePlace:
    if wish.layer is None or wish.hook_point is None:
        raise SaePlaceUnknownError(wish.path)
    return SaePlace(wish.layer, wish.hook_point)


@contextlib.contextmanager
def _hidden(shelf: Path) -> Generator[Path]:
    folder = shelf / f".adding-{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise DictionaryError(shelf, "the folder for own SAEs cannot be written") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Path, target: Path, limit: int, should_stop: ShouldStop) -> None:
    try:
        with source.open("rb") as read, target.open("xb") as written:
            while block := read.read(COPY_BYTES):
                written.write(block)
                if written.tell() > limit:
                    raise DictionaryError(source, "the file is too large")
                if should_stop():
                    raise CancelledWorkError
    except OSError as error:
        raise DictionaryError(source, f"it cannot be copied ({error.strerror or 'unreadable'})") from error


def _write(path: Path, place: SaePlace) -> None:
    try:
        path.write_text(json.dumps(place_content(place)), encoding="utf-8")
    except OSError as error:
        raise DictionaryError(path, "it cannot be written") from error


def _check(folder: Path, wish: SaeImport, model: SaeModel) -> None:
    """Everything that would fail later fails here, on the copy; errors name what the user chose."""
    try:
        found: SaeFolder = open_folder(folder, "new", model)
        load_sae(found)
    except DictionaryError as error:
        raise DictionaryError(wish.path, error.reason) from error
    config = found.config
    if wish.layer not in {None, config.layer} or wish.hook_point not in {None, config.hook_point}:
        said = f"its own configuration says layer {config.layer}, {config.hook_point.value}"
        raise DictionaryError(wish.path, said)


def _name(wish: SaeImport) -> str:
    return cleaned_name(wish.name) if wish.name else suggested_name(wish.path)


def _settle(folder: Path, shelf: Path, name: str) -> Path:
    number, target = 1, shelf / name
    while target.exists():
        number += 1
        target = shelf / f"{name}-{number}"
    try:
        return folder.rename(target)
    except OSError as error:
        raise DictionaryError(target, "it cannot be put there") from error
