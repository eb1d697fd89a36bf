"""The SAEs that a model can be read with: found once, loaded when first asked for."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureHit
from holysheep_desktop.core.models import HookPoint, SaeInfo
from holysheep_desktop.core.results import Label
from holysheep_desktop.core.sae_import import OWN_PREFIX, SaeImport
from holysheep_desktop.engine.dictionaries.corpus_sample import find_corpus_sample
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae import FloatArray, Sae
from holysheep_desktop.engine.dictionaries.sae_files import (
    SaeFolder,
    SaeModel,
    load_sae,
    open_folder,
    sae_folders,
)
from holysheep_desktop.engine.dictionaries.sae_import import clear_leftovers, import_sae, remove_folder
from holysheep_desktop.engine.dictionaries.sae_pack import SaePack
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import DictionaryError, PatchTargetError

log = logging.getLogger(__name__)

MEMORY_BYTES = 512 << 20
SAE_ID = "extra_body.sae_id"


@dataclass(frozen=True, slots=True)
class _Entry:
    info: SaeInfo
    folder: SaeFolder
    pack: SaePack


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What every SAE of a library is looked at with."""

    model: SaeModel
    hashes: FileHashes
    tokenizer: TextTokenizer

    def entry(self, sae_id: str, path: Path, *, is_own: bool) -> _Entry:
        """What is known of the SAE in a folder; raises DictionaryError."""
        folder = open_folder(path, sae_id, self.model)
        pack = SaePack(folder, self.tokenizer)
        info = SaeInfo(
            sae_id=sae_id,
            layer=folder.config.layer,
            hook_point=folder.config.hook_point.value,
            width=folder.d_sae,
            sha256=self.hashes.sha256(folder.weights_path),
            metrics=pack.metrics(),
            is_own=is_own,
            has_dashboard=pack.has_dashboard,
            neuronpedia_id=folder.config.neuronpedia_id,
        )
        return _Entry(info, folder, pack)


