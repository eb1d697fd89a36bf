"""The whole program opened up: tabs with their findings, and every window and dialog at once."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget
from screenshots.stage import Stage, let_settle, wait_until

from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.widgets.draft import dump_draft

DRAFTS = {
    TabName.SAE: {"prompt": "sort a list", "layer": "12"},
    TabName.PATCHING: {"original": "sort a list", "comparison": "sort a set", "layer": "12"},
    TabName.FULL: {"prompt": "sort a list", "comparison": "sort a set", "layer": "12"},
    TabName.DEBUG: {"problematic": "sort a list", "normal": "sort a set", "layer": "12"},
    TabName.BATCH: {"prompts": "sort a list\nsort a set"},
}
ACTIONS = ("settings", "inspector", "about", "terms", "show_log", "diagnostics", "reset", "safe_mode",
           "compare_answers", "explain", "shortcuts", "palette", "save_report",
           "open_report", "add_sae_folder")  # fmt: skip


def ask_everything(stage: Stage) -> None:
    """Type a question into each tab and run it."""
    for name, draft in DRAFTS.items():
        tab = stage.tab(name)
        tab.restore_state(dump_draft(draft))
        let_settle()
        tab.run()
        wait_until(lambda tab=tab: not tab.is_running())
    stage.tab(TabName.PATCHING)


def open_everything(stage: Stage) -> list[QWidget]:
    """Open what the menus open, and the dialogs of the tab in front; returns all that is open."""
    menus = stage.frame.window.menus
    for name in ACTIONS:
        getattr(menus, name).trigger()
        let_settle(20)
    for name in ("alignmentButton", "answersButton"):
        if (button := stage.window.findChild(QToolButton, name)) is not None:
            button.click()
            let_settle(20)
    wait_until(lambda: stage.window.findChild(QDialog, "diagnostics") is not None)
    let_settle()
    return list(opened())


def opened() -> Iterator[QWidget]:
    """The windows that are shown."""
    yield from (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())


def close_everything(stage: Stage) -> None:
    """Close every dialog; those that ask something hear no."""
    for widget in list(opened()):
        if widget is not stage.window:
            widget.close()
    let_settle()
