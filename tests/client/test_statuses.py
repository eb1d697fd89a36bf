"""HTTP statuses by value: rows HS of the fault table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from client.clients import CHAT, NOW, REQUEST, Canned, Replies, Waits, client_of, run

from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.provenance import NoteKind
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiResponseError,
    ApiStatusError,
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    QuotaError,
    RateLimitedError,
    ServerError,
)

HTML = (
    "<!doctype html><html><head><title>502 Bad Gateway &amp; co</title></head><body><script>x</script></body>"
)
OPENAI = {
    "error": {
        "message": "no such layer",
        "type": "invalid_request_error",
        "code": "bad",
        "param": "sae_layer",
    }
}


def status(code: int, body: object = None, headers: dict[str, str] | None = None) -> Canned:
    return Canned(code, body, headers or {})


def ask(*replies: Canned, waits: Waits | None = None, retries: int = 2) -> tuple[AnalysisResult, int]:
    script = Replies(list(replies))

    async def work() -> AnalysisResult:
        limits = NetworkLimits(retries=retries)
        async with client_of(transport=script.transport(), waits=waits, limits=limits) as client:
            return await client.analyse(REQUEST)

    return run(work()), len(script.requests)


def fail(*replies: Canned, waits: Waits | None = None) -> tuple[ApiStatusError, int]:
    script = Replies(list(replies))

    async def work() -> None:
        async with client_of(transport=script.transport(), waits=waits) as client:
            await client.analyse(REQUEST)

    with pytest.raises(ApiStatusError) as raised:
        run(work())
    return raised.value, len(script.requests)


@pytest.mark.parametrize(
    ("reply", "error_class"),
    [
        pytest.param(status(400, OPENAI), BadRequestError, id="HS01-openai"),
        pytest.param(status(400, "no"), BadRequestError, id="HS01-string"),
        pytest.param(status(400), BadRequestError, id="HS01-nothing"),
        pytest.param(status(401, OPENAI), AuthenticationError, id="HS02"),
        pytest.param(
            status(401, headers={"WWW-Authenticate": "Basic realm=x"}), AuthenticationError, id="HS02-basic"
        ),
        pytest.param(status(402), QuotaError, id="HS03-402"),
        pytest.param(status(429, {"error": {"code": "insufficient_quota"}}), QuotaError, id="HS03-429"),
        pytest.param(status(403), AccessDeniedError, id="HS04"),
        pytest.param(status(404, OPENAI), NotFoundError, id="HS05-model"),
        pytest.param(status(405), NotFoundError, id="HS05-405"),
        pytest.param(status(501), ServerError, id="HS05-501"),
        pytest.param(status(413), ApiStatusError, id="HS07-413"),
        pytest.param(status(415), ApiStatusError, id="HS07-415"),
        pytest.param(status(422, OPENAI), BadRequestError, id="HS08"),
        pytest.param(status(500, headers={"x-should-retry": "false"}), ServerError, id="HS15-false"),
        pytest.param(status(999), ApiStatusError, id="HS16-999"),
    ],
)
def test_that_a_status_that_waiting_does_not_mend_is_asked_for_once(
    reply: Canned, error_class: type[ApiStatusError]
) -> None:
    error, n_requests = fail(reply)
    assert (type(error), n_requests) == (error_class, 1)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(status(408), id="HS06-408"),
        pytest.param(status(409), id="HS06-409"),
        pytest.param(status(429), id="HS13"),
        pytest.param(status(500, OPENAI), id="HS14-500"),
        pytest.param(status(500, HTML), id="HS14-500-html"),
        pytest.param(status(502, HTML), id="HS14-502"),
        pytest.param(status(503), id="HS14-503"),
        pytest.param(status(504), id="HS14-504"),
        *[pytest.param(status(code, HTML), id=f"HS14-{code}") for code in range(520, 525)],
        pytest.param(status(529), id="HS14-529"),
        pytest.param(status(400, headers={"x-should-retry": "true"}), id="HS15-true"),
    ],
)
def test_that_a_passing_trouble_is_asked_for_three_times_in_all(reply: Canned) -> None:
    error, n_requests = fail(reply)
    assert (error.status, error.attempts, n_requests) == (reply.status_code, 3, 3)


def test_that_the_number_of_retries_is_the_users_own() -> None:
    _, n_requests = ask(*[status(500)] * 5, status(200, CHAT), retries=5)
    assert n_requests == 6


def test_that_the_servers_message_and_parameter_are_kept_as_plain_text() -> None:
    error, _ = fail(status(400, {"error": {"message": "bad \u202e layer", "param": "extra_body.sae_layer"}}))
    assert (error.server_message, error.param) == ("bad ⟨U+202E⟩ layer", "extra_body.sae_layer")


def test_that_a_long_message_is_cut_at_500_characters() -> None:
    error, _ = fail(status(400, "x" * 600))
    assert (len(error.server_message), error.server_message[-1]) == (500, "…")


def test_that_a_page_of_html_is_quoted_by_its_title_alone() -> None:
    error, _ = fail(status(502, HTML))
    assert error.server_message == "502 Bad Gateway & co"


def test_that_every_fault_of_a_fastapi_422_is_listed() -> None:
    detail = [
        {"loc": ["body", "extra_body", "sae_layer"], "msg": "not an integer"},
        {"loc": ["body", "model"], "msg": "missing"},
    ]
    error, _ = fail(status(422, {"detail": detail}))
    assert error.server_message == "extra_body.sae_layer: not an integer; model: missing"


def test_that_a_request_that_is_too_large_says_how_large_it_was() -> None:
    error, _ = fail(status(413))
    assert error.request_bytes is not None
    assert error.request_bytes > 100


def test_that_waits_without_retry_after_are_one_and_two_seconds() -> None:
    waits = Waits()
    fail(status(429), waits=waits)
    assert waits.seconds == [1.0, 2.0]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"retry-after": "2"}, 2.0, id="HS10-seconds"),
        pytest.param({"retry-after": "Mon, 23 Nov 2026 12:00:02 GMT"}, 2.0, id="HS10-date"),
        pytest.param({"retry-after-ms": "300", "retry-after": "9"}, 0.3, id="HS10-ms"),
        pytest.param({"retry-after": "120"}, 120.0, id="HS12-120"),
        pytest.param({"retry-after-ms": "120000"}, 120.0, id="HS12-120000ms"),
        *[
            pytest.param({"retry-after": value}, 1.0, id=f"HS11-{name}")
            for name, value in {
                "zero": "0",
                "negative": "-10",
                "past": "Mon, 23 Nov 2020 12:00:00 GMT",
                "empty": "",
                "word": "soon",
                "nan": "nan",
                "inf": "inf",
                "40-digits": "1" * 40,
                "year": "Mon, 23 Nov 100000 12:00:00 GMT",
            }.items()
        ],
    ],
)
def test_that_the_wait_is_the_servers_where_it_makes_sense(headers: dict[str, str], seconds: float) -> None:
    waits = Waits()
    ask(status(429, headers=headers), status(200, CHAT), waits=waits)
    assert waits.seconds == [seconds]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"retry-after": "121"}, id="HS12-121"),
        pytest.param({"retry-after-ms": "120001"}, id="HS12-120001ms"),
    ],
)
def test_that_a_wait_above_two_minutes_is_left_to_the_user(headers: dict[str, str]) -> None:
    error, n_requests = fail(status(429, headers=headers))
    assert isinstance(error, RateLimitedError)
    assert n_requests == 1
    assert error.retry_after_s == pytest.approx(121, abs=1)
    assert error.retry_at == NOW + timedelta(seconds=error.retry_after_s or 0.0)


def test_that_of_an_error_without_end_the_beginning_is_said() -> None:
    error, _ = fail(status(400, "no such layer " + "x" * 2**20))
    assert isinstance(error, BadRequestError)
    assert error.server_message.startswith("no such layer xxx")
    assert len(error.server_message) == 500


def test_that_the_wait_and_the_attempt_are_reported() -> None:
    script = Replies([status(429, headers={"retry-after": "2"}), status(200, CHAT)])
    seen: list[Progress] = []

    async def work() -> None:
        async with client_of(transport=script.transport()) as client:
            await client.analyse(REQUEST, seen.append)

    run(work())
    assert [(p.waiting.seconds, p.waiting.attempt, p.waiting.attempts) for p in seen if p.waiting] == [
        (2.0, 2, 3)
    ]


def test_that_a_success_after_a_retry_says_so() -> None:
    result, _ = ask(status(429), status(200, CHAT))
    assert [(note.kind, note.count) for note in result.notes] == [(NoteKind.RETRIED, 2)]


def test_that_all_attempts_carry_one_idempotency_key_and_other_requests_another() -> None:
    script = Replies([status(500), status(200, CHAT)])

    async def work() -> None:
        async with client_of(transport=script.transport()) as client:
            await client.analyse(REQUEST)
            await client.analyse(REQUEST)

    run(work())
    keys = [request.headers["idempotency-key"] for request in script.requests]
    assert (keys[0] == keys[1], keys[1] == keys[2]) == (True, False)


@pytest.mark.parametrize("code", [pytest.param(206, id="HS16-206"), pytest.param(299, id="HS16-299")])
def test_that_other_statuses_of_success_are_read_like_200(code: int) -> None:
    result, _ = ask(status(code, CHAT))
    assert result.answer is not None
    assert result.answer.text == "yes"


@pytest.mark.parametrize("code", [pytest.param(200, id="HS16-empty"), pytest.param(204, id="HS16-204")])
def test_that_an_empty_success_is_an_error_of_the_reply(code: int) -> None:
    with pytest.raises(ApiResponseError):
        ask(status(code))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({"x-request-id": "req-1"}, "req-1", id="HS18-present"),
        pytest.param({"request-id": "req-2"}, "req-2", id="HS18-other-name"),
        pytest.param({}, None, id="HS18-absent"),
        pytest.param({"x-request-id": "r" * 5000}, "r" * 199 + "…", id="HS18-5KB"),
    ],
)
def test_that_the_request_id_is_kept_for_both_outcomes(headers: dict[str, str], expected: str | None) -> None:
    result, _ = ask(status(200, CHAT, headers))
    error, _ = fail(status(400, headers=headers))
    assert (result.provenance.request_id, error.request_id) == (expected, expected)
