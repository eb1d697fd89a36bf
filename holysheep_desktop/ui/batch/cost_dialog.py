"""What a batch to somebody else's machine means, before it begins."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.batch import BatchSettings
from holysheep_desktop.core.endpoints import origin_of
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.notices.consent_dialog import Consent, ConsentDialog

translate = QCoreApplication.translate


def cost_dialog(
    settings: BatchSettings, n_calls: int, cost_so_far: float | None, parent: QWidget
) -> ConsentDialog:
    """Begins nothing unless the user says so."""
    origin = plain_text(origin_of(settings.endpoint.base_url))

    def consent() -> Consent:
        return Consent(
            translate("CostDialog", "Begin the batch"),
            translate("CostDialog", "Calls to {origin}: {n}").format(n=f"{n_calls:,}", origin=origin),
            _consequence(settings, cost_so_far),
            translate("CostDialog", "Begin"),
            translate("CostDialog", "Do not begin"),
        )

    return ConsentDialog("batchCost", consent, parent)


def _consequence(settings: BatchSettings, cost_so_far: float | None) -> str:
    sentences = [
        translate(
            "CostDialog", "Every prompt is sent to {model}, {parallel} at a time, and may be charged for."
        ).format(model=plain_text(settings.model), parallel=settings.parallel),
        translate("CostDialog", "A call that fails is tried again and may then count twice."),
    ]
    if cost_so_far is not None:
        words = translate("CostDialog", "This batch has cost ${cost} so far.")
        sentences.append(words.format(cost=f"{cost_so_far:.4f}"))
    return " ".join(sentences)
