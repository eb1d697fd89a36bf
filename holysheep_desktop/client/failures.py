"""Foreign errors and error statuses, translated into our tree. Nothing of httpx leaves this package."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx

from holysheep_desktop.client.bodies import without_key
from holysheep_desktop.client.retry import Failure, is_quota, may_retry_status, server_wait_s
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiConnectionError,
    ApiStatusError,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    ConnectionFault,
    NotFoundError,
    QuotaError,
    RateLimitedError,
    ServerError,
)
from holysheep_desktop.errors.reasons import REDIRECT
from holysheep_desktop.protocol.error_body import ServerMessage, parse_error

FOREIGN_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    OSError,
    UnicodeError,
    OverflowError,
    ExceptionGroup,
)
"""What httpx and the sockets below it raise: `HTTPError` alone misses bad URLs, ports and characters."""

_CLASSES: dict[int, type[ApiStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: AccessDeniedError,
    404: NotFoundError,
    405: NotFoundError,
    422: BadRequestError,
    429: RateLimitedError,
}
_TLS_ENDS = (ssl.SSLEOFError, ssl.SSLZeroReturnError)
_PASSING = frozenset({ConnectionFault.DNS, ConnectionFault.REFUSED, ConnectionFault.RESET})
_REQUEST_ID_LIMIT = 200
_REQUEST_IDS = ("x-request-id", "request-id")
_DETAIL_LIMIT = 200
_CHAIN_LIMIT = 50


def request_id_of(response: httpx.Response) -> str | None:
    """The server's name for this request, as plain text."""
    found = next((response.headers[name] for name in _REQUEST_IDS if response.headers.get(name)), None)
    return plain_text(without_key(found, response), _REQUEST_ID_LIMIT) if found else None


def status_failure(
    response: httpx.Response, body: str, operation: str, attempt: int, n_sent: int, now: datetime
) -> Failure:
    """A status that is not 2xx."""
    message = _redirect_message(response) if response.is_redirect else parse_error(body)
    wait_s = server_wait_s(response.headers, now)
    error = status_error(
        response.status_code,
        message,
        operation,
        attempts=attempt,
        request_id=request_id_of(response),
        retry_after_s=wait_s,
        retry_at=None if wait_s is None else now + timedelta(seconds=wait_s),
        request_bytes=n_sent,
    )
    may_retry = may_retry_status(response.status_code, response.headers) and not isinstance(error, QuotaError)
    return Failure(error, may_retry=may_retry, server_wait_s=wait_s)


def status_error(
    status: int,
    message: ServerMessage,
    operation: str,
    *,
    attempts: int = 1,
    request_id: str | None = None,
    retry_after_s: float | None = None,
    retry_at: datetime | None = None,
    request_bytes: int | None = None,
) -> ApiStatusError:
    """The error class of a status, with what the server says."""
    if is_quota(status, message.code, message.type):
        error_class: type[ApiStatusError] = QuotaError
    else:
        error_class = _CLASSES.get(status, ServerError if 500 <= status < 600 else ApiStatusError)
    return error_class(
        operation,
        status,
        message.message,
        code=message.code,
        param=message.param,
        request_id=request_id,
        attempts=attempts,
        retry_after_s=retry_after_s,
        retry_at=retry_at,
        request_bytes=request_bytes,
    )


def _redirect_message(response: httpx.Response) -> ServerMessage:
    """Where to; redirects are not followed, because the key belongs to one origin."""
    location = response.headers.get("location", "")
    try:
        host = urlsplit(location).netloc.rpartition("@")[2]
    except ValueError:
        host = ""
    named = without_key(host or location, response)
    return ServerMessage(plain_text(named, _DETAIL_LIMIT), code=REDIRECT)


