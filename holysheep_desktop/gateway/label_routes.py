"""Routes of the user's own labels; none of them waits for the engine's thread."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from holysheep_desktop.core.models import SaeInfo, sae_of
from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.replies import json_reply, read_body
from holysheep_desktop.gateway.worker import EngineWorker
from holysheep_desktop.protocol.json_text import dumps, loads_strict
from holysheep_desktop.protocol.label_pages import (
    dump_imported,
    dump_labels,
    dump_written,
    parse_import,
    parse_text,
)


class LabelRoutes:
    """PUT one label; GET and POST all of an SAE."""

    def __init__(self, worker: EngineWorker, store: LabelStore) -> None:
        self._worker = worker
        self._store = store

    def routes(self) -> list[Route]:
        """The routes."""
        return [
            Route("/v1/interpretability/features/{feature:int}/label", self.write, methods=["PUT"]),
            Route("/v1/interpretability/labels", self.all_labels, methods=["GET"]),
            Route("/v1/interpretability/labels", self.take, methods=["POST"]),
        ]

    async def write(self, request: Request) -> Response:
        """Keep a label, or take it away where its text is empty."""
        sae, sha256 = self._sae(request)
        feature: int = request.path_params["feature"]
        if feature >= sae.width:
            raise RequestError("feature", f"the SAE has features 0 to {sae.width - 1}", "not_found")
        text, source = parse_text(loads_strict(await read_body(request)))
        kept = await asyncio.to_thread(self._store.write, sha256, sae.sae_id, feature, text, source)
        return json_reply(dumps(dump_written(feature, kept.label(feature))))

    async def all_labels(self, request: Request) -> Response:
        """Every own label of an SAE."""
        sae, sha256 = self._sae(request)
        labels = await asyncio.to_thread(self._store.labels, sha256)
        return json_reply(dumps(dump_labels(replace(labels, sha256=sha256, sae_id=sae.sae_id))))

    async def take(self, request: Request) -> Response:
        """Add the labels of another file, for the same weights only."""
        sae, sha256 = self._sae(request)
        others, replaces = parse_import(loads_strict(await read_body(request)))
        if others.sha256 != sha256:
            raise RequestError("document", "the labels belong to an SAE with other weights", "other_weights")
        if any(feature >= sae.width for feature in others.labels):
            raise RequestError("document", "there are labels of features that the SAE has not")
        take = partial(self._store.take, sha256, sae.sae_id, others, replaces=replaces)
        return json_reply(dumps(dump_imported(await asyncio.to_thread(take))))

    def _sae(self, request: Request) -> tuple[SaeInfo, str]:
        sae_id = request.query_params.get("sae_id")
        if sae_id is None:
            raise RequestError("sae_id", "must be given in the address", "missing_required_parameter")
        sae = sae_of(self._worker.models(), sae_id)
        if sae is None or sae.sha256 is None:
            raise RequestError("sae_id", "there is no SAE of this id whose weights are known", "not_found")
        return sae, sae.sha256
