"""The verdict of the Debug tab in words: what it is, which rule it follows, and what would change it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.debugging.verdict import (
    LEAST_EFFECT,
    Condition,
    Doubt,
    Finding,
    Outcome,
    TutorialRule,
    Verdict,
)
from holysheep_desktop.core.interpretation import MIN_CONTROLS
from holysheep_desktop.core.results import FeatureEffect
from holysheep_desktop.ui.debug.words import DebugWords
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.shares import percent

_MOST_NAMED = 4
_SHORT_LABEL = 60


class DebugVerdictWords(QObject):
    """Says a verdict; the numbers are those of the case."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = DebugWords(self)

    def outcome(self, outcome: Outcome) -> str:
        """The outcome in two words, with a shape of its own."""
        return {
            Outcome.CONFIRMED: self.tr("✓ Confirmed"),
            Outcome.NOT_CONFIRMED: self.tr("✕ Not confirmed"),
            Outcome.CANNOT_TELL: self.tr("? Cannot tell"),
        }[outcome]

    def headline(self, case: DebugCase, verdict: Verdict) -> str:
        """The sentence that begins the finding."""
        together, compared = case.together, self._steps.compared(case)
        if verdict.outcome is Outcome.CANNOT_TELL or together is None:
            return self.tr("Nothing can be said about the cause. {reason}").format(
                reason=self.doubt(verdict.doubts[0]) if verdict.doubts else ""
            )
        numbers = {"n": len(together.features), "layer": self._layer(case)}
        if compared is None:
            compared = ("—", "—")
        words = {"problematic": compared[0], "normal": compared[1], **numbers}
        if verdict.outcome is Outcome.CONFIRMED:
            return self.tr(
                "Confirmed: {n} features of layer {layer} together carry more than half of the way from "
                "“{normal}” to “{problematic}”, and back."
            ).format(**words)
        return self.tr(
            "Not confirmed: {n} features of layer {layer} do not explain by themselves why the model prefers "
            "“{problematic}” to “{normal}”."
        ).format(**words)

    def _layer(self, case: DebugCase) -> str:
        patching = case.patching
        return "—" if patching is None or patching.target_layer is None else str(patching.target_layer)

    def doubt(self, doubt: Doubt) -> str:
        """Why nothing can be said."""
        return {
            Doubt.NOT_PATCHED: self.tr("The endpoint made no patching analysis."),
            Doubt.ONLY_A_SCORE: self.tr(
                "The endpoint gave the score of a whole layer, without features, the other direction or a "
                "control."
            ),
            Doubt.NOT_NORMALISABLE: self.tr(
                "The next words of the two prompts differ by less than 0.5 logits: there is no scale to "
                "measure a cause on."
            ),
            Doubt.ONE_DIRECTION: self.tr("The endpoint patched in one direction only."),
            Doubt.TOO_FEW_CONTROLS: self.tr(
                "There are fewer than {n} random controls in each direction."
            ).format(n=MIN_CONTROLS),
            Doubt.SELF_TEST_FAILED: self.tr(
                "A self-test of the patching failed: its numbers are not to be trusted."
            ),
        }[doubt]

    def condition(self, condition: Condition) -> str:
        """What the rule asks for."""
        return {
            Condition.APPEARS: self.tr("The problem appears in the normal prompt (noising)"),
            Condition.VANISHES: self.tr("The problem vanishes from the problematic prompt (denoising)"),
            Condition.APPEARS_BEYOND_CHANCE: self.tr("It appears by more than with random sets (95%)"),
            Condition.VANISHES_BEYOND_CHANCE: self.tr("It vanishes by more than with random sets (95%)"),
        }[condition]

    def measure(self, finding: Finding) -> str:
        """The value beside its threshold."""
        sign = ">" if finding.is_met else "≤"
        return f"{percent(finding.value)} {sign} {percent(finding.threshold)}"

    def rule(self) -> str:
        """The rule that was followed."""
        return self.tr(
            "The rule: all candidates together must carry more than {least} of the way in both directions, "
            "each time more than 95% of at least {n} random sets."
        ).format(least=percent(LEAST_EFFECT), n=MIN_CONTROLS)

    def change(self, verdict: Verdict) -> str:
        """What would change the verdict."""
        if verdict.outcome is Outcome.CANNOT_TELL:
            return self._cure_of_doubt(verdict.doubts[0]) if verdict.doubts else ""
        if verdict.outcome is Outcome.CONFIRMED:
            closest = verdict.closest
            if closest is None:
                return ""
            words = self.tr("It would no longer hold if this fell by {margin} points: {condition}.")
            margin = f"{100 * (closest.value - closest.threshold):.0f}"
            return words.format(margin=margin, condition=self.condition(closest.condition))
        unmet = "; ".join(self.condition(finding.condition) for finding in verdict.unmet)
        return self.tr(
            "It would be confirmed if these were met too: {conditions}. More candidates, or a layer where "
            "fewer features carry the difference, can change that."
        ).format(conditions=unmet)

    def _cure_of_doubt(self, doubt: Doubt) -> str:
        return {
            Doubt.NOT_PATCHED: self.tr(
                "Ask a model that supports activation patching, the local one for example."
            ),
            Doubt.ONLY_A_SCORE: self.tr(
                "Ask an endpoint that patches features and gives activations token by token, as the local "
                "one does."
            ),
            Doubt.NOT_NORMALISABLE: self.tr(
                "Choose prompts whose next words differ, or choose yourself which two answers are compared."
            ),
            Doubt.ONE_DIRECTION: self.tr("Ask an endpoint that patches both ways, as the local one does."),
            Doubt.TOO_FEW_CONTROLS: self.tr("Ask for at least {n} random controls.").format(n=MIN_CONTROLS),
            Doubt.SELF_TEST_FAILED: self.tr(
                "Look at the self-tests of the same prompts in the Patching tab."
            ),
        }[doubt]

    def tutorial(self, rule: TutorialRule) -> str:
        """What the tutorial's own rule says, and what it leaves open."""
        if rule.score is None:
            return self.tr(
                "The tutorial's rule (impact_score above {threshold:g}) has no score to look at."
            ).format(threshold=rule.threshold)
        words = (
            self.tr(
                "By the tutorial's rule alone this would be confirmed: "
                "impact_score {score:.2f} > {threshold:g}."
            )
            if rule.says_confirmed
            else self.tr(
                "By the tutorial's rule alone this would not be confirmed: "
                "impact_score {score:.2f} ≤ {threshold:g}."
            )
        )
        left_open = self.tr("It looks at one layer in one direction, without a control.")
        return f"{words.format(score=rule.score, threshold=rule.threshold)} {left_open}"

    def guilty(self, features: tuple[FeatureEffect, ...]) -> str:
        """Which candidates stand out by themselves."""
        if not features:
            return self.tr("No candidate stands out by itself.")
        named = ", ".join(self._named(feature) for feature in features[:_MOST_NAMED])
        if len(features) > _MOST_NAMED:
            named += " …"
        return self.tr("What stands out alone: {features}.").format(features=named)

    def _named(self, feature: FeatureEffect) -> str:
        label = one_line(label_words(feature.label))[:_SHORT_LABEL]
        return f"{feature.feature} ({label})" if label else str(feature.feature)
