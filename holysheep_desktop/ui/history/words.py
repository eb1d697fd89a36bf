"""Names of kinds, states, times, sizes and settings, as the history writes them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from holysheep_desktop.core.history import RunRow, RunState
from holysheep_desktop.core.models import Metric
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.requests import Pooling, Way
from holysheep_desktop.core.run_comparison import Aspect
from holysheep_desktop.ui.words.moments import moment_words

_STEP = 1024


class HistoryWords(QObject):
    """Translated at the moment they are asked for."""

    def kind(self, kind: RecordKind) -> str:
        """What kind of run it was."""
        return {
            RecordKind.SAE: self.tr("SAE"),
            RecordKind.PATCHING: self.tr("Patching"),
            RecordKind.FULL: self.tr("Full analysis"),
            RecordKind.DEBUG: self.tr("Debug"),
            RecordKind.STEERING: self.tr("Steering"),
            RecordKind.PAIRS: self.tr("Pairs"),
        }[kind]

    def state(self, state: RunState) -> str:
        """How a run stands."""
        return {
            RunState.RUNNING: self.tr("running"),
            RunState.OK: self.tr("done"),
            RunState.ERROR: self.tr("failed"),
            RunState.CANCELLED: self.tr("stopped"),
            RunState.INTERRUPTED: self.tr("interrupted"),
        }[state]

    def explanation(self, state: RunState) -> str:
        """What a state means for what can be done; empty where there is nothing to explain."""
        return {
            RunState.RUNNING: self.tr("This run is still going on."),
            RunState.OK: "",
            RunState.ERROR: self.tr("An error ended this run. Its question can be opened and asked again."),
            RunState.CANCELLED: self.tr("This run was stopped. Its question can be opened and asked again."),
            RunState.INTERRUPTED: self.tr(
                "The program ended before this run did. Its question can be opened and asked again."
            ),
        }[state]

    def title(self, row: RunRow) -> str:
        """What a run is called: its name, or how its prompt begins."""
        return row.name or row.prompt

    def runs(self, n: int) -> str:
        """So many runs."""
        return self.tr("%Ln run(s)", "", n)

    @staticmethod
    def time(time: datetime) -> str:
        """Date and time as the language writes them."""
        return moment_words(time)

    @staticmethod
    def size(n_bytes: int) -> str:
        """A size with its unit.

        >>> HistoryWords.size(900), HistoryWords.size(1536), HistoryWords.size(5 * 1024 * 1024)
        ('900 B', '1.5 KiB', '5.0 MiB')
        """
        size, units = float(n_bytes), ["B", "KiB", "MiB", "GiB"]
        while size >= _STEP and len(units) > 1:
            size /= _STEP
            units.pop(0)
        return f"{size:.0f} B" if units[0] == "B" else f"{size:,.1f} {units[0]}"

    def aspect(self, aspect: Aspect) -> str:
        """What is compared."""
        return {
            Aspect.MODEL: self.tr("Model"),
            Aspect.PROMPT: self.tr("Prompt"),
            Aspect.COMPARISON_PROMPT: self.tr("Comparison prompt"),
            Aspect.LAYER: self.tr("SAE layer"),
            Aspect.SAE: self.tr("SAE"),
            Aspect.TOP_K: self.tr("Features listed"),
            Aspect.POOLING: self.tr("Pooling"),
            Aspect.PATCHING_LAYER: self.tr("Patched layer"),
            Aspect.METRIC: self.tr("Metric"),
            Aspect.WAY: self.tr("Direction of patching"),
            Aspect.MAX_TOKENS: self.tr("Answer tokens"),
            Aspect.TEMPERATURE: self.tr("Temperature"),
            Aspect.TOP_P: self.tr("Top-p"),
            Aspect.SEED: self.tr("Seed"),
            Aspect.STEERING: self.tr("Steering"),
            Aspect.ANSWER: self.tr("Answer"),
            Aspect.N_ACTIVE: self.tr("Active features"),
            Aspect.L0: self.tr("L0 per token"),
            Aspect.SPARSITY: self.tr("Sparsity"),
            Aspect.EXPLAINED_VARIANCE: self.tr("Explained variance"),
            Aspect.CE_LOSS_RECOVERED: self.tr("Loss recovered"),
            Aspect.IMPACT_SCORE: self.tr("Impact score"),
            Aspect.DENOISING_SCORE: self.tr("Denoising score"),
            Aspect.RAW_EFFECT: self.tr("Raw effect"),
            Aspect.FEATURE: self.tr("Feature"),
        }[aspect]

    def setting(self, aspect: Aspect, value: str) -> str:
        """A setting that is one of a few, in words; any other value as it is."""
        names = {
            Aspect.POOLING: {
                Pooling.MAX: self.tr("maximum over the prompt"),
                Pooling.MEAN: self.tr("mean over the prompt"),
                Pooling.LAST: self.tr("the last token"),
            },
            Aspect.METRIC: {
                Metric.LOGIT_DIFF: self.tr("logit difference"),
                Metric.ANSWER_PROBABILITY: self.tr("probability of the answer"),
                Metric.ANSWER_RANK: self.tr("rank of the answer"),
                Metric.KL_DIVERGENCE: self.tr("KL divergence"),
                Metric.SEMANTIC_SIMILARITY: self.tr("semantic similarity"),
            },
            Aspect.WAY: {
                Way.NOISING: self.tr("noising"),
                Way.DENOISING: self.tr("denoising"),
                Way.BOTH: self.tr("both ways"),
            },
        }.get(aspect, {})
        return {str(key): name for key, name in names.items()}.get(value, value)
