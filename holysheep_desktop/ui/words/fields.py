"""What stands beside a field: why a typed value cannot be used, and why a key is not in the keyring."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.errors import InputError, InputReason, SecretStoreReason

translate = QCoreApplication.translate


def input_sentence(error: InputError) -> str:
    """What stands beside the field whose value cannot be used."""
    limit = f"{error.limit:g}" if error.limit is not None else ""
    return {
        InputReason.EMPTY: translate("FieldTexts", "Please fill this in."),
        InputReason.TOO_SMALL: translate("FieldTexts", "The smallest value is {limit}."),
        InputReason.TOO_LARGE: translate("FieldTexts", "The largest value is {limit}."),
        InputReason.NOT_A_NUMBER: translate("FieldTexts", "This must be a number."),
        InputReason.NOT_A_URL: translate(
            "FieldTexts", "This must be an address that begins with http:// or https://."
        ),
        InputReason.NOT_ALLOWED: translate("FieldTexts", "This is not one of the choices."),
        InputReason.BAD_CHARACTERS: translate("FieldTexts", "This contains characters that cannot be sent."),
        InputReason.OUT_OF_ORDER: translate(
            "FieldTexts", "Two pairs cross each other or share a token. Keep the pairs in order."
        ),
        InputReason.NOT_READY: translate(
            "FieldTexts", "This is still being fitted to what you typed. Try again in a moment."
        ),
    }[error.reason].format(limit=limit)


def secret_store_sentence(reason: SecretStoreReason) -> str:
    """Why a key is not in the system keyring."""
    return {
        SecretStoreReason.ABSENT: translate("FieldTexts", "This system has no keyring."),
        SecretStoreReason.LOCKED: translate("FieldTexts", "The system keyring is locked."),
        SecretStoreReason.REFUSED: translate("FieldTexts", "The system keyring refused."),
        SecretStoreReason.UNSAFE: translate(
            "FieldTexts", "The configured keyring does not encrypt its file."
        ),
        SecretStoreReason.SLOW: translate("FieldTexts", "The system keyring did not answer in time."),
        SecretStoreReason.LOST: translate("FieldTexts", "The system keyring did not keep the key."),
    }[reason]
