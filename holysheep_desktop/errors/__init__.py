"""Every error of the program, in one tree.

HolySheepError                     the message is for the log; `ui.words` holds what a person reads
├─ InputError                      a form field, before anything starts
├─ ConfigurationError              the user can mend it in Settings
│  ├─ MissingApiKeyError
│  ├─ InsecureAddressError         a key, but no encryption on the way
│  ├─ CertificateFileError         SSL_CERT_FILE names no certificates
│  └─ SettingsFileError
│     └─ SettingsNotSavedError
├─ SecretStoreError                keyring locked, absent, refused
├─ ApiError                        anything about an endpoint
│  ├─ ApiConnectionError           no answer
│  │  ├─ LocalModelLostError       its process ended while it was asked
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
│     ├─ ResponseTooLargeError     more bytes or entries than are read
│     └─ ErrorReplyError           an error in the place of the answer
├─ JsonTextError                   bytes that are not JSON as the protocol has it
├─ RequestError                    a request that our own gateway cannot take; names the option
├─ SidecarError                    the local engine's process did not start or ended
├─ EngineError
│  ├─ WeightsError                 absent, damaged, wrong shape
│  ├─ EngineOptionError            options of the command line that do not go together
│  ├─ ModelSourceError             a model or SAE by name: unknown, out of reach, of a kind not served
│  ├─ EngineMemoryError            the device's memory does not suffice
│  ├─ DictionaryError              an SAE file: absent, damaged, wrong shape
│  │  └─ SaePlaceUnknownError      sound so far, but nothing says where it reads
│  ├─ PromptTooLongError
│  ├─ PatchTargetError             layer, position or token outside the model or the prompt
│  └─ CancelledWorkError           the caller asked to stop
├─ LabelFileError                  a file of the user's own labels: unreadable or not written
├─ ExportWriteError                a picture or table that could not be written
├─ DatabaseError                   the database of history and batches
├─ HistoryFileError                an exported history: unreadable or not written
├─ JobError                        the folder of a job: no job, unreadable, or not written
├─ MissingPackageError             an optional package that is not installed
├─ SaeReleaseError                 a published SAE that could not be listed or downloaded
├─ PromptListError                 a list of prompts for a batch that cannot be read
└─ ReportError
   ├─ ReportFormatError            unreadable, or from a newer version
   └─ ReportWriteError

No message carries an API key or a prompt.
"""

from __future__ import annotations

from pathlib import Path

from holysheep_desktop.errors.api import (
    AccessDeniedError as AccessDeniedError,
    ApiConnectionError as ApiConnectionError,
    ApiError as ApiError,
    ApiResponseError as ApiResponseError,
    ApiStatusError as ApiStatusError,
    ApiTimeoutError as ApiTimeoutError,
    AuthenticationError as AuthenticationError,
    BadRequestError as BadRequestError,
    ErrorReplyError as ErrorReplyError,
    LocalModelLostError as LocalModelLostError,
    NotFoundError as NotFoundError,
    QuotaError as QuotaError,
    RateLimitedError as RateLimitedError,
    ResponseTooLargeError as ResponseTooLargeError,
    ServerError as ServerError,
)
from holysheep_desktop.errors.base import HolySheepError as HolySheepError
from holysheep_desktop.errors.reasons import (
    ConnectionFault as ConnectionFault,
    DatabaseFault as DatabaseFault,
    FileFault as FileFault,
    InputReason as InputReason,
    JobFault as JobFault,
    PromptListReason as PromptListReason,
    ReportFault as ReportFault,
    SaeReleaseFault as SaeReleaseFault,
    SecretStoreReason as SecretStoreReason,
)


class InputError(HolySheepError):
    """A value typed by the user cannot be used; `field` names it as the request does."""

    def __init__(self, field: str, reason: InputReason, limit: float | None = None) -> None:
        super().__init__(f"{field}: {reason}" + (f" ({limit:g})" if limit is not None else ""))
        self.field = field
        self.reason = reason
        self.limit = limit


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
    """The environment, or with an empty `variable` the settings, names certificates that cannot be used."""

    def __init__(self, variable: str, path: Path, reason: str) -> None:
        super().__init__(f"{variable or 'certificates'}={path}: {reason}")
        self.variable = variable
        self.path = path
        self.reason = reason


