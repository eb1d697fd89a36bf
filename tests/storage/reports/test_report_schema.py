"""The shipped JSON Schema describes the files that are written."""

from __future__ import annotations

import json

import jsonschema
import pytest
from storage.report_samples import full_report

from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.report_json import report_to_json
from holysheep_desktop.storage.reports.schema import SCHEMA_FILE, report_schema


def test_that_the_shipped_schema_is_that_of_the_model() -> None:
    shipped = (resource_path("report_templates") / SCHEMA_FILE).read_bytes()

    assert shipped == report_schema(), "run tests/storage/reports/update_schema.py"


def test_that_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(report_schema()))


def test_that_a_saved_report_is_valid() -> None:
    jsonschema.validate(json.loads(report_to_json(full_report())), json.loads(report_schema()))


@pytest.mark.parametrize("change", [{"format_version": 1}, {"format": "other"}, {"record": None}])
def test_that_what_is_no_report_is_not_valid(change: dict[str, object]) -> None:
    document = {**json.loads(report_to_json(full_report())), **change}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(report_schema()))
