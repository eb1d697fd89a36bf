"""The gateway's routes as an OpenAPI 3.1 document, from the models that check the requests.

What a reply holds is described as far as a client can rely on it; further fields may come.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from pydantic.json_schema import models_json_schema

from holysheep_desktop import __version__
from holysheep_desktop.protocol.request_models import ChatBody, Options

Json: TypeAlias = dict[str, object]

_REF: Final = "#/components/schemas/"
_STRING: Json = {"type": "string"}
_NUMBER: Json = {"type": "number"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_SAE_ID: Json = {
    "name": "sae_id",
    "in": "query",
    "required": True,
    "schema": {"type": "string", "maxLength": 500},
}
_FEATURE: Json = {
    "name": "feature",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
}
_ERRORS: Final = {
    "400": "A body or an option that is wrong; `param` names it.",
    "401": "The token is missing or wrong.",
    "403": "The Host or the Origin is not allowed, or this gateway does not do that.",
    "404": "There is no such path, model, SAE or feature.",
    "405": "The path takes another method.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "500": "The gateway failed; its log says more under the id in the message.",
    "503": "Busy or still being prepared; Retry-After says when to come back.",
}


def openapi_document() -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "HolySheep gateway",
            "version": __version__,
            "description": "OpenAI's chat completions with SAE features, activation patching and steering. "
            "Interpretability options stand inside a literal, nested `extra_body` object.",
        },
        "security": [{"token": []}],
        "paths": {
            "/healthz": {"get": {**_operation("Whether it can be asked", _ref("Health")), "security": []}},
            "/v1/openapi.json": {"get": _operation("This document", {"type": "object"})},
            "/v1/models": {"get": _operation("The models and what they can do", _ref("ModelList"))},
            "/v1/chat/completions": {"post": _chat()},
            "/v1/interpretability/saes": {
                "get": _operation("The SAEs of all models", _list_of("Sae")),
                "post": _operation("Add an SAE of this machine", _ref("Sae"), body=_ref("SaeImport")),
                "delete": _operation("Remove an added SAE", {"type": "object"}, parameters=[_SAE_ID]),
            },
            "/v1/interpretability/saes/dashboard": {
                "post": _operation(
                    "Compute the dashboard of an added SAE, as server-sent events",
                    None, parameters=[_SAE_ID], body={"type": "object"}, is_stream=True,
                )
            },
            "/v1/interpretability/features": {"get": _search()},
            "/v1/interpretability/features/{feature}": {
                "get": _operation("One feature's dashboard", _ref("Feature"), parameters=[_FEATURE, _SAE_ID])
            },
            "/v1/interpretability/features/{feature}/silent": {"get": _silent()},
            "/v1/interpretability/features/{feature}/label": {
                "put": _operation(
                    "Keep the user's own label; an empty text takes it away",
                    {"type": "object"}, parameters=[_FEATURE, _SAE_ID], body=_ref("LabelText"),
                )
            },
            "/v1/interpretability/labels": {
                "get": _operation("All own labels of an SAE", _ref("Labels"), parameters=[_SAE_ID]),
                "post": _operation(
                    "Import own labels of the same weights", {"type": "object"},
                    parameters=[_SAE_ID], body=_ref("LabelImport"),
                ),
            },
            "/v1/interpretability/tokenize": {
                "post": _operation("A text as the model reads it", _ref("Tokens"), body=_ref("Tokenize"))
            },
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**_request_schemas(), **_SCHEMAS},
        },
    }  # fmt: skip


def _ref(name: str) -> Json:
    return {"$ref": _REF + name}


def _list_of(name: str) -> Json:
    data: Json = {"type": "array", "items": _ref(name)}
    return {"type": "object", "required": ["data"], "properties": {"data": data}}


def _operation(
    summary: str,
    reply: Json | None,
    *,
    parameters: list[Json] | None = None,
    body: Json | None = None,
    is_stream: bool = False,
) -> Json:
    content: Json = {} if reply is None else {"application/json": {"schema": reply}}
    if is_stream:
        content["text/event-stream"] = {"schema": _STRING}
    error = {"application/json": {"schema": _ref("Error")}}
    replies: Json = {"200": {"description": "Done.", "content": content}}
    replies.update({code: {"description": words, "content": error} for code, words in _ERRORS.items()})
    operation: Json = {"summary": summary, "responses": replies}
    if parameters:
        operation["parameters"] = parameters
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _chat() -> Json:
    return _operation(
        "Answer, with whatever the options ask for; as a stream with `stream: true`",
        _ref("ChatReply"),
        body=_ref("ChatRequest"),
        is_stream=True,
    )


def _search() -> Json:
    query: Json = {"name": "query", "in": "query", "schema": {"type": "string", "maxLength": 500}}
    return _operation(
        "Features by words or number", _list_of("Hit"), parameters=[_SAE_ID, query, _limit(500)]
    )


def _silent() -> Json:
    return _operation(
        "Passages in which the feature does not fire",
        _list_of("Example"),
        parameters=[_FEATURE, _SAE_ID, _limit(500)],
    )


def _limit(most: int) -> Json:
    return {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": most}}


def _request_schemas() -> Json:
    """From the models that check them; a message's content may also be a plain string."""
    _, definitions = models_json_schema(
        [(ChatBody, "validation"), (Options, "validation")], ref_template=_REF + "{model}"
    )
    schemas: dict[str, Json] = definitions["$defs"]
    content = schemas["ChatMessage"]["properties"]
    assert isinstance(content, dict)
    content["content"] = {"anyOf": [_STRING, content["content"]]}
    stop = schemas["ChatBody"]["properties"]
    assert isinstance(stop, dict)
    stop["stop"] = {"anyOf": [{"type": "string", "minLength": 1}, stop["stop"]]}
    extra_body: Json = {"anyOf": [_ref("Options"), {"type": "null"}]}
    chat: Json = {"allOf": [_ref("ChatBody")], "properties": {"extra_body": extra_body}}
    return {**schemas, "ChatRequest": chat}


