"""The sentences and numbers of an SAE finding. They only say what the result holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from holysheep_desktop.core.interpretation import (
    COUNTED_AS_ACTIVE,
    LEAST_CE_RECOVERED,
    POOR_CE_RECOVERED,
    POOR_EXPLAINED_VARIANCE,
    ReadingTrust,
    SparsityLevel,
    is_rare,
    most_telling,
    n_counted_active,
    reading_trust,
    sparsity_level,
)
from holysheep_desktop.core.provenance import NoteKind
from holysheep_desktop.core.requests import Pooling
from holysheep_desktop.core.results import AnalysisResult, FeatureActivation, FeatureAnalysis
from holysheep_desktop.ui.widgets.facts import Fact, Source
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.reply_notes import missing_cure, note_sentence
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.shares import in_percent

translate = QCoreApplication.translate

_SHORT_LABEL = 80


class SaeWords(QObject):
    """Headline, remarks and facts, translated."""

    def headline(self, result: AnalysisResult) -> str:
        """The one sentence that a beginner understands."""
        analysis = result.features
        if analysis is None:
            return self.tr("{model} answered, but without SAE features.").format(model=one_line(result.model))
        if not analysis.features:
            return self.tr("No feature fires on this prompt.")
        telling = most_telling(analysis.features)
        if telling is not analysis.features[0]:
            return self._telling_headline(analysis, telling)
        strongest = self._named(telling)
        n_active, width = analysis.reading.n_active, analysis.reading.width
        if n_active is None:
            n_listed = len(analysis.features)
            sentence = self.tr("The endpoint lists %Ln feature(s); the strongest is {feature}.", "", n_listed)
            return sentence.format(feature=strongest)
        if width is None:
            sentence = self.tr(
                "%Ln feature(s) fire on this prompt; the strongest is {feature}.", "", n_active
            )
            return sentence.format(feature=strongest)
        sentence = self.tr(
            "%Ln of {width} features fire on this prompt; the strongest is {feature}.", "", n_active
        )
        return sentence.format(width=f"{width:,}", feature=strongest)

    def _telling_headline(self, analysis: FeatureAnalysis, telling: FeatureActivation) -> str:
        n_active, width, named = analysis.reading.n_active, analysis.reading.width, self._named(telling)
        if n_active is None or width is None:
            sentence = self.tr(
                "The endpoint lists {n} features; the strongest of the telling ones is {feature}."
            )
            return sentence.format(n=f"{len(analysis.features):,}", feature=named)
        sentence = self.tr(
            "%Ln of {width} features fire on this prompt; the strongest of the telling ones is {feature}.",
            "",
            n_active,
        )
        return sentence.format(width=f"{width:,}", feature=named)

    def warning(self, result: AnalysisResult) -> str:
        """That the features are to be read with care, and why; empty where there is no reason."""
        reading = result.features.reading if result.features else None
        trust = reading_trust(reading) if reading else None
        if reading is None or trust in {None, ReadingTrust.GOOD}:
            return ""
        variance, recovered = reading.explained_variance, reading.ce_loss_recovered
        if trust is ReadingTrust.UNCLEAR:
            return self.tr(
                "Whether the SAE rebuilds this prompt well cannot be told: the loss recovered is {value}, "
                "out of its range from 0 to 1, as where the model loses little without this layer. Read the "
                "features with care."
            ).format(value=f"{recovered:.2f}")
        reasons: list[str] = []
        if variance is not None and variance < POOR_EXPLAINED_VARIANCE:
            words = self.tr("explained variance {value}, below {limit}")
            reasons.append(words.format(value=f"{variance:.3f}", limit=f"{POOR_EXPLAINED_VARIANCE:g}"))
        if recovered is not None and LEAST_CE_RECOVERED <= recovered < POOR_CE_RECOVERED:
            words = self.tr("loss recovered {value}, below {limit}")
            reasons.append(words.format(value=f"{recovered:.3f}", limit=f"{POOR_CE_RECOVERED:g}"))
        sentence = self.tr("The SAE rebuilds this prompt poorly ({reasons}): read the features with care.")
        return sentence.format(reasons="; ".join(reasons))

    def axis_title(self, analysis: FeatureAnalysis) -> str:
        """What one number of a feature is."""
        return {
            Pooling.MAX: self.tr("activation (maximum over the prompt)"),
            Pooling.MEAN: self.tr("activation (mean over the prompt)"),
            Pooling.LAST: self.tr("activation (on the last token)"),
            None: self.tr("activation (the endpoint does not say how it is pooled)"),
        }[_pooling_of(analysis)]

    def passed_over(self, analysis: FeatureAnalysis) -> str:
        """Why the sentence does not name the strongest feature; empty where it does."""
        if not analysis.features or most_telling(analysis.features) is analysis.features[0]:
            return ""
        strongest = analysis.features[0]
        if strongest.density is not None and not is_rare(strongest):
            words = self.tr(
                "Number {id} is stronger, but it fires on {share} of all tokens of ordinary text, so it "
                "tells little about this prompt."
            )
            return words.format(id=strongest.feature, share=in_percent(f"{100 * strongest.density:.0f}"))
        return self.tr("Number {id} is stronger, but it has no label.").format(id=strongest.feature)

    def _named(self, feature: FeatureActivation) -> str:
        if feature.label is None:
            return self.tr("number {id}, which has no label").format(id=feature.feature)
        label = one_line(label_words(feature.label))
        short = label if len(label) <= _SHORT_LABEL else label[: _SHORT_LABEL - 1] + "…"
        return self.tr("number {id} ({label})").format(label=short, id=feature.feature)

    def remarks(self, result: AnalysisResult) -> tuple[str, ...]:
        """What must be said besides: the level of sparsity, and what was odd or missing."""
        remarks = [note_sentence(note) for note in result.notes]
        if result.features is None:
            remarks = [note_sentence(n) for n in result.notes if n.kind is not NoteKind.FEATURES_MISSING]
            return (missing_cure(), *remarks)
        level = sparsity_level(result.features.reading)
        if level is SparsityLevel.HIGH:
            remarks.insert(0, self.tr("High sparsity: a few specialised features carry this prompt."))
        elif level is SparsityLevel.MODERATE:
            remarks.insert(0, self.tr("Moderate sparsity: many features work together on this prompt."))
        if passed_over := self.passed_over(result.features):
            remarks.insert(0, passed_over)
        return tuple(remarks)

    def facts(self, result: AnalysisResult, *, is_measuring: bool = False) -> tuple[Fact, ...]:
        """The numbers of the reading; what is not there is said to be missing or on its way."""
        analysis = result.features
        if analysis is None:
            return ()
        source, reading = Source.of(result.provenance.origin), analysis.reading
        return (
            self._active(analysis, source),
            self._number(
                self.tr("L0"), reading.l0_mean, "{:.1f}", source, Term.L0, self._l0_detail(analysis)
            ),
            self._number(
                self.tr("Sparsity"),
                reading.sparsity,
                "{:.4f}",
                source,
                Term.SPARSITY,
                self._sparsity_detail(analysis),
            ),
            self._number(
                self.tr("Explained variance"),
                reading.explained_variance,
                "{:.3f}",
                source,
                Term.EXPLAINED_VARIANCE,
            ),
            self._recovered(reading.ce_loss_recovered, source, is_measuring=is_measuring),
        )

    def _recovered(self, value: float | None, source: Source, *, is_measuring: bool) -> Fact:
        name = self.tr("Loss recovered")
        if value is None and is_measuring:
            return Fact(name, "", Source.PENDING, term=Term.CE_RECOVERED)
        return self._number(name, value, "{:.3f}", source, Term.CE_RECOVERED)

    def _active(self, analysis: FeatureAnalysis, source: Source) -> Fact:
        name = self.tr("Active features")
        if analysis.reading.n_active is not None:
            return Fact(
                name,
                f"{analysis.reading.n_active:,}",
                source,
                term=Term.FEATURE,
                detail=self._pooling(analysis),
            )
        counted = n_counted_active(analysis.features)
        detail = self.tr("Features of the returned list with |activation| above {limit}.")
        words = self.tr("{n} of {listed} listed").format(n=counted, listed=len(analysis.features))
        return Fact(
            name,
            words,
            Source.COUNTED,
            detail=detail.format(limit=f"{COUNTED_AS_ACTIVE:g}"),
            term=Term.FEATURE,
        )

    def _number(
        self, name: str, value: float | None, form: str, source: Source, term: Term, detail: str = ""
    ) -> Fact:
        if value is None:
            return Fact(name, "", Source.NOT_AVAILABLE, term=term)
        return Fact(name, form.format(value), source, term=term, detail=detail)

    def _pooling(self, analysis: FeatureAnalysis) -> str:
        known, said = _pooling_of(analysis), analysis.reading.pooling
        words = {
            Pooling.MAX: self.tr("Pooling: maximum over the prompt's tokens, special tokens left out"),
            Pooling.MEAN: self.tr("Pooling: mean over the prompt's tokens, special tokens left out"),
            Pooling.LAST: self.tr("Pooling: the last token that is not special"),
        }
        if known is not None:
            return words[known]
        return self.tr("Pooling: {pooling}").format(pooling=said) if said else ""

    def _l0_detail(self, analysis: FeatureAnalysis) -> str:
        reading = analysis.reading
        lines: list[str] = []
        if reading.n_tokens is not None:
            lines.append(self.tr("Mean over {n} tokens").format(n=f"{reading.n_tokens:,}"))
        if reading.l0_p95 is not None:
            lines.append(self.tr("95% of the tokens have at most {l0}").format(l0=f"{reading.l0_p95:.0f}"))
        return "\n".join(lines)

    def _sparsity_detail(self, analysis: FeatureAnalysis) -> str:
        width = analysis.reading.width
        return "" if width is None else self.tr("1 − L0 / {width}").format(width=f"{width:,}")


def _pooling_of(analysis: FeatureAnalysis) -> Pooling | None:
    """The pooling that the reply names, by its first word; None where it names none that is known."""
    first = (analysis.reading.pooling or "").partition(" ")[0]
    return next((pooling for pooling in Pooling if pooling == first), None)


def lost_words(feature: int) -> str:
    """Why a feature that was chosen is chosen no more."""
    words = translate(
        "SaeWords",
        "Feature {id} is not in the list of this result. Choose another one, or press Enter in the field of "
        "its number to see its page again.",
    )
    return words.format(id=feature)
