"""Report files as the window sees them: saving, opening, printing, verifying, and what is copied out."""

from holysheep_desktop.ui.reports.desk import ReportDesk, software, suggested_name

__all__ = ["ReportDesk", "software", "suggested_name"]
