"""Errors as OpenAI's clients read them: a status, `{"error": {message, type, code, param}}`, Retry-After."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from holysheep_desktop.errors import (
    CancelledWorkError,
    DictionaryError,
    EngineMemoryError,
    JsonTextError,
    LabelFileError,
    PatchTargetError,
    PromptTooLongError,
    RequestError,
)
from holysheep_desktop.protocol.error_body import dump_error
from holysheep_desktop.protocol.json_text import dumps

log = logging.getLogger(__name__)

_STATUS_OF_CODE = {
    "invalid_api_key": 401,
    "host_not_allowed": 403,
    "origin_not_allowed": 403,
    "saes_not_taken": 403,
    "not_found": 404,
    "model_not_found": 404,
    "sae_not_found": 404,
    "feature_not_found": 404,
    "method_not_allowed": 405,
    "request_timeout": 408,
    "request_too_large": 413,
    "unsupported_media_type": 415,
    "upstream_failed": 502,
    "upstream_timeout": 504,
    "upstream_key_missing": 503,
    "out_of_memory": 507,
    "engine_busy": 503,
    "engine_preparing": 503,
    "engine_failed": 503,
    "engine_lost": 503,
    "shutting_down": 503,
}
_RETRY_AFTER_S = {"engine_busy": 5, "engine_preparing": 2, "engine_lost": 2, "shutting_down": 5}
_TYPE_OF_STATUS = {401: "authentication_error", 403: "permission_error"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One error reply."""

    status: int
    message: str
    code: str
    param: str | None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def body(self) -> bytes:
        """The JSON of a reply."""
        return dumps(dump_error(self.message, self._type, self.code, self.param))

    @property
    def stream_body(self) -> bytes:
        """The JSON of an event in a stream, whose own status has long been sent."""
        return dumps(dump_error(self.message, self._type, self.code, self.param, status=self.status))

    @property
    def _type(self) -> str:
        if self.status >= 500:
            return "server_error"
        return _TYPE_OF_STATUS.get(self.status, "invalid_request_error")


def fault_of(error: BaseException, request_id: str) -> Fault:
    """The reply to an error; what nobody foresaw becomes a 500 with an id that stands in the log."""
    if isinstance(error, RequestError):
        return _request_fault(error)
    if isinstance(error, PromptTooLongError):
        message = f"The prompt has {error.n_tokens} tokens; the model reads at most {error.limit}."
        return Fault(400, message, "context_length_exceeded", error.param or "messages")
    if isinstance(error, JsonTextError):
        return Fault(400, f"The body is not valid JSON: {error}.", "invalid_json", None)
    if isinstance(error, PatchTargetError):
        return Fault(400, _sentence(error.param, error.reason), "invalid_value", error.param)
    if isinstance(error, CancelledWorkError):
        return _request_fault(RequestError(None, "the work was stopped", "shutting_down"))
    log.error("request %s failed", request_id, exc_info=error)
    if isinstance(error, EngineMemoryError):
        message = f"Out of memory during {error.during}: {error.cure} (id {request_id})."
        return Fault(_STATUS_OF_CODE["out_of_memory"], message, "out_of_memory", None)
    if isinstance(error, DictionaryError):
        message = f"The SAE {error.path.name} cannot be read: {error.reason} (id {request_id})."
        return Fault(500, message, "sae_damaged", None)
    if isinstance(error, LabelFileError):
        message = f"The label could not be kept on the gateway's disk: {error.reason} (id {request_id})."
        return Fault(500, message, "label_not_kept", None)
    message = f"The gateway failed; its log says more under id {request_id}."
    # The server closes the connection after an error that nobody caught.
    return Fault(500, message, "internal_error", None, {"connection": "close"})


def _request_fault(error: RequestError) -> Fault:
    status = _STATUS_OF_CODE.get(error.code, 400)
    headers: dict[str, str] = {}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    if error.code in _RETRY_AFTER_S:
        headers["retry-after"] = str(_RETRY_AFTER_S[error.code])
    return Fault(status, _sentence(error.param, error.reason), error.code, error.param, headers)


def _sentence(param: str | None, reason: str) -> str:
    if param is not None and param not in reason:
        return f"{param}: {reason}"
    return reason[:1].upper() + reason[1:]
