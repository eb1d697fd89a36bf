"""Recent prompts for the fields of every tab, from the history."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.history import HistoryStore, RunFilter, RunRow
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit

_RUNS_READ = 30
MOST = 12


class RecentPrompts(QObject):
    """Signals: failed(exception) where the history cannot be read."""

    failed = Signal(object)

    def __init__(self, store: HistoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._asked: PromptEdit | None = None
        self._job = Job(self)
        self._job.succeeded.connect(self._on_found)
        self._job.failed.connect(self.failed)

    @Slot(object)
    def watch(self, tab: Tab) -> None:
        """Answer the fields of this tab."""
        fields = [field for field in tab.findChildren(PromptEdit) if not field.is_list]
        for field in fields:
            field.recent_requested.connect(self._on_requested)
            field.destroyed.connect(self._on_field_gone)
            field.expect_recent()

    async def _prompts(self, *, of_comparisons: bool) -> tuple[str, ...]:
        """Those that stood in such a field first, then the others; each once, the latest first."""
        page = await self._store.page(RunFilter(), limit=_RUNS_READ)
        latest = sorted(page.rows, key=_started, reverse=True)
        requests = [(await self._store.content(row.key)).request for row in latest]
        firsts = [request.prompt for request in requests]
        seconds = [prompt for request in requests for prompt in _comparisons(request)]
        ordered = (*seconds, *firsts) if of_comparisons else (*firsts, *seconds)
        return tuple(dict.fromkeys(prompt for prompt in ordered if prompt.strip()))[:MOST]

    @Slot()
    def _on_requested(self) -> None:
        field = self.sender()
        assert isinstance(field, PromptEdit)
        self._asked = field
        self._job.start(self._prompts(of_comparisons=field.is_comparison), name="recent prompts")

    @Slot()
    def _on_field_gone(self) -> None:
        self._asked = None

    @Slot(object)
    def _on_found(self, prompts: tuple[str, ...]) -> None:
        if self._asked is not None:
            self._asked.offer_recent(prompts)


def _comparisons(request: AnalysisRequest) -> Iterator[str]:
    if request.patching is not None:
        yield request.patching.comparison_prompt


def _started(row: RunRow) -> float:
    return row.started_at.timestamp()
