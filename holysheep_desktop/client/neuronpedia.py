"""Neuronpedia's page of one feature, asked when the user wants it and never otherwise."""

from __future__ import annotations

import asyncio

import httpx
from pydantic import ValidationError

from holysheep_desktop.client.exchange import Call, Exchange
from holysheep_desktop.client.readings import JsonBody
from holysheep_desktop.client.retry import Pace
from holysheep_desktop.client.transport import open_http_client, proxy_of
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.labelling.public_labels import NEURONPEDIA, PublicLabel, page_address
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.wire_types import OrNone, Strict

TOTAL_S = 20.0
LABEL_LIMIT = 300
_OPERATION = "neuronpedia"


class _Explanation(Strict):
    description: OrNone[str] = None


class _Feature(Strict):
    explanations: OrNone[list[OrNone[_Explanation]]] = None


class NeuronpediaLabels:
    """`core.labelling.public_labels.PublicLabels` over HTTP; no key and no cookie is sent."""

    def __init__(
        self,
        base_url: str = NEURONPEDIA,
        transport: httpx.AsyncBaseTransport | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._endpoint = Endpoint(EndpointKind.CUSTOM, base_url)
        self._transport = transport
        self._pace = pace or Pace()

    async def label(self, neuronpedia_id: str, feature: int) -> PublicLabel:
        """See `core.labelling.public_labels`; GET /api/feature/{model}/{source}/{index}."""
        call = Call(
            operation=_OPERATION,
            method="GET",
            url=f"{self._endpoint.base_url}/api/feature/{neuronpedia_id}/{feature}",
            headers={"Accept": "application/json"},
            timeout=httpx.Timeout(TOTAL_S),
            total_s=TOTAL_S,
            retries=1,
        )
        client = await asyncio.to_thread(open_http_client, self._endpoint, self._transport)
        async with client:
            exchange = Exchange(client, self._pace, proxy_of(self._endpoint))
            answered = await exchange.ask(call, JsonBody(_OPERATION))
        return PublicLabel(_text(answered.payload), page_address(neuronpedia_id, feature))


def _text(payload: object) -> str:
    """The first description; empty where there is none, or the feature is null."""
    if payload is None:
        return ""
    try:
        wire = _Feature.model_validate(payload)
    except ValidationError as error:
        raise ApiResponseError(_OPERATION, "the reply is no feature") from error
    found = (one.description for one in wire.explanations or () if one is not None)
    return plain_text(
        " ".join(next((text for text in found if text and text.strip()), "").split()), LABEL_LIMIT
    )
