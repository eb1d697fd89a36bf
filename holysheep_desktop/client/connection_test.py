"""Tries an endpoint step by step: name, TLS, key, models, SAE, one tiny analysis."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import httpx

from holysheep_desktop.client.endpoint_client import EndpointClient, KeySource
from holysheep_desktop.client.failures import FOREIGN_ERRORS, connection_failure
from holysheep_desktop.client.transport import certificates_context, proxy_of
from holysheep_desktop.core.connections.connection_test import (
    ConnectionStep,
    StepRemark,
    StepResult,
    StepVerdict,
)
from holysheep_desktop.core.endpoints import Endpoint, is_loopback
from holysheep_desktop.core.models import ModelInfo, Support
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message
from holysheep_desktop.errors import (
    ApiTimeoutError,
    AuthenticationError,
    CertificateFileError,
    HolySheepError,
    InsecureAddressError,
    MissingApiKeyError,
    NotFoundError,
)

_PROMPT = "Hello"
_LAYER = 12
"""Where a model does not list its SAEs: the tutorial's layer."""
_DETAIL_LIMIT = 200
_REST_OF_KEY = (ConnectionStep.MODELS, ConnectionStep.SAE, ConnectionStep.ANALYSIS)


class EndpointTester:
    """`core.connections.connection_test.ConnectionTester` over real sockets. Nothing is tried twice."""

    def __init__(self, key_of: Callable[[Endpoint], KeySource]) -> None:
        self._key_of = key_of

    async def test(self, endpoint: Endpoint) -> AsyncIterator[StepResult]:
        """See `core.connections.connection_test.ConnectionTester.test`."""
        for probe, step, rest in (
            (_name, ConnectionStep.NAME, tuple(ConnectionStep)[1:]),
            (_tls, ConnectionStep.TLS, tuple(ConnectionStep)[2:]),
        ):
            result = await _ended(step, endpoint, probe)
            yield result
            if result.verdict is StepVerdict.FAILED:
                for skipped in _skipped(rest):
                    yield skipped
                return
        limits = endpoint.network.limits
        client = EndpointClient(endpoint, self._key_of(endpoint), limits)
        try:
            async for result in _asked(client, endpoint):
                yield result
        finally:
            await client.aclose()


async def _name(endpoint: Endpoint) -> StepResult:
    if (proxy := proxy_of(endpoint)) is not None:
        detail = plain_text(proxy, _DETAIL_LIMIT)
        return StepResult(ConnectionStep.NAME, StepVerdict.PASSED, detail, StepRemark.THROUGH_PROXY)
    host, port = _host_and_port(endpoint)
    found = await asyncio.get_running_loop().getaddrinfo(host, port)
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    return StepResult(ConnectionStep.NAME, StepVerdict.PASSED, ", ".join(list(addresses)[:3]))


async def _tls(endpoint: Endpoint) -> StepResult:
    if not endpoint.base_url.startswith("https:"):
        if is_loopback(endpoint.base_url):
            return StepResult(ConnectionStep.TLS, StepVerdict.SKIPPED, remark=StepRemark.ON_THIS_MACHINE)
        return StepResult(ConnectionStep.TLS, StepVerdict.WARNED, remark=StepRemark.NOT_ENCRYPTED)
    if proxy_of(endpoint) is not None:
        # A tunnel of our own would test another way than the one that requests take.
        return StepResult(ConnectionStep.TLS, StepVerdict.SKIPPED, remark=StepRemark.THROUGH_PROXY)
    context = await asyncio.to_thread(certificates_context, endpoint)
    host, port = _host_and_port(endpoint)
    _, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=host)
    try:
        tls: ssl.SSLObject = writer.get_extra_info("ssl_object")
        return StepResult(ConnectionStep.TLS, StepVerdict.PASSED, tls.version() or "")
    finally:
        writer.close()


