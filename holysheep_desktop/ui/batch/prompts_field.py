"""The list of prompts: typed or pasted, a line each, or taken from a file as a whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.batches.prompt_list import PromptList, PromptPair, parse_lines
from holysheep_desktop.ui.appearance.theme import GAP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.shown_text import one_line

_LINES = 5
_PREVIEWED = 3


class PromptsField(Translated, QWidget):
    """What is typed stays while a file is used, and comes back when the file is put away.

    Signals: file_requested() and job_requested() from the buttons.
    """

    file_requested = Signal()
    job_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = PromptEdit("batchPrompts", lines=_LINES)
        self.edit.is_list = True
        self._facts = plain_label("batchListFacts", wraps=True)
        self._preview = plain_label(
            "batchListPreview", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True
        )
        self._open = push_button("batchOpenList")
        self._job = tool_button("batchOpenJob")
        self._type = push_button("batchTypeInstead")
        self._loaded: tuple[str, PromptList] | None = None
        self._build()
        self._open.clicked.connect(self.file_requested)
        self._job.clicked.connect(self.job_requested)
        self._type.clicked.connect(self.put_file_away)
        self._retranslate()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._open)
        buttons.addWidget(self._job)
        buttons.addWidget(self._type)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self.edit, self._facts, self._preview):
            column.addWidget(widget)
        column.addLayout(buttons)
        # A field gives its control a minimum of its own, in the place of that of its layout.
        self.setMinimumHeight(self.edit.minimumHeight() + GAP + self._open.sizeHint().height())
        self.setFocusProxy(self.edit)

    @property
    def file_name(self) -> str:
        """The file that is used, or an empty text."""
        return self._loaded[0] if self._loaded else ""

    def pairs(self) -> tuple[PromptPair, ...]:
        """The list; raises PromptListError."""
        if self._loaded is not None:
            return self._loaded[1].pairs
        return parse_lines(self.edit.prompt()).pairs

    def use_list(self, path: Path, found: PromptList) -> None:
        """Take a file's list in the place of what is typed."""
        self._loaded = (path.name, found)
        self._retranslate()

    @Slot()
    def put_file_away(self) -> None:
        """Go back to what is typed."""
        self._loaded = None
        self._retranslate()
        self.edit.setFocus()

    @override
    def _retranslate(self) -> None:
        self.edit.setPlaceholderText(
            self.tr("One prompt on each line. After a tab (Ctrl+Tab): the prompt to compare it with.")
        )
        self._open.setText(self.tr("Open a list…"))
        self._open.setToolTip(self.tr("Text, CSV or JSON Lines; you can also drop the file here."))
        self._open.setAccessibleName(self.tr("Open a list of prompts"))
        self._job.setText(self.tr("Open a job…"))
        self._job.setToolTip(self.tr("A list that other machines work on; you can also drop its folder."))
        self._job.setAccessibleName(self.tr("Open a job of other machines"))
        self._type.setText(self.tr("Type instead"))
        self._type.setAccessibleName(self.tr("Put the file away and type prompts"))
        has_file = self._loaded is not None
        for widget in (self.edit, self._job):
            widget.setVisible(not has_file)
        for widget in (self._facts, self._preview, self._type):
            widget.setVisible(has_file)
        if self._loaded is not None:
            self._show(*self._loaded)

    def _show(self, name: str, found: PromptList) -> None:
        words = self.tr(
            "{name}: %Ln prompt(s), {m} of them with a comparison, read as {encoding}", "", len(found.pairs)
        )
        self._facts.setText(
            words.format(
                name=one_line(name),
                m=f"{found.n_comparisons:,}",
                encoding=found.encoding.upper(),
            )
        )
        lines = [one_line(pair.prompt)[:60] for pair in found.pairs[:_PREVIEWED]]
        self._preview.setText("\n".join([*lines, "…"] if len(found.pairs) > _PREVIEWED else lines))
