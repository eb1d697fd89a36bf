"""How single tokens are written where each of them can be paired."""

from __future__ import annotations

from collections.abc import Iterator

from holysheep_desktop.core.tokens import joined_for_display
from holysheep_desktop.ui.patching.alignment.pairs import ReadPrompt
from holysheep_desktop.ui.widgets.chips import Chip


def single_chips(prompt: ReadPrompt) -> tuple[Chip, ...]:
    """One chip for each token; a piece of a character shows the character and which piece it is."""
    return tuple(_chips(prompt))


def _chips(prompt: ReadPrompt) -> Iterator[Chip]:
    for group in joined_for_display(prompt.tokens, prompt.text):
        for piece, index in enumerate(group.indices, start=1):
            token = prompt.tokens[index]
            text = group.text if len(group.indices) == 1 else f"{group.text} {piece}/{len(group.indices)}"
            yield Chip(text, (index,), (token.id,), is_special=token.is_special)
