"""The choice of how an effect is measured."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import Metric
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.boxes import ChoiceBox


class MetricBox(Translated, ChoiceBox):
    """Offers the metrics that a model names, all of them where it names none."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(())

    @property
    def chosen(self) -> Metric:
        """What is chosen."""
        return Metric(self.currentData())

    @property
    def hint(self) -> str:
        """In few words, what the chosen metric looks at."""
        return self._words(self.chosen)[1]

    def choose(self, metric: str) -> None:
        """Choose a metric by its name; the first one where it is not offered."""
        self.setCurrentIndex(max(0, self.findData(metric)))

    def offer(self, named: tuple[str, ...]) -> None:
        """Offer these; the choice stays where it can."""
        chosen = self.currentData()
        offered = [metric for metric in Metric if metric.value in named] or list(Metric)
        if [metric.value for metric in offered] == [self.itemData(i) for i in range(self.count())]:
            return
        self.blockSignals(True)
        self.clear()
        for metric in offered:
            self.addItem(self._words(metric)[0], metric.value)
        self.blockSignals(False)
        self.choose(chosen or Metric.LOGIT_DIFF.value)

    @override
    def _retranslate(self) -> None:
        for place in range(self.count()):
            self.setItemText(place, self._words(Metric(self.itemData(place)))[0])

    def _words(self, metric: Metric) -> tuple[str, str]:
        return {
            Metric.LOGIT_DIFF: (self.tr("Logit difference"), self.tr("Scores of the next word")),
            Metric.ANSWER_PROBABILITY: (
                self.tr("Probability of the answer"),
                self.tr("Of the original's answer"),
            ),
            Metric.ANSWER_RANK: (self.tr("Rank of the answer"), self.tr("1 = most likely")),
            Metric.KL_DIVERGENCE: (self.tr("KL divergence"), self.tr("All next words at once")),
            Metric.SEMANTIC_SIMILARITY: (self.tr("Semantic similarity"), self.tr("The written text; slower")),
        }[metric]
