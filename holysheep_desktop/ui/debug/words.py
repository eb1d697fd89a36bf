"""The sentences of the Debug tab. They only say what a case holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from holysheep_desktop.core.alignment import Alignment
from holysheep_desktop.core.debugging.case import DebugCase, Obstacle
from holysheep_desktop.core.debugging.comparison import (
    ACTIVE_ABOVE,
    LEAST_CHANGE,
    Comparison,
    Kind,
    Scope,
)
from holysheep_desktop.core.debugging.steps import Step, StepState
from holysheep_desktop.core.results import FeatureSetEffect
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.shares import percent

translate = QCoreApplication.translate

_SHORT_ANSWER = 24
_SAME_WORD = "largest_change"


class DebugWords(QObject):
    """Titles and states of the steps, and what each of them found."""

    def title(self, step: Step) -> str:
        """The step's name."""
        return {
            Step.ANSWERS: self.tr("Both answers"),
            Step.FEATURES: self.tr("Features that differ"),
            Step.CANDIDATES: self.tr("Candidates, patched both ways"),
            Step.CONTROLS: self.tr("Random control"),
            Step.VERDICT: self.tr("Verdict"),
        }[step]

    def state(self, state: StepState) -> str:
        """The step's state, with a shape of its own."""
        return {
            StepState.WAITING: self.tr("○ waiting"),
            StepState.RUNNING: self.tr("◐ running"),
            StepState.DONE: self.tr("● done"),
            StepState.CANNOT: self.tr("✕ cannot be done"),
        }[state]

    def obstacle(self, obstacle: Obstacle) -> str:
        """What is missing for a step, and why it matters."""
        return {
            Obstacle.NO_ANSWER: self.tr("The endpoint gave no answer to either prompt."),
            Obstacle.NO_FEATURES: self.tr(
                "The endpoint gave no SAE features, so there is nothing to compare and nothing to suspect."
            ),
            Obstacle.OTHER_SAE: self.tr(
                "The two prompts were read with different SAEs; their features have nothing to do with "
                "each other."
            ),
            Obstacle.NO_TOKENS: self.tr(
                "The endpoint gave one number per feature and no activations token by token "
                "(activation_cache). A feature can be patched only at tokens that stand for each other."
            ),
            Obstacle.NO_DIFFERENCE: self.tr(
                "No feature differs at tokens that stand for each other, so there is nothing to patch."
            ),
            Obstacle.NO_PATCHING: self.tr("The endpoint gave no patching analysis."),
            Obstacle.NO_FEATURE_PATCHING: self.tr(
                "The endpoint patched a whole layer and no single features (feature_set)."
            ),
            Obstacle.TOO_FEW_CONTROLS: self.tr(
                "Fewer than 20 random controls were made; they cannot give a 95th percentile."
            ),
            Obstacle.NO_SAE_NAME: self.tr(
                "The endpoint does not name its SAE, so its features cannot be steered."
            ),
        }[obstacle]

    def answers(self, case: DebugCase) -> str:
        """What the two answers have to do with each other."""
        texts = [
            None if run is None or run.result.answer is None else run.result.answer.text
            for run in (case.problematic, case.normal)
        ]
        if None in texts:
            return ""
        compared = self.compared(case)
        if texts[0] == texts[1]:
            return self.tr("The model says the same to both.") + (
                " " + self.tr("What follows explains how likely other words are.") if compared else ""
            )
        if compared is None:
            return ""
        words = self.tr("What is explained is the next word: “{problematic}” rather than “{normal}”.")
        sentence = words.format(problematic=compared[0], normal=compared[1])
        if self._is_same_word(case):
            sentence += " " + self.tr("Both prompts prefer the same next word; these two change most.")
        return sentence

    def _is_same_word(self, case: DebugCase) -> bool:
        answers = None if case.patching is None else case.patching.answers
        return answers is not None and answers.chosen_by == _SAME_WORD

    def compared(self, case: DebugCase) -> tuple[str, str] | None:
        """The answer tokens that were compared, (problematic, normal)."""
        answers = None if case.patching is None else case.patching.answers
        if answers is None:
            return None
        found = [
            one_line(answer.text.strip(" ") or answer.text)
            for answer in (answers.comparison, answers.original)
        ]
        return found[0][:_SHORT_ANSWER], found[1][:_SHORT_ANSWER]

    def differences(self, comparison: Comparison) -> str:
        """How many features differ, and how; what was compared and by which threshold."""
        if not comparison.differences:
            words = self.tr("No feature differs; {alike} are alike.").format(alike=f"{comparison.n_alike:,}")
            return f"{words} {self._scope(comparison)}"
        counts = {kind: f"{len(comparison.of_kind(kind)):,}" for kind in Kind}
        words = self.tr(
            "%Ln feature(s) differ: {only_problematic} only in the problematic prompt, {only_normal} only in "
            "the normal one, {stronger} stronger and {weaker} weaker; {alike} alike.",
            "",
            len(comparison.differences),
        ).format(
            alike=f"{comparison.n_alike:,}",
            **{kind.value: count for kind, count in counts.items()},
        )
        return f"{words} {self._scope(comparison)}"

    def _scope(self, comparison: Comparison) -> str:
        thresholds = self.tr(
            "Active is above {active:g} (the tutorial's threshold); stronger or weaker is by more than "
            "{change} of the larger one."
        ).format(active=ACTIVE_ABOVE, change=percent(LEAST_CHANGE))
        if comparison.scope is Scope.RETURNED_FEATURES or comparison.alignment is None:
            warning = self.tr(
                "The endpoint returned one number per feature and only the strongest: “only here” may mean "
                "that the feature was cut off there."
            )
            return f"{warning} {thresholds}"
        return f"{self._alignment(comparison, comparison.alignment)} {thresholds}"

    def _alignment(self, comparison: Comparison, alignment: Alignment) -> str:
        pairs = self.tr("Pairs of tokens compared: {n}.").format(n=len(alignment.pairs))
        n_alone = len(alignment.unpaired_original) + len(alignment.unpaired_comparison)
        if n_alone:
            pairs += " " + self.tr("Tokens without partner: {n}.").format(n=n_alone)
        if comparison.pairs_last_tokens:
            pairs += " " + self.tr(
                "One prompt begins with the other, so their last tokens stand for each other: from there "
                "both speak on."
            )
        return pairs

    def test(self, together: FeatureSetEffect) -> str:
        """What all candidates together do."""
        if together.noising is None or together.denoising is None:
            return ""
        return self.tr(
            "All {n} together carry {appears} of the way to the problematic answer when they are put into "
            "the normal prompt (noising), and {vanishes} of the way back when the normal values are put into "
            "the problematic prompt (denoising). 0% changes nothing, 100% is the other prompt's next word. "
            "The rest of the layer, the SAE's error included, stays."
        ).format(
            n=len(together.features),
            appears=percent(together.noising),
            vanishes=percent(together.denoising),
        )

    def controls(self, together: FeatureSetEffect) -> str:
        """What random sets do."""
        there, back = together.noising_control, together.denoising_control
        if there is None or back is None or there.percentile_95 is None or back.percentile_95 is None:
            return ""
        return self.tr(
            "{n} random sets of as many active features, changed by the same norm at the same tokens: 95% "
            "of them stay within ±{appears} (noising) and ±{vanishes} (denoising)."
        ).format(n=there.n, appears=percent(there.percentile_95), vanishes=percent(back.percentile_95))
