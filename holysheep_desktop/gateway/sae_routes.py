"""Routes of the user's own SAEs: taken in, removed, and read over the sample of text.

A path of this machine stands in the request, so only a gateway that was started with a folder for them, and
that this machine alone can reach, takes any.
"""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Report
from holysheep_desktop.errors import DictionaryError, PatchTargetError, RequestError, SaePlaceUnknownError
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop
from holysheep_desktop.gateway.replies import json_reply, read_body, unless_gone
from holysheep_desktop.gateway.streaming import WorkStream, event
from holysheep_desktop.gateway.worker import EngineWorker
from holysheep_desktop.protocol.json_text import dumps, loads_strict
from holysheep_desktop.protocol.model_list import dump_sae
from holysheep_desktop.protocol.sae_import import PLACE_UNKNOWN, REFUSED, dump_finished, parse_import
from holysheep_desktop.protocol.stream import DONE

_SAES = "/v1/interpretability/saes"


class SaeRoutes:
    """POST and DELETE an SAE, POST its dashboard."""

    def __init__(self, worker: EngineWorker, *, takes_saes: bool) -> None:
        self._worker = worker
        self._takes_saes = takes_saes

    def routes(self) -> list[Route]:
        """The routes."""
        return [
            Route(_SAES, self.add, methods=["POST"]),
            Route(_SAES, self.remove, methods=["DELETE"]),
            Route(f"{_SAES}/dashboard", self.compute, methods=["POST"]),
        ]

    async def add(self, request: Request) -> Response:
        """Check an SAE, copy it, and say what it is."""
        self._check()
        wish = parse_import(loads_strict(await read_body(request)))
        work = self._worker.run(partial(_added, wish=wish), is_short=True, changes_models=True)
        return json_reply(await unless_gone(request.receive, work))

    async def remove(self, request: Request) -> Response:
        """Delete the copy of an SAE; asked for once, it is done also when nobody waits for the answer."""
        self._check()
        work = partial(_removed, sae_id=_sae_id(request))
        return json_reply(await self._worker.run(work, is_short=True, changes_models=True))

    async def compute(self, request: Request) -> Response:
        """Compute a dashboard, with progress; it stops when the client goes, and leaves nothing half."""
        self._check()
        sae_id = _sae_id(request)
        await read_body(request)
        self._worker.check()
        return WorkStream(self._worker, partial(_computed, sae_id=sae_id), changes_models=True)

    def _check(self) -> None:
        if not self._takes_saes:
            raise RequestError(None, "this gateway takes no SAEs", "saes_not_taken")


def _added(engine: Engine, _: Report, should_stop: ShouldStop, *, wish: SaeImport) -> bytes:
    try:
        return dumps(dump_sae(engine.add_sae(wish, should_stop)))
    except SaePlaceUnknownError as error:
        raise RequestError("layer", error.reason, PLACE_UNKNOWN) from error
    except DictionaryError as error:
        raise RequestError(None, error.reason, REFUSED) from error


def _removed(engine: Engine, _: Report, __: ShouldStop, *, sae_id: str) -> bytes:
    try:
        engine.remove_sae(sae_id)
    except PatchTargetError as error:
        raise _unknown(error) from error
    except DictionaryError as error:
        raise RequestError(None, error.reason, REFUSED) from error
    return dumps({"sae_id": sae_id, "deleted": True})


def _computed(engine: Engine, report: Report, should_stop: ShouldStop, *, sae_id: str) -> bytes:
    try:
        sae = engine.compute_dashboard(sae_id, report, should_stop)
    except PatchTargetError as error:
        raise _unknown(error) from error
    except DictionaryError as error:
        raise RequestError(None, error.reason, REFUSED) from error
    return event(dumps(dump_finished(sae))) + event(DONE.encode())


def _unknown(error: PatchTargetError) -> RequestError:
    return RequestError("sae_id", error.reason, "not_found")


def _sae_id(request: Request) -> str:
    sae_id = request.query_params.get("sae_id")
    if sae_id is None:
        raise RequestError("sae_id", "must be given in the address", "missing_required_parameter")
    return sae_id
