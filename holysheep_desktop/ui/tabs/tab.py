"""What the window's frame asks of a tab, so that it needs to know none of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.core.report import Record
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.ui.languages import Translated


class Tab(Translated, QWidget):
    """One tab. What a tab does not do, it leaves as it is here.

    Signals: run_state_changed(bool) when work starts or ends; progressed(Progress) while it goes on;
    result_ready(AnalysisResult | None) when another result is shown; action_requested(Action) when a
    notice's button asks for something that the frame does; steering_requested(SteeringStart) when somebody
    wants to steer a feature. For the history: run_begun(RecordKind, AnalysisRequest) and, once for each,
    run_ended(RunState, exception or None) after what was found is shown. report_opened(Report) asks for a
    tab that shows a report.
    """

    run_state_changed = Signal(bool)
    progressed = Signal(object)
    result_ready = Signal(object)
    action_requested = Signal(object)
    steering_requested = Signal(object)
    report_opened = Signal(object)
    run_begun = Signal(object, object)
    run_ended = Signal(object, object)
    measures: bool = True
    """Whether it shows one result, so that there is something to say of where its numbers come from."""

    def title(self) -> str:
        """The translated word on the tab."""
        raise NotImplementedError

    def can_run(self) -> bool:
        """Whether Run means anything here."""
        return False

    def is_running(self) -> bool:
        """Whether work goes on."""
        return False

    def run(self) -> None:
        """Start what the Run button starts."""

    def stop(self) -> None:
        """Stop what goes on; harmless when nothing does."""

    def search(self) -> bool:
        """Go to the tab's own search; False where it has none, and tables are searched instead."""
        return False

    def can_verify(self) -> bool:
        """Whether a report is shown here that can be run again."""
        return False

    def verify(self) -> None:
        """Run the report again and compare."""

    def asked_endpoint(self) -> Endpoint | None:
        """Whom the current run asks, where it is not the session's endpoint."""
        return None

    def fold_question(self, is_folded: bool) -> None:
        """Hide or show the left side."""

    def record(self) -> Record | None:
        """What is shown, as a report or the history keeps it; None while nothing was found."""
        return None

    def show_record(self, record: Record) -> None:
        """Show a record's questions and finding, without asking anything."""
        raise NotImplementedError

    def show_request(self, request: AnalysisRequest) -> None:
        """Fill in a question again, without asking it."""
        raise NotImplementedError

    def save_state(self) -> str:
        """Layout and drafts, for the settings file."""
        return ""

    def restore_state(self, state: str) -> None:
        """Take back what `save_state` gave; anything else changes nothing."""

    @override
    def _retranslate(self) -> None:
        """Set every text anew."""
