"""Every error of the program, in one tree.

HolySheepError                     the message is for the log; `ui.notices` holds what a person reads
├─ InputError                      a form field, before anything starts
├─ ConfigurationError              the user can mend it in Settings
│  ├─ MissingApiKeyError
│  ├─ InsecureAddressError         a key, but no encryption on the way
│  ├─ CertificateFileError         SSL_CERT_FILE names no certificates
│  └─ SettingsFileError
├─ SecretStoreError                keyring locked, absent, refused
├─ ApiError                        anything about an endpoint
│  ├─ ApiConnectionError           no answer
│  │  └─ ApiTimeoutError
│  ├─ ApiStatusError               an answer that is not 2xx
│  │  ├─ BadRequestError           400, 422
│  │  ├─ AuthenticationError       401
│  │  ├─ AccessDeniedError         403
│  │  ├─ NotFoundError             404, 405
│  │  ├─ RateLimitedError          429
│  │  ├─ QuotaError                402, and 429 with a quota code
│  │  └─ ServerError               5xx
│  └─ ApiResponseError             2xx, but not what was promised
├─ JsonTextError                   bytes that are not JSON as the protocol has it
├─ RequestError                    a request that our own gateway cannot take; names the option
├─ SidecarError                    the local engine's process did not start or ended
├─ EngineError
│  ├─ WeightsError                 absent, damaged, wrong shape
│  ├─ DictionaryError              an SAE file: absent, damaged, wrong shape
│  │  └─ SaePlaceUnknownError      sound so far, but nothing says where it reads
│  ├─ PromptTooLongError
│  ├─ PatchTargetError             layer, position or token outside the model or the prompt
│  └─ CancelledWorkError           the caller asked to stop
├─ LabelFileError                  a file of the user's own labels: unreadable or not written
├─ ExportWriteError                a picture or table that could not be written
└─ ReportError
   ├─ ReportFormatError            unreadable, or from a newer version
   └─ ReportWriteError

No message carries an API key or a prompt.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class HolySheepError(Exception):
    """Base of all errors that this program raises itself."""


class InputError(HolySheepError):
    """A value typed by the user cannot be used; `field` names it as the request does."""

    def __init__(self, field: str, reason: InputReason, limit: float | None = None) -> None:
        super().__init__(f"{field}: {reason}" + (f" ({limit:g})" if limit is not None else ""))
        self.field = field
        self.reason = reason
        self.limit = limit


class InputReason(StrEnum):
    """Why a typed value cannot be used."""

    EMPTY = "is empty"
    TOO_SMALL = "is too small"
    TOO_LARGE = "is too large"
    NOT_A_NUMBER = "is not a number"
    NOT_A_URL = "is not an http or https address"
    NOT_ALLOWED = "is not one of the choices"
    BAD_CHARACTERS = "has characters that cannot be sent"
    OUT_OF_ORDER = "has pairs that cross or share a token"
    NOT_READY = "is not ready yet"


class ConfigurationError(HolySheepError):
    """Something the user can mend in Settings."""


class MissingApiKeyError(ConfigurationError):
    """The endpoint needs a key and none is known for its origin."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"no API key for {origin}")
        self.origin = origin


class InsecureAddressError(ConfigurationError):
    """A key would travel over plain http to another machine, where anyone on the way can read it."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"{origin} is not encrypted, so no key is sent to it")
        self.origin = origin


class CertificateFileError(ConfigurationError):
    """The environment names a file of certificates that cannot be used."""

    def __init__(self, variable: str, path: Path, reason: str) -> None:
        super().__init__(f"{variable}={path}: {reason}")
        self.variable = variable
        self.path = path
        self.reason = reason


class SettingsFileError(ConfigurationError):
    """The settings file could not be read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"settings file {path}: {reason}")
        self.path = path
        self.reason = reason


class SecretStoreError(HolySheepError):
    """The system keyring did not do what was asked."""

    def __init__(self, reason: SecretStoreReason, detail: str = "") -> None:
        super().__init__(f"keyring {reason}" + (f": {detail}" if detail else ""))
        self.reason = reason
        self.detail = detail


class SecretStoreReason(StrEnum):
    """Why the keyring could not be used."""

    ABSENT = "absent"
    LOCKED = "locked"
    REFUSED = "refused"
    UNSAFE = "not encrypted"
    SLOW = "did not answer in time"
    LOST = "did not keep the value"


