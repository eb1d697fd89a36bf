"""What a verification says, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.verification import Cause, Compared, Outcome, Quantity, Reason, Verification
from holysheep_desktop.ui.appearance.theme import Role
from holysheep_desktop.ui.charts.plot_rows import signed

_HASH_LENGTH = 12
_VALUE_LENGTH = 80


class VerdictWords(QObject):
    """Sentences and cells of the comparison, translated."""

    def headline(self, found: Verification) -> str:
        """How it went, in one sentence."""
        n, n_same, n_within = len(found.compared), found.count(Outcome.SAME), found.count(Outcome.WITHIN)
        if not n:
            return self.tr("The report holds no number that could be compared.")
        if n_same == n:
            return self.tr("Confirmed: all {n} values are exactly the same.").format(n=f"{n:,}")
        if found.is_confirmed:
            words = self.tr(
                "Confirmed: {same} of {n} values are exactly the same, {within} moved within the tolerance."
            )
            return words.format(n=f"{n:,}", same=f"{n_same:,}", within=f"{n_within:,}")
        differs = n - n_same - n_within
        words = self.tr(
            "Not the same: {differs} of {n} values differ ({same} the same, {within} within the tolerance)."
        )
        return words.format(differs=f"{differs:,}", n=f"{n:,}", same=f"{n_same:,}", within=f"{n_within:,}")

    def ink(self, found: Verification) -> Role:
        """The colour of the headline; its first word says the same."""
        if not found.compared:
            return Role.WARN
        return Role.GOOD if found.is_confirmed else Role.BAD

    def reasons(self, found: Verification) -> list[str]:
        """What is known to differ between then and now, and so may explain differences."""
        sentences = [self._reason(reason) for reason in found.reasons]
        if not found.is_confirmed and found.compared and not found.reasons:
            sentences.append(
                self.tr(
                    "Model, tokenizer, SAE, engine and versions are the same as then; "
                    "so the machine, its memory or the file itself is the likely cause."
                )
            )
        if found.count(Outcome.WITHIN):
            sentences.append(
                self.tr(
                    "Small movements come from another number of threads or another processor: "
                    "sums are made in another order."
                )
            )
        return sentences

    def _reason(self, reason: Reason) -> str:
        sentence = {
            Cause.MODEL: self.tr("Another model answered: then {then}, now {now}."),
            Cause.MODEL_FILE: self.tr("The weights of the model are another file: then {then}, now {now}."),
            Cause.TOKENIZER_FILE: self.tr("The tokenizer is another file: then {then}, now {now}."),
            Cause.SAE: self.tr("Another SAE was used: then {then}, now {now}."),
            Cause.SAE_FILE: self.tr("The SAE is another file: then {then}, now {now}."),
            Cause.ENGINE: self.tr("Another engine computed: then {then}, now {now}."),
            Cause.ENGINE_VERSION: self.tr("The engine has another version: then {then}, now {now}."),
            Cause.NUMBER_TYPE: self.tr("Numbers have another type: then {then}, now {now}."),
            Cause.SEED: self.tr("Another seed was used: then {then}, now {now}."),
            Cause.PROGRAM_VERSION: self.tr("This program has another version: then {then}, now {now}."),
            Cause.ENDPOINT: self.tr("Another endpoint answered: then {then}, now {now}."),
            Cause.UNKNOWN_FILES: self.tr("One of the endpoints does not say which weights it used."),
            Cause.REMOTE: self.tr("A remote endpoint may change its model or hardware at any time."),
            Cause.SAMPLING: self.tr(
                "The answer was drawn at random, and the endpoint may not keep the seed."
            ),
        }[reason.cause]
        return sentence.format(then=_short(reason.then), now=_short(reason.now))

    def outcome(self, outcome: Outcome) -> str:
        """What became of a value."""
        return {
            Outcome.SAME: self.tr("same"),
            Outcome.WITHIN: self.tr("within tolerance"),
            Outcome.DIFFERS: self.tr("differs"),
            Outcome.GONE: self.tr("missing now"),
            Outcome.NEW: self.tr("new now"),
        }[outcome]

    def quantity(self, quantity: Quantity) -> str:
        """What a value is."""
        return {
            Quantity.TEXT: self.tr("text"),
            Quantity.TOKEN: self.tr("token"),
            Quantity.COUNT: self.tr("count"),
            Quantity.CHOICE: self.tr("choice"),
            Quantity.ACTIVATION: self.tr("activation"),
            Quantity.HEALTH: self.tr("health of the SAE"),
            Quantity.LOGPROB: self.tr("log-probability"),
            Quantity.METRIC: self.tr("metric of a run"),
            Quantity.EFFECT: self.tr("effect"),
            Quantity.CONTROL: self.tr("random control"),
        }[quantity]

    def tolerance(self, compared: Compared) -> str:
        """The difference that would still be agreement."""
        return self.tr("none") if compared.tolerance is None else f"{compared.tolerance:.2g}"


def value_text(value: str | int | float | None) -> str:
    """A value as it is compared."""
    if value is None:
        return "—"
    if isinstance(value, str):
        return plain_text(value, _VALUE_LENGTH)
    return signed(value, ".7g") if isinstance(value, float) else str(value)


def _short(text: str) -> str:
    is_hash = len(text) == 64 and all(character in "0123456789abcdef" for character in text)
    return text[:_HASH_LENGTH] if is_hash else plain_text(text, _VALUE_LENGTH)
