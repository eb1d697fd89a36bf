"""Which token of one prompt stands for which token of the other.

Two prompts are patched position by position, so every analysis needs pairs (i, j): token i of the original
prompt with token j of the comparison prompt. Pairs are monotone and one-to-one; a token without a partner
cannot be patched and is listed, never dropped by cutting a prompt to the length of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from holysheep_desktop.errors import InputError, InputReason

Pair: TypeAlias = tuple[int, int]
IdPair: TypeAlias = tuple[Sequence[int], Sequence[int]]
"""The token ids of the original and of the comparison prompt."""
FIELD = "alignment"

_PAIR, _SKIP_ORIGINAL, _SKIP_COMPARISON = range(3)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of token indices in increasing order, and the indices that have no partner."""

    pairs: tuple[Pair, ...]
    unpaired_original: tuple[int, ...] = ()
    unpaired_comparison: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every token of both prompts has a partner; only prompts of equal length can be."""
        return not self.unpaired_original and not self.unpaired_comparison

    @property
    def n_original(self) -> int:
        """How many tokens the original prompt has."""
        return len(self.pairs) + len(self.unpaired_original)

    @property
    def n_comparison(self) -> int:
        """How many tokens the comparison prompt has."""
        return len(self.pairs) + len(self.unpaired_comparison)

    def swapped(self) -> Alignment:
        """The same pairs as seen from the comparison prompt."""
        pairs = tuple((j, i) for i, j in self.pairs)
        return Alignment(pairs, self.unpaired_comparison, self.unpaired_original)

    def crossed_by(self, pair: Pair) -> tuple[Pair, ...]:
        """The pairs that a new one would cross; those that share a token with it are not among them."""
        i, j = pair
        return tuple((k, m) for k, m in self.pairs if (k < i and m > j) or (k > i and m < j))

    def with_pair(self, pair: Pair) -> Alignment:
        """The alignment in which these two tokens are partners; each leaves the partner it had.

        A pair that would cross another one is refused, because letting that one go would lose work that
        nobody pointed at. Raises InputError("alignment") then, and for an index outside its prompt.
        """
        i, j = pair
        kept = [(k, m) for k, m in self.pairs if k != i and m != j]
        return alignment_from_pairs([*kept, pair], self.n_original, self.n_comparison)

    def without_pair(self, pair: Pair) -> Alignment:
        """The alignment in which these two tokens have no partner.

        Raises InputError("alignment") where it is the last pair: without one nothing can be patched.
        """
        kept = [other for other in self.pairs if other != pair]
        return alignment_from_pairs(kept, self.n_original, self.n_comparison)


class Difference(StrEnum):
    """What patching can find between two prompts, told from their tokens alone."""

    NONE = "none"
    """The same tokens: both runs are the same run."""
    OUT_OF_REACH = "out of reach"
    """Every pair reads the same tokens up to itself, so in a causal model both runs hold the same values
    there and every effect is exactly 0."""
    PAIRED = "paired"


def difference_of(original: Sequence[int], comparison: Sequence[int], pairs: Iterable[Pair]) -> Difference:
    """Whether the pairs reach what differs between two sequences of token ids.

    >>> difference_of([2, 7], [2, 7, 8], [(0, 0), (1, 1)])
    <Difference.OUT_OF_REACH: 'out of reach'>
    """
    if tuple(original) == tuple(comparison):
        return Difference.NONE
    head = _common_prefix(original, comparison)
    is_reached = any(i != j or i >= head for i, j in pairs)
    return Difference.PAIRED if is_reached else Difference.OUT_OF_REACH


def align(original: Sequence[int], comparison: Sequence[int]) -> Alignment:
    """Align two sequences of token ids.

    Prompts of equal length pair position by position: that is how contrast pairs are written. Otherwise the
    common prefix and the common suffix pair, and between them the fewest insertions, deletions and
    substitutions (Levenshtein), where a substitution is a pair. Among equally short edits the pairs lie as
    far right as possible, because the last token of a word has read the whole word.

    >>> align([2, 7, 8, 9], [2, 5, 9]).pairs
    ((0, 0), (2, 1), (3, 2))
    >>> align([2, 7, 8, 9], [2, 5, 9]).unpaired_original
    (1,)
    """
    n, m = len(original), len(comparison)
    if n == m:
        return Alignment(tuple((i, i) for i in range(n)))
    head = _common_prefix(original, comparison)
    tail = _common_suffix(original[head:], comparison[head:])
    middle = _edit_pairs(original[head : n - tail], comparison[head : m - tail])
    pairs = [(i, i) for i in range(head)]
    pairs += [(head + i, head + j) for i, j in middle]
    pairs += [(n - k, m - k) for k in range(tail, 0, -1)]
    return _with_unpaired(pairs, n, m)


def alignment_from_pairs(pairs: Iterable[Pair], n_original: int, n_comparison: int) -> Alignment:
    """The alignment that a user drew, in any order.

    Raises InputError("alignment") where there is no pair, an index lies outside its prompt, a token is
    paired twice, or two pairs cross.
    """
    ordered = sorted(pairs)
    if not ordered:
        raise InputError(FIELD, InputReason.EMPTY)
    for i, j in ordered:
        _check_index(i, n_original)
        _check_index(j, n_comparison)
    for (i, j), (next_i, next_j) in pairwise(ordered):
        if next_i <= i or next_j <= j:
            raise InputError(FIELD, InputReason.OUT_OF_ORDER)
    return _with_unpaired(ordered, n_original, n_comparison)


def carried_over(pairs: Iterable[Pair], before: IdPair, after: IdPair) -> Alignment:
    """What is left of a drawn alignment when the prompts are edited.

    A token is unchanged if it lies in the common prefix or suffix of its prompt before and after. Pairs of
    two unchanged tokens stay, and so do unchanged tokens without partner. The others (new tokens, and those
    whose partner is gone) are aligned automatically between the pairs that stay.
    """
    left, right = _unchanged(before[0], after[0]), _unchanged(before[1], after[1])
    drawn = sorted(pairs)
    kept = [(left[i], right[j]) for i, j in drawn if i in left and j in right]
    alone = _left_alone(left, {i for i, _ in drawn}), _left_alone(right, {j for _, j in drawn})
    found: list[Pair] = []
    corners = [(-1, -1), *kept, (len(after[0]), len(after[1]))]
    for (i, j), (next_i, next_j) in pairwise(corners):
        rows = [k for k in range(i + 1, next_i) if k not in alone[0]]
        columns = [k for k in range(j + 1, next_j) if k not in alone[1]]
        inner = align([after[0][k] for k in rows], [after[1][k] for k in columns]).pairs
        found += [(rows[k], columns[m]) for k, m in inner]
    return _with_unpaired(sorted([*kept, *found]), len(after[0]), len(after[1]))


def _left_alone(unchanged: Mapping[int, int], paired: set[int]) -> set[int]:
    """New indices of unchanged tokens that were drawn without partner."""
    return {new for old, new in unchanged.items() if old not in paired}


def _unchanged(before: Sequence[int], after: Sequence[int]) -> dict[int, int]:
    """Old index to new index of the tokens in the common prefix and suffix."""
    head = _common_prefix(before, after)
    tail = _common_suffix(before[head:], after[head:])
    ends = {len(before) - k: len(after) - k for k in range(1, tail + 1)}
    return {i: i for i in range(head)} | ends


def _check_index(index: int, length: int) -> None:
    if index < 0:
        raise InputError(FIELD, InputReason.TOO_SMALL, 0)
    if index >= length:
        raise InputError(FIELD, InputReason.TOO_LARGE, length - 1)


def _with_unpaired(pairs: Sequence[Pair], n_original: int, n_comparison: int) -> Alignment:
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    return Alignment(
        tuple(pairs),
        tuple(i for i in range(n_original) if i not in left),
        tuple(j for j in range(n_comparison) if j not in right),
    )


def _common_prefix(a: Sequence[int], b: Sequence[int]) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length


def _common_suffix(a: Sequence[int], b: Sequence[int]) -> int:
    return _common_prefix(a[::-1], b[::-1])


def _edit_pairs(a: Sequence[int], b: Sequence[int]) -> list[Pair]:
    """Pairs of a shortest edit from `a` to `b`; O(len(a)·len(b)) steps, one byte each."""
    moves = _edit_moves(a, b)
    i, j = len(a), len(b)
    pairs: list[Pair] = []
    while i and j:
        move = moves[i - 1][j - 1]
        if move == _PAIR:
            pairs.append((i - 1, j - 1))
        i -= move != _SKIP_COMPARISON
        j -= move != _SKIP_ORIGINAL
    return pairs[::-1]


def _edit_moves(a: Sequence[int], b: Sequence[int]) -> list[bytearray]:
    """The last step of a shortest edit between every two prefixes; a pair wins a tie."""
    above = list(range(len(b) + 1))
    moves: list[bytearray] = []
    for i, x in enumerate(a, start=1):
        row, steps = [i], bytearray(len(b))
        for j, y in enumerate(b):
            best, move = above[j] + (x != y), _PAIR
            if above[j + 1] + 1 < best:
                best, move = above[j + 1] + 1, _SKIP_ORIGINAL
            if row[j] + 1 < best:
                best, move = row[j] + 1, _SKIP_COMPARISON
            row.append(best)
            steps[j] = move
        above = row
        moves.append(steps)
    return moves
