"""The research engine, opened: a model on a device, its tokenizer and its SAEs."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from transformer_lens.supported_models import MODEL_ALIASES
from transformers import PreTrainedModel
from transformers.utils import logging as transformers_logging

from holysheep_desktop.core.models import Component, HookPoint
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.local_engine import MODEL_ID, OWNER, SAE_MODEL_NAMES
from holysheep_desktop.engine.model_engine import Identity, ModelEngine
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.engine.weights.tokenizer import load_tokenizer
from holysheep_desktop.engine.weights.weights import open_weights
from holysheep_desktop.errors import CancelledWorkError
from holysheep_desktop.research import public_saes, sources
from holysheep_desktop.research.assembly import assemble
from holysheep_desktop.research.devices import Placement, moved, name_of
from holysheep_desktop.research.packaged import gemma

ENGINE = "holysheep-research"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command line asks for; every place may stay open."""

    model: str | None = None
    saes: tuple[str, ...] = ()
    device: str | None = None
    dtype: str | None = None
    n_context: int | None = None
    gguf: Path | None = None
    threads: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    name: str
    owner: str | None
    network: PreTrainedModel
    tokenizer: TextTokenizer
    has_chat_template: bool
    model_sha256: str
    tokenizer_sha256: str | None
    names_in_saes: tuple[str, ...]


def open_engine(
    wishes: Wishes,
    cache_dir: Path,
    sae_dirs: Sequence[Path],
    *,
    own_sae_dir: Path | None,
    report: Report,
    should_stop: Callable[[], bool],
) -> ModelEngine:
    """Load the model and its SAEs, from the Hub where they are named and not there yet.

    `sae_dirs` hold SAEs of which those that fit are taken, beside the wished ones, which must fit. Raises
    EngineError: ModelSourceError, DictionaryError, EngineMemoryError, WeightsError, CancelledWorkError.
    """
    torch.set_num_threads(wishes.threads or max(1, (os.cpu_count() or 2) - 1))
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    # Where the Hub cannot be reached it warns of each attempt; what comes of them is an error of ours.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    # The libraries print; standard output belongs to whoever started the gateway.
    with contextlib.redirect_stdout(sys.stderr):
        report(Progress("saes"))
        found = public_saes.find(wishes.saes, cache_dir)
        _go_on(should_stop)
        report(Progress("model"))
        hashes = FileHashes(cache_dir)
        loaded = _load(wishes, cache_dir, hashes, report, should_stop)
        _go_on(should_stop)
        centred = any(sae.wants_centred_stream() for sae in found)
        assembled = assemble(loaded.name, loaded.network, n_context=wishes.n_context, centred=centred)
    network = assembled.network
    shape = SaeModel(loaded.names_in_saes, network.config.n_layers, network.config.d_model)
    public_saes.check(found, shape, _hook_points(assembled.components))
    library = SaeLibrary.open(
        sae_dirs, shape, hashes, loaded.tokenizer, own_root=own_sae_dir,
        folders=[(sae.sae_id, sae.folder) for sae in found],
    )  # fmt: skip
    identity = Identity(
        loaded.name, loaded.owner, ENGINE, name_of(network.dtype), loaded.model_sha256,
        loaded.tokenizer_sha256, assembled.components, str(network.device), loaded.has_chat_template,
    )  # fmt: skip
    return ModelEngine(network, loaded.tokenizer, library, identity)


def _load(
    wishes: Wishes, cache_dir: Path, hashes: FileHashes, report: Report, should_stop: Callable[[], bool]
) -> _Model:
    placement = Placement.of(wishes.device, wishes.dtype)
    if wishes.model in (None, MODEL_ID):
        return _packaged(wishes.gguf, cache_dir, placement, report, should_stop)
    loaded = sources.load(wishes.model, placement, hashes)
    return _Model(
        loaded.name, loaded.owner, loaded.model, loaded.tokenizer, loaded.tokenizer.has_chat_template,
        loaded.model_sha256, loaded.tokenizer_sha256, _names(loaded.name),
    )  # fmt: skip


def _packaged(
    gguf: Path | None, cache_dir: Path, placement: Placement, report: Report, should_stop: Callable[[], bool]
) -> _Model:
    """The model that comes along, which needs no Hub."""

    def report_conversion(done: int, total: int, stage: str) -> None:
        report(Progress(stage, done, total))

    weights = open_weights(cache_dir, gguf_path=gguf, report=report_conversion, should_stop=should_stop)
    model = gemma(weights)
    dtype = placement.dtype_for(sum(parameter.numel() for parameter in model.parameters()))
    return _Model(
        MODEL_ID, OWNER, moved(model, placement.device, dtype), load_tokenizer(weights), False,
        weights.model_sha256, weights.tokenizer_sha256, SAE_MODEL_NAMES,
    )  # fmt: skip


def _names(name: str) -> tuple[str, ...]:
    """What configurations of SAEs call the model: by its name with or without owner, or TransformerLens's."""
    short = name.rpartition("/")[2].lower()
    official = (full for full in MODEL_ALIASES if full.lower() in (name.lower(), short)
                or full.rpartition("/")[2].lower() == short)  # fmt: skip
    aliases = {alias.rpartition("/")[2].lower() for full in official for alias in MODEL_ALIASES[full]}
    return (short, *sorted(aliases - {short}))


def _hook_points(components: Sequence[Component]) -> tuple[str, ...]:
    """Where SAEs can read: the stream around a block always, its inner places where they are served."""
    served = {component.value for component in components} | {"resid_pre", "resid_post"}
    return tuple(hook.value for hook in HookPoint if hook.value in served)


def _go_on(should_stop: Callable[[], bool]) -> None:
    if should_stop():
        raise CancelledWorkError
