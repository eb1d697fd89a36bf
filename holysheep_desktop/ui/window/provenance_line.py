"""One line under every finding: where its numbers come from."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.ui.appearance.theme import GAP_GROUP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.chat_models.usage_words import dollars
from holysheep_desktop.ui.controls import explain, plain_label, selectable
from holysheep_desktop.ui.languages import Translated

_HASH_LENGTH = 8
_SEPARATOR = " · "


class ProvenanceLine(Translated, QWidget):
    """Shows a result's provenance; says so when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("provenanceLine")
        self._result: AnalysisResult | None = None
        self._label = selectable(plain_label("provenanceText", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED))
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_GROUP, GAP_LABEL, GAP_GROUP, GAP_LABEL)
        row.addWidget(self._label, stretch=1)
        self._retranslate()

    def show_result(self, result: AnalysisResult | None) -> None:
        """Show where another result comes from."""
        self._result = result
        self._retranslate()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._label.text()

    @override
    def _retranslate(self) -> None:
        self._label.setAccessibleName(self.tr("Where the numbers come from"))
        if self._result is None:
            self._label.setText(self.tr("Nothing measured yet"))
            self._label.setToolTip("")
            return
        parts = self._parts(self._result)
        self._label.setText(_SEPARATOR.join(part for part in parts if part))
        explain(self._label, self._details(self._result.provenance))

    def _parts(self, result: AnalysisResult) -> list[str]:
        provenance = result.provenance
        reading = result.features.reading if result.features else None
        return [
            self.tr("measured here")
            if provenance.origin is Origin.MEASURED_HERE
            else self.tr("reported by {endpoint}").format(endpoint=plain_text(provenance.endpoint, 60)),
            plain_text(f"{result.model} {_short(provenance.model_sha256)}".strip(), 80),
            f"SAE {_short(reading.sha256)}" if reading and reading.sha256 else "",
            self._n_tokens(result),
            self._cost(result),
            self._elapsed(provenance),
        ]

    def _n_tokens(self, result: AnalysisResult) -> str:
        usage = result.answer.usage if result.answer else None
        if usage is None or usage.prompt_tokens is None:
            return ""
        return self.tr("%Ln token(s)", "", usage.prompt_tokens)

    def _cost(self, result: AnalysisResult) -> str:
        cost_usd = result.answer.usage.cost_usd if result.answer else None
        return "" if cost_usd is None else dollars(cost_usd)

    def _elapsed(self, provenance: Provenance) -> str:
        stages = {name: ms for name, ms in provenance.elapsed_ms.items() if name != "total"}
        total_ms = provenance.elapsed_ms.get("total", sum(stages.values()))
        return self.tr("{n} ms").format(n=f"{total_ms:,.0f}") if provenance.elapsed_ms else ""

    def _details(self, provenance: Provenance) -> str:
        unknown = self.tr("unknown")
        engine = f"{provenance.engine or ''} {provenance.version or ''}".strip()
        facts = {
            self.tr("Endpoint"): plain_text(provenance.endpoint, 200),
            self.tr("Engine"): plain_text(engine, 80),
            self.tr("Model SHA-256"): provenance.model_sha256,
            self.tr("Tokenizer SHA-256"): provenance.tokenizer_sha256,
        }
        lines = [f"{name}: {value or unknown}" for name, value in facts.items()]
        lines += [f"{plain_text(name, 40)}: {ms:,.1f} ms" for name, ms in provenance.elapsed_ms.items()]
        return "\n".join(lines)


def _short(sha256: str | None) -> str:
    return sha256[:_HASH_LENGTH] if sha256 else ""
