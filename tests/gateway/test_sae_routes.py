"""Own SAEs over real sockets: the program's client, the gateway, and an engine with a tiny model."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from client.clients import key_source, run
from fakes.engine import FakeEngine
from fakes.sae_folders import random_weights, write_corpus_sample, write_gemma_scope, write_sae
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer
from gateway.gateways import TOKEN, ProcessGateway, ThreadGateway, client_of, shared_cache_dir

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import HookPoint, SaeInfo
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Progress
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.errors import (
    AccessDeniedError,
    DictionaryError,
    NotFoundError,
    SaePlaceUnknownError,
)

T = TypeVar("T")
SAES = "/interpretability/saes"
SHIPPED = "m/l0"


@dataclass
class Bench:
    """A gateway that takes SAEs into `own`, and a folder with one to bring."""

    gateway: ThreadGateway
    own: Path
    mine: Path

    def ask(self, work: Callable[[EndpointClient], Awaitable[T]]) -> T:
        return asked(self.gateway.base_url, work)

    def listed(self) -> list[SaeInfo]:
        (model,) = self.ask(lambda client: client.models())
        return list(model.capabilities.saes)


def asked(base_url: str, work: Callable[[EndpointClient], Awaitable[T]]) -> T:
    async def on_a_client() -> T:
        endpoint = Endpoint(EndpointKind.LOCAL, base_url)
        client = EndpointClient(endpoint, key_source(TOKEN), NetworkLimits())
        try:
            return await work(client)
        finally:
            await client.aclose()

    return run(on_a_client())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    shipped = tmp_path / "shipped" / "m"
    write_sae(shipped / "l0", random_weights(CONFIG.d_model, 5), layer=0)
    documents = [[270 + (i * j) % 30 for i in range(40)] for j in range(60)]
    write_corpus_sample(shipped / "corpus_sample.safetensors", documents)
    mine = write_sae(tmp_path / "from" / "mine", random_weights(CONFIG.d_model, 300), layer=1)
    tokenizer = tiny_tokenizer()
    shape = SaeModel((MODEL_ID,), CONFIG.n_layers, CONFIG.d_model)
    library = SaeLibrary.open(
        [shipped.parent], shape, FileHashes(tmp_path / "cache"), tokenizer, own_root=tmp_path / "own"
    )
    engine = LocalEngine(tiny_model(), tokenizer, library)
    with ThreadGateway(FakeEngine(), open_engine=lambda _report, _stop: engine, takes_saes=True) as gateway:
        gateway.wait_until_ready()
        yield Bench(gateway, tmp_path / "own", mine)


def test_that_an_added_sae_is_listed_at_once(bench: Bench) -> None:
    added = bench.ask(lambda client: client.add_sae(SaeImport(bench.mine)))

    assert (added.sae_id, added.is_own, added.has_dashboard) == ("user/mine", True, False)
    assert added in bench.listed()


def test_that_an_added_sae_answers_questions(bench: Bench) -> None:
    added = bench.ask(lambda client: client.add_sae(SaeImport(bench.mine)))
    request = AnalysisRequest(
        MODEL_ID, user_message("ab cd"), Generation(max_tokens=0), FeatureOptions(1, 5, added.sae_id)
    )

    result = bench.ask(lambda client: client.analyse(request))

    assert result.features is not None
    assert (result.features.reading.sae_id, len(result.features.features)) == ("user/mine", 5)


def test_that_a_missing_place_is_asked_for_and_then_kept(bench: Bench, tmp_path: Path) -> None:
    folder = write_gemma_scope(tmp_path / "layer_2", random_weights(CONFIG.d_model, 12))
    with pytest.raises(SaePlaceUnknownError):
        bench.ask(lambda client: client.add_sae(SaeImport(folder)))

    added = bench.ask(lambda client: client.add_sae(SaeImport(folder, 2, HookPoint.MLP_OUT, "My MLP!")))

    assert (added.sae_id, added.layer, added.hook_point) == ("user/My-MLP", 2, "mlp_out")


def test_that_the_cause_of_a_refusal_arrives(bench: Bench, tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "wide", random_weights(CONFIG.d_model + 1, 12))

    with pytest.raises(DictionaryError) as raised:
        bench.ask(lambda client: client.add_sae(SaeImport(folder)))

    assert raised.value.path == folder
    assert "width 9, the model's is 8" in raised.value.reason
    assert not any(bench.own.glob("*"))


def test_that_removing_takes_it_off_the_list(bench: Bench) -> None:
    added = bench.ask(lambda client: client.add_sae(SaeImport(bench.mine)))

    bench.ask(lambda client: client.remove_sae(added.sae_id))

    assert [sae.sae_id for sae in bench.listed()] == [SHIPPED]
    assert not any(bench.own.glob("*"))


@pytest.mark.parametrize("sae_id", [SHIPPED, "user/nobody"])
def test_that_shipped_and_unknown_saes_cannot_be_removed(bench: Bench, sae_id: str) -> None:
    with pytest.raises(NotFoundError):
        bench.ask(lambda client: client.remove_sae(sae_id))

    assert [sae.sae_id for sae in bench.listed()] == [SHIPPED]


def test_that_a_dashboard_comes_with_progress_and_is_there_afterwards(bench: Bench) -> None:
    added = bench.ask(lambda client: client.add_sae(SaeImport(bench.mine)))
    seen: list[Progress] = []

    finished = bench.ask(lambda client: client.compute_dashboard(added.sae_id, seen.append))
    page = bench.ask(lambda client: client.feature(added.sae_id, 1))

    assert (finished.has_dashboard, finished.metrics.sample_tokens) == (True, 60 * 40)
    assert finished in bench.listed()
    assert seen[-1].total > 0
    assert page.histogram is not None


def test_that_stopping_half_way_leaves_nothing_and_frees_the_engine(bench: Bench) -> None:
    added = bench.ask(lambda client: client.add_sae(SaeImport(bench.mine)))
    before = sorted(path.name for path in (bench.own / "mine").iterdir())

    async def stopped(client: EndpointClient) -> None:
        begun = asyncio.Event()
        loop = asyncio.get_running_loop()

        def report(_: Progress) -> None:
            loop.call_soon_threadsafe(begun.set)

        work = asyncio.ensure_future(client.compute_dashboard(added.sae_id, report))
        await begun.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    bench.ask(stopped)
    bench.ask(lambda client: client.feature(added.sae_id, 1))  # has its turn when the work has stopped

    assert sorted(path.name for path in (bench.own / "mine").iterdir()) == before
    assert [sae.has_dashboard for sae in bench.listed() if sae.is_own] == [False]


def test_that_the_shipped_dashboards_are_not_computed_anew(bench: Bench) -> None:
    with pytest.raises(NotFoundError):
        bench.ask(lambda client: client.compute_dashboard(SHIPPED))


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "path"),
        ({"path": ""}, "path"),
        ({"path": 3}, "path"),
        ({"path": "/x", "layer": -1}, "layer"),
        ({"path": "/x", "layer": True}, "layer"),
        ({"path": "/x", "hook_point": "hook_z"}, "hook_point"),
        ({"path": "/x", "name": 5}, "name"),
        ([], None),
    ],
)
def test_that_a_wrong_field_is_named(bench: Bench, body: object, param: str | None) -> None:
    with client_of(bench.gateway.base_url, TOKEN) as http:
        reply = http.post(SAES, json=body)

    assert (reply.status_code, reply.json()["error"]["param"]) == (400, param)


def test_that_a_gateway_without_a_folder_for_them_takes_no_saes(
    gateway: ThreadGateway, http: httpx.Client, tmp_path: Path
) -> None:
    replies = [
        http.post(SAES, json={"path": str(tmp_path)}),
        http.delete(SAES, params={"sae_id": "user/x"}),
        http.post(f"{SAES}/dashboard", params={"sae_id": "user/x"}, json={}),
    ]

    assert [reply.status_code for reply in replies] == [403, 403, 403]
    with pytest.raises(AccessDeniedError):
        asked(gateway.base_url, lambda client: client.add_sae(SaeImport(tmp_path)))


def test_that_nobody_adds_or_removes_without_the_token(bench: Bench) -> None:
    with client_of(bench.gateway.base_url, "wrong") as http:
        replies = [http.post(SAES, json={"path": str(bench.mine)}), http.delete(SAES, params={"sae_id": "x"})]

    assert [reply.status_code for reply in replies] == [401, 401]


def test_that_the_real_gateway_takes_reads_and_removes_an_sae_of_the_attention_output(tmp_path: Path) -> None:
    arrays = random_weights(640, 96)
    arrays["W_enc"] /= 25
    folder = write_gemma_scope(tmp_path / "gemma-scope-270m-att" / "layer_4", arrays)
    own = tmp_path / "own"
    folders = {"--cache-dir": shared_cache_dir(), "--user-sae-dir": own, "--labels-dir": tmp_path / "labels"}
    arguments = [part for name, path in folders.items() for part in (name, str(path))]
    with ProcessGateway(arguments) as gateway:

        async def journey(client: EndpointClient) -> tuple[SaeInfo, int | None, list[str]]:
            added = await client.add_sae(SaeImport(folder, 4, HookPoint.ATTN_OUT))
            options = FeatureOptions(4, 5, added.sae_id)
            request = AnalysisRequest(MODEL_ID, user_message("one two"), Generation(max_tokens=0), options)
            result = await client.analyse(request)
            assert result.features is not None
            await client.remove_sae(added.sae_id)
            (model,) = await client.models()
            own_ids = [sae.sae_id for sae in model.capabilities.saes if sae.is_own]
            return added, result.features.reading.n_active, own_ids

        added, n_active, left = asked(gateway.base_url, journey)

    assert (added.hook_point, added.width, left) == ("attn_out", 96, [])
    assert n_active is not None
    assert 0 < n_active <= 96
    assert not any(own.glob("*"))
