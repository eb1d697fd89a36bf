"""Compares two results value by value, each with the tolerance of what it is.

The tolerances come from measurement: four questions with 3,362 numbers were asked of the local engine with 1
to 4 threads, and with the BLAS kernels and machine code of six kinds of processors. No number moved by more
than a fiftieth of its tolerance; the same threads on the same processor gave the same bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.report import Run
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.verification.readings import Quantity, Value, readings_of
from holysheep_desktop.core.verification.reasons import Reason, reasons_for


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Two numbers agree where they differ by no more than `absolute` + `relative` × the larger size."""

    relative: float
    absolute: float

    def limit(self, first: float, second: float) -> float:
        """The largest difference that is still agreement."""
        return self.absolute + self.relative * max(abs(first), abs(second))


TOLERANCES: Mapping[Quantity, Tolerance] = {
    Quantity.ACTIVATION: Tolerance(1e-3, 1e-2),
    Quantity.HEALTH: Tolerance(1e-3, 1e-4),
    Quantity.LOGPROB: Tolerance(1e-3, 1e-3),
    Quantity.METRIC: Tolerance(1e-3, 1e-3),
    Quantity.EFFECT: Tolerance(1e-3, 1e-3),
    Quantity.CONTROL: Tolerance(1e-2, 1e-3),
}
"""Texts, tokens, counts and choices are not here: they have to be equal."""


class Outcome(StrEnum):
    """What became of one value."""

    SAME = "same"
    WITHIN = "within"
    """Moved, by no more than the tolerance."""
    DIFFERS = "differs"
    GONE = "gone"
    """In the report, and not in the new run."""
    NEW = "new"
    """In the new run, and not in the report."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One value then and now; `tolerance` is the largest allowed difference, None where equality is asked."""

    run: int
    quantity: Quantity
    place: str
    then: Value | None
    now: Value | None
    outcome: Outcome
    difference: float | None = None
    tolerance: float | None = None

    @property
    def is_agreement(self) -> bool:
        """Whether it came out again."""
        return self.outcome in {Outcome.SAME, Outcome.WITHIN}


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything that was compared, and what may explain differences."""

    compared: tuple[Compared, ...]
    reasons: tuple[Reason, ...]

    def count(self, *outcomes: Outcome) -> int:
        """How many values came out so."""
        return sum(one.outcome in outcomes for one in self.compared)

    @property
    def is_confirmed(self) -> bool:
        """Whether every value came out again, and there was at least one."""
        return bool(self.compared) and all(one.is_agreement for one in self.compared)


def verify(runs: Sequence[Run], results: Sequence[AnalysisResult], versions: tuple[str, str]) -> Verification:
    """Compare the runs of a report with new results of the same questions, in the same order.

    `versions` are the program's when the report was made, and now.
    """
    compared: list[Compared] = []
    reasons: list[Reason] = []
    for number, (run, result) in enumerate(zip(runs, results, strict=True), start=1):
        compared += _compared(number, run.result, result)
        reasons += [reason for reason in reasons_for(run, result, versions) if reason not in reasons]
    return Verification(tuple(compared), tuple(reasons))


def _compared(run: int, then: AnalysisResult, now: AnalysisResult) -> list[Compared]:
    old = {reading.place: reading for reading in readings_of(then)}
    new = {reading.place: reading for reading in readings_of(now)}
    found: list[Compared] = []
    for place, reading in old.items():
        other = new.get(place)
        if other is None:
            found.append(Compared(run, reading.quantity, place, reading.value, None, Outcome.GONE))
        else:
            found.append(_of_two(run, reading.quantity, place, reading.value, other.value))
    found += [
        Compared(run, reading.quantity, place, None, reading.value, Outcome.NEW)
        for place, reading in new.items()
        if place not in old
    ]
    return found


def _of_two(run: int, quantity: Quantity, place: str, then: Value, now: Value) -> Compared:
    tolerance = TOLERANCES.get(quantity)
    if tolerance is None or isinstance(then, str) or isinstance(now, str):
        outcome = Outcome.SAME if then == now else Outcome.DIFFERS
        return Compared(run, quantity, place, then, now, outcome)
    difference, limit = abs(now - then), tolerance.limit(then, now)
    outcome = Outcome.WITHIN if difference <= limit else Outcome.DIFFERS
    if difference == 0:
        outcome = Outcome.SAME
    return Compared(run, quantity, place, then, now, outcome, difference, limit)
