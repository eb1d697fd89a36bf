"""The sentences of a full analysis, each number with where it comes from, each gap with its reason."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.interpretation import (
    HIGH_SPARSITY,
    ControlVerdict,
    ReadingTrust,
    SparsityLevel,
    control_verdict,
    reading_trust,
    sparsity_level,
)
from holysheep_desktop.core.provenance import NoteKind, Origin, ReplyNote
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis, PatchAnalysis
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.patching.effect_tables import NEURON_CLAIM
from holysheep_desktop.ui.patching.words import PatchWords
from holysheep_desktop.ui.sae.words import SaeWords
from holysheep_desktop.ui.widgets.reply_notes import missing_cure, note_sentence
from holysheep_desktop.ui.widgets.shown_text import one_line

_SAID_ELSEWHERE = {NoteKind.FEATURES_MISSING, NoteKind.PATCHING_MISSING}


class FullWords(QObject):
    """Headline, summary and what is missing, translated; the words of both tabs, where they have them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sae = SaeWords(self)
        self.patching = PatchWords(self)

    def headline(self, request: AnalysisRequest, result: AnalysisResult) -> str:
        """The one or two sentences that matter most."""
        if request.features is None and result.patching is None:
            return self.tr("{model} answered.").format(model=one_line(result.model))
        found = [self.sae.headline(result)] if result.features is not None or result.patching is None else []
        if result.patching is not None:
            found.append(self.patching.headline(request, result))
        return "\n".join(found)

    def summary(self, request: AnalysisRequest, result: AnalysisResult) -> tuple[str, ...]:
        """What follows the headline: sparsity, health, causes, self-tests, chance, and what is odd."""
        source = self.source(result)
        found = [*self._features(request, result, source), *self._causes(request, result, source)]
        if NoteKind.FEATURES_MISSING in {n.kind for n in result.notes} or self._lacks_patching(
            request, result
        ):
            found.append(missing_cure())
        found += [note_sentence(n) for n in result.notes if n.kind not in _SAID_ELSEWHERE]
        return tuple(dict.fromkeys(sentence for sentence in found if sentence))

    def features_missing(self, request: AnalysisRequest) -> str:
        """Why there are no features."""
        if request.features is None:
            return self.tr("No features were asked for.")
        return f"{note_sentence(ReplyNote(NoteKind.FEATURES_MISSING))} {missing_cure()}"

    def patching_missing(self, request: AnalysisRequest) -> str:
        """Why nothing was patched."""
        if request.patching is None:
            return self.tr(
                "No comparison prompt was given, so no cause was tested. Give one that differs only in what "
                "you suspect, and run again."
            )
        return f"{note_sentence(ReplyNote(NoteKind.PATCHING_MISSING))} {missing_cure()}"

    def part_missing(self) -> str:
        """Why one part of a patching analysis is not there."""
        return self.tr("Not available from this endpoint. The local model gives it.")

    def _lacks_patching(self, request: AnalysisRequest, result: AnalysisResult) -> bool:
        return request.patching is not None and result.patching is None

    def source(self, result: AnalysisResult) -> str:
        """Who measured the numbers."""
        if result.provenance.origin is Origin.MEASURED_HERE:
            return self.tr("measured here")
        return self.tr("reported by the endpoint")

    def _features(self, request: AnalysisRequest, result: AnalysisResult, source: str) -> tuple[str, ...]:
        analysis = result.features
        if request.features is None:
            return (self.features_missing(request),)
        if analysis is None:
            return (self.tr("The reply holds no SAE features, so nothing is said of sparsity and health."),)
        return (
            self._passed_over(analysis, source),
            self._sparsity(analysis, source),
            self._health(result, analysis, source),
        )

    def _passed_over(self, analysis: FeatureAnalysis, source: str) -> str:
        sentence = self.sae.passed_over(analysis)
        with_source = self.tr("{sentence} ({source})")
        return with_source.format(sentence=sentence, source=source) if sentence else ""

    def _sparsity(self, analysis: FeatureAnalysis, source: str) -> str:
        sparsity = analysis.reading.sparsity
        level = sparsity_level(analysis.reading)
        if level is None or sparsity is None:
            return self.tr(
                "No level of sparsity: the endpoint does not give it, and from a list that is cut to the "
                "strongest {n} features it cannot be computed."
            ).format(n=len(analysis.features))
        words = {
            SparsityLevel.HIGH: self.tr(
                "High sparsity ({value}, above {limit}; {source}): a few specialised features carry this "
                "prompt."
            ),
            SparsityLevel.MODERATE: self.tr(
                "Moderate sparsity ({value}, not above {limit}; {source}): many features work together on "
                "this prompt."
            ),
        }[level]
        return words.format(value=f"{sparsity:.4f}", limit=f"{HIGH_SPARSITY:g}", source=source)

    def _health(self, result: AnalysisResult, analysis: FeatureAnalysis, source: str) -> str:
        trust, reading = reading_trust(analysis.reading), analysis.reading
        if trust is None:
            return self.tr("How well the SAE rebuilds this prompt is not known: the endpoint does not say.")
        if trust is not ReadingTrust.GOOD:
            return self.sae.warning(result)
        numbers = (
            (self.tr("explained variance {value}"), reading.explained_variance),
            (self.tr("loss recovered {value}"), reading.ce_loss_recovered),
        )
        said = "; ".join(words.format(value=f"{n:.2f}") for words, n in numbers if n is not None)
        sentence = self.tr("The SAE rebuilds this prompt well enough to be read ({numbers}; {source}).")
        return sentence.format(numbers=said, source=source)

    def _causes(self, request: AnalysisRequest, result: AnalysisResult, source: str) -> tuple[str, ...]:
        analysis = result.patching
        if analysis is None:
            return (self.patching_missing(request) if request.patching is None else self._no_patching(),)
        said = {note_sentence(note) for note in result.notes}
        remarks = [remark for remark in self.patching.remarks(result) if remark not in said]
        return (
            *remarks,
            self._scores(analysis, source),
            self._self_tests(analysis, source),
            self._chance(analysis, source),
        )

    def _no_patching(self) -> str:
        return self.tr("The reply holds no patching analysis, so no cause was tested.")

    def _scores(self, analysis: PatchAnalysis, source: str) -> str:
        if analysis.impact_score is None:
            return ""
        noising, denoising = analysis.impact_score, analysis.denoising_score
        if denoising is None:
            return self.tr("Impact by noising {noising} ({source}); denoising: not available.").format(
                noising=signed(noising, "+.3f"), source=source
            )
        sentence = self.tr("Impact by noising {noising}, by denoising {denoising} ({source}).")
        return sentence.format(
            noising=signed(noising, "+.3f"), denoising=signed(denoising, "+.3f"), source=source
        )

    def _self_tests(self, analysis: PatchAnalysis, source: str) -> str:
        tests = analysis.self_tests
        if not tests:
            return self.tr("The endpoint gives no self-tests, so its numbers were not checked.")
        if not all(test.passed for test in tests):
            return ""  # said among the remarks, in stronger words
        return self.tr("All {n} self-tests passed ({source}).").format(n=len(tests), source=source)

    def _chance(self, analysis: PatchAnalysis, source: str) -> str:
        control = next((c for c in analysis.controls if c.claim == NEURON_CLAIM), None)
        impacts = [neuron.impact for neuron in analysis.neurons if neuron.impact is not None]
        if not impacts:
            return ""
        verdicts = [control_verdict(impact, control) for impact in impacts] if control else []
        if control is None or ControlVerdict.TOO_FEW in verdicts:
            return self.tr("Without random controls it is not known which neurons stand out from chance.")
        n_above = sum(verdict is ControlVerdict.ABOVE for verdict in verdicts)
        sentence = self.tr("{k} of {n} listed neurons stand out from {controls} random controls ({source}).")
        return sentence.format(k=n_above, n=len(impacts), controls=control.n, source=source)
