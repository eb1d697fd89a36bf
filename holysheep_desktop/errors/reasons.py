"""Why things fail: the kinds that an error's sentence on the screen depends on."""

from __future__ import annotations

from enum import StrEnum


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


class SecretStoreReason(StrEnum):
    """Why the keyring could not be used."""

    ABSENT = "absent"
    LOCKED = "locked"
    REFUSED = "refused"
    UNSAFE = "not encrypted"
    SLOW = "did not answer in time"
    LOST = "did not keep the value"


class ConnectionFault(StrEnum):
    """What kind of connection trouble it was."""

    DNS = "dns"
    REFUSED = "refused"
    RESET = "reset"
    TLS = "tls"
    PROXY = "proxy"
    PROTOCOL = "protocol"
    OTHER = "other"


class ReportFault(StrEnum):
    """Why a file cannot be opened as a report."""

    UNREADABLE = "the disk does not give it"
    NO_REPORT = "it is something else"
    NEWER = "a newer version of the program wrote it"
    TOO_LARGE = "it is too large"
    NO_JSON = "it is no whole JSON text"
    DAMAGED = "a part is missing or wrong"


class FileFault(StrEnum):
    """Why a file could not be written."""

    FULL = "the disk is full"
    REFUSED = "the folder or the file may not be written"
    NO_FOLDER = "the folder is not there"
    IS_FOLDER = "the name is that of a folder"
    LONG_NAME = "the name is too long"
    BAD_NAME = "the name cannot be used"
    IN_USE = "another program has the file open"
    UNKNOWN_KIND = "no kind of report has this ending"
    OTHER = "the system refused"


class DatabaseFault(StrEnum):
    """What is wrong with the database of history and batches."""

    LOCKED = "another process holds it"
    FULL = "the disk is full"
    READ_ONLY = "it cannot be written"
    DAMAGED = "it is damaged"
    NEWER = "a newer version of the program wrote it"
    UNUSABLE = "the disk or the folder refuses it"


class SaeReleaseFault(StrEnum):
    """Why a published SAE cannot be had."""

    NOT_FOUND = "there is no such repository"
    NO_ACCESS = "the repository is not open to everybody"
    NO_SAE = "holds no SAE there"
    TOO_LARGE = "is too large"
    NO_SPACE = "no room on the disk"
    UNREACHABLE = "the Hub does not answer"
    FAILED = "the Hub refused"


class JobFault(StrEnum):
    """What is wrong with the folder of a job."""

    NO_JOB = "holds no job"
    DAMAGED = "cannot be read"
    NEWER = "a newer version of the program wrote it"
    TAKEN = "holds a job already; leave the list out to go on with it"
    RUNS = "runs already, or was killed just now"
    NOT_WRITTEN = "cannot be written"
    FAILED = "the job failed"


class PromptListReason(StrEnum):
    """Why a list of prompts cannot be used."""

    EMPTY = "holds no prompt"
    UNREADABLE = "cannot be read"
    FILE_TOO_LARGE = "is too large a file"
    TOO_MANY = "has too many prompts"
    NOT_TEXT = "is not text"
    PROMPT_TOO_LONG = "has too long a prompt"
    NO_PROMPT_COLUMN = "has no column of prompts"
    TOO_MANY_FIELDS = "has more than two fields in a row"
    NO_PROMPT = "has a row without a prompt"
    NO_COMPARISON = "has a row without a comparison prompt"
    NOT_A_TEXT = "has a prompt that is no text"
    BAD_JSON = "has a row that is not JSON"
    BAD_CSV = "has a row that is not CSV"


WEB_PAGE = "the reply is a web page"
"""The fault of an ApiResponseError: a login page, or an address without an interface."""

REDIRECT = "redirect"
"""The code of an ApiStatusError: the endpoint names another address, which is its message."""
