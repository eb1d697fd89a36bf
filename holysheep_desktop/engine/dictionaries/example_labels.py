"""Labels of features that fire on one token: said where the examples agree, and nowhere else."""

from __future__ import annotations

from collections import Counter

import numpy as np

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.engine.dictionaries.corpus_sample import Ids
from holysheep_desktop.engine.dictionaries.dashboard_arrays import Arrays
from holysheep_desktop.engine.dictionaries.dashboards import N_TOP_EXAMPLES
from holysheep_desktop.engine.dictionaries.promotes import LABEL_TOKEN_LENGTH, shown_space
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

FEWEST_EXAMPLES = 5
AGREEMENT = 0.75
"""Share of the strongest examples, each of another document, whose peak is the same token."""
SOURCE = "activating examples"


def labels_by_example(arrays: Arrays, ids: Ids, tokenizer: TextTokenizer) -> dict[str, object]:
    """The content of a pack's `labels.json`, from the windows of `feature_examples` over the sample's `ids`.

    Tokens are the same where they differ by case or a space alone; a piece of a character is no label.
    """
    starts = np.asarray(arrays["example_start"])[:, :N_TOP_EXAMPLES].astype(np.int64)
    peaks = starts + np.asarray(arrays["example_peak"])[:, :N_TOP_EXAMPLES].astype(np.int64)
    labels: dict[str, object] = {}
    for feature in np.flatnonzero((starts >= 0).sum(axis=1) >= FEWEST_EXAMPLES).tolist():
        tokens = ids[peaks[feature][starts[feature] >= 0]].tolist()
        words = Counter(_word(tokenizer, token) for token in tokens)
        word, count = words.most_common(1)[0]
        if word and count >= AGREEMENT * len(tokens):
            labels[str(feature)] = {
                "text": f"fires on: “{word}”",
                "source": SOURCE,
                "confidence": count / len(tokens),
            }
    return {"labels": labels}


def _word(tokenizer: TextTokenizer, token: int) -> str:
    """What a token is called in a label; empty for a byte."""
    if not tokenizer.is_whole(token):
        return ""
    text = tokenizer.text_of(token)
    return plain_text(text.strip().casefold(), LABEL_TOKEN_LENGTH) or shown_space(text)
