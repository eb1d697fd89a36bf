"""POST /interpretability/saes, and the events that come while a dashboard is computed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from holysheep_desktop.core.models import HookPoint, SaeInfo
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiResponseError, RequestError
from holysheep_desktop.protocol.error_body import ServerMessage, error_of
from holysheep_desktop.protocol.model_list import dump_sae, parse_sae
from holysheep_desktop.protocol.stream import DONE, event_of, progress_of
from holysheep_desktop.protocol.wire_types import NAME_LIMIT, Strict

PLACE_UNKNOWN = "sae_place_unknown"
"""The code of an error that is mended by saying layer and hook point."""
REFUSED = "sae_refused"
"""The code of an error whose message says why the files are no SAE that is served here."""
_PATH_LIMIT = 4096
_MOST_LAYERS = 1000
_RESULT = "interpretability.sae"
_OPERATION = "compute_dashboard"


class _Import(Strict):
    path: Annotated[str, Field(min_length=1, max_length=_PATH_LIMIT)]
    layer: Annotated[int, Field(ge=0, lt=_MOST_LAYERS)] | None = None
    hook_point: Annotated[HookPoint, Field(strict=False)] | None = None
    name: Annotated[str, Field(max_length=NAME_LIMIT)] | None = None


def dump_import(wish: SaeImport) -> dict[str, object]:
    """The request."""
    fields: dict[str, object] = {
        "path": str(wish.path),
        "layer": wish.layer,
        "hook_point": None if wish.hook_point is None else wish.hook_point.value,
        "name": wish.name,
    }
    return {name: value for name, value in fields.items() if value is not None}


def parse_import(body: object) -> SaeImport:
    """What is asked for; raises RequestError with the name of the field that cannot be used."""
    try:
        wire = _Import.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else None
        raise RequestError(field, first["msg"], "invalid_value") from error
    return SaeImport(Path(wire.path), wire.layer, wire.hook_point, wire.name)


def dump_finished(sae: SaeInfo) -> dict[str, object]:
    """The last event of a stream: the SAE as it is now."""
    return {"object": _RESULT, "choices": [], "sae": dump_sae(sae)}


class DashboardReader:
    """Reads the events of a dashboard that is being computed."""

    def __init__(self) -> None:
        self.error: ServerMessage | None = None
        """An error that arrived in the middle of the stream."""
        self._sae: object = None

    def feed(self, data: str) -> Progress | None:
        """Take the data of one event; raises ApiResponseError where it is no JSON object."""
        if data.strip() == DONE:
            return None
        event = event_of(data, _OPERATION)
        if event.get("error"):
            self.error = error_of(event)
        elif event.get("object") == _RESULT:
            self._sae = event.get("sae")
        else:
            return progress_of(event)
        return None

    def payload(self) -> dict[str, object]:
        """The reply, for `parse_finished`; raises ApiResponseError where the stream broke off."""
        if self._sae is None:
            raise ApiResponseError(_OPERATION, "the stream ended before the dashboard was finished")
        return {"sae": self._sae}


def parse_finished(payload: object) -> SaeInfo:
    """The SAE as it is after its dashboard was computed; raises ApiResponseError."""
    return parse_sae(payload.get("sae") if isinstance(payload, dict) else None, _OPERATION)
