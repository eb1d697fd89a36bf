"""One message to the user, and what its button may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What the one button of a notice does."""

    NONE = "none"
    RETRY = "retry"
    ENTER_KEY = "enter_key"
    OPEN_SETTINGS = "open_settings"
    CHOOSE_MODEL = "choose_model"
    RESTART_ENGINE = "restart_engine"
    SHOW_LOG = "show_log"
    READ_TERMS = "read_terms"
    COMPUTE_DASHBOARD = "compute_dashboard"
    SAVE_ELSEWHERE = "save_elsewhere"
    UNDO = "undo"
    COMPARE_ANSWERS = "compare_answers"
    RUN_EXAMPLE = "run_example"
    EXPLAIN_CRASH = "explain_crash"
    LEAVE_SAFE_MODE = "leave_safe_mode"
    USE_ENGLISH = "use_english"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to the user, translated."""

    title: str
    advice: str = ""
    action: Action = Action.NONE
