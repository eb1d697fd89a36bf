"""The gateway's routes: HTTP on one side, the engine's worker on the other."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.source import Report
from holysheep_desktop.errors import HolySheepError, PatchTargetError, RequestError
from holysheep_desktop.gateway.door import OPEN_PATH, Door, DoorRules
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop
from holysheep_desktop.gateway.label_routes import LabelRoutes
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.own_labels import analysed, described, found
from holysheep_desktop.gateway.refusals import fault, http_fault, nobody_reads, request_id
from holysheep_desktop.gateway.replies import json_reply, read_body, unless_gone
from holysheep_desktop.gateway.sae_routes import SaeRoutes
from holysheep_desktop.gateway.streaming import EventStream
from holysheep_desktop.gateway.worker import EnginePhase, EngineWorker, Work
from holysheep_desktop.protocol.chat_reply import dump_result
from holysheep_desktop.protocol.chat_request import ChatCall, parse_request
from holysheep_desktop.protocol.feature_pages import dump_dashboard, dump_hits, dump_passages, dump_tokens
from holysheep_desktop.protocol.json_text import dumps, loads_strict
from holysheep_desktop.protocol.model_list import dump_models, dump_saes
from holysheep_desktop.protocol.openapi import openapi_document

_HITS_LIMIT = 500
_PASSAGES_LIMIT = 50
_PARAMETER_LIMIT = 500
_TEXT_LIMIT = 100_000
"""Characters to tokenise at once; far more than any model here reads."""


def gateway_application(
    worker: EngineWorker, rules: DoorRules, labels: LabelStore, *, takes_saes: bool = False
) -> ASGIApp:
    """The whole gateway over one engine; `labels` keeps what the user calls its features."""
    return guarded(gateway_routes(worker, labels, takes_saes=takes_saes), rules)


def gateway_routes(worker: EngineWorker, labels: LabelStore, *, takes_saes: bool = False) -> ASGIApp:
    """What can be asked of one engine, for requests that the door has let through."""
    routes = _Routes(worker, labels)
    app = Starlette(
        routes=[
            Route(OPEN_PATH, routes.health),
            Route("/v1/openapi.json", routes.openapi),
            Route("/v1/models", routes.models),
            Route("/v1/chat/completions", routes.chat, methods=["POST"]),
            Route("/v1/interpretability/saes", routes.saes, methods=["GET"]),
            Route("/v1/interpretability/features", routes.find_features),
            Route("/v1/interpretability/features/{feature:int}", routes.feature),
            Route("/v1/interpretability/features/{feature:int}/silent", routes.silent_passages),
            Route("/v1/interpretability/tokenize", routes.tokenize, methods=["POST"]),
            *(LabelRoutes(worker, labels).routes() if labels.keeps_labels else ()),
            *SaeRoutes(worker, takes_saes=takes_saes).routes(),
        ],
        exception_handlers={
            HTTPException: http_fault,
            ClientDisconnect: nobody_reads,
            HolySheepError: fault,
            Exception: fault,
        },
    )
    app.router.redirect_slashes = False
    return app


def guarded(app: ASGIApp, rules: DoorRules) -> ASGIApp:
    """An application behind the door."""
    if rules.origins:
        app = CORSMiddleware(
            app,
            allow_origins=sorted(rules.origins),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After", "X-Request-Id"],
        )
    return Door(app, rules)


def _as_served(model: ModelInfo, *, keeps_labels: bool) -> ModelInfo:
    """A model with what is the gateway's part: the events of a stream, and the user's labels."""
    can = replace(model.capabilities, streams_progress=True, keeps_labels=keeps_labels)
    return replace(model, capabilities=can)


class _Routes:
    """One method for each route; all engine work goes through the worker."""

    def __init__(self, worker: EngineWorker, labels: LabelStore) -> None:
        self._worker = worker
        self._labels = labels

    async def health(self, _: Request) -> Response:
        """Whether the engine can be asked, and nothing else: this one needs no token."""
        status = self._worker.status
        payload: dict[str, object] = {"status": str(status.phase)}
        if status.phase is EnginePhase.PREPARING:
            payload |= {"stage": status.stage, "done": status.done, "total": status.total}
        return json_reply(dumps(payload))

    async def models(self, _: Request) -> Response:
        """The model list."""
        as_served = partial(_as_served, keeps_labels=self._labels.keeps_labels)
        return json_reply(dumps(dump_models(map(as_served, self._worker.models()))))

    async def openapi(self, _: Request) -> Response:
        """What can be asked here, for programs that read such documents."""
        return json_reply(dumps(openapi_document()))

    async def saes(self, _: Request) -> Response:
        """The SAEs of all models."""
        return json_reply(dumps(dump_saes(self._worker.models())))

    async def chat(self, request: Request) -> Response:
        """Answer, with whatever the options ask for; as a stream where that is wanted."""
        call = parse_request(await _json_body(request))
        self._check_model(call.request.model)
        if call.stream:
            self._worker.check()
            return EventStream(self._worker, call, self._labels, _reply_id(request))
        work = partial(_answer, call=call, labels=self._labels, reply_id=_reply_id(request))
        return await self._reply(request, work)

    async def find_features(self, request: Request) -> Response:
        """Features by the words of their labels, of the tokens they promote and of their examples."""
        sae_id = _parameter(request, "sae_id")
        query = _parameter(request, "query", default="")
        limit = _whole_parameter(request, "limit", default=50, most=_HITS_LIMIT)
        work = partial(_hits, labels=self._labels, sae_id=sae_id, query=query, limit=limit)
        return await self._reply(request, work, is_short=True)

    async def feature(self, request: Request) -> Response:
        """The dashboard of one feature."""
        sae_id = _parameter(request, "sae_id")
        feature: int = request.path_params["feature"]
        work = partial(_dashboard, labels=self._labels, sae_id=sae_id, feature=feature)
        return await self._reply(request, work, is_short=True)

    async def silent_passages(self, request: Request) -> Response:
        """Passages without a feature."""
        sae_id = _parameter(request, "sae_id")
        n = _whole_parameter(request, "limit", default=6, most=_PASSAGES_LIMIT)
        work = partial(_silent, sae_id=sae_id, feature=request.path_params["feature"], n=n)
        return await self._reply(request, work)

    async def tokenize(self, request: Request) -> Response:
        """A text as the model reads it."""
        body = await _json_body(request)
        model, text = _text_field(body, "model"), _text_field(body, "text")
        self._check_model(model)
        if len(text) > _TEXT_LIMIT:
            raise RequestError("text", f"must have at most {_TEXT_LIMIT} characters", "invalid_value")
        return await self._reply(request, partial(_tokens, text=text), is_short=True)

    async def _reply(self, request: Request, work: Work[bytes], *, is_short: bool = False) -> Response:
        body = await unless_gone(request.receive, self._worker.run(work, is_short=is_short))
        return json_reply(body)

    def _check_model(self, model: str) -> None:
        known = [info.id for info in self._worker.models()]
        if model not in known:
            reason = f"this gateway has no such model; it has {', '.join(known)}"
            raise RequestError("model", reason, "model_not_found")


def _answer(
    engine: Engine,
    report: Report,
    should_stop: ShouldStop,
    *,
    call: ChatCall,
    labels: LabelStore,
    reply_id: str,
) -> bytes:
    result = analysed(engine, labels, call.request, report, should_stop)
    return dumps(dump_result(result, call.placement, reply_id=reply_id, created=int(time.time())))


def _hits(
    engine: Engine, _: Report, __: ShouldStop, *, labels: LabelStore, sae_id: str, query: str, limit: int
) -> bytes:
    with _not_found():
        return dumps(dump_hits(found(engine, labels, sae_id, query, limit)))


def _dashboard(
    engine: Engine, _: Report, __: ShouldStop, *, labels: LabelStore, sae_id: str, feature: int
) -> bytes:
    with _not_found():
        return dumps(dump_dashboard(described(engine, labels, sae_id, feature)))


def _silent(
    engine: Engine, _: Report, should_stop: ShouldStop, *, sae_id: str, feature: int, n: int
) -> bytes:
    with _not_found():
        return dumps(dump_passages(engine.silent_passages(sae_id, feature, n, should_stop)))


def _tokens(engine: Engine, _: Report, __: ShouldStop, *, text: str) -> bytes:
    return dumps(dump_tokens(engine.tokenize(text)))


@contextmanager
def _not_found() -> Generator[None]:
    """What a chat option names wrongly is a bad request; what an address names wrongly is not there."""
    try:
        yield
    except PatchTargetError as error:
        raise RequestError(error.param.rpartition(".")[2], error.reason, "not_found") from error


async def _json_body(request: Request) -> object:
    return loads_strict(await read_body(request))


def _text_field(body: object, name: str) -> str:
    value = cast("dict[str, object]", body).get(name) if isinstance(body, dict) else None
    if not isinstance(value, str):
        raise RequestError(name, "must be a string", "invalid_type")
    return value


def _parameter(request: Request, name: str, default: str | None = None) -> str:
    value = request.query_params.get(name, default)
    if value is None:
        raise RequestError(name, "must be given in the address", "missing_required_parameter")
    if len(value) > _PARAMETER_LIMIT:
        raise RequestError(name, f"must have at most {_PARAMETER_LIMIT} characters", "invalid_value")
    return value


def _whole_parameter(request: Request, name: str, *, default: int, most: int) -> int:
    text = _parameter(request, name, str(default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        raise RequestError(name, f"must be a whole number from 1 to {most}", "invalid_value")
    return int(text)


def _reply_id(request: Request) -> str:
    return f"chatcmpl-{request_id(request)}"