class SettingsFileError(ConfigurationError):
    """The settings file could not be read or written.

    `unusable` names the fields that have their defaults where only those could not be read; `kept` is where
    the file as it was lies now.
    """

    def __init__(
        self, path: Path, reason: str, unusable: tuple[str, ...] = (), kept: Path | None = None
    ) -> None:
        super().__init__(f"settings file {path}: {reason}")
        self.path = path
        self.reason = reason
        self.unusable = unusable
        self.kept = kept


class SettingsNotSavedError(SettingsFileError):
    """Settings and drafts could not be written."""


class SecretStoreError(HolySheepError):
    """The system keyring did not do what was asked."""

    def __init__(self, reason: SecretStoreReason, detail: str = "") -> None:
        super().__init__(f"keyring {reason}" + (f": {detail}" if detail else ""))
        self.reason = reason
        self.detail = detail


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


class EngineOptionError(EngineError):
    """Options of the engine that cannot be served together, or without another package."""


class ModelSourceError(EngineError):
    """A model or SAE that was named on the command line cannot be had; `cure` says what helps."""

    def __init__(self, name: str, reason: str, cure: str) -> None:
        super().__init__(f"{name}: {reason}; {cure}")
        self.name = name
        self.reason = reason
        self.cure = cure


class EngineMemoryError(EngineError):
    """The memory of the device did not suffice for `during`; `cure` says what helps."""

    def __init__(self, during: str, cure: str) -> None:
        super().__init__(f"out of memory during {during}; {cure}")
        self.during = during
        self.cure = cure


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
    """A report that cannot be read, or comes from a newer version; `reason` names the place."""

    def __init__(self, path: Path, reason: str, fault: ReportFault = ReportFault.DAMAGED) -> None:
        super().__init__(path, reason)
        self.fault = fault


class ReportWriteError(ReportError):
    """A report that could not be written; the old file is as it was."""

    def __init__(self, path: Path, reason: str, fault: FileFault = FileFault.OTHER) -> None:
        super().__init__(path, reason)
        self.fault = fault


class DatabaseError(HolySheepError):
    """The database did not do what was asked; nothing of it was half done."""

    def __init__(self, fault: DatabaseFault, path: Path | None, detail: str = "") -> None:
        super().__init__(f"database {path or 'in memory'}: {fault}" + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.path = path


class HistoryFileError(HolySheepError):
    """An exported history that cannot be read, or could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"history file {path}: {reason}")
        self.path = path
        self.reason = reason


class ExportWriteError(HolySheepError):
    """A picture or a table could not be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class JobError(HolySheepError):
    """The folder of a job is none, cannot be read, or could not be written."""

    def __init__(self, folder: Path, fault: JobFault, reason: str = "") -> None:
        super().__init__(f"job {folder}: {fault}" + (f" ({reason})" if reason else ""))
        self.folder = folder
        self.fault = fault
        self.reason = reason


class MissingPackageError(HolySheepError):
    """What was asked for needs a package that is not installed; `extra` installs it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; the extra {extra} brings it")
        self.package = package
        self.extra = extra


class SaeReleaseError(HolySheepError):
    """An SAE of the Hugging Face Hub could not be listed or downloaded."""

    def __init__(self, repository: str, fault: SaeReleaseFault, detail: str = "") -> None:
        super().__init__(f"{repository}: {fault}" + (f" ({detail})" if detail else ""))
        self.repository = repository
        self.fault = fault
        self.detail = detail


class PromptListError(HolySheepError):
    """A list of prompts that cannot be used; `row` counts lines from 1, `limit` is what was passed."""

    def __init__(self, reason: PromptListReason, row: int | None = None, limit: int | None = None) -> None:
        place = "" if row is None else f", row {row}"
        super().__init__(f"list of prompts {reason}{place}" + (f" ({limit})" if limit is not None else ""))
        self.reason = reason
        self.row = row
        self.limit = limit
