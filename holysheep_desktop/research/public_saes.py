"""SAEs by name or folder, brought into the form that the SAE library reads.

A folder in a layout that the library knows is used where it lies, with the labels and dashboards beside it.
Everything else SAELens reads: releases of its directory, and folders of its kinds that the library does not
take. Those are written once into the cache, with all options folded into the weights (`folding`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
from sae_lens import SAE
from safetensors import SafetensorError
from safetensors.numpy import save_file

from holysheep_desktop.engine.dictionaries.sae_config import Layout, layout_of
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel, open_folder, sae_folders
from holysheep_desktop.engine.dictionaries.tensor_files import read_json_object
from holysheep_desktop.errors import DictionaryError, ModelSourceError
from holysheep_desktop.research.folding import AnySae, Folded, folded
from holysheep_desktop.research.memory import enough_memory
from holysheep_desktop.research.sources import OFFLINE_CURE

CACHE = "research-saes"
_WEIGHTS, _CONFIG = "sae_weights.safetensors", "cfg.json"
CURE = "name it as RELEASE/SAE_ID of SAELens's directory, or give its folder"


@dataclass(frozen=True, slots=True)
class FoundSae:
    """An SAE's folder under the id that requests use."""

    sae_id: str
    folder: Path

    def wants_centred_stream(self) -> bool:
        """Whether it was trained on a stream whose mean was taken out (TransformerLens's processing)."""
        path = self.folder / _CONFIG
        if not path.is_file():
            return False
        top = read_json_object(path)
        nested = top.get("metadata")
        said = top | cast("dict[str, object]", nested) if isinstance(nested, dict) else top
        processing = said.get("model_from_pretrained_kwargs")
        return isinstance(processing, dict) and bool(processing.get("center_writing_weights"))


def find(wishes: Sequence[str], cache_dir: Path) -> tuple[FoundSae, ...]:
    """The SAEs of a command line; raises ModelSourceError, DictionaryError, EngineMemoryError.

    A folder may hold many, whose ids are their paths in it.
    """
    found: dict[str, FoundSae] = {}
    for wish in wishes:
        is_folder = Path(wish).is_dir()
        for sae in _in_folder(Path(wish), cache_dir) if is_folder else [_of_release(wish, cache_dir)]:
            if sae.sae_id in found:
                raise ModelSourceError(wish, f"another SAE has the id {sae.sae_id}", "rename its folder")
            found[sae.sae_id] = sae
    return tuple(found.values())


def check(saes: Sequence[FoundSae], model: SaeModel, hook_points: Sequence[str]) -> None:
    """Raise DictionaryError, which says what does not fit, for the first SAE that does not fit the model."""
    for sae in saes:
        config = open_folder(sae.folder, sae.sae_id, model).config
        if config.hook_point.value not in hook_points:
            raise DictionaryError(sae.folder, f"reads {config.hook_point}, which this model does not have")


def _in_folder(root: Path, cache_dir: Path) -> list[FoundSae]:
    folders = list(sae_folders(root))
    if not folders:
        raise ModelSourceError(str(root), "there is no SAE in this folder", CURE)
    return [_taken(FoundSae(sae_id, folder), cache_dir) for sae_id, folder in folders]


def _taken(sae: FoundSae, cache_dir: Path) -> FoundSae:
    """As it lies, unless only SAELens can read it; a folder that was written anew is converted anew."""
    if layout_of(sae.folder) is not Layout.SAELENS or _is_plain(sae.folder):
        return sae
    changed_at = max(path.stat().st_mtime_ns for path in sae.folder.iterdir())
    key = f"{sae.folder.resolve().as_posix().strip('/').replace('/', '--')}--{changed_at}"

    def read() -> AnySae:
        return SAE.load_from_disk(sae.folder, device="cpu", dtype="float32")

    return FoundSae(sae.sae_id, _converted(sae.sae_id, cache_dir / CACHE / "folders" / key, read))


def _is_plain(folder: Path) -> bool:
    cfg = read_json_object(folder / _CONFIG)
    activation = cfg.get("activation_fn_str", cfg.get("activation_fn", "relu"))
    normalisation = cfg.get("normalize_activations")
    return (
        cfg.get("architecture", "standard") in ("standard", "jumprelu", "topk")
        and activation in ("relu", "topk")
        and normalisation in (None, "none", False)
        and "apply_b_dec_to_input" in cfg
    )


def _of_release(wish: str, cache_dir: Path) -> FoundSae:
    release, _, sae_id = wish.partition("/")
    if not sae_id or wish.startswith(("/", ".", "~")):
        raise ModelSourceError(wish, "there is no such folder", CURE)

    def read() -> AnySae:
        return SAE.from_pretrained(release, sae_id, device="cpu", dtype="float32")

    return FoundSae(wish, _converted(wish, cache_dir / CACHE / "releases" / release / sae_id, read))


def _converted(name: str, folder: Path, read: Callable[[], AnySae]) -> Path:
    if (folder / _WEIGHTS).is_file():
        return folder
    try:
        with enough_memory(f"reading the SAE {name}", "free memory, or choose a narrower SAE"):
            _write(folder, folded(read(), name))
    except (LocalEntryNotFoundError, HfHubHTTPError, ConnectionError) as error:
        raise ModelSourceError(
            name, "not on this disk, and the Hub cannot be reached", OFFLINE_CURE
        ) from error
    except (ValueError, KeyError, TypeError, SafetensorError) as error:
        raise ModelSourceError(name, f"SAELens cannot read it ({_first_line(error)})", CURE) from error
    except OSError as error:
        raise ModelSourceError(name, f"it cannot be read ({_first_line(error)})", OFFLINE_CURE) from error
    return folder


def _write(folder: Path, sae: Folded) -> None:
    """The weights last: only with them does the folder count."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _CONFIG).write_text(json.dumps(sae.config, indent=1), encoding="utf-8")
    unfinished = folder / f".{_WEIGHTS}"
    save_file(sae.tensors, unfinished)
    unfinished.replace(folder / _WEIGHTS)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__
