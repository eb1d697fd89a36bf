"""The sentences about an alignment."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.alignment import Difference, Pair
from holysheep_desktop.errors import InputError, InputReason, NotFoundError
from holysheep_desktop.ui.patching.alignment.columns import Place, Side
from holysheep_desktop.ui.patching.alignment.pairs import Carried, Pairs
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.errors import describe, input_sentence


class AlignmentWords(QObject):
    """Translated."""

    def nothing_typed(self) -> str:
        """Before both prompts have a text."""
        return self.tr("Tokens are aligned as soon as both prompts are typed.")

    def failure(self, error: BaseException) -> str:
        """Why the pairs are not shown."""
        if isinstance(error, NotFoundError):
            return self.tr("This endpoint does not tell its tokens; it aligns the prompts by itself.")
        unseen = self.tr("The prompts are aligned when you run.")
        return f"{describe(error).title} {unseen}"

    def count(self, pairs: Pairs) -> str:
        """How many tokens and pairs there are."""
        found = pairs.alignment
        n_alone = len(found.unpaired_original) + len(found.unpaired_comparison)
        sentence = (
            self.tr("{n} ↔ {m} tokens, {pairs} pairs, {alone} without partner")
            if n_alone
            else self.tr("{n} ↔ {m} tokens, {pairs} pairs")
        )
        counted = sentence.format(
            n=found.n_original, m=found.n_comparison, pairs=len(found.pairs), alone=n_alone
        )
        return self.tr("{count}, edited").format(count=counted) if pairs.is_drawn else counted

    def remarks(self, pairs: Pairs) -> tuple[str, ...]:
        """What the pairs mean for a run, and what became of those that were drawn."""
        return tuple(words for words in (self._difference(pairs.difference), self._carried(pairs)) if words)

    def _difference(self, difference: Difference) -> str:
        return {
            Difference.NONE: self.tr(
                "Both prompts have the same tokens, so both runs are the same: a run gives raw numbers only."
            ),
            Difference.OUT_OF_REACH: self.tr(
                "No pair reaches what differs: at every pair both runs are the same, so all effects will be "
                "exactly 0. Pair the last tokens by hand to compare the answers."
            ),
            Difference.PAIRED: "",
        }[difference]

    def _carried(self, pairs: Pairs) -> str:
        return {
            Carried.WHOLE: "",
            Carried.PARTLY: self.tr("Your pairs are kept where the tokens are unchanged."),
            Carried.LOST: self.tr("Your pairs do not fit the new text; it is aligned automatically."),
        }[pairs.carried]

    def place(self, pairs: Pairs, place: Place, partner: Place | None) -> str:
        """One token and its partner."""
        if partner is None:
            return self.tr("{token}, without partner").format(token=self._token(pairs, place))
        return self.tr("{token}, paired with {partner}").format(
            token=self._token(pairs, place), partner=self._token(pairs, partner)
        )

    def pair(self, pairs: Pairs, pair: Pair) -> str:
        """Two partners."""
        return self.tr("{token} ↔ {partner}").format(
            token=self._token(pairs, Place(Side.ORIGINAL, pair[0])),
            partner=self._token(pairs, Place(Side.COMPARISON, pair[1])),
        )

    def hover(self, pairs: Pairs, place: Place) -> str:
        """What a token is."""
        assert pairs.prompts is not None
        token = pairs.prompts[place.side].tokens[place.index]
        return self.tr("{token}, token id {id}").format(token=self._token(pairs, place), id=token.id)

    def pairing(self, pairs: Pairs, start: Place) -> str:
        """A pairing has begun."""
        return self.tr("Choose the partner of {token} in the other prompt; Esc gives up.").format(
            token=self._token(pairs, start)
        )

    def refusal(self, pairs: Pairs, error: InputError, wished: Pair) -> str:
        """Why a pair cannot be made or parted."""
        if error.reason is InputReason.EMPTY:
            return self.tr("One pair must stay: without a pair nothing can be patched.")
        crossed = pairs.alignment.crossed_by(wished)
        if not crossed:
            return input_sentence(error)
        sentence = self.tr("That would cross the pair of {token} and {partner}. Part that pair first.")
        return sentence.format(
            token=self._token(pairs, Place(Side.ORIGINAL, crossed[0][0])),
            partner=self._token(pairs, Place(Side.COMPARISON, crossed[0][1])),
        )

    def _token(self, pairs: Pairs, place: Place) -> str:
        assert pairs.prompts is not None
        text = one_line(pairs.prompts[place.side].tokens[place.index].text)
        return self.tr("{position} “{text}”").format(position=place.index, text=text)
