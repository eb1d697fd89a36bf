"""Both prompts and their alignment, whole and up to the position after which the answer is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.alignment import Alignment, Pair, align, alignment_from_pairs
from holysheep_desktop.core.requests import PatchOptions
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine.patching import params
from holysheep_desktop.errors import InputError, PatchTargetError


@dataclass(frozen=True, slots=True, eq=False)
class PromptPair:
    """The original and the comparison prompt; `answer` are the token indices after which each is read.

    What stands behind the answer position cannot reach the answer in a causal model, so both runs end there.
    """

    original: tuple[Token, ...]
    comparison: tuple[Token, ...]
    whole: Alignment
    answer: Pair

    @property
    def read(self) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """The tokens that are run."""
        return self.original[: self.answer[0] + 1], self.comparison[: self.answer[1] + 1]

    @property
    def alignment(self) -> Alignment:
        """The alignment of the tokens that are run."""
        i, j = self.answer
        return Alignment(
            tuple(pair for pair in self.whole.pairs if pair[0] <= i),
            tuple(k for k in self.whole.unpaired_original if k <= i),
            tuple(k for k in self.whole.unpaired_comparison if k <= j),
        )

    @property
    def behind(self) -> tuple[int, ...]:
        """Original tokens with a partner that stand behind the answer position."""
        return tuple(i for i, _ in self.whole.pairs if i > self.answer[0])


def pair_prompts(options: PatchOptions, original: Sequence[Token], comparison: Sequence[Token]) -> PromptPair:
    """Both prompts with the user's alignment, else the automatic one.

    Raises `PatchTargetError` for pairs that cannot be, and for an answer position outside its prompt or
    across an aligned pair.
    """
    whole = _align(options, [token.id for token in original], [token.id for token in comparison])
    answer = options.answer_position or (len(original) - 1, len(comparison) - 1)
    for index, tokens in zip(answer, (original, comparison), strict=True):
        if not 0 <= index < len(tokens):
            raise PatchTargetError(params.ANSWER_POSITION, f"token {index} is not there")
    if any((i <= answer[0]) != (j <= answer[1]) for i, j in whole.pairs):
        raise PatchTargetError(params.ANSWER_POSITION, "crosses an aligned pair of tokens")
    return PromptPair(tuple(original), tuple(comparison), whole, answer)


def _align(options: PatchOptions, original: Sequence[int], comparison: Sequence[int]) -> Alignment:
    if options.alignment is None:
        return align(original, comparison)
    try:
        return alignment_from_pairs(options.alignment, len(original), len(comparison))
    except InputError as error:
        limit = "" if error.limit is None else f" (limit {error.limit:g})"
        raise PatchTargetError(params.ALIGNMENT, f"{error.reason}{limit}") from error
