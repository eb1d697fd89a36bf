from __future__ import annotations

from dataclasses import replace

from storage.report_samples import full_report

from holysheep_desktop.core.citation import citation
from holysheep_desktop.core.report import record_of


def test_that_a_citation_names_model_hashes_versions_seed_and_date() -> None:
    report = full_report()

    assert citation(report.record, report.software, report.created_at) == (
        f"gemma-3-270m (SHA-256 {'ab' * 32}); SAE gemma-3-270m/layer-12/8k (SHA-256 not reported); "
        "engine holysheep-numpy 0.1.0; HolySheep Desktop 0.1.0; patching analysis; seed 7; 2026-11-23."
    )


def test_that_a_hostile_model_name_stays_on_its_line() -> None:
    report = full_report()
    run = report.record.main
    odd = record_of(run.request, replace(run.result, model="a\n\u202eb"))

    line = citation(odd, report.software, report.created_at)

    assert "\n" not in line
    assert "⟨U+202E⟩" in line
