"""The technical words that are explained, in two sentences each; the help has an article for every one."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


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
    MAP = auto()
    ATTRIBUTION = auto()
    LOGIT_LENS = auto()
    P_VALUES = auto()
    VERDICT = auto()
    VERIFY = auto()
    LABELS = auto()
    SOURCES = auto()

    @property
    def article(self) -> str:
        """The name of the help article that says more."""
        return self.name.lower().replace("_", "-")


def explanation(term: Term) -> str:
    """Two translated sentences."""
    known = _sae_terms() | _request_terms() | _page_terms() | _patching_terms()
    return (known | _trust_terms() | _steering_terms() | _reading_terms())[term]


def _sae_terms() -> dict[Term, str]:
    return {
        Term.FEATURE: translate(
            "HelpMark",
            "A feature is one direction inside the model that the sparse autoencoder (SAE) found. "
            "It fires on few texts, so that what it fires on tells what it stands for.",
        ),
        Term.ACTIVATION: translate(
            "HelpMark",
            "How strongly a feature fires on a token, in units of the residual stream; 0 means silent. "
            "One number per prompt is pooled over its tokens, special tokens left out.",
        ),
        Term.L0: translate(
            "HelpMark",
            "The number of features that fire on a token, averaged over the tokens of this prompt. "
            "A low L0 makes a reading easier to understand; a very low one leaves things out.",
        ),
        Term.SPARSITY: translate(
            "HelpMark",
            "The share of all features that stay silent on a token: 1 − L0 / number of features. "
            "It always refers to the whole dictionary, never to the few features in a list.",
        ),
        Term.EXPLAINED_VARIANCE: translate(
            "HelpMark",
            "How much of the model's inner state on this prompt the SAE can rebuild; 1 means all of it. "
            "Where it is low, the features tell only part of the story.",
        ),
        Term.CE_RECOVERED: translate(
            "HelpMark",
            "How well the model still predicts text with its inner state as the SAE rebuilt it. "
            "1 is as well as before, 0 is as badly as with the state set to zero.",
        ),
        Term.LAYER: translate(
            "HelpMark",
            "A model works in layers, one after the other, and each adds something to its inner state. "
            "Early layers see words and spelling, later layers meaning and the next word.",
        ),
    }


def _request_terms() -> dict[Term, str]:
    return {
        Term.TOP_K: translate(
            "HelpMark",
            "How many of the strongest features the reply lists. "
            "Counts such as L0 always refer to all features, not only to these.",
        ),
        Term.POOLING: translate(
            "HelpMark",
            "A feature fires on each token anew; this says how the tokens become one number. "
            "The maximum finds what fires anywhere, the last token what leads to the next word.",
        ),
        Term.MAX_TOKENS: translate(
            "HelpMark",
            "How many tokens the answer may have at most. "
            "A token is a word or a piece of one; a Hangul syllable can be several tokens.",
        ),
        Term.TEMPERATURE: translate(
            "HelpMark",
            "0 always takes the most likely next token, so that a run can be repeated. "
            "Higher values draw at random, and the seed decides how.",
        ),
        Term.SEED: translate(
            "HelpMark",
            "The number that fixes all random choices. "
            "The same seed with the same settings gives the same result.",
        ),
    }


def _page_terms() -> dict[Term, str]:
    return {
        Term.DENSITY: translate(
            "HelpMark",
            "The share of tokens in a large text on which the feature fires. "
            "A rare feature is usually about one thing.",
        ),
        Term.PROMOTED: translate(
            "HelpMark",
            "Tokens that become more likely (left) or less likely (right) when the feature fires. "
            "The number is the feature's direct effect on the token's logit.",
        ),
        Term.NEAREST: translate(
            "HelpMark",
            "Features of the same SAE that point in a similar direction. "
            "The number is the cosine of the two directions; 1 is the same direction.",
        ),
        Term.COACTIVE: translate(
            "HelpMark",
            "Features that often fire on the same tokens as this one. "
            "The number says how often they do, from 0 (never) to 1 (always).",
        ),
    }


def _patching_terms() -> dict[Term, str]:
    return {
        Term.PATCHING: translate(
            "HelpMark",
            "Activation patching moves a piece of the model's inner state from one run into another. "
            "If the answer changes with it, that piece is a cause of the answer.",
        ),
        Term.NOISING: translate(
            "HelpMark",
            "Noising moves the comparison prompt's values into the original run. "
            "If the answer is lost, the place was necessary for it.",
        ),
        Term.DENOISING: translate(
            "HelpMark",
            "Denoising moves the original prompt's values into the comparison run. "
            "If the original answer comes back, the place was sufficient for it.",
        ),
        Term.LOGIT_DIFFERENCE: translate(
            "HelpMark",
            "A logit is the model's score for a next token before it becomes a probability. "
            "The difference is that of the original answer minus that of the comparison's answer.",
        ),
        Term.SEMANTIC_SIMILARITY: translate(
            "HelpMark",
            "Compares what the patched run writes with the comparison run's text, by their meaning. "
            "0 means that nothing changed, 1 that the text became the comparison's.",
        ),
        Term.METRIC: translate(
            "HelpMark",
            "How the effect of a patch is measured. "
            "Logit difference looks at the next token, semantic similarity at the whole text.",
        ),
        Term.IMPACT: translate(
            "HelpMark",
            "The effect of replacing all that the layer writes: 0 means that nothing changed, 1 that the "
            "answer fully became the other run's. It can be negative or above 1.",
        ),
    }


def _trust_terms() -> dict[Term, str]:
    return {
        Term.NEURON: translate(
            "HelpMark",
            "One unit of a layer's MLP; L12.N345 is number 345 of layer 12. "
            "Its impact was measured by patching this unit alone.",
        ),
        Term.CONTROLS: translate(
            "HelpMark",
            "The same patch on randomly chosen units shows what chance alone does. "
            "An effect counts only where it is larger than 95% of at least 20 controls.",
        ),
        Term.SELF_TEST: translate(
            "HelpMark",
            "Checks whose result is known beforehand, made with the same code on the same prompts. "
            "If one fails, do not trust the numbers above.",
        ),
        Term.ANSWER_TOKEN: translate(
            "HelpMark",
            "The two next tokens whose scores are compared, one for each prompt. "
            "By default the most likely token of each run.",
        ),
        Term.ALIGNMENT: translate(
            "HelpMark",
            "Which token of one prompt stands for which token of the other. "
            "A token without a partner cannot be patched and is hatched.",
        ),
        Term.RESIDUAL: translate(
            "HelpMark",
            "The residual stream is the model's running state that every layer reads and adds to. "
            "Its value after a layer holds everything that was worked out so far.",
        ),
    }


def _steering_terms() -> dict[Term, str]:
    return {
        Term.STEERING: translate(
            "HelpMark",
            "Steering changes a feature's activation on every token of prompt and answer, special tokens "
            "left out. What the features do not explain stays as it is.",
        ),
        Term.DIVERGENCE: translate(
            "HelpMark",
            "How far the probabilities of the next token move, over all tokens: 0 means not at all. "
            "It is the Kullback–Leibler divergence of the run without steering from the run with it.",
        ),
    }


def _reading_terms() -> dict[Term, str]:
    return {
        Term.MAP: translate(
            "HelpMark",
            "Every layer and position patched by itself, the effect as a colour. "
            "Where the colour moves to the last token, information is carried over.",
        ),
        Term.ATTRIBUTION: translate(
            "HelpMark",
            "An estimate of every effect from one gradient, much faster than patching. "
            "It only ranks; exact patching decides.",
        ),
        Term.LOGIT_LENS: translate(
            "HelpMark",
            "What the model would say if it stopped after this layer. "
            "It shows where an answer appears, not what causes it.",
        ),
        Term.P_VALUES: translate(
            "HelpMark",
            "How easily a mean this large comes about when the sign of each pair is drawn at random. "
            "The adjusted one takes into account how many cells were looked at.",
        ),
        Term.VERDICT: translate(
            "HelpMark",
            "Confirmed needs an effect of more than half of the way in both directions, beyond chance. "
            "What could not be measured gives no verdict.",
        ),
        Term.VERIFY: translate(
            "HelpMark",
            "Everything in the report is asked again and compared number by number. "
            "Each number has a stated tolerance; texts and tokens must be the same.",
        ),
        Term.LABELS: translate(
            "HelpMark",
            "A short name, given after looking at texts on which the feature fires. "
            "It is a hint, and belongs to this SAE file only.",
        ),
        Term.SOURCES: translate(
            "HelpMark",
            "Measured here means computed on this computer, reported that another server sent it. "
            "What is not available was not given, and nothing is made up.",
        ),
    }
