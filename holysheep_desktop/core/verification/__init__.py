"""Whether a report comes out again: what is asked anew, number by number, and why numbers may differ."""

from holysheep_desktop.core.verification.compare import (
    TOLERANCES,
    Compared,
    Outcome,
    Tolerance,
    Verification,
    verify,
)
from holysheep_desktop.core.verification.readings import Quantity, Reading, readings_of
from holysheep_desktop.core.verification.reasons import Cause, Reason, reasons_for
from holysheep_desktop.core.verification.rerun import merged, requests_of

__all__ = [
    "TOLERANCES",
    "Cause",
    "Compared",
    "Outcome",
    "Quantity",
    "Reading",
    "Reason",
    "Tolerance",
    "Verification",
    "merged",
    "readings_of",
    "reasons_for",
    "requests_of",
    "verify",
]
