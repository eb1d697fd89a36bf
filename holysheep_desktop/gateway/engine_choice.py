"""Which engine is served, as values that fit in a command line, a file and another process."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from holysheep_desktop.core.connections.remote_engine import install_command
from holysheep_desktop.core.source import Report
from holysheep_desktop.errors import EngineOptionError
from holysheep_desktop.gateway import places
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop

_MOST_THREADS = 256
_MOST_TOKENS = 1 << 20
_RESEARCH_ENVIRONMENT = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "WANDB_MODE": "disabled",
    "TOKENIZERS_PARALLELISM": "false",
    "OMP_WAIT_POLICY": "PASSIVE",
}
"""Read when the libraries are loaded. PyTorch's threads spin while they wait for each other; on a machine
that does other work too, that takes the cores from the thread they wait for: ten times as long."""


class EngineKind(StrEnum):
    """The engines there are."""

    EMBEDDED = "embedded"
    """The packaged model, in numpy."""
    RESEARCH = "research"
    """Any model by TransformerLens and any SAE by SAELens; the extra `research` installs it."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """An engine and what it is opened with; every folder that is not given is the usual one."""

    cache_dir: Path | None = None
    sae_dirs: tuple[Path, ...] = ()
    user_sae_dir: Path | None = None
    gguf: Path | None = None
    threads: int | None = None
    kind: EngineKind = EngineKind.EMBEDDED
    model: str | None = None
    """A folder, or a name of the Hugging Face Hub; None: the packaged model."""
    saes: tuple[str, ...] = ()
    """Folders, or `release/sae_id` of SAELens's directory."""
    device: str | None = None
    dtype: str | None = None
    context_length: int | None = None

    def open(self, report: Report, should_stop: ShouldStop) -> Engine:
        """Open it; raises EngineError. To be called in the thread in which the engine is to live."""
        if self.kind is EngineKind.RESEARCH:
            return self._open_research(report, should_stop)
        research_only = (self.model, self.device, self.dtype, self.context_length)
        if self.saes or any(option is not None for option in research_only):
            raise EngineOptionError(
                "--model, --sae, --device, --dtype and --context-length need --engine research"
            )
        # Imported there: numpy and numba load while the server starts.
        from holysheep_desktop.engine.local_engine import LocalEngine

        return LocalEngine.open(
            self.cache_dir or places.default_cache_dir(),
            self.sae_dirs or places.default_sae_dirs(),
            own_sae_dir=self.user_sae_dir,
            gguf_path=self.gguf,
            threads=self.threads,
            report=report,
            should_stop=should_stop,
        )

    def _open_research(self, report: Report, should_stop: ShouldStop) -> Engine:
        try:
            from holysheep_desktop.research.opening import Wishes, open_engine
        except ImportError as error:
            package = error.name or "a package"
            raise EngineOptionError(f"--engine research {needs(package, 'research')}") from error

        packaged = places.default_sae_dirs() if self.model is None else ()
        return open_engine(
            Wishes(
                model=self.model, saes=self.saes, device=self.device, dtype=self.dtype,
                n_context=self.context_length, gguf=self.gguf, threads=self.threads,
            ),
            self.cache_dir or places.default_cache_dir(),
            self.sae_dirs or packaged,
            own_sae_dir=self.user_sae_dir,
            report=report,
            should_stop=should_stop,
        )  # fmt: skip

    def open_in_own_process(self, threads: int, report: Report, should_stop: ShouldStop) -> Engine:
        """Prepare the process and open it, with that many threads where it does not say how many."""
        self.prepare_process()
        threads = threads if self.threads is None else self.threads
        return replace(self, threads=threads).open(report, should_stop)

    def prepare_process(self) -> None:
        """What the engine needs of its process's environment; before anything of it is imported."""
        places.prepare_environment(self.cache_dir or places.default_cache_dir())
        if self.kind is EngineKind.RESEARCH:
            for name, value in _RESEARCH_ENVIRONMENT.items():
                os.environ.setdefault(name, value)


def needs(package: str, extra: str) -> str:
    """The rest of a sentence at the command line: what is missing, and how to get it."""
    if not getattr(sys, "frozen", False):
        return f"needs {package}; pip install 'holysheep-desktop[{extra}]' brings it"
    return (
        f"needs {package}, which this build cannot take in. In a copy of the program's folder run "
        f"{install_command(extra)} and then .venv/bin/holysheep-gateway with the same options; the address "
        "that it prints is a new server for the program (Settings, Endpoints)"
    )


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """The options that choose an engine."""
    add = parser.add_argument
    add("--cache-dir", type=Path, default=None, help="folder for converted weights and compiled kernels")
    add(
        "--sae-dir",
        type=Path,
        action="append",
        default=[],
        help="folder with SAEs, in place of the packaged ones",
    )
    add("--gguf", type=Path, default=None, help="a GGUF of the model, in place of the installed one")
    add("--threads", type=_thread_count, default=None, help="threads of the engine")
    add(
        "--engine",
        type=EngineKind,
        choices=list(EngineKind),
        default=EngineKind.EMBEDDED,
        help="embedded: the packaged model; research: any model, with the options below (default: embedded)",
    )
    add("--model", default=None, help="a folder, or a name of the Hugging Face Hub, such as gpt2")
    add(
        "--sae",
        action="append",
        default=[],
        help="an SAE: a folder, or RELEASE/SAE_ID of SAELens's directory; may be repeated",
    )
    add("--device", default=None, help="cpu, cuda:0, mps (default: the fastest that is there)")
    add("--dtype", default=None, help="float32, bfloat16 or float16 (default: float32, if it fits)")
    add("--context-length", type=_context_length, default=None, help="tokens that are read at once at most")


def engine_choice(options: argparse.Namespace, *, user_sae_dir: Path | None = None) -> EngineChoice:
    """The engine that a command line names."""
    return EngineChoice(
        options.cache_dir, tuple(options.sae_dir), user_sae_dir, options.gguf, options.threads,
        kind=options.engine, model=options.model, saes=tuple(options.sae), device=options.device,
        dtype=options.dtype, context_length=options.context_length,
    )  # fmt: skip


def _thread_count(text: str) -> int:
    return _whole_number(text, _MOST_THREADS)


def _context_length(text: str) -> int:
    return _whole_number(text, _MOST_TOKENS)


def _whole_number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:8]) <= most):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {most}")
    return int(text)
