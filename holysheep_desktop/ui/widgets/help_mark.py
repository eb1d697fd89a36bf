"""The "?" beside a technical word: two sentences that explain it."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

from holysheep_desktop.ui.widgets.shown_text import tooltip

MARK_SIZE = 18


class Term(Enum):
    """Technical words that are explained."""

    FEATURE = auto()
    ACTIVATION = auto()
    L0 = auto()
    SPARSITY = auto()
    EXPLAINED_VARIANCE = auto()
    CE_RECOVERED = auto()
    LAYER = auto()
    TOP_K = auto()
    POOLING = auto()
    MAX_TOKENS = auto()
    TEMPERATURE = auto()
    SEED = auto()
    DENSITY = auto()
    PROMOTED = auto()
    NEAREST = auto()
    COACTIVE = auto()
    PATCHING = auto()
    NOISING = auto()
    DENOISING = auto()
    LOGIT_DIFFERENCE = auto()
    SEMANTIC_SIMILARITY = auto()
    METRIC = auto()
    IMPACT = auto()
    NEURON = auto()
    CONTROLS = auto()
    SELF_TEST = auto()
    ANSWER_TOKEN = auto()
    ALIGNMENT = auto()
    RESIDUAL = auto()
    STEERING = auto()
    DIVERGENCE = auto()


class HelpMark(QToolButton):
    """Shows its explanation on hover, on click and on the keyboard's space bar."""

    def __init__(self, term: Term, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._term = term
        self.setObjectName(f"help_{term.name.lower()}")
        self.setText("?")
        self.setAutoRaise(True)
        self.setFixedSize(MARK_SIZE, MARK_SIZE)
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.clicked.connect(self._on_clicked)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        explanation = self._explanation()
        self.setToolTip(tooltip(explanation))
        self.setAccessibleName(self.tr("What is this?"))
        self.setAccessibleDescription(explanation)

    @Slot()
    def _on_clicked(self) -> None:
        place = self.mapToGlobal(QPoint(0, self.height()))
        QToolTip.showText(place, self.toolTip(), self)

    def _explanation(self) -> str:
        known = self._sae_terms() | self._request_terms() | self._page_terms()
        known |= self._patching_terms() | self._trust_terms() | self._steering_terms()
        return known[self._term]

    def _sae_terms(self) -> dict[Term, str]:
        return {
            Term.FEATURE: self.tr(
                "A feature is one direction inside the model that the sparse autoencoder (SAE) found. "
                "It fires on few texts, so that what it fires on tells what it stands for."
            ),
            Term.ACTIVATION: self.tr(
                "How strongly a feature fires on a token, in units of the residual stream; 0 means silent. "
                "One number per prompt is pooled over its tokens, special tokens left out."
            ),
            Term.L0: self.tr(
                "The number of features that fire on a token, averaged over the tokens of this prompt. "
                "A low L0 makes a reading easier to understand; a very low one leaves things out."
            ),
            Term.SPARSITY: self.tr(
                "The share of all features that stay silent on a token: 1 − L0 / number of features. "
                "It always refers to the whole dictionary, never to the few features in a list."
            ),
            Term.EXPLAINED_VARIANCE: self.tr(
                "How much of the model's inner state on this prompt the SAE can rebuild; 1 means all of it. "
                "Where it is low, the features tell only part of the story."
            ),
            Term.CE_RECOVERED: self.tr(
                "How well the model still predicts text with its inner state as the SAE rebuilt it. "
                "1 is as well as before, 0 is as badly as with the state set to zero."
            ),
            Term.LAYER: self.tr(
                "A model works in layers, one after the other, and each adds something to its inner state. "
                "Early layers see words and spelling, later layers meaning and the next word."
            ),
        }

    def _request_terms(self) -> dict[Term, str]:
        return {
            Term.TOP_K: self.tr(
                "How many of the strongest features the reply lists. "
                "Counts such as L0 always refer to all features, not only to these."
            ),
            Term.POOLING: self.tr(
                "A feature fires on each token anew; this says how the tokens become one number. "
                "The maximum finds what fires anywhere, the last token what leads to the next word."
            ),
            Term.MAX_TOKENS: self.tr(
                "How many tokens the answer may have at most. "
                "A token is a word or a piece of one; a Hangul syllable can be several tokens."
            ),
            Term.TEMPERATURE: self.tr(
                "0 always takes the most likely next token, so that a run can be repeated. "
                "Higher values draw at random, and the seed decides how."
            ),
            Term.SEED: self.tr(
                "The number that fixes all random choices. "
                "The same seed with the same settings gives the same result."
            ),
        }

    def _page_terms(self) -> dict[Term, str]:
        return {
            Term.DENSITY: self.tr(
                "The share of tokens in a large text on which the feature fires. "
                "A rare feature is usually about one thing."
            ),
            Term.PROMOTED: self.tr(
                "Tokens that become more likely (left) or less likely (right) when the feature fires. "
                "The number is the feature's direct effect on the token's logit."
            ),
            Term.NEAREST: self.tr(
                "Features of the same SAE that point in a similar direction. "
                "The number is the cosine of the two directions; 1 is the same direction."
            ),
            Term.COACTIVE: self.tr(
                "Features that often fire on the same tokens as this one. "
                "The number says how often they do, from 0 (never) to 1 (always)."
            ),
        }

    def _patching_terms(self) -> dict[Term, str]:
        return {
            Term.PATCHING: self.tr(
                "Activation patching moves a piece of the model's inner state from one run into another. "
                "If the answer changes with it, that piece is a cause of the answer."
            ),
            Term.NOISING: self.tr(
                "Noising moves the comparison prompt's values into the original run. "
                "If the answer is lost, the place was necessary for it."
            ),
            Term.DENOISING: self.tr(
                "Denoising moves the original prompt's values into the comparison run. "
                "If the original answer comes back, the place was sufficient for it."
            ),
            Term.LOGIT_DIFFERENCE: self.tr(
                "A logit is the model's score for a next token before it becomes a probability. "
                "The difference is that of the original answer minus that of the comparison's answer."
            ),
            Term.SEMANTIC_SIMILARITY: self.tr(
                "Compares what the patched run writes with the comparison run's text, by their meaning. "
                "0 means that nothing changed, 1 that the text became the comparison's."
            ),
            Term.METRIC: self.tr(
                "How the effect of a patch is measured. "
                "Logit difference looks at the next token, semantic similarity at the whole text."
            ),
            Term.IMPACT: self.tr(
                "The effect of replacing all that the layer writes: 0 means that nothing changed, 1 that the "
                "answer fully became the other run's. It can be negative or above 1."
            ),
        }

    def _trust_terms(self) -> dict[Term, str]:
        return {
            Term.NEURON: self.tr(
                "One unit of a layer's MLP; L12.N345 is number 345 of layer 12. "
                "Its impact was measured by patching this unit alone."
            ),
            Term.CONTROLS: self.tr(
                "The same patch on randomly chosen units shows what chance alone does. "
                "An effect counts only where it is larger than 95 % of at least 20 controls."
            ),
            Term.SELF_TEST: self.tr(
                "Checks whose result is known beforehand, made with the same code on the same prompts. "
                "If one fails, do not trust the numbers above."
            ),
            Term.ANSWER_TOKEN: self.tr(
                "The two next tokens whose scores are compared, one for each prompt. "
                "By default the most likely token of each run."
            ),
            Term.ALIGNMENT: self.tr(
                "Which token of one prompt stands for which token of the other. "
                "A token without a partner cannot be patched and is hatched."
            ),
            Term.RESIDUAL: self.tr(
                "The residual stream is the model's running state that every layer reads and adds to. "
                "Its value after a layer holds everything that was worked out so far."
            ),
        }

    def _steering_terms(self) -> dict[Term, str]:
        return {
            Term.STEERING: self.tr(
                "Steering changes a feature's activation on every token of prompt and answer, special tokens "
                "left out. What the features do not explain stays as it is."
            ),
            Term.DIVERGENCE: self.tr(
                "How far the probabilities of the next token move, over all tokens: 0 means not at all. "
                "It is the Kullback–Leibler divergence of the run without steering from the run with it."
            ),
        }
