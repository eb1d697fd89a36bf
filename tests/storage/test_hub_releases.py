"""Published SAEs through the real package, from a Hub on this machine."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.hub import COMMIT, FakeHub
from fakes.scripted_server import ScriptedServer

from holysheep_desktop.core.sae_releases import DOWNLOAD, ReleasedSae, released_saes
from holysheep_desktop.core.source import Progress, report_nothing
from holysheep_desktop.errors import MissingPackageError, SaeReleaseError, SaeReleaseFault
from holysheep_desktop.storage.hub_releases import HubReleases

REPOSITORY = "google/gemma-scope-2-270m-pt"
NAME = "resid_post/layer_12_width_16k_l0_small"
FILES = {
    "README.md": b"#",
    f"{NAME}/params.safetensors": b"w" * 300_000,
    f"{NAME}/config.json": b"{}",
    "resid_post/layer_9_width_16k_l0_small/params.safetensors": b"x" * 7,
    "mlp_out/layer_5_width_16k_l0_small/params.safetensors": b"y",
    "transcoder/layer_5/notes.txt": b"z",
}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fake = FakeHub(REPOSITORY, FILES)
    yield fake
    fake.may_go_on.set()


def found(hub: FakeHub, part: str = "", repository: str = REPOSITORY) -> tuple[ReleasedSae, ...]:
    with ScriptedServer(handler=hub) as server:
        return asyncio.run(HubReleases(server.base_url.removesuffix("/v1")).find(repository, part))


def test_that_saes_are_listed_with_their_sizes_and_nothing_is_downloaded(hub: FakeHub) -> None:
    saes = found(hub, "resid_post")

    assert [(sae.folder, sae.n_bytes) for sae in saes] == [
        ("resid_post/layer_9_width_16k_l0_small", 7),
        (NAME, 300_002),
    ]
    assert {sae.revision for sae in saes} == {COMMIT}
    assert not any("/resolve/" in request for request in hub.requests)


def test_that_an_empty_folder_means_the_whole_repository(hub: FakeHub) -> None:
    assert len(found(hub)) == 3


@pytest.mark.parametrize(
    ("part", "repository", "fault"),
    [
        ("transcoder", REPOSITORY, SaeReleaseFault.NO_SAE),
        ("", "nobody/nothing", SaeReleaseFault.NOT_FOUND),
        ("", "no repository at all", SaeReleaseFault.NOT_FOUND),
    ],
)
def test_that_what_is_not_there_is_said(
    hub: FakeHub, part: str, repository: str, fault: SaeReleaseFault
) -> None:
    with pytest.raises(SaeReleaseError) as raised:
        found(hub, part, repository)

    assert raised.value.fault is fault


def test_that_a_refusal_is_told_from_silence(hub: FakeHub) -> None:
    hub.status = 403
    with pytest.raises(SaeReleaseError) as raised:
        found(hub)
    assert raised.value.fault is SaeReleaseFault.NO_ACCESS

    with pytest.raises(SaeReleaseError) as silent:
        asyncio.run(HubReleases("http://127.0.0.1:9").find(REPOSITORY, ""))
    assert silent.value.fault is SaeReleaseFault.UNREACHABLE


def test_that_a_download_brings_the_files_and_counts_their_bytes(hub: FakeHub, tmp_path: Path) -> None:
    (sae,) = [sae for sae in released_saes(REPOSITORY, COMMIT, _sizes()) if sae.folder == NAME]
    heard: list[Progress] = []
    got: dict[str, bytes] = {}

    async def download() -> None:
        async with releases.downloaded(sae, heard.append) as folder:
            got.update({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})
            assert folder.name == "layer_12_width_16k_l0_small"

    with ScriptedServer(handler=hub) as server:
        releases = HubReleases(server.base_url.removesuffix("/v1"))
        asyncio.run(download())

    assert got == {"params.safetensors": FILES[f"{NAME}/params.safetensors"], "config.json": b"{}"}
    assert heard[-1] == Progress(DOWNLOAD, 300_002, 300_002)
    assert not list(tmp_path.glob("holysheep-sae-*"))


def test_that_a_download_that_is_stopped_ends_and_keeps_nothing(hub: FakeHub, tmp_path: Path) -> None:
    hub.hold_after(1000)
    (sae,) = [sae for sae in released_saes(REPOSITORY, COMMIT, _sizes()) if sae.folder == NAME]

    async def begin_and_stop() -> None:
        begun = asyncio.create_task(_enter(releases, sae))
        await asyncio.to_thread(hub.file_asked.wait, 10.0)
        begun.cancel()
        hub.may_go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await begun

    with ScriptedServer(handler=hub) as server:
        releases = HubReleases(server.base_url.removesuffix("/v1"))
        asyncio.run(begin_and_stop())

    assert not list(tmp_path.glob("holysheep-sae-*"))


async def _enter(releases: HubReleases, sae: ReleasedSae) -> None:
    async with releases.downloaded(sae, report_nothing):
        raise AssertionError("it was stopped before")


def test_that_a_file_that_is_too_large_is_not_even_begun(hub: FakeHub) -> None:
    huge = ReleasedSae(REPOSITORY, COMMIT, "x", {"x/params.safetensors": 5 << 30})

    with pytest.raises(SaeReleaseError) as raised:
        asyncio.run(_enter(HubReleases("http://127.0.0.1:9"), huge))

    assert raised.value.fault is SaeReleaseFault.TOO_LARGE


def test_that_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)

    with pytest.raises(MissingPackageError) as raised:
        asyncio.run(HubReleases().find(REPOSITORY, ""))

    assert (raised.value.package, raised.value.extra) == ("huggingface_hub", "hub")


def test_that_folders_are_in_the_order_of_their_numbers() -> None:
    sizes = [(f"a/layer_{n}_width_16k/params.npz", 1) for n in (10, 9, 2)]

    assert [sae.folder for sae in released_saes("r", "1", sizes)] == [
        "a/layer_2_width_16k",
        "a/layer_9_width_16k",
        "a/layer_10_width_16k",
    ]


def _sizes() -> list[tuple[str, int]]:
    return [(path, len(data)) for path, data in FILES.items()]
