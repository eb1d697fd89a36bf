"""The queue as a table: one line for each prompt, with what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from holysheep_desktop.core.batches.batch import BatchItem, ItemFinding, ItemState
from holysheep_desktop.core.results import Label
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import short_number
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable

translate = QCoreApplication.translate
_SHOWN_TEXT = 300
"""Characters of a prompt or an answer that a cell looks at; the whole is in the run."""
PAIR_COLUMNS = (2, 7)
FEATURE_COLUMNS = (4, 5, 6, 8)
"""Comparison and impact: empty unless prompts are compared."""
_ORDER = {ItemState.RUNNING: 0, ItemState.FAILED: 1, ItemState.DONE: 2, ItemState.WAITING: 3}


def state_words(state: ItemState) -> str:
    """How far an item is, in a word."""
    return {
        ItemState.WAITING: translate("BatchQueue", "waiting"),
        ItemState.RUNNING: translate("BatchQueue", "running"),
        ItemState.DONE: translate("BatchQueue", "done"),
        ItemState.FAILED: translate("BatchQueue", "failed"),
    }[state]


class QueueTable(RowTable[BatchItem]):
    """Rows are `BatchItem`s by their place; labels of features are known to the table."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._labels: dict[int, Label] = {}
        super().__init__(
            (
                Column("place", _place, _place_text, is_number=True, width=48),
                Column("prompt", _prompt, _prompt, width=220),
                Column("comparison", _comparison, _comparison, width=120),
                Column("state", _state_order, _state_text, width=84),
                _number("active", _n_active, 64),
                _number("l0", _l0, 64),
                _number("variance", _explained_variance, 64),
                _number("impact", _impact, 70),
                Column("top", _top, self._top_text, width=200),
                Column("answer", _answer, _answer, width=160),
                Column("elapsed", _elapsed, _elapsed_text, is_number=True, width=70),
            ),
            parent,
        )

    def show_items(self, items: Sequence[BatchItem], labels: Mapping[int, Label]) -> None:
        """Replace all rows."""
        self._labels = dict(labels)
        self.show_rows(items)

    def add_labels(self, labels: Mapping[int, Label]) -> None:
        """Know more features by their words; the first label that was heard stays."""
        self._labels = {**labels, **self._labels}

    def _top_text(self, item: BatchItem) -> str:
        top = item.finding.top if item.finding else None
        if top is None:
            return MISSING if item.state is ItemState.DONE else ""
        words = label_words(self._labels.get(top))
        return f"{top} · {words}" if words else str(top)


def queue_titles() -> tuple[str, ...]:
    """The translated words above the columns."""
    return (
        translate("BatchQueue", "No."),
        translate("BatchQueue", "Prompt"),
        translate("BatchQueue", "Comparison"),
        translate("BatchQueue", "State"),
        translate("BatchQueue", "Active"),
        translate("BatchQueue", "L0"),
        translate("BatchQueue", "EV"),
        translate("BatchQueue", "Impact"),
        translate("BatchQueue", "Strongest feature"),
        translate("BatchQueue", "Answer"),
        translate("BatchQueue", "Time (s)"),
    )


def queue_explanations() -> tuple[str, ...]:
    """What the words above the columns mean, where they do not say it themselves."""
    return (
        "",
        "",
        "",
        "",
        translate("BatchQueue", "Features that are active anywhere in the prompt"),
        translate("BatchQueue", "Mean number of active features per token"),
        translate("BatchQueue", "Explained variance: how much of the prompt the SAE rebuilds"),
        translate("BatchQueue", "Impact score of the layer that was patched"),
        translate("BatchQueue", "The feature with the highest activation on this prompt"),
        "",
        "",
    )


def _number(name: str, value: Callable[[BatchItem], float | None], width: int) -> Column[BatchItem]:
    def text(item: BatchItem) -> str:
        number = value(item)
        if number is None:
            return MISSING if item.state is ItemState.DONE else ""
        return f"{number:,}" if isinstance(number, int) else f"{number:.3f}"

    return Column(name, value, text, is_number=True, width=width)


def _place(item: BatchItem) -> int:
    return item.place


def _place_text(item: BatchItem) -> str:
    return f"{item.place + 1:,}"


def _prompt(item: BatchItem) -> str:
    return item.pair.prompt[:_SHOWN_TEXT]


def _comparison(item: BatchItem) -> str:
    return (item.pair.comparison or "")[:_SHOWN_TEXT]


def _state_order(item: BatchItem) -> int:
    return _ORDER[item.state]


def _state_text(item: BatchItem) -> str:
    words = state_words(item.state)
    return f"{words}: {item.error}" if item.error else words


def _found(item: BatchItem) -> ItemFinding:
    return item.finding or ItemFinding()


def _n_active(item: BatchItem) -> int | None:
    return _found(item).n_active


def _l0(item: BatchItem) -> float | None:
    return _found(item).l0


def _top(item: BatchItem) -> int | None:
    return _found(item).top


def _explained_variance(item: BatchItem) -> float | None:
    return _found(item).explained_variance


def _impact(item: BatchItem) -> float | None:
    return _found(item).impact


def _answer(item: BatchItem) -> str:
    return (_found(item).answer or "")[:_SHOWN_TEXT]


def _elapsed(item: BatchItem) -> float | None:
    return item.elapsed_s


def _elapsed_text(item: BatchItem) -> str:
    return "" if item.elapsed_s is None else short_number(item.elapsed_s)
