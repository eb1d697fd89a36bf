"""The sentences of a steering finding. They only say what the two results hold."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.steering import favourites
from holysheep_desktop.ui.steering.next_tokens import percent, quoted
from holysheep_desktop.ui.widgets.reply_notes import note_sentence


class SteeringWords(QObject):
    """Headline, remarks and the divergence, translated."""

    def headline(self, after: AnalysisResult) -> str:
        """What happened to the most likely next token."""
        if after.steering is None:
            return self.tr("The endpoint answered, but it does not say that it steered anything.")
        both = favourites(after.steering)
        if both is None:
            return self.tr("The endpoint steered, but lists no next tokens.")
        first, last = both
        if first.id == last.id:
            sentence = self.tr(
                "The most likely next token stays {token}: {before} without steering, {after} with it."
            )
            return sentence.format(
                token=quoted(first.token), before=percent(first.before), after=percent(first.after)
            )
        sentence = self.tr(
            "The most likely next token changes from {first} ({before}) to {last}, "
            "which goes from {last_before} to {after}."
        )
        return sentence.format(
            first=quoted(first.token),
            before=percent(first.before),
            last=quoted(last.token),
            last_before=percent(last.before),
            after=percent(last.after),
        )

    def remarks(self, before: AnalysisResult | None, after: AnalysisResult) -> tuple[str, ...]:
        """Whether the texts differ, and what was odd."""
        found: list[str] = []
        if after.steering is None:
            found.append(
                self.tr(
                    "Its answer may not have been steered at all. The local model can be steered; of other "
                    "models the Models tab says which can."
                )
            )
        texts = [result.answer.text if result and result.answer else None for result in (before, after)]
        if texts[0] is not None and texts[0] == texts[1]:
            found.append(self.tr("Both answers are the same text."))
        found.extend(dict.fromkeys(note_sentence(n) for r in (before, after) if r for n in r.notes))
        return tuple(found)

    def divergence(self, after: AnalysisResult) -> str:
        """How far the distribution of the next token moved, and who says so."""
        effect = after.steering
        if effect is None or effect.kl is None:
            return self.tr("KL divergence of the next token: not available from this endpoint")
        is_here = after.provenance.origin is Origin.MEASURED_HERE
        source = self.tr("measured here") if is_here else self.tr("reported by the endpoint")
        sentence = self.tr("KL divergence of the next token: {kl} nats ({source})")
        return sentence.format(kl=f"{effect.kl:.4g}", source=source)
