"""Where a model comes from: the packaged one, a folder of this machine, or the Hugging Face Hub."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from huggingface_hub import snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
)
from safetensors import SafetensorError
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoTokenizer,
    PretrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.errors import ModelSourceError
from holysheep_desktop.research.devices import Placement, moved
from holysheep_desktop.research.memory import enough_memory
from holysheep_desktop.research.tokenizer import HubTokenizer

log = logging.getLogger(__name__)

FILES = ("*.json", "*.safetensors", "*.model", "*.jinja", "*.txt")
WEIGHTS = "*.safetensors"
VOCABULARIES = ("tokenizer.json", "tokenizer.model", "vocab.json")
FOLDER_CURE = "give a folder with config.json, *.safetensors and tokenizer.json, or a name of the Hub"
OFFLINE_CURE = "connect this machine, or give the folder of a copy that was downloaded elsewhere"
MEMORY_CURE = "use a smaller dtype (--dtype bfloat16), another --device or a smaller model"


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """A model in memory with its tokenizer; `name` is what requests call it."""

    name: str
    owner: str | None
    model: PreTrainedModel
    tokenizer: HubTokenizer
    model_sha256: str
    tokenizer_sha256: str | None


def load(source: str, placement: Placement, hashes: FileHashes) -> LoadedModel:
    """A model by folder or name; raises ModelSourceError, EngineMemoryError."""
    folder = Path(source)
    if folder.is_dir():
        return _loaded(folder, folder.resolve().name, None, placement, hashes)
    owner, _, _ = source.rpartition("/")
    return _loaded(_downloaded(source), source, owner or None, placement, hashes)


def _downloaded(name: str) -> Path:
    """The folder of a Hub model, downloaded at the first time."""
    try:
        return Path(snapshot_download(name, allow_patterns=list(FILES)))
    except LocalEntryNotFoundError as error:
        raise ModelSourceError(
            name, "not on this disk, and the Hub cannot be reached", OFFLINE_CURE
        ) from error
    except HFValidationError as error:
        raise ModelSourceError(name, "neither a folder nor a name of the Hub", FOLDER_CURE) from error
    except GatedRepoError as error:
        cure = "accept its terms on its page and log in with `hf auth login`"
        raise ModelSourceError(name, "its owner asks for consent first", cure) from error
    except RepositoryNotFoundError as error:
        cure = "look up its name, and log in with `hf auth login` if it is private"
        raise ModelSourceError(name, "the Hub has no model of this name", cure) from error
    except (HfHubHTTPError, OSError) as error:
        raise ModelSourceError(name, "the download failed", OFFLINE_CURE) from error


def _loaded(
    folder: Path, name: str, owner: str | None, placement: Placement, hashes: FileHashes
) -> LoadedModel:
    weights = sorted(folder.glob(WEIGHTS))
    if not weights:
        raise ModelSourceError(name, "there are no *.safetensors in its folder", FOLDER_CURE)
    config = _config(folder, name)
    model = _model(folder, name, config, placement, weights)
    vocabulary = folder / "tokenizer.json"
    return LoadedModel(
        name=name,
        owner=owner,
        model=model,
        tokenizer=HubTokenizer(_tokenizer(folder, name), _end_ids(model)),
        model_sha256=_sha256(weights, hashes),
        tokenizer_sha256=hashes.sha256(vocabulary) if vocabulary.is_file() else None,
    )


def _config(folder: Path, name: str) -> PretrainedConfig:
    try:
        return AutoConfig.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelSourceError(
            name, "config.json is missing or of no known architecture", FOLDER_CURE
        ) from error


def _model(
    folder: Path, name: str, config: PretrainedConfig, placement: Placement, weights: list[Path]
) -> PreTrainedModel:
    stored = getattr(config, "dtype", None)
    item = stored.itemsize if isinstance(stored, torch.dtype) else 4
    dtype = placement.dtype_for(sum(path.stat().st_size for path in weights) // item)
    try:
        with enough_memory(f"loading {name}", MEMORY_CURE):
            model = AutoModelForCausalLM.from_pretrained(
                folder, config=config, dtype=dtype, attn_implementation="eager", local_files_only=True,
                use_safetensors=True,
            )  # fmt: skip
            return moved(cast("PreTrainedModel", model), placement.device, dtype)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise ModelSourceError(
            name, f"its weights cannot be read ({_first_line(error)})", FOLDER_CURE
        ) from error


def _tokenizer(folder: Path, name: str) -> PreTrainedTokenizerFast:
    if not any((folder / file).is_file() for file in VOCABULARIES):
        raise ModelSourceError(name, "there is no tokenizer in its folder", FOLDER_CURE)
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelSourceError(name, "its tokenizer cannot be read", FOLDER_CURE) from error
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise ModelSourceError(name, "its tokenizer has no tokenizer.json", FOLDER_CURE)
    return tokenizer


def _end_ids(model: PreTrainedModel) -> list[int]:
    """Of the generation's configuration where there is one: chat models end their turns with other tokens."""
    generation = getattr(model, "generation_config", None)
    ends = getattr(generation, "eos_token_id", None) or getattr(model.config, "eos_token_id", None)
    if ends is None:
        return []
    return list(ends) if isinstance(ends, list) else [int(ends)]


def _sha256(weights: list[Path], hashes: FileHashes) -> str:
    """Of the one file, or of the hashes of all in the order of their names."""
    found = [hashes.sha256(path) for path in weights]
    return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0][:200] or type(error).__name__
