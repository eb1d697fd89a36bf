"""What a technical word is called: the title of its help article."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.ui.help.terms import Term

translate = QCoreApplication.translate


def term_name(term: Term) -> str:
    """A translated name."""
    return {
        Term.FEATURE: translate("HelpMark", "Feature"),
        Term.ACTIVATION: translate("HelpMark", "Activation"),
        Term.L0: translate("HelpMark", "L0"),
        Term.SPARSITY: translate("HelpMark", "Sparsity"),
        Term.EXPLAINED_VARIANCE: translate("HelpMark", "Explained variance"),
        Term.CE_RECOVERED: translate("HelpMark", "Loss recovered"),
        Term.LAYER: translate("HelpMark", "Layer"),
        Term.TOP_K: translate("HelpMark", "Features listed"),
        Term.POOLING: translate("HelpMark", "One number per feature"),
        Term.MAX_TOKENS: translate("HelpMark", "Answer tokens at most"),
        Term.TEMPERATURE: translate("HelpMark", "Temperature"),
        Term.SEED: translate("HelpMark", "Seed"),
        Term.DENSITY: translate("HelpMark", "Density"),
        Term.PROMOTED: translate("HelpMark", "Promoted and suppressed tokens"),
        Term.NEAREST: translate("HelpMark", "Features of similar direction"),
        Term.COACTIVE: translate("HelpMark", "Features that fire together"),
        Term.PATCHING: translate("HelpMark", "Activation patching"),
        Term.NOISING: translate("HelpMark", "Noising"),
        Term.DENOISING: translate("HelpMark", "Denoising"),
        Term.LOGIT_DIFFERENCE: translate("HelpMark", "Logit difference"),
        Term.SEMANTIC_SIMILARITY: translate("HelpMark", "Semantic similarity"),
        Term.METRIC: translate("HelpMark", "Metric"),
        Term.IMPACT: translate("HelpMark", "Impact"),
        Term.NEURON: translate("HelpMark", "Neuron"),
        Term.CONTROLS: translate("HelpMark", "Random controls"),
        Term.SELF_TEST: translate("HelpMark", "Self-tests"),
        Term.ANSWER_TOKEN: translate("HelpMark", "Answer tokens"),
        Term.ALIGNMENT: translate("HelpMark", "Pairing of tokens"),
        Term.RESIDUAL: translate("HelpMark", "Residual stream"),
        Term.STEERING: translate("HelpMark", "Steering"),
        Term.DIVERGENCE: translate("HelpMark", "KL divergence"),
        Term.MAP: translate("HelpMark", "Map of layers × positions"),
        Term.ATTRIBUTION: translate("HelpMark", "Attribution (gradient approximation)"),
        Term.LOGIT_LENS: translate("HelpMark", "Logit lens"),
        Term.P_VALUES: translate("HelpMark", "Several pairs and p-values"),
        Term.VERDICT: translate("HelpMark", "Verdict"),
        Term.VERIFY: translate("HelpMark", "Verifying a report"),
        Term.LABELS: translate("HelpMark", "Labels"),
        Term.SOURCES: translate("HelpMark", "Where a number comes from"),
    }[term]
