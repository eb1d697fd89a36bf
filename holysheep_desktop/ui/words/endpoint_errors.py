"""What a person reads about an endpoint that did not answer, refused, or answered something else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiConnectionError,
    ApiResponseError,
    ApiStatusError,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    ConnectionFault,
    ErrorReplyError,
    LocalModelLostError,
    NotFoundError,
    QuotaError,
    RateLimitedError,
    ResponseTooLargeError,
    ServerError,
)
from holysheep_desktop.errors.reasons import REDIRECT, WEB_PAGE
from holysheep_desktop.ui.notices.notice import Action, Notice
from holysheep_desktop.ui.words.moments import moment_words

translate = QCoreApplication.translate

_OVERLOADED = frozenset({503, 529})
_OUT_OF_MEMORY = 507
_NOT_FOUND, _TOO_LARGE, _NOT_IMPLEMENTED = 404, 413, 501
_PASSING = frozenset({408, 409})
_COUNTED_S = 120.0
"""A longer wait is said by the clock: it is not counted down."""


def connection(error: ApiConnectionError) -> Notice:
    """No answer."""
    if not error.host:
        return Notice(
            translate("ErrorTexts", "No answer from the local model."),
            translate("ErrorTexts", "Start it again. If that does not help, the log says why."),
            Action.RESTART_ENGINE,
        )
    advice = {
        ConnectionFault.DNS: translate(
            "ErrorTexts", "The name of the server was not found. Check the address and the network."
        ),
        ConnectionFault.REFUSED: translate(
            "ErrorTexts", "Nothing listens there. Check the address and the port."
        ),
        ConnectionFault.RESET: joined(
            _how_much_came(error), translate("ErrorTexts", "Trying again often helps.")
        ),
        ConnectionFault.TLS: translate(
            "ErrorTexts",
            "The certificate of the server is not trusted. Check the address and the system clock."
            " Behind the proxy of a company, name the file of its certificate in the settings of the"
            " endpoint or in SSL_CERT_FILE.",
        ),
        ConnectionFault.PROXY: translate(
            "ErrorTexts", "The proxy {proxy} refuses or cannot be reached. Check the settings of the network."
        ).format(proxy=error.detail),
        ConnectionFault.PROTOCOL: translate(
            "ErrorTexts", "What answered does not speak HTTP as expected. Check the address."
        ),
        ConnectionFault.OTHER: translate("ErrorTexts", "Check the network and try again."),
    }[error.fault]
    title = translate("ErrorTexts", "No answer from {host}.")
    if error.fault is ConnectionFault.RESET:
        title = translate("ErrorTexts", "The connection to {host} broke off.")
    is_of_the_settings = error.fault in {ConnectionFault.TLS, ConnectionFault.PROXY}
    action = Action.OPEN_SETTINGS if is_of_the_settings else Action.RETRY
    return Notice(title.format(host=error.host), advice, action)


def _how_much_came(error: ApiConnectionError) -> str:
    if error.received is None:
        return ""
    if error.expected is None:
        return translate("ErrorTexts", "{received} bytes of the answer had come.").format(
            received=f"{error.received:,}"
        )
    return translate("ErrorTexts", "{received} of {expected} bytes of the answer had come.").format(
        received=f"{error.received:,}", expected=f"{error.expected:,}"
    )


def local_model_lost(error: LocalModelLostError) -> Notice:
    """The process died with a question; its address would say nothing to anybody."""
    del error
    return Notice(
        translate("ErrorTexts", "The local model ended while it was working."),
        translate("ErrorTexts", "It is being started again. Your prompt is still here: try again."),
        Action.RETRY,
    )


def timeout(error: ApiTimeoutError) -> Notice:
    """No answer in time."""
    title = translate("ErrorTexts", "{host} did not answer within {seconds} s.")
    if not error.host:
        title = translate("ErrorTexts", "The local model did not answer within {seconds} s.")
    return Notice(
        title.format(host=error.host, seconds=f"{error.timeout_s:g}"),
        translate("ErrorTexts", "Try again, ask for fewer tokens, or raise the limits in Settings."),
        Action.RETRY,
    )


def status(error: ApiStatusError) -> Notice:
    """A status that has no class of its own."""
    if error.code == REDIRECT and 300 <= error.status < 400:
        return _redirect(error)
    if error.status == _TOO_LARGE:
        return _too_large(error)
    return Notice(
        translate("ErrorTexts", "The endpoint answered with status {status}.").format(status=error.status),
        _server_says(error),
        Action.RETRY if error.status in _PASSING else Action.SHOW_LOG,
    )


def _redirect(error: ApiStatusError) -> Notice:
    advice = translate(
        "ErrorTexts",
        "The program does not go there, so that your key goes nowhere else."
        " Correct the base address in Settings. The endpoint names: {place}",
    )
    return Notice(
        translate("ErrorTexts", "The endpoint sends requests to another address ({status}).").format(
            status=error.status
        ),
        advice.format(place=error.server_message),
        Action.OPEN_SETTINGS,
    )


def _too_large(error: ApiStatusError) -> Notice:
    size = translate("ErrorTexts", "It has {bytes} bytes.").format(bytes=f"{error.request_bytes or 0:,}")
    return Notice(
        translate("ErrorTexts", "The request is too large for the endpoint (413)."),
        joined(size, translate("ErrorTexts", "Shorten the prompt."), _server_says(error)),
        Action.RETRY,
    )


def bad_request(error: BadRequestError) -> Notice:
    """400 and 422; the option is named where the endpoint names it."""
    title = translate("ErrorTexts", "The endpoint does not accept this request.")
    if error.param:
        title = translate("ErrorTexts", "The endpoint does not accept the option {param}.").format(
            param=error.param
        )
    advice = translate(
        "ErrorTexts",
        "The options are sent nested in extra_body."
        " Check that the model supports SAE, the layer and the lengths.",
    )
    return Notice(title, joined(advice, _server_says(error)), Action.CHOOSE_MODEL)


def authentication(error: AuthenticationError) -> Notice:
    """401."""
    advice = translate(
        "ErrorTexts",
        "Enter the key that the endpoint itself issued; the program adds “Bearer”."
        " A key of another service does not work.",
    )
    title = translate("ErrorTexts", "The endpoint does not know this API key (401).")
    return Notice(title, joined(advice, _server_says(error)), Action.ENTER_KEY)


def access_denied(error: AccessDeniedError) -> Notice:
    """403."""
    return Notice(
        translate("ErrorTexts", "The key is right, but may not do this (403)."),
        joined(
            translate("ErrorTexts", "Ask the owner of the account for access, or choose another model."),
            _server_says(error),
        ),
        Action.CHOOSE_MODEL,
    )


def not_found(error: NotFoundError) -> Notice:
    """404 and 405."""
    return _absent(error)


def _absent(error: ApiStatusError) -> Notice:
    title = translate("ErrorTexts", "The endpoint does not have what was asked for ({status}).").format(
        status=error.status
    )
    if error.status != _NOT_FOUND:
        advice = translate("ErrorTexts", "Check the base address in Settings: does it end in /v1?")
        return Notice(title, joined(advice, _server_says(error)), Action.OPEN_SETTINGS)
    return Notice(
        title,
        joined(
            translate("ErrorTexts", "Choose a model from its list, and check the base address in Settings."),
            _server_says(error),
        ),
        Action.CHOOSE_MODEL,
    )


def rate_limited(error: RateLimitedError) -> Notice:
    """429."""
    advice = translate("ErrorTexts", "Wait a little and try again; ask less often or for less.")
    if error.retry_at is not None and (error.retry_after_s or 0.0) > _COUNTED_S:
        advice = translate("ErrorTexts", "The endpoint asks to wait until {moment}.").format(
            moment=moment_words(error.retry_at)
        )
    elif error.retry_after_s is not None:
        advice = translate("ErrorTexts", "The endpoint asks to wait {seconds} s.").format(
            seconds=f"{error.retry_after_s:.0f}"
        )
    title = translate("ErrorTexts", "Too many requests (429). Attempts: {attempts}.")
    return Notice(title.format(attempts=error.attempts), joined(advice, _server_says(error)), Action.RETRY)


def quota(error: QuotaError) -> Notice:
    """402, and 429 where the credit is used up."""
    return Notice(
        translate("ErrorTexts", "The credit of this account is used up."),
        joined(
            translate(
                "ErrorTexts", "Waiting does not help: add credit, or use the local model, which needs none."
            ),
            _server_says(error),
        ),
        Action.OPEN_SETTINGS,
    )


def server(error: ServerError) -> Notice:
    """5xx."""
    if error.status == _OUT_OF_MEMORY:
        return Notice(
            translate("ErrorTexts", "The endpoint has too little memory for this."),
            joined(
                translate("ErrorTexts", "Ask for less: a shorter prompt, fewer tokens."), _server_says(error)
            ),
            Action.RETRY,
        )
    if error.status == _NOT_IMPLEMENTED:
        return _absent(error)
    if error.code == "engine_preparing":
        title = translate("ErrorTexts", "The endpoint is still loading its model.")
    elif error.code == "engine_lost":
        title = translate("ErrorTexts", "The endpoint's model process ended, and another one is starting.")
    elif error.status in _OVERLOADED:
        title = translate("ErrorTexts", "The endpoint is overloaded ({status}). Attempts: {attempts}.")
    else:
        title = translate("ErrorTexts", "The endpoint itself failed ({status}). Attempts: {attempts}.")
    return Notice(
        title.format(status=error.status, attempts=error.attempts),
        joined(translate("ErrorTexts", "Try again later."), _server_says(error)),
        Action.RETRY,
    )


def response(error: ApiResponseError) -> Notice:
    """2xx, but not what was promised."""
    if error.fault == WEB_PAGE:
        return Notice(
            translate("ErrorTexts", "A web page answered, and not the endpoint."),
            joined(
                translate("ErrorTexts", "It may be the login page of this network, or a wrong base address."),
                translate("ErrorTexts", "Its title: {title}").format(title=error.excerpt),
            ),
            Action.RETRY,
        )
    if isinstance(error, ResponseTooLargeError):
        return Notice(
            translate("ErrorTexts", "The answer of the endpoint is too large."),
            translate("ErrorTexts", "It was not read to its end. Ask for fewer features or tokens."),
            Action.RETRY,
        )
    if isinstance(error, ErrorReplyError):
        said = translate("ErrorTexts", "The endpoint says: {message}").format(message=error.excerpt)
        return Notice(
            translate("ErrorTexts", "The endpoint answered with an error."),
            joined(said if error.excerpt else "", translate("ErrorTexts", "Try again later.")),
            Action.RETRY,
        )
    return Notice(
        translate("ErrorTexts", "The answer of the endpoint cannot be read."),
        translate("ErrorTexts", "It may not be a HolySheep-compatible endpoint. Check the base address."),
        Action.OPEN_SETTINGS,
    )


def joined(*sentences: str) -> str:
    """Sentences behind each other, without those that are empty."""
    return " ".join(sentence for sentence in sentences if sentence)


def _server_says(error: ApiStatusError) -> str:
    if not error.server_message:
        return ""
    return translate("ErrorTexts", "The endpoint says: {message}").format(message=error.server_message)