def _object(required: tuple[str, ...], **properties: Json) -> Json:
    return {"type": "object", "required": list(required), "properties": properties}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


_FEATURE_VALUES: Json = {
    "description": "Feature id to pooled activation, cut to `sae_top_k`.",
    "type": "object",
    "additionalProperties": _NUMBER,
}
_SCHEMAS: Final[Json] = {
    "Error": _object(
        ("error",),
        error=_object(
            ("message", "type", "code", "param"),
            message=_STRING, type=_STRING, code=_or_null(_STRING), param=_or_null(_STRING),
        ),
    ),
    "Health": _object(("status",), status={"enum": ["preparing", "ready", "failed"]}),
    "ModelList": _object(
        ("object", "data"),
        object={"const": "list"},
        data=_array(
            _object(("id", "object"), id=_STRING, object={"const": "model"}, capabilities={"type": "object"})
        ),
    ),
    "Sae": _object(
        ("sae_id", "layer", "hook_point", "width"),
        sae_id=_STRING, layer=_COUNT, hook_point=_STRING, width=_COUNT,
    ),
    "SaeImport": _object(("path",), path=_STRING),
    "Hit": _object(("feature", "label"), feature=_COUNT, label={"type": "object"}),
    "Example": _object(
        ("tokens", "activations", "peak"),
        tokens=_array(_STRING), activations=_array(_NUMBER), peak=_COUNT,
    ),
    "Feature": _object(
        ("sae_id", "feature"), sae_id=_STRING, feature=_COUNT, top_examples=_array(_ref("Example"))
    ),
    "LabelText": _object(("text",), text={"type": "string", "maxLength": 10_000}),
    "Labels": {"type": "object"},
    "LabelImport": {"type": "object"},
    "Tokenize": _object(("model", "text"), model=_STRING, text={"type": "string", "maxLength": 100_000}),
    "Tokens": _object(
        ("tokens",),
        tokens=_array(
            _object(("id", "text", "start", "end"), id=_COUNT, text=_STRING, start=_COUNT, end=_COUNT)
        ),
    ),
    "ChatReply": _object(
        ("id", "object", "created", "model", "choices", "usage"),
        id=_STRING,
        object={"const": "chat.completion"},
        created=_COUNT,
        model=_STRING,
        choices=_array({"type": "object"}),
        usage={"type": "object"},
        sae_features=_FEATURE_VALUES,
        sae_metadata={"type": "object"},
        activation_cache={"type": "object"},
        patching_analysis={"type": "object"},
        provenance={"type": "object"},
    ),
}  # fmt: skip
