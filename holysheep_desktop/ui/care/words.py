"""The words for places and resets, as every window of this folder has them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.program_facts import Place, Reset

translate = QCoreApplication.translate


def place_name(place: Place) -> str:
    """What lies there."""
    return {
        Place.SETTINGS: translate("CareWords", "Settings, layout and drafts"),
        Place.HISTORY: translate("CareWords", "History and batches"),
        Place.OWN_SAES: translate("CareWords", "SAEs you added"),
        Place.OWN_LABELS: translate("CareWords", "Labels you wrote"),
        Place.CACHE: translate("CareWords", "Prepared weights of the local model"),
        Place.LOG: translate("CareWords", "Log"),
    }[place]


def reset_name(reset: Reset) -> str:
    """What is reset."""
    return {
        Reset.SETTINGS: translate("CareWords", "Settings"),
        Reset.WINDOW: translate("CareWords", "Window layout"),
        Reset.DRAFTS: translate("CareWords", "Drafts"),
        Reset.HISTORY: translate("CareWords", "History"),
        Reset.MODEL: translate("CareWords", "Prepared model"),
    }[reset]


def reset_meaning(reset: Reset) -> str:
    """What is lost, what stays, and where the former state is kept."""
    return {
        Reset.SETTINGS: translate(
            "CareWords", "Endpoints, limits, look and language. Keys stay in the keyring, drafts stay."
        ),
        Reset.WINDOW: translate("CareWords", "Size and place of windows, dividers and columns."),
        Reset.DRAFTS: translate("CareWords", "What you typed and did not ask yet."),
        Reset.HISTORY: translate("CareWords", "All kept runs and batches. Saved report files stay."),
        Reset.MODEL: translate(
            "CareWords", "Made anew at the next start, which then takes longer. Nothing of yours is in it."
        ),
    }[reset]
