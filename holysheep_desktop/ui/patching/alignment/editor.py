"""The window in which pairs of tokens are drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, TypeSize, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.alignment.answer_place import AnswerPlace
from holysheep_desktop.ui.patching.alignment.canvas import PairCanvas
from holysheep_desktop.ui.patching.alignment.columns import Place
from holysheep_desktop.ui.patching.alignment.pairs import Pairs
from holysheep_desktop.ui.patching.alignment.words import AlignmentWords
from holysheep_desktop.ui.widgets.inputs import choice_box, upright_scroll
from holysheep_desktop.ui.widgets.shown_text import tooltip

_SIZE = (860, 400)


class AlignmentEditor(Translated, QDialog):
    """Not modal: the prompts can be typed on beside it, and it follows.

    Signals: answers_requested when the two answer tokens are to be chosen.
    """

    answers_requested = Signal()

    def __init__(self, pairs: Pairs, place: AnswerPlace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = pairs
        self._place = place
        self._words = AlignmentWords(self)
        self._count = plain_label("pairCount", size=TypeSize.HEADING, bold=True)
        self._remark = plain_label("pairRemark", ink=Role.TEXT_MUTED, wraps=True)
        self._guide = plain_label("pairGuide", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._message = plain_label("pairMessage", wraps=True)
        self.canvas = PairCanvas(theme)
        self._place_label = plain_label("answerPlaceLabel")
        self._places = choice_box("answerPlace")
        self._place_label.setBuddy(self._places)
        self._answers = push_button("pairAnswers")
        self._undo = push_button("pairUndo")
        self._reset = push_button("pairReset")
        self._close = push_button("pairClose")
        self.setObjectName("alignmentEditor")
        self._build()
        self._connect()
        self.resize(*_SIZE)
        self._retranslate()

    def _build(self) -> None:
        answer = QHBoxLayout()
        answer.addWidget(self._place_label)
        answer.addWidget(self._places)
        answer.addStretch()
        answer.addWidget(self._answers)
        foot = QHBoxLayout()
        foot.addWidget(self._undo)
        foot.addWidget(self._reset)
        foot.addStretch()
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._count)
        column.addWidget(self._remark)
        column.addWidget(upright_scroll("pairScroll", self.canvas), stretch=1)
        column.addWidget(self._message)
        column.addWidget(self._guide)
        column.addLayout(answer)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.canvas.pair_requested.connect(self._on_pair_requested)
        self.canvas.unpair_requested.connect(self._on_unpair_requested)
        self.canvas.place_changed.connect(self._on_place_changed)
        self.canvas.hovered.connect(self._on_hovered)
        self._places.activated.connect(self._on_place_chosen)
        self._answers.clicked.connect(self.answers_requested)
        self._place.changed.connect(self._on_changed)
        self._undo.clicked.connect(self._on_undo)
        self._reset.clicked.connect(self._on_reset)
        self._close.clicked.connect(self.close)
        self._pairs.changed.connect(self._on_changed)

    @property
    def message(self) -> str:
        """What is said about the current token, or why something was refused."""
        return self._message.text()

    def begin(self) -> None:
        """Show the window, or bring it to the front, with the keys on the first token."""
        self.show()
        self.activateWindow()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self._pairs.undo()
        else:
            super().keyPressEvent(event)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Which token stands for which"))
        self.canvas.setAccessibleName(self.tr("Tokens of both prompts and their pairs"))
        self.canvas.set_names(self.tr("Original"), self.tr("Comparison"))
        self._guide.setText(
            self.tr(
                "Drag from a token to its partner; click a line or a paired token to part the two. "
                "A token that gets another partner leaves the old one. Keys: arrows choose, Enter starts "
                "and ends a pair, Delete parts. Thick lines join different tokens; hatched tokens cannot be "
                "patched."
            )
        )
        self._place_label.setText(self.tr("The answer is read after"))
        self._places.setAccessibleName(self._place_label.text())
        for button, words in (
            (self._answers, self.tr("Choose the answers…")),
            (self._undo, self.tr("Undo")),
            (self._reset, self.tr("Reset to automatic")),
            (self._close, self.tr("Close")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._undo.setEnabled(self._pairs.can_undo)
        if self._pairs.prompts is None:
            self.canvas.setEnabled(False)
            return
        self.canvas.setEnabled(True)
        self._reset.setEnabled(self._pairs.is_drawn)
        self._count.setText(self._words.count(self._pairs))
        remarks = self._words.remarks(self._pairs)
        self._remark.setText("\n".join(remarks))
        self._remark.setVisible(bool(remarks))
        self.canvas.show_alignment(self._pairs.prompts, self._pairs.alignment)
        self._offer_places()

    def _offer_places(self) -> None:
        """The last tokens, and every pair."""
        assert self._pairs.prompts is not None
        pairs, chosen = self._pairs.alignment.pairs, self._place.option(self._texts())
        self._places.clear()
        self._places.addItem(self.tr("the last token of each prompt"))
        self._places.addItems([self._words.pair(self._pairs, pair) for pair in pairs])
        self._places.setCurrentIndex(pairs.index(chosen) + 1 if chosen in pairs else 0)

    def _texts(self) -> tuple[str, str]:
        assert self._pairs.prompts is not None
        return self._pairs.prompts[0].text, self._pairs.prompts[1].text

    @Slot(int)
    def _on_place_chosen(self, number: int) -> None:
        if self._pairs.prompts is not None:
            pairs = self._pairs.alignment.pairs
            self._place.choose(self._texts(), pairs[number - 1] if number > 0 else None)

    @Slot(int, int)
    def _on_pair_requested(self, original: int, comparison: int) -> None:
        try:
            self._pairs.pair(original, comparison)
        except InputError as error:
            self._say(self._words.refusal(self._pairs, error, (original, comparison)), is_refusal=True)

    @Slot(int, int)
    def _on_unpair_requested(self, original: int, comparison: int) -> None:
        try:
            self._pairs.unpair((original, comparison))
        except InputError as error:
            self._say(self._words.refusal(self._pairs, error, (original, comparison)), is_refusal=True)

    @Slot()
    def _on_place_changed(self) -> None:
        if self._pairs.prompts is None:
            return
        if self.canvas.start is not None:
            self._say(self._words.pairing(self._pairs, self.canvas.start))
        else:
            current = self.canvas.current
            self._say(self._words.place(self._pairs, current, self.canvas.partner_of(current)))

    @Slot(object)
    def _on_hovered(self, place: Place | None) -> None:
        words = "" if place is None else self._words.hover(self._pairs, place)
        self.canvas.setToolTip(tooltip(words))

    def _say(self, words: str, *, is_refusal: bool = False) -> None:
        self._message.setText(words)
        set_ink(self._message, Role.BAD if is_refusal else Role.TEXT)
        self.canvas.setAccessibleDescription(f"{words} {self._count.text()}".strip())

    @Slot()
    def _on_undo(self) -> None:
        self._pairs.undo()

    @Slot()
    def _on_reset(self) -> None:
        self._pairs.reset()
