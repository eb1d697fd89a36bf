"""On which pairs of prompts does the local model really do the task? Measures, and keeps those.

    python tests/oracle/measure_pairs.py CACHE_DIR            the share of right pairs in both files
    python tests/oracle/measure_pairs.py CACHE_DIR --write    and writes resources/sample_prompts/pairs.csv

A pair is right where the model prefers the original's answer after the original prompt and the comparison's
after the comparison prompt: the sign of the logit difference, both ways. It is kept where it is right by at
least one logit both ways: that answer is then e times as likely as the other. Candidates that did not make
it stay in `pair_candidates.csv`, so that the share can be measured again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from holysheep_desktop.core.pairs.pair_file import PromptPair, dump_pairs, parse_pair_file
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import set_threads
from holysheep_desktop.engine.weights.tokenizer import Tokenizer, load_tokenizer
from holysheep_desktop.engine.weights.weights import open_weights

CANDIDATES = Path(__file__).parent / "pair_candidates.csv"
LEAST_MARGIN = 1.0
"""Logits, both ways."""
SAMPLE = Path(__file__).parents[2] / "resources" / "sample_prompts" / "pairs.csv"


@dataclass(frozen=True, slots=True)
class Measured:
    """One pair with the logit difference of its two answers after each prompt."""

    pair: PromptPair
    original: float
    comparison: float
    argmax: tuple[str, str]

    @property
    def is_right(self) -> bool:
        return self.original > 0 > self.comparison

    @property
    def is_kept(self) -> bool:
        return self.original >= LEAST_MARGIN and self.comparison <= -LEAST_MARGIN

    @property
    def says_both(self) -> bool:
        """Whether both answers are the most likely next tokens of all."""
        answers = (self.pair.original_answer, self.pair.comparison_answer)
        return all(answer.startswith(said) for answer, said in zip(answers, self.argmax, strict=True))


def measure(model: Model, tokenizer: Tokenizer, pair: PromptPair) -> Measured:
    r, r_prime = (
        tokenizer.encode(answer, bos=False).ids[0]
        for answer in (pair.original_answer, pair.comparison_answer)
    )
    if r == r_prime:
        raise SystemExit(f"the answers of {pair} begin with the same token")
    ends = [model.run(tokenizer.encode(text).ids).resid[-1] for text in (pair.original, pair.comparison)]
    logits = [model.logits(end) for end in ends]
    differences = [float(one[r] - one[r_prime]) for one in logits]
    said = [tokenizer.text_of(int(one.argmax())) for one in logits]
    return Measured(pair, differences[0], differences[1], (said[0], said[1]))


def show(name: str, measured: Sequence[Measured]) -> None:
    groups = Counter((one.pair.task, one.pair.language) for one in measured)
    right = Counter((one.pair.task, one.pair.language) for one in measured if one.is_right)
    said = sum(one.says_both for one in measured)
    sys.stdout.write(
        f"{name}: {sum(right.values())} of {len(measured)} pairs right, {said} of them word for word\n"
    )
    for group, count in sorted(groups.items()):
        sys.stdout.write(f"    {group[0]:16} {group[1]}  {right[group]:2} of {count:2}\n")


def main() -> None:
    set_threads()
    weights = open_weights(Path(sys.argv[1]))
    model, tokenizer = Model(weights), load_tokenizer(weights)
    measured = [measure(model, tokenizer, pair) for pair in parse_pair_file(CANDIDATES.read_bytes())]
    for one in measured:
        if "-v" in sys.argv:
            sys.stdout.write(
                f"{one.is_kept!s:5} {one.original:6.1f} {one.comparison:6.1f} {one.argmax} {one.pair}\n"
            )
    show("candidates", measured)
    if "--write" in sys.argv:
        SAMPLE.write_text(
            dump_pairs(one.pair for one in measured if one.is_kept), encoding="utf-8", newline=""
        )
    if SAMPLE.exists():
        shipped = [measure(model, tokenizer, pair) for pair in parse_pair_file(SAMPLE.read_bytes())]
        show("shipped", shipped)


if __name__ == "__main__":
    main()
