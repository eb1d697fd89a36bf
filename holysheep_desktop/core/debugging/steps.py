"""The steps of a debugging page, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from holysheep_desktop.core.debugging.case import DebugCase, Obstacle


class Step(Enum):
    """What is done, in this order."""

    ANSWERS = 1
    FEATURES = 2
    CANDIDATES = 3
    CONTROLS = 4
    VERDICT = 5


class StepState(StrEnum):
    """How far a step has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class StepStatus:
    """The state, and what is missing where the step cannot be done."""

    state: StepState
    obstacle: Obstacle | None = None


def status(case: DebugCase, step: Step, running: Step | None = None) -> StepStatus:
    """How far a step of a case has come; `running` is the step in hand, None where nothing runs.

    A step that is not done and not running waits: its run was stopped before it, or did not reach it yet.
    """
    if step is running:
        return StepStatus(StepState.RUNNING)
    is_over, obstacle = _over(case, step)
    if not is_over:
        return StepStatus(StepState.WAITING)
    return StepStatus(StepState.DONE if obstacle is None else StepState.CANNOT, obstacle)


def _over(case: DebugCase, step: Step) -> tuple[bool, Obstacle | None]:
    """Whether all is there that the step needs, and what of it is missing nevertheless."""
    if case.problematic is None or case.normal is None:
        return False, None
    if step is Step.ANSWERS:
        has_answer = any(run.result.answer is not None for run in (case.problematic, case.normal))
        return True, None if has_answer else Obstacle.NO_ANSWER
    if step is Step.FEATURES:
        return True, case.comparison_obstacle()
    if step is Step.VERDICT:
        return case.test is not None, None
    untestable = case.comparison_obstacle() or case.test_obstacle(case.comparison())
    if untestable is not None:
        return True, untestable
    if case.test is None:
        return False, None
    return True, case.result_obstacle() if step is Step.CANDIDATES else case.control_obstacle()
