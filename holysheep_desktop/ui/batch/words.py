"""How a batch is, in sentences."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.batches.batch import Batch, BatchSettings, BatchSummary, ItemState
from holysheep_desktop.core.batches.runner import BatchProgress, RunPhase
from holysheep_desktop.core.endpoints import EndpointKind, origin_of
from holysheep_desktop.ui.batch.desk import cost_of
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.moments import moment_words

_MINUTE_S = 60
_HOUR_S = 3600


class BatchWords(QObject):
    """Headlines, facts and names, translated."""

    def listed(self, summary: BatchSummary) -> str:
        """One batch in the list: its name, when it was made, and how far it is."""
        words = self.tr("{name} · {date} · {done} of {total}")
        return words.format(
            name=one_line(summary.name),
            date=moment_words(summary.created_at),
            done=f"{summary.n_done:,}",
            total=f"{summary.n_items:,}",
        )

    def headline(self, batch: Batch, progress: BatchProgress | None) -> str:
        """How far the batch is; `progress` while it runs."""
        states = [item.state for item in batch.items]
        n_done, n_failed = states.count(ItemState.DONE), states.count(ItemState.FAILED)
        total, n_left = len(states), len(states) - n_done - n_failed
        counts = self._counts(n_done, n_failed, total)
        if progress is not None and progress.phase is not RunPhase.ENDED:
            return f"{counts} {self._running(progress)}".strip()
        if n_left:
            waiting = self.tr("{n} wait.").format(n=f"{n_left:,}")
            return f"{counts} {waiting}"
        return counts

    def facts(self, batch: Batch) -> str:
        """Whom and what the batch asks, and what it has cost."""
        settings = batch.settings
        is_local = settings.endpoint.kind is EndpointKind.LOCAL
        parts = [self.tr("this computer") if is_local else origin_of(settings.endpoint.base_url)]
        parts.append(self.settings(settings))
        cost = cost_of(batch.items)
        if cost is not None:
            parts.append(self.tr("${cost} so far").format(cost=f"{cost:.4f}"))
        return " · ".join(one_line(part) for part in parts)

    def settings(self, settings: BatchSettings) -> str:
        """What every prompt is asked."""
        parts, features = [settings.model], settings.features
        if features is not None:
            parts.append(features.sae_id or self.tr("layer {layer}").format(layer=features.layer))
            parts.append(self.tr("%Ln feature(s) listed", "", features.top_k))
        if settings.patching is not None:
            parts.append(self.tr("patches layer {layer}").format(layer=settings.patching.layer))
        if settings.generation.max_tokens > 1:
            parts.append(self.tr("answers of %Ln token(s)", "", settings.generation.max_tokens))
        return " · ".join(one_line(part) for part in parts if part)

    def duration(self, seconds: float) -> str:
        """A time that is left, no finer than a person waits for it."""
        if seconds < _MINUTE_S:
            return self.tr("{n} s").format(n=f"{seconds:.0f}")
        if seconds < _HOUR_S:
            return self.tr("{n} min").format(n=f"{seconds / _MINUTE_S:.0f}")
        hours, rest = divmod(round(seconds / _MINUTE_S), 60)
        return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)

    def _counts(self, n_done: int, n_failed: int, total: int) -> str:
        done, whole = f"{n_done:,}", f"{total:,}"
        if n_failed:
            words = self.tr("{done} of {total} prompts are done, {failed} failed.")
            return words.format(done=done, total=whole, failed=f"{n_failed:,}")
        if n_done == total:
            return self.tr("All {total} prompts are done.").format(total=whole)
        return self.tr("{done} of {total} prompts are done.").format(done=done, total=whole)

    def _running(self, progress: BatchProgress) -> str:
        if progress.phase is RunPhase.PAUSED:
            return self.tr("Paused.")
        if progress.phase is RunPhase.PAUSING:
            return self.tr("Pausing: {n} still run.").format(n=progress.n_running)
        if progress.phase is RunPhase.HELD:
            words = self.tr("The endpoint wants fewer calls: going on in {time}.")
            return words.format(time=self.duration(progress.held_s))
        if progress.remaining_s is None:
            return self.tr("Running.")
        return self.tr("About {time} left.").format(time=self.duration(progress.remaining_s))
