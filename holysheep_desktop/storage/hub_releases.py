"""Published SAEs, through the optional package `huggingface_hub`, in a thread."""

from __future__ import annotations

import asyncio
import errno
import importlib
import logging
import os
import tempfile
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from holysheep_desktop.core.sae_releases import DOWNLOAD, LARGEST_BYTES, ReleasedSae, released_saes
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import CancelledWorkError, MissingPackageError, SaeReleaseError, SaeReleaseFault

PACKAGE, EXTRA = "huggingface_hub", "hub"
REVISION = "main"

log = logging.getLogger(__name__)


class HubReleases:
    """`core.sae_releases.SaeReleases`; `endpoint` is another address of the Hub than the package's own."""

    def __init__(self, endpoint: str | None = None) -> None:
        self._endpoint = endpoint

    async def find(self, repository: str, part: str) -> tuple[ReleasedSae, ...]:
        """See `core.sae_releases.SaeReleases.find`."""
        return await asyncio.to_thread(self._find, repository, part)

    @asynccontextmanager
    async def downloaded(self, sae: ReleasedSae, report: Report) -> AsyncGenerator[Path]:
        """See `core.sae_releases.SaeReleases.downloaded`."""
        if sae.n_bytes > LARGEST_BYTES:
            raise SaeReleaseError(sae.repository, SaeReleaseFault.TOO_LARGE, sae.folder)
        stopped = threading.Event()
        with tempfile.TemporaryDirectory(prefix="holysheep-sae-", ignore_cleanup_errors=True) as name:
            try:
                await asyncio.to_thread(self._download, sae, Path(name), report, stopped.is_set)
            finally:
                # the thread looks at this with its next piece, and ends
                stopped.set()
            yield Path(name) / sae.folder

    def _find(self, repository: str, part: str) -> tuple[ReleasedSae, ...]:
        hub = _hub()
        with _hub_faults(hub, repository):
            api = hub.HfApi(endpoint=self._endpoint)
            commit = api.repo_info(repository, revision=REVISION).sha
            tree = api.list_repo_tree(repository, part or None, recursive=True, revision=commit)
            sizes = [(entry.path, entry.size) for entry in tree if isinstance(entry, hub.hf_api.RepoFile)]
        found = released_saes(repository, str(commit), sizes)
        if not found:
            raise SaeReleaseError(repository, SaeReleaseFault.NO_SAE, part)
        return found

    def _download(
        self, sae: ReleasedSae, folder: Path, report: Report, should_stop: Callable[[], bool]
    ) -> None:
        hub = _hub()
        counter = _Counter(sae.n_bytes, report, should_stop)
        with _hub_faults(hub, sae.repository):
            for path in sae.files:
                hub.hf_hub_download(
                    sae.repository, path, revision=sae.revision, local_dir=folder,
                    endpoint=self._endpoint, tqdm_class=counter.bar_class(),
                )  # fmt: skip


class _Counter:
    """Bytes of all files so far, told to whoever waits; the one place where a download can be stopped."""

    def __init__(self, total: int, report: Report, should_stop: Callable[[], bool]) -> None:
        self._total, self._done = total, 0
        self._report = report
        self._should_stop = should_stop

    def add(self, n_bytes: float) -> None:
        if self._should_stop():
            raise CancelledWorkError
        self._done = min(self._total, self._done + int(n_bytes))
        self._report(Progress(DOWNLOAD, self._done, self._total))

    def bar_class(self) -> type[Any]:
        """What the package takes for a progress bar, drawing nothing."""
        tqdm = importlib.import_module("tqdm").tqdm
        counter = self

        class Bar(tqdm):  # pyright: ignore[reportUntypedBaseClass]
            def __init__(self, *args: object, **options: object) -> None:
                super().__init__(*args, **{**options, "disable": True})

            def update(self, n: float | None = 1) -> None:
                counter.add(n or 0)

        return Bar


def _hub() -> Any:  # noqa: ANN401 - a module that may be missing
    """The package; raises MissingPackageError.

    Its own protocol for large files runs in threads that cannot be stopped, so that plain HTTP is asked for.
    """
    os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        hub = importlib.import_module(PACKAGE)
        importlib.import_module(f"{PACKAGE}.hf_api")
    except ImportError as error:
        raise MissingPackageError(PACKAGE, EXTRA) from error
    return hub


@contextmanager
def _hub_faults(hub: ModuleType, repository: str) -> Generator[None]:
    """The package's errors as ours; those of its HTTP library are a base of its own."""
    errors = hub.errors
    try:
        yield
    except errors.GatedRepoError as error:
        raise SaeReleaseError(repository, SaeReleaseFault.NO_ACCESS) from error
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.HFValidationError) as error:
        raise SaeReleaseError(repository, SaeReleaseFault.NOT_FOUND) from error
    except errors.LocalEntryNotFoundError as error:
        raise SaeReleaseError(repository, SaeReleaseFault.UNREACHABLE) from error
    except errors.EntryNotFoundError as error:
        raise SaeReleaseError(repository, SaeReleaseFault.NO_SAE) from error
    except errors.HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else None
        fault = SaeReleaseFault.NO_ACCESS if status in {401, 403} else SaeReleaseFault.FAILED
        raise SaeReleaseError(repository, fault, f"HTTP {status}" if status else "") from error
    except (*errors.HfHubHTTPError.__bases__, OSError, ValueError) as error:
        log.warning("%s: %s", repository, type(error).__name__)
        is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        fault = SaeReleaseFault.NO_SPACE if is_full else SaeReleaseFault.UNREACHABLE
        raise SaeReleaseError(repository, fault) from error