class ApiError(HolySheepError):
    """Anything that went wrong while asking an endpoint."""

    def __init__(self, operation: str, message: str) -> None:
        super().__init__(f"{operation}: {message}")
        self.operation = operation


class ConnectionFault(StrEnum):
    """What kind of connection trouble it was."""

    DNS = "dns"
    REFUSED = "refused"
    RESET = "reset"
    TLS = "tls"
    PROXY = "proxy"
    PROTOCOL = "protocol"
    OTHER = "other"


class ApiConnectionError(ApiError):
    """The endpoint gave no answer."""

    def __init__(
        self, operation: str, fault: ConnectionFault, host: str, attempts: int = 1, detail: str = ""
    ) -> None:
        super().__init__(operation, f"no answer from {host} ({fault}, {attempts} attempts)")
        self.fault = fault
        self.host = host
        self.attempts = attempts
        self.detail = detail
        """Plain text: bytes received and expected, the proxy's address, the certificate's fault."""


class ApiTimeoutError(ApiConnectionError):
    """The endpoint did not answer within the deadline."""

    def __init__(self, operation: str, host: str, timeout_s: float, attempts: int = 1) -> None:
        super().__init__(operation, ConnectionFault.OTHER, host, attempts)
        self.timeout_s = timeout_s


class ApiStatusError(ApiError):
    """The endpoint answered with an error status.

    `server_message` is plain text, cut, with control and bidirectional characters made visible.
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


class JsonTextError(HolySheepError):
    """Bytes that are not JSON, or hold what the protocol forbids; the client and the gateway translate it."""

    def __init__(self, reason: str, position: int | None = None) -> None:
        super().__init__(reason if position is None else f"{reason}, position {position}")
        self.reason = reason
        self.position = position


class RequestError(HolySheepError):
    """A request to our gateway that is not the protocol; `param` names the option by its JSON path."""

    def __init__(self, param: str | None, reason: str, code: str = "invalid_request") -> None:
        super().__init__(f"{param or 'body'}: {reason}")
        self.param = param
        self.reason = reason
        self.code = code


class SidecarError(HolySheepError):
    """The local engine's process did not start, or ended by itself."""

    def __init__(self, reason: str, exit_code: int | None = None) -> None:
        super().__init__(reason if exit_code is None else f"{reason} (exit code {exit_code})")
        self.reason = reason
        self.exit_code = exit_code


class LabelFileError(HolySheepError):
    """A file of own labels cannot be read, or could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"labels {path}: {reason}")
        self.path = path
        self.reason = reason


class EngineError(HolySheepError):
    """The local engine could not do what was asked."""


class WeightsError(EngineError):
    """Model weights that are absent, damaged or of another shape."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"weights {path}: {reason}")
        self.path = path
        self.reason = reason


class DictionaryError(EngineError):
    """An SAE that is absent, damaged or does not fit the model."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"SAE {path}: {reason}")
        self.path = path
        self.reason = reason


class SaePlaceUnknownError(DictionaryError):
    """The files of an SAE do not say which layer and hook point it reads: the user has to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the files do not say which layer and hook point it reads")


class PromptTooLongError(EngineError):
    """The prompt has more tokens than the model's context; `param` names the option it came with."""

    def __init__(self, n_tokens: int, limit: int, param: str | None = None) -> None:
        super().__init__((f"{param}: " if param else "") + f"{n_tokens} tokens, the limit is {limit}")
        self.n_tokens = n_tokens
        self.limit = limit
        self.param = param


class PatchTargetError(EngineError):
    """A layer, position, token, SAE or component that is not there; `param` names the option."""

    def __init__(self, param: str, reason: str) -> None:
        super().__init__(f"{param}: {reason}")
        self.param = param
        self.reason = reason


class CancelledWorkError(EngineError):
    """The caller asked the engine to stop; not a failure."""

    def __init__(self) -> None:
        super().__init__("stopped on request")


class ReportError(HolySheepError):
    """A report file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"report {path}: {reason}")
        self.path = path
        self.reason = reason


class ReportFormatError(ReportError):
    """A report that cannot be read, or comes from a newer version."""


class ReportWriteError(ReportError):
    """A report that could not be written; the old file is as it was."""


class ExportWriteError(HolySheepError):
    """A picture or a table could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
