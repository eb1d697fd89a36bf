"""Words for the stages that an endpoint names while it works."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.source import Progress

translate = QCoreApplication.translate


def preparation_text(stage: str) -> str:
    """What the local model does before it can answer."""
    return {
        "reading": translate("Stages", "Reading the model file"),
        "converting": translate("Stages", "Converting the model"),
        "checking": translate("Stages", "Checking the model"),
        "kernels": translate("Stages", "Compiling the kernels"),
        "saes": translate("Stages", "Loading the SAEs"),
    }.get(stage, translate("Stages", "Preparing the local model"))


def stage_text(progress: Progress) -> str:
    """What the work in hand does, with its count; a wait before another attempt says how long."""
    if progress.waiting is not None:
        waiting = progress.waiting
        return translate("Stages", "Waiting {seconds} s before attempt {attempt} of {attempts}").format(
            seconds=f"{waiting.seconds:.0f}", attempt=waiting.attempt, attempts=waiting.attempts
        )
    words = _stage_words(progress.stage)
    if progress.total <= 0:
        return translate("Stages", "{stage}…").format(stage=words)
    return translate("Stages", "{stage}: {done} of {total}").format(
        stage=words, done=f"{progress.done:,}", total=f"{progress.total:,}"
    )


def _stage_words(stage: str) -> str:
    return {
        "preparing": translate("Stages", "Preparing the local model"),
        "connecting": translate("Stages", "Connecting"),
        "queued": translate("Stages", "Waiting for its turn"),
        "loading": translate("Stages", "Loading the SAE"),
        "prefill": translate("Stages", "Reading the prompt"),
        "features": translate("Stages", "Reading the features"),
        "loss": translate("Stages", "Measuring what the reading loses"),
        "steering": translate("Stages", "Comparing the next tokens"),
        "lens": translate("Stages", "Reading every layer"),
        "patching": translate("Stages", "Patching"),
        "sweep": translate("Stages", "Patching"),
        "pairs": translate("Stages", "Patching pairs"),
        "patching_answers": translate("Stages", "Writing the answers to compare"),
        "neurons": translate("Stages", "Patching neurons"),
        "controls": translate("Stages", "Patching random controls"),
        "self_tests": translate("Stages", "Running the self-tests"),
        "similarity": translate("Stages", "Comparing the texts"),
        "decode": translate("Stages", "Writing the answer"),
        "feature_sets": translate("Stages", "Patching features and random sets"),
        "batch": translate("Stages", "Batch"),
        "reading_list": translate("Stages", "Reading the list"),
        "verifying": translate("Stages", "Asking again"),
        "dashboard": translate("Stages", "Reading the sample of text"),
    }.get(stage, translate("Stages", "Working"))
