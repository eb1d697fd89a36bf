"""Errors about an endpoint: no answer, an answer that is not 2xx, or not what was promised."""

from __future__ import annotations

from datetime import datetime

from holysheep_desktop.errors.base import HolySheepError
from holysheep_desktop.errors.reasons import ConnectionFault


class ApiError(HolySheepError):
    """Anything that went wrong while asking an endpoint."""

    def __init__(self, operation: str, message: str) -> None:
        super().__init__(f"{operation}: {message}")
        self.operation = operation


class ApiConnectionError(ApiError):
    """The endpoint gave no answer; `host` is empty for the local model, whose address says nothing."""

    def __init__(
        self,
        operation: str,
        fault: ConnectionFault,
        host: str,
        attempts: int = 1,
        detail: str = "",
        *,
        received: int | None = None,
        expected: int | None = None,
    ) -> None:
        whom = host or "the local model"
        super().__init__(operation, f"no answer from {whom} ({fault}, {attempts} attempts)")
        self.fault = fault
        self.host = host
        self.attempts = attempts
        self.detail = detail
        """Plain text: bytes received and expected, the proxy's address, the certificate's fault."""
        self.received = received
        """Bytes of an answer that broke off; None where none had begun."""
        self.expected = expected


class LocalModelLostError(ApiConnectionError):
    """The local model's process ended while it was asked; another one is being started."""


class ApiTimeoutError(ApiConnectionError):
    """The endpoint did not answer within the deadline."""

    def __init__(self, operation: str, host: str, timeout_s: float, attempts: int = 1) -> None:
        super().__init__(operation, ConnectionFault.OTHER, host, attempts)
        self.timeout_s = timeout_s


class ApiStatusError(ApiError):
    """The endpoint answered with an error status.

    `server_message` is plain text, cut, with control and bidirectional characters made visible; `retry_at` is
    the time until which the server wants to be left alone.
    """

    def __init__(
        self,
        operation: str,
        status: int,
        server_message: str = "",
        *,
        code: str | None = None,
        param: str | None = None,
        request_id: str | None = None,
        attempts: int = 1,
        retry_after_s: float | None = None,
        retry_at: datetime | None = None,
        request_bytes: int | None = None,
    ) -> None:
        super().__init__(operation, f"status {status}" + (f", code {code}" if code else ""))
        self.status = status
        self.server_message = server_message
        self.code = code
        self.param = param
        self.request_id = request_id
        self.attempts = attempts
        self.retry_after_s = retry_after_s
        self.retry_at = retry_at
        self.request_bytes = request_bytes


class BadRequestError(ApiStatusError):
    """400 or 422: the request itself is wrong; `param` names the field where the server says it."""


class AuthenticationError(ApiStatusError):
    """401: no key, or one that the endpoint does not know."""


class AccessDeniedError(ApiStatusError):
    """403: the key is known but may not do this."""


class NotFoundError(ApiStatusError):
    """404 or 405: no such model, feature or path."""


class RateLimitedError(ApiStatusError):
    """429: too many requests."""


class QuotaError(ApiStatusError):
    """402, or 429 with a quota code: waiting does not help."""


class ServerError(ApiStatusError):
    """5xx: the endpoint failed."""


class ApiResponseError(ApiError):
    """The endpoint answered 2xx with something that is not the protocol."""

    def __init__(self, operation: str, fault: str, excerpt: str = "") -> None:
        super().__init__(operation, fault)
        self.fault = fault
        self.excerpt = excerpt


class ResponseTooLargeError(ApiResponseError):
    """The answer has more bytes or entries than are read."""


class ErrorReplyError(ApiResponseError):
    """The endpoint answered 2xx, and the body is an error; `excerpt` is what it says."""