class SaeLibrary:
    """SAEs by id. Those used last stay in memory, up to `memory_bytes` of weights."""

    def __init__(
        self, entries: Iterable[_Entry], opened: _Shelf, own_root: Path | None, memory_bytes: int
    ) -> None:
        self._shelf = opened
        self._own_root = own_root
        self._memory_bytes = memory_bytes
        self._entries = _ordered(entries)
        self._loaded: OrderedDict[str, Sae] = OrderedDict()

    @classmethod
    def open(
        cls,
        roots: Sequence[Path],
        model: SaeModel,
        hashes: FileHashes,
        tokenizer: TextTokenizer,
        memory_bytes: int = MEMORY_BYTES,
        *,
        own_root: Path | None = None,
        folders: Sequence[tuple[str, Path]] = (),
    ) -> SaeLibrary:
        """Everything under `roots` that fits the model, by layer. What is damaged is logged and left out.

        Where two folders have the same id, the one in the earlier root counts. `own_root` holds the SAEs of
        the user, which come after the others. `folders` are single ones under ids of their own.
        """
        shelf = _Shelf(model, hashes, tokenizer)
        entries: dict[str, _Entry] = {}
        found = [*folders, *((sae_id, path) for root in roots for sae_id, path in sae_folders(root))]
        if own_root is not None:
            clear_leftovers(own_root)
            found += [(OWN_PREFIX + sae_id, path) for sae_id, path in sae_folders(own_root)]
        for sae_id, path in found:
            if sae_id in entries:
                log.warning("SAE %s in %s has the id of another one and is left out", sae_id, path)
                continue
            try:
                entries[sae_id] = shelf.entry(sae_id, path, is_own=_is_in(path, own_root))
            except DictionaryError as error:
                log.warning("left out: %s", error)
        hashes.save()
        return cls(entries.values(), shelf, own_root, memory_bytes)

    def add(self, wish: SaeImport, should_stop: Callable[[], bool]) -> SaeInfo:
        """Take an SAE of the user in; raises DictionaryError, SaePlaceUnknownError, CancelledWorkError."""
        if self._own_root is None:
            raise DictionaryError(wish.path, "this engine has no folder for own SAEs")
        folder = import_sae(wish, self._own_root, self._shelf.model, should_stop)
        return self._enter(OWN_PREFIX + folder.name, folder)

    def remove(self, sae_id: str) -> None:
        """Delete an SAE that the user added; raises PatchTargetError for any other, DictionaryError."""
        remove_folder(self.own_folder(sae_id))
        self._loaded.pop(sae_id, None)
        del self._entries[sae_id]

    def own_folder(self, sae_id: str) -> Path:
        """The folder of an SAE that the user added; raises PatchTargetError for any other."""
        entry = self._entry(sae_id)
        if not entry.info.is_own:
            raise PatchTargetError(SAE_ID, "this SAE came with the program and stays as it is")
        return entry.folder.path

    def refresh(self, sae_id: str) -> SaeInfo:
        """Look again at what lies beside an own SAE."""
        return self._enter(sae_id, self.own_folder(sae_id))

    def corpus_sample(self) -> Path | None:
        """The sample of text that came with the program's SAEs."""
        shipped = (entry.folder.path for entry in self._entries.values() if not entry.info.is_own)
        return next((path for folder in shipped if (path := find_corpus_sample(folder))), None)

    def infos(self) -> tuple[SaeInfo, ...]:
        """All SAEs, by layer."""
        return tuple(entry.info for entry in self._entries.values())

    def info(self, sae_id: str) -> SaeInfo:
        """What is known of one SAE; raises PatchTargetError where there is none of that id."""
        return self._entry(sae_id).info

    def info_at(self, layer: int) -> SaeInfo | None:
        """The model's own SAE of a layer: the first one."""
        return next((info for info in self.infos() if info.layer == layer), None)

    def sae(self, sae_id: str) -> Sae:
        """The SAE in memory; raises PatchTargetError for an unknown id, or DictionaryError."""
        entry = self._entry(sae_id)
        if sae_id not in self._loaded:
            self._loaded[sae_id] = load_sae(entry.folder)
            self._make_room()
        self._loaded.move_to_end(sae_id)
        return self._loaded[sae_id]

    def sae_at(self, layer: int) -> Sae | None:
        """The model's own SAE of a layer in memory, or None."""
        info = self.info_at(layer)
        return None if info is None else self.sae(info.sae_id)

    def mean(self, sae_id: str) -> FloatArray | None:
        """The mean of the SAE's training activations (d_in,), or None where it was not stored."""
        return self._entry(sae_id).pack.mean()

    def mean_at(self, layer: int) -> FloatArray | None:
        """The stored mean of the residual stream after a layer (d_model,), or None where none is known."""
        for entry in self._entries.values():
            is_here = entry.info.layer == layer and entry.folder.config.hook_point is HookPoint.RESID_POST
            mean = entry.pack.mean() if is_here else None
            if mean is not None:
                return mean
        return None

    def label(self, sae_id: str, feature: int) -> Label | None:
        """The label of a feature in this SAE's own label file, or None."""
        return self._entry(sae_id).pack.label(feature)

    def density(self, sae_id: str, feature: int) -> float | None:
        """The share of the sample's tokens on which a feature fires, or None where nobody counted."""
        density = self._entry(sae_id).pack.statistics.get("density")
        return None if density is None else float(density[feature])

    def dashboard(self, sae_id: str, feature: int) -> FeatureDashboard:
        """What was computed offline about a feature; raises PatchTargetError where there is none."""
        entry = self._entry(sae_id)
        checked_feature(entry.info, feature, "feature")
        return entry.pack.dashboard(feature)

    def find(self, sae_id: str, query: str, limit: int) -> tuple[FeatureHit, ...]:
        """Features whose label or promoted tokens contain all words of `query`."""
        return self._entry(sae_id).pack.find(query, limit)

    def close(self) -> None:
        """Let go of everything in memory."""
        self._loaded.clear()

    def _enter(self, sae_id: str, folder: Path) -> SaeInfo:
        entry = self._shelf.entry(sae_id, folder, is_own=True)
        self._shelf.hashes.save()
        self._entries = _ordered([e for e in self._entries.values() if e.info.sae_id != sae_id] + [entry])
        return entry.info

    def _entry(self, sae_id: str) -> _Entry:
        if sae_id not in self._entries:
            raise PatchTargetError(SAE_ID, "the model has no SAE of this id")
        return self._entries[sae_id]

    def _make_room(self) -> None:
        while len(self._loaded) > 1 and sum(map(_n_bytes, self._loaded.values())) > self._memory_bytes:
            self._loaded.popitem(last=False)


def checked_feature(info: SaeInfo, feature: int, param: str) -> int:
    """`feature` if the SAE has it; raises PatchTargetError that names the option."""
    if not 0 <= feature < info.width:
        raise PatchTargetError(param, f"the SAE has features 0 to {info.width - 1}")
    return feature


def _n_bytes(sae: Sae) -> int:
    return sae.w_enc.nbytes + sae.w_dec.nbytes


def _ordered(entries: Iterable[_Entry]) -> dict[str, _Entry]:
    """By layer, and in a layer those of the user last."""
    in_order = sorted(entries, key=lambda entry: (entry.info.layer, entry.info.is_own))
    return {entry.info.sae_id: entry for entry in in_order}


def _is_in(path: Path, root: Path | None) -> bool:
    return root is not None and path != root and path.is_relative_to(root)
