"""Writes resources/report_templates/report.schema.json anew; run it after a change of the report model."""

from __future__ import annotations

from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.schema import SCHEMA_FILE, report_schema

if __name__ == "__main__":
    (resource_path("report_templates") / SCHEMA_FILE).write_bytes(report_schema())
