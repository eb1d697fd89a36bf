from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiConnectionError,
    ApiError,
    ApiResponseError,
    ApiStatusError,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    ConnectionFault,
    ErrorReplyError,
    NotFoundError,
    QuotaError,
    RateLimitedError,
    ResponseTooLargeError,
    ServerError,
)
from holysheep_desktop.errors.reasons import REDIRECT, WEB_PAGE
from holysheep_desktop.ui.notices.error_details import diagnosis
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.words.endpoint_errors import server
from holysheep_desktop.ui.words.errors import describe

UNTIL = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def broken(fault: ConnectionFault, detail: str = "", **bytes_of: int) -> ApiConnectionError:
    return ApiConnectionError("analyse", fault, "lab.example", 3, detail, **bytes_of)


def redirected(status: int) -> ApiStatusError:
    return ApiStatusError("analyse", status, "other.example", code=REDIRECT)


SAID = [
    pytest.param(BadRequestError("analyse", 400, param="sae_layer"), "sae_layer", None, id="HS01-param"),
    pytest.param(
        AuthenticationError("analyse", 401), "the endpoint itself issued", Action.ENTER_KEY, id="HS02"
    ),
    pytest.param(QuotaError("analyse", 402), "Waiting does not help", Action.OPEN_SETTINGS, id="HS03"),
    pytest.param(AccessDeniedError("analyse", 403), "The key is right", Action.CHOOSE_MODEL, id="HS04"),
    pytest.param(NotFoundError("analyse", 404), "Choose a model", Action.CHOOSE_MODEL, id="HS05-model"),
    pytest.param(
        NotFoundError("analyse", 405),
        "(405). Check the base address in Settings: does it end in /v1?",
        Action.OPEN_SETTINGS,
        id="HS05-405",
    ),
    pytest.param(ServerError("analyse", 501), "does it end in /v1?", Action.OPEN_SETTINGS, id="HS05-501"),
    pytest.param(ApiStatusError("analyse", 409), "409", Action.RETRY, id="HS06-409"),
    pytest.param(
        ApiStatusError("analyse", 413, request_bytes=70_000), "70,000 bytes", Action.RETRY, id="HS07-413"
    ),
    pytest.param(
        RateLimitedError("analyse", 429, retry_after_s=121.0, retry_at=UNTIL),
        "The endpoint asks to wait until",
        Action.RETRY,
        id="HS12-until",
    ),
    pytest.param(
        ServerError("analyse", 503, attempts=3), "overloaded (503). Attempts: 3", Action.RETRY, id="HS14-503"
    ),
    pytest.param(
        ServerError("analyse", 529, attempts=3), "overloaded (529). Attempts: 3", Action.RETRY, id="HS14-529"
    ),
    pytest.param(ServerError("analyse", 500, attempts=3), "itself failed (500)", Action.RETRY, id="HS14-500"),
    *[
        pytest.param(
            redirected(code),
            f"({code}). The program does not go there, so that your key goes nowhere"
            " else. Correct the base address in Settings. The endpoint names: other.example",
            Action.OPEN_SETTINGS,
            id=f"RD0{1 + (code == 307)}-{code}-said",
        )
        for code in (302, 307)
    ],
    pytest.param(
        broken(ConnectionFault.DNS), "name of the server was not found", Action.RETRY, id="TR01-dns"
    ),
    pytest.param(broken(ConnectionFault.REFUSED), "Nothing listens there", Action.RETRY, id="TR01-refused"),
    pytest.param(
        ApiTimeoutError("analyse", "lab.example", 5.0),
        "lab.example did not answer within 5 s",
        Action.RETRY,
        id="TR01-blackhole",
    ),
    pytest.param(broken(ConnectionFault.TLS), "SSL_CERT_FILE", Action.OPEN_SETTINGS, id="TR02-said"),
    pytest.param(
        broken(ConnectionFault.PROXY, "10.0.0.1:3128"),
        "The proxy 10.0.0.1:3128",
        Action.OPEN_SETTINGS,
        id="TR04-said",
    ),
    pytest.param(
        broken(ConnectionFault.RESET, received=5, expected=50),
        "5 of 50 bytes",
        Action.RETRY,
        id="TR05-length",
    ),
    pytest.param(broken(ConnectionFault.RESET, received=1024), "1,024 bytes", Action.RETRY, id="TR05-chunks"),
    pytest.param(
        ApiResponseError("analyse", WEB_PAGE, "Hotel"),
        "login page of this network, or a wrong base address. Its title: Hotel",
        Action.RETRY,
        id="TR09-portal-said",
    ),
    pytest.param(
        ErrorReplyError("analyse", "x", "no credit"),
        "The endpoint says: no credit",
        Action.RETRY,
        id="BD02-said",
    ),
    pytest.param(ResponseTooLargeError("analyse", "x"), "too large", Action.RETRY, id="BD08-said"),
]


@pytest.mark.parametrize(("error", "words", "action"), SAID)
def test_that_each_fault_is_told_with_its_cause_and_the_next_step(
    error: ApiError, words: str, action: Action | None, qtbot: QtBot
) -> None:
    notice = describe(error)

    assert words in f"{notice.title} {notice.advice}"
    assert action in {None, notice.action}


@pytest.mark.parametrize("status", [pytest.param(code, id=f"HS07-{code}-details") for code in (413, 415)])
def test_that_the_size_of_a_refused_request_is_among_the_details(status: int, qtbot: QtBot) -> None:
    assert "70000" in diagnosis(ApiStatusError("analyse", status, request_bytes=70_000))


def test_that_too_little_memory_is_said_with_what_helps(qtbot: QtBot) -> None:
    notice = server(ServerError("analyse", 507, "use a smaller dtype"))
    assert notice.title == "The endpoint has too little memory for this."
    assert "a shorter prompt" in notice.advice
    assert "use a smaller dtype" in notice.advice


def test_that_a_model_that_loads_or_was_lost_is_not_called_overload(qtbot: QtBot) -> None:
    loading = server(ServerError("models", 503, code="engine_preparing"))
    lost = server(ServerError("analyse", 503, code="engine_lost"))
    assert loading.title == "The endpoint is still loading its model."
    assert lost.title == "The endpoint's model process ended, and another one is starting."
