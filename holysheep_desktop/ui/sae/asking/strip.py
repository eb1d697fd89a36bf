"""Two buttons below a feature's label: ask a chat model for one, or look it up on Neuronpedia."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample
from holysheep_desktop.core.labelling.asking import propose_label
from holysheep_desktop.core.labelling.proposal import N_SILENT, Proposal, divided, labelling_prompt
from holysheep_desktop.core.labelling.public_labels import SOURCE, PublicLabel
from holysheep_desktop.core.models import SaeInfo, sae_of
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import explain, plain_label, push_button
from holysheep_desktop.ui.languages import Translated, language_in_english
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask
from holysheep_desktop.ui.sae.asking.chat_dialog import ChatDialog
from holysheep_desktop.ui.sae.asking.suggestion import Suggestion, SuggestionBox
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.errors import describe


class AskStrip(Translated, QWidget):
    """Asks only on a click; what comes back is a suggestion until the user takes it.

    Signals: taken(str, str) text and source of a suggestion that becomes the user's own label.
    """

    taken = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dashboard: FeatureDashboard | None = None
        self._job = Job(self)
        self._chat, self._public = push_button("askChat"), push_button("askNeuronpedia")
        self._stop = push_button("stopAsking")
        self._state = plain_label("askingState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._box = SuggestionBox(self)
        self._build()
        self._chat.clicked.connect(self._on_chat_clicked)
        self._public.clicked.connect(self._on_public_clicked)
        self._stop.clicked.connect(self._job.cancel)
        self._job.succeeded.connect(self._on_answered)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._show_idle)
        self._box.taken.connect(self.taken)
        session.source_changed.connect(self._job.cancel)
        self._show_idle()
        self._retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        # one below the other: side by side they are wider than the panel may be
        for button in (self._chat, self._public, self._stop):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._state)
        column.addWidget(self._box)
        self._state.hide()

    @property
    def state_words(self) -> str:
        """How asking goes, or went."""
        return self._state.text()

    def show_feature(self, dashboard: FeatureDashboard | None) -> None:
        """Ask about this feature from now on; what was said of another one is gone."""
        before = self._dashboard
        self._dashboard = dashboard
        if (
            before is None
            or dashboard is None
            or (before.sae_id, before.feature) != (dashboard.sae_id, dashboard.feature)
        ):
            self._job.cancel()
            self._box.clear()
            self._say("")
        self._show_idle()

    @override
    def _retranslate(self) -> None:
        self._chat.setText(self.tr("Ask a chat model …"))
        explain(self._chat, self.tr("You see what is sent, and to whom, before it is sent."))
        self._public.setText(self.tr("Ask Neuronpedia"))
        words = self.tr("Sends the name of this SAE and the number of the feature to www.neuronpedia.org.")
        explain(self._public, words)
        self._stop.setText(self.tr("Stop"))

    def _sae(self) -> SaeInfo | None:
        return sae_of(self._session.models, self._dashboard.sae_id) if self._dashboard else None

    def _neuronpedia_id(self) -> str | None:
        sae = self._sae()
        return sae.neuronpedia_id if sae is not None and self._session.public_labels is not None else None

    @Slot()
    def _show_idle(self) -> None:
        is_running = self._job.is_running
        has_examples = self._dashboard is not None and bool(self._dashboard.top_examples)
        self._chat.setVisible(has_examples and not is_running)
        self._public.setVisible(self._neuronpedia_id() is not None and not is_running)
        self._stop.setVisible(is_running)

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    @Slot()
    def _on_chat_clicked(self) -> None:
        if self._dashboard is not None:
            self._say("")
            self._job.start(self._ask_chat(self._dashboard), name="ask a chat model")
            self._chat.setEnabled(False)

    async def _ask_chat(self, dashboard: FeatureDashboard) -> Suggestion | None:
        try:
            passages, language = divided(dashboard), language_in_english()
            prompt = labelling_prompt(passages.shown, dashboard.max_activation, language)
            n_held_back = len(passages.held_back)
            n_tested = n_held_back + N_SILENT if n_held_back else 0
            dialog = ChatDialog(self._session, prompt, n_tested, self.window())
            if not await ask(dialog):
                return None
            choice = dialog.choice()
            self._show_idle()
            self._say(self.tr("{model} is asked …").format(model=one_line(choice.model)))
            silent = await self._silent(dashboard) if n_held_back else ()
            source = self._session.source_of(choice.endpoint)
            proposal = await propose_label(source, choice.model, dashboard, silent, language)
            return self._suggestion(proposal)
        finally:
            self._chat.setEnabled(True)

    async def _silent(self, dashboard: FeatureDashboard) -> tuple[FeatureExample, ...]:
        try:
            source = self._session.source
            return await source.silent_passages(dashboard.sae_id, dashboard.feature, N_SILENT)
        except NotFoundError:
            return ()

    def _suggestion(self, proposal: Proposal) -> Suggestion:
        who = self.tr("proposed by {model}").format(model=one_line(proposal.model))
        return Suggestion(proposal.text, proposal.source, who, self._test_words(proposal))

    def _test_words(self, proposal: Proposal) -> str:
        found = proposal.detection
        score = found.balanced_accuracy if found is not None else None
        if found is None or score is None:
            return self.tr("Not tested: there are no passages that the model has not seen.")
        words = self.tr(
            "Detection score {score} (n = {n}; 0.5 is guessing): by this label it was right on "
            "{right_firing} of {n_firing} passages in which the feature fires and {right_silent} of "
            "{n_silent} in which it does not."
        ).format(
            score=f"{score:.2f}",
            n=found.n,
            right_firing=found.right_firing,
            n_firing=found.n_firing,
            right_silent=found.right_silent,
            n_silent=found.n_silent,
        )
        if not found.n_unreadable:
            return words
        unreadable = self.tr("Answers that were neither yes nor no, and count as wrong: {n}.")
        return f"{words} {unreadable.format(n=found.n_unreadable)}"

    @Slot()
    def _on_public_clicked(self) -> None:
        labels, name = self._session.public_labels, self._neuronpedia_id()
        if self._dashboard is not None and labels is not None and name is not None:
            self._say(self.tr("Neuronpedia is asked …"))
            self._job.start(labels.label(name, self._dashboard.feature), name="ask Neuronpedia")
            self._show_idle()

    @Slot(object)
    def _on_answered(self, found: Suggestion | PublicLabel | None) -> None:
        self._say("")
        if isinstance(found, PublicLabel):
            found = Suggestion(found.text, SOURCE, SOURCE, found.address)
        if found is not None and found.text:
            self._box.show_suggestion(found)
        elif found is not None:
            self._say(
                self.tr("Nobody has described this feature there: {address}").format(address=found.note)
            )

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        notice = describe(error)
        self._say(f"{notice.title} {notice.advice}".strip())

    @Slot()
    def _on_cancelled(self) -> None:
        self._say(self.tr("Stopped."))
