"""Overrides in an intake file, on the command line."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run
from tests.plan.intakes import READY, varied
from tests.plan.overriding import LOCKED, TESTED, an_override, with_overrides


@pytest.fixture
def intake_with(tmp_path):
    """A function that writes an intake file with overrides and changes."""

    def write(*overrides, **changes) -> Path:
        path = tmp_path / "intake.yaml"
        raw = varied(READY, TESTED, with_overrides(*overrides), changes)
        path.write_text(yaml.safe_dump(raw), "utf-8")
        return path

    return write


def test_a_plan_holds_what_a_clinician_unlocked(run: Run, intake_with):
    planned = run("plan", intake_with(an_override()), "--json")
    line = next(item for item in json.loads(planned.out)["items"] if item["exercise"] == LOCKED)
    assert (planned.status, line["expires_on"]) == (0, "2026-12-06")


def test_without_a_reason_the_file_is_refused_in_one_sentence(run: Run, intake_with):
    refused = run("plan", intake_with(an_override(reason=None)))
    assert refused.status == 2
    assert "overrides[0].reason: expected a reason, found nothing" in refused.err


def test_the_saved_plan_is_relocked_on_the_day_of_the_end(run: Run, intake_with, tmp_path):
    plan = tmp_path / "plan.yaml"
    run("plan", intake_with(an_override()), "--save", plan)
    assert run("lint", plan, "--intake", intake_with(an_override(), today="2026-12-05")).status == 0
    relocked = run("lint", plan, "--intake", intake_with(an_override(), today="2026-12-06"), "--json")
    findings = json.loads(relocked.out)["findings"]
    assert relocked.status == 1
    assert "plan-locked" in {one["rule"] for one in findings if one["severity"] == "error"}


def test_a_red_flag_blocks_whatever_is_lifted(run: Run, intake_with):
    blocked = run("plan", intake_with(an_override(), red_flags=["infection"]), "--json")
    assert (blocked.status, json.loads(blocked.out)["items"]) == (1, [])