async def _asked(client: EndpointClient, endpoint: Endpoint) -> AsyncIterator[StepResult]:
    """Key and models are one request: only a server that answers can say that the key is good."""
    models: tuple[ModelInfo, ...] = ()
    try:
        models = await client.models()
        listed = StepResult(ConnectionStep.MODELS, StepVerdict.PASSED, str(len(models)))
        if not models:
            listed = StepResult(ConnectionStep.MODELS, StepVerdict.WARNED, remark=StepRemark.NO_MODELS)
    except (AuthenticationError, MissingApiKeyError, InsecureAddressError) as error:
        yield StepResult(ConnectionStep.KEY, StepVerdict.FAILED, error=error)
        for skipped in _skipped(_REST_OF_KEY):
            yield skipped
        return
    except NotFoundError:
        listed = StepResult(ConnectionStep.MODELS, StepVerdict.WARNED, remark=StepRemark.NO_MODEL_LIST)
    except HolySheepError as error:
        yield StepResult(ConnectionStep.KEY, StepVerdict.SKIPPED, remark=StepRemark.EARLIER_STEP)
        yield StepResult(ConnectionStep.MODELS, StepVerdict.FAILED, error=error)
        for skipped in _skipped(_REST_OF_KEY[1:]):
            yield skipped
        return
    no_key = StepRemark.NONE if endpoint.needs_key else StepRemark.NO_KEY_NEEDED
    yield StepResult(ConnectionStep.KEY, StepVerdict.PASSED, remark=no_key)
    yield listed
    model = _model_to_try(models)
    yield _sae(model)
    if model is None:
        for skipped in _skipped(_REST_OF_KEY[2:]):
            yield skipped
        return
    try:
        yield await _analysis(client, model)
    except HolySheepError as error:
        yield StepResult(ConnectionStep.ANALYSIS, StepVerdict.FAILED, _shown(model), error=error)


def _sae(model: ModelInfo | None) -> StepResult:
    if model is not None and model.capabilities.sae is Support.YES:
        return StepResult(ConnectionStep.SAE, StepVerdict.PASSED, _shown(model))
    return StepResult(ConnectionStep.SAE, StepVerdict.WARNED, remark=StepRemark.NO_SAE_MODEL)


async def _analysis(client: EndpointClient, model: ModelInfo) -> StepResult:
    layers = model.sae_layers()
    request = AnalysisRequest(
        model.id,
        user_message(_PROMPT),
        Generation(max_tokens=1),
        FeatureOptions(layers[0] if layers else _LAYER, top_k=5, with_activation_cache=False),
    )
    result = await client.analyse(request)
    if result.features is None:
        verdict, remark = StepVerdict.WARNED, StepRemark.NO_FEATURES
    else:
        verdict, remark = StepVerdict.PASSED, StepRemark.NONE
    return StepResult(ConnectionStep.ANALYSIS, verdict, _shown(model), remark)


def _model_to_try(models: tuple[ModelInfo, ...]) -> ModelInfo | None:
    capable = (model for model in models if model.capabilities.sae is Support.YES)
    return next(capable, next(iter(models), None))


async def _ended(
    step: ConnectionStep, endpoint: Endpoint, probe: Callable[[Endpoint], Awaitable[StepResult]]
) -> StepResult:
    """The probe's result, within the endpoint's time to connect; an error becomes a failure."""
    timeout_s = endpoint.network.limits.connect_timeout_s
    host = urlsplit(endpoint.base_url).netloc
    try:
        async with asyncio.timeout(timeout_s):
            return await probe(endpoint)
    except TimeoutError:
        error: HolySheepError = ApiTimeoutError(step, host, timeout_s, 1)
    except FOREIGN_ERRORS as foreign:
        failure = connection_failure(foreign, step, host, 1, httpx.Timeout(timeout_s), proxy_of(endpoint))
        error = failure.error
    except CertificateFileError as unusable:
        error = unusable
    return StepResult(step, StepVerdict.FAILED, error=error)


def _skipped(steps: tuple[ConnectionStep, ...]) -> list[StepResult]:
    return [StepResult(step, StepVerdict.SKIPPED, remark=StepRemark.EARLIER_STEP) for step in steps]


def _host_and_port(endpoint: Endpoint) -> tuple[str, int]:
    parts = urlsplit(endpoint.base_url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _shown(model: ModelInfo) -> str:
    return plain_text(model.id, _DETAIL_LIMIT)
