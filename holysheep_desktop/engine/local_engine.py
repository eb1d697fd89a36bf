"""The model that comes along: Gemma 3 270M on this machine's processor, opened from the packaged weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.model_engine import Identity, ModelEngine, ShouldStop
from holysheep_desktop.engine.transformer import kernels, threads
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer, load_tokenizer
from holysheep_desktop.engine.weights.weights import open_weights

MODEL_ID = "gemma-3-270m"
OWNER = "google"
ENGINE = "holysheep-numpy"
DTYPE = "float32"
SAE_MODEL_NAMES = (MODEL_ID, "gemma-3-270m-pt", "gemma3-270m")


def never() -> bool:
    """A `should_stop` for callers that never stop."""
    return False


class LocalEngine(ModelEngine):
    """Gemma 3 270M. Synchronous, for one thread at a time."""

    def __init__(self, model: Model, tokenizer: Tokenizer, library: SaeLibrary) -> None:
        weights = model.weights
        identity = Identity(
            MODEL_ID, OWNER, ENGINE, DTYPE, weights.model_sha256, weights.tokenizer_sha256, device="cpu"
        )
        super().__init__(model, tokenizer, library, identity)

    @classmethod
    def open(
        cls,
        cache_dir: Path,
        sae_dirs: Sequence[Path],
        *,
        own_sae_dir: Path | None = None,
        gguf_path: Path | None = None,
        threads: int | None = None,
        report: Report = report_nothing,
        should_stop: ShouldStop = never,
    ) -> LocalEngine:
        """Open the weights in `cache_dir`, converting them at the first time, and find the SAEs.

        `own_sae_dir` is where SAEs of the user are kept; without it none can be added.

        Raises WeightsError and CancelledWorkError; a damaged SAE is logged and left out.
        """
        n_threads = _set_threads(threads)

        def report_conversion(done: int, total: int, stage: str) -> None:
            report(Progress(stage, done, total))

        weights = open_weights(
            cache_dir, gguf_path=gguf_path, report=report_conversion, should_stop=should_stop,
            n_threads=n_threads,
        )  # fmt: skip
        if weights.embedding.integers is not None:
            report(Progress("kernels"))
            kernels.warm_up(weights.embedding.integers)
        report(Progress("saes"))
        shape = SaeModel(SAE_MODEL_NAMES, weights.config.n_layers, weights.config.d_model)
        tokenizer = load_tokenizer(weights)
        library = SaeLibrary.open(sae_dirs, shape, FileHashes(cache_dir), tokenizer, own_root=own_sae_dir)
        return cls(Model(weights), tokenizer, library)


def _set_threads(n: int | None) -> int:
    return threads.set_threads(n)
