"""An endpoint behind HTTP: the local gateway, HolySheep, or any other that speaks the protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx

from holysheep_desktop.client.exchange import Answered, Call, Exchange
from holysheep_desktop.client.readings import EventBody, JsonBody, Reading
from holysheep_desktop.client.recording import Record
from holysheep_desktop.client.retry import Pace
from holysheep_desktop.client.transport import open_http_client, proxy_of
from holysheep_desktop.core.connections.api_key import cleaned_key
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, FeatureHit
from holysheep_desktop.core.endpoints import (
    Endpoint,
    EndpointKind,
    is_loopback,
    normalised_base_url,
    origin_of,
)
from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.models import ModelInfo, SaeInfo
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.provenance import NoteKind, Origin, ReplyNote
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Report, report_nothing, wants_progress
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import (
    ApiConnectionError,
    BadRequestError,
    ConnectionFault,
    DictionaryError,
    InputError,
    InputReason,
    InsecureAddressError,
    MissingApiKeyError,
    SaePlaceUnknownError,
    SidecarError,
)
from holysheep_desktop.protocol.chat_reply import parse_result
from holysheep_desktop.protocol.chat_request import dump_request
from holysheep_desktop.protocol.feature_pages import (
    parse_dashboard,
    parse_hits,
    parse_passages,
    parse_tokens,
)
from holysheep_desktop.protocol.json_text import dumps
from holysheep_desktop.protocol.label_pages import dump_import, dump_text, parse_imported, parse_labels
from holysheep_desktop.protocol.model_list import parse_models, parse_sae
from holysheep_desktop.protocol.sae_import import (
    PLACE_UNKNOWN,
    REFUSED,
    DashboardReader,
    dump_import as dump_sae_import,
    parse_finished,
)

MODELS_TOTAL_S = 10.0
WRITE_TIMEOUT_S = 30.0
REQUEST_CAP = 2**20
_PROXY_LIMIT = 200
_FEATURES = "/interpretability/features"
_LABELS = "/interpretability/labels"
_SAES = "/interpretability/saes"

KeySource = Callable[[], Awaitable[str | None]]


class EndpointClient:
    """An `AnalysisSource` over HTTP.

    The key is asked for before each call and stands in that call's header only. One client serves one origin:
    for another base URL make another client. Beside `AnalysisSource`'s errors it raises InsecureAddressError,
    CertificateFileError, and InputError for a key or a request that cannot be sent.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        key: KeySource,
        limits: NetworkLimits,
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        pace: Pace | None = None,
        record: Record | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._key = key
        self._limits = limits
        self._transport = transport
        self._pace = pace or Pace()
        self._record = record
        self._opening = asyncio.Lock()
        self._client: httpx.AsyncClient | None = None
        self._streaming: frozenset[str] = frozenset()
        self._exchange: Exchange | None = None

    async def aclose(self) -> None:
        """Close the HTTP client; running calls end with it."""
        if self._client is not None:
            await self._client.aclose()

    async def models(self) -> tuple[ModelInfo, ...]:
        """GET /models, within ten seconds."""
        total_s = min(MODELS_TOTAL_S, self._limits.total_timeout_s)
        answered = await self._ask("models", "GET", "/models", total_s)
        models = await asyncio.to_thread(parse_models, answered.payload)
        self._streaming = frozenset(m.id for m in models if m.capabilities.streams_progress)
        return models

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        """POST /chat/completions; streamed from the local endpoint, which has no deadline but Stop, and from
        own gateways that say that they stream progress: their time limit begins anew with each.
        """
        is_local = self._endpoint.kind is EndpointKind.LOCAL
        streams = is_local or self._streams(request.model, report)
        body = dumps(dump_request(request, stream=streams))
        if len(body) > REQUEST_CAP:
            raise InputError("prompt", InputReason.TOO_LARGE, REQUEST_CAP)
        answered = await self._ask(
            "analyse",
            "POST",
            "/chat/completions",
            None if is_local else self._limits.total_timeout_s,
            body=body,
            reading=EventBody("analyse", report) if streams else None,
            report=report,
        )
        return await asyncio.to_thread(_result, answered, request, self._endpoint)

    def _streams(self, model: str, report: Report) -> bool:
        """Any other server would leave out of a stream what only its whole reply has."""
        is_own = self._endpoint.kind is EndpointKind.CUSTOM
        return is_own and model in self._streaming and wants_progress(report)

    async def tokenize(self, model: str, text: str) -> tuple[Token, ...]:
        """POST /interpretability/tokenize."""
        body = dumps({"model": model, "text": text})
        total_s = self._limits.total_timeout_s
        answered = await self._ask("tokenize", "POST", "/interpretability/tokenize", total_s, body=body)
        return parse_tokens(answered.payload)

    async def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        """GET /interpretability/features/{feature}."""
        return parse_dashboard(await self._get("feature", f"{_FEATURES}/{feature}", sae_id=sae_id))

    async def find_features(self, sae_id: str, query: str, limit: int = 50) -> tuple[FeatureHit, ...]:
        """GET /interpretability/features."""
        wish = {"sae_id": sae_id, "query": query, "limit": str(limit)}
        return parse_hits(await self._get("find_features", _FEATURES, **wish))

    async def silent_passages(self, sae_id: str, feature: int, n: int) -> tuple[FeatureExample, ...]:
        """GET /interpretability/features/{feature}/silent."""
        path, wish = f"{_FEATURES}/{feature}/silent", {"sae_id": sae_id, "limit": str(n)}
        return parse_passages(await self._get("silent_passages", path, **wish))

    async def write_label(self, sae_id: str, feature: int, text: str, source: str = "") -> None:
        """PUT /interpretability/features/{feature}/label."""
        path, params = f"{_FEATURES}/{feature}/label", {"sae_id": sae_id}
        body, total_s = dumps(dump_text(text, source)), self._limits.total_timeout_s
        await self._ask("write_label", "PUT", path, total_s, params=params, body=body)

    async def own_labels(self, sae_id: str) -> OwnLabels:
        """GET /interpretability/labels."""
        return parse_labels(await self._get("own_labels", _LABELS, sae_id=sae_id))

    async def import_labels(self, sae_id: str, labels: OwnLabels, *, replaces: bool) -> LabelImport:
        """POST /interpretability/labels."""
        answered = await self._ask(
            "import_labels", "POST", _LABELS, self._limits.total_timeout_s,
            params={"sae_id": sae_id}, body=dumps(dump_import(labels, replaces=replaces)),
        )  # fmt: skip
        return parse_imported(answered.payload)

    async def add_sae(self, wish: SaeImport) -> SaeInfo:
        """POST /interpretability/saes; copying and checking a large file has no deadline but Stop."""
        body = dumps(dump_sae_import(wish))
        with _sae_faults(wish.path):
            answered = await self._ask("add_sae", "POST", _SAES, None, body=body)
        return parse_sae(answered.payload, "add_sae")

    async def remove_sae(self, sae_id: str) -> None:
        """DELETE /interpretability/saes."""
        await self._ask(
            "remove_sae", "DELETE", _SAES, self._limits.total_timeout_s, params={"sae_id": sae_id}
        )

    async def compute_dashboard(self, sae_id: str, report: Report = report_nothing) -> SaeInfo:
        """POST /interpretability/saes/dashboard, streamed; it has no deadline but Stop."""
        operation = "compute_dashboard"
        with _sae_faults(Path(sae_id)):
            answered = await self._ask(
                operation, "POST", f"{_SAES}/dashboard", None, params={"sae_id": sae_id}, body=b"{}",
                reading=EventBody(operation, report, DashboardReader()), report=report,
            )  # fmt: skip
        return parse_finished(answered.payload)

    async def _get(self, operation: str, path: str, **params: str) -> object:
        answered = await self._ask(operation, "GET", path, self._limits.total_timeout_s, params=params)
        return answered.payload

    async def _ask(
        self,
        operation: str,
        method: str,
        path: str,
        total_s: float | None,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes = b"",
        reading: Reading | None = None,
        report: Report = report_nothing,
    ) -> Answered:
        if not self._endpoint.base_url:
            raise SidecarError("the local engine is not ready")
        normalised_base_url(self._endpoint.base_url)  # an address that cannot be is an InputError
        call = Call(
            operation=operation,
            method=method,
            url=self._endpoint.base_url + path,
            headers=await self._headers(has_body=bool(body)),
            timeout=self._timeout(total_s),
            total_s=total_s,
            retries=self._limits.retries,
            params=params or {},
            body=body,
        )
        exchange = await self._opened(operation)
        return await exchange.ask(call, reading or JsonBody(operation), report)

    async def _headers(self, *, has_body: bool) -> dict[str, str]:
        headers = {"Content-Type": "application/json"} if has_body else {}
        origin = origin_of(self._endpoint.base_url)
        key = await self._key()
        if not key:
            if self._endpoint.needs_key:
                raise MissingApiKeyError(origin)
            return headers
        is_plain = self._endpoint.base_url.startswith("http:") and not is_loopback(self._endpoint.base_url)
        if is_plain and not self._endpoint.network.allows_plain_http:
            raise InsecureAddressError(origin)
        headers["Authorization"] = f"Bearer {cleaned_key(key)}"
        return headers

    def _timeout(self, total_s: float | None) -> httpx.Timeout:
        """Work without a deadline may also be silent for long."""
        return httpx.Timeout(
            connect=self._limits.connect_timeout_s,
            write=WRITE_TIMEOUT_S,
            read=None if total_s is None else self._limits.read_timeout_s,
            pool=self._limits.connect_timeout_s,
        )

    async def _opened(self, operation: str) -> Exchange:
        async with self._opening:
            if self._exchange is None:
                try:
                    # The system's certificates are read here, away from the caller's thread.
                    self._client = await asyncio.to_thread(open_http_client, self._endpoint, self._transport)
                except (ImportError, ValueError, httpx.InvalidURL) as error:
                    proxy = plain_text(proxy_of(self._endpoint) or "", _PROXY_LIMIT)
                    host = origin_of(self._endpoint.base_url)
                    raise ApiConnectionError(operation, ConnectionFault.PROXY, host, 0, proxy) from error
                self._exchange = Exchange(
                    self._client, self._pace, proxy_of(self._endpoint), self._endpoint.kind, self._record
                )
        return self._exchange


@contextmanager
def _sae_faults(path: Path) -> Generator[None]:
    """What the gateway says of an SAE as the error that it was there."""
    try:
        yield
    except BadRequestError as error:
        if error.code == PLACE_UNKNOWN:
            raise SaePlaceUnknownError(path) from error
        if error.code == REFUSED:
            raise DictionaryError(path, error.server_message) from error
        raise


def _result(answered: Answered, request: AnalysisRequest, endpoint: Endpoint) -> AnalysisResult:
    origin = Origin.MEASURED_HERE if endpoint.kind is EndpointKind.LOCAL else Origin.REPORTED
    result = parse_result(answered.payload, request, endpoint=endpoint.base_url, origin=origin)
    return replace(
        result,
        provenance=replace(result.provenance, request_id=answered.request_id),
        notes=result.notes + tuple(_retry_notes(answered)),
    )


def _retry_notes(answered: Answered) -> Iterator[ReplyNote]:
    """That this is the answer to a later attempt; a reply may have been charged for more than once."""
    if answered.earlier is not None:
        yield ReplyNote(NoteKind.RETRIED, answered.attempt, str(answered.earlier))