def connection_failure(
    error: Exception, operation: str, host: str, attempt: int, timeout: httpx.Timeout, proxy: str | None
) -> Failure:
    """No answer, or one that broke off."""
    if isinstance(error, httpx.TimeoutException):
        return _timeout_failure(error, operation, host, attempt, timeout)
    fault, detail = _fault_of(error), ""
    if proxy is not None and (fault is ConnectionFault.PROXY or isinstance(error, httpx.ConnectError)):
        fault = fault if fault is ConnectionFault.TLS else ConnectionFault.PROXY
        detail = plain_text(proxy, _DETAIL_LIMIT)
    if fault is ConnectionFault.TLS:
        detail = _tls_detail(error)
    return Failure(
        ApiConnectionError(operation, fault, host, attempt, detail),
        cause=_without_secrets(error),
        may_retry=fault in _PASSING
        or (fault is not ConnectionFault.TLS and isinstance(error, httpx.NetworkError)),
    )


def broken_body_failure(
    error: Exception, operation: str, host: str, attempt: int, received: int, expected: str
) -> Failure:
    """The connection ended in the middle of the body."""
    detail = f"{received} of {expected} bytes" if expected.isascii() and expected.isdigit() else ""
    fault = (
        ConnectionFault.PROTOCOL if _fault_of(error) is ConnectionFault.PROTOCOL else ConnectionFault.RESET
    )
    return Failure(
        ApiConnectionError(
            operation,
            fault,
            host,
            attempt,
            detail or f"{received} bytes",
            received=received,
            expected=int(expected[:20]) if detail else None,
        ),
        cause=error,
        may_retry=fault is ConnectionFault.RESET,
    )


def _timeout_failure(
    error: httpx.TimeoutException, operation: str, host: str, attempt: int, timeout: httpx.Timeout
) -> Failure:
    return Failure(
        ApiTimeoutError(operation, host, _seconds(error, timeout), attempt),
        cause=error,
        may_retry=not isinstance(error, httpx.PoolTimeout),
        is_read_timeout=isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout),
    )


def _seconds(error: httpx.TimeoutException, timeout: httpx.Timeout) -> float:
    match error:
        case httpx.ConnectTimeout():
            return timeout.connect or 0.0
        case httpx.WriteTimeout():
            return timeout.write or 0.0
        case httpx.PoolTimeout():
            return timeout.pool or 0.0
        case _:
            return timeout.read or 0.0


def _fault_of(error: Exception) -> ConnectionFault:
    if isinstance(error, httpx.ProxyError):
        return ConnectionFault.PROXY
    is_connecting = isinstance(error, httpx.ConnectError)
    for inner in _chain(error):
        if isinstance(inner, ssl.SSLError) and (is_connecting or not isinstance(inner, _TLS_ENDS)):
            return ConnectionFault.TLS
        if isinstance(inner, socket.gaierror):
            return ConnectionFault.DNS
        if isinstance(inner, ConnectionRefusedError):
            return ConnectionFault.REFUSED
    if isinstance(error, httpx.RemoteProtocolError):
        return ConnectionFault.RESET if _closed_early(error) else ConnectionFault.PROTOCOL
    if isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError | ConnectionError):
        return ConnectionFault.RESET
    if isinstance(error, httpx.ProtocolError):
        return ConnectionFault.PROTOCOL
    return ConnectionFault.OTHER


def _closed_early(error: httpx.RemoteProtocolError) -> bool:
    """h11 has one class for a server that hangs up and for one that speaks nonsense."""
    text = str(error)
    return "disconnected" in text or "peer closed connection" in text


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, its causes, and the members of groups among them."""
    waiting: list[BaseException] = [error]
    for _ in range(_CHAIN_LIMIT):
        if not waiting:
            return
        current = waiting.pop(0)
        yield current
        waiting.extend(inner for inner in (current.__cause__, current.__context__) if inner is not None)
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)


def _tls_detail(error: Exception) -> str:
    for inner in _chain(error):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return plain_text(inner.verify_message, _DETAIL_LIMIT)
        if isinstance(inner, ssl.SSLError):
            return plain_text(inner.strerror or "", _DETAIL_LIMIT)
    return ""


def _without_secrets(error: Exception) -> Exception | None:
    """An error about a header's value holds that value, and with it the key."""
    return None if isinstance(error, httpx.LocalProtocolError | UnicodeError) else error
