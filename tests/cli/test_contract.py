"""Every promised command prints its promised keys on the example files."""

from pathlib import Path

import pytest

from hipwise.exchange.recording import recording_csv
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from tests.cli.conftest import Run
from tests.coach.performer import Performer
from tests.exchange.samples import INTAKE, LOG

ITEM_KEYS = {
    "exercise",
    "side",
    "sets",
    "repetitions",
    "hold_s",
    "rest_s",
    "tempo",
    "days",
    "minutes",
    "reasons",
}
PLAN_KEYS = {
    "status",
    "screening",
    "pathway",
    "phase",
    "items",
    "left_out",
    "schedule",
    "minutes_per_day",
    "disclaimers",
}


@pytest.fixture
def plan_file(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    assert run("plan", INTAKE, "--save", path).status == 0
    return path


def test_exercises(run: Run) -> None:
    ran = run("exercises", "--json")
    keys = {"id", "name", "group", "tier", "phase_min", "postop_week_min", "locked", "envelope"}
    assert (ran.status, len(ran.json)) == (0, 28)
    assert all(keys <= set(line) for line in ran.json)


def test_exercise(run: Run) -> None:
    ran = run("exercise", "clamshell", "--side", "left", "--json")
    assert (ran.status, ran.json["id"], ran.json["side"]) == (0, "clamshell", "left")


def test_validate(run: Run) -> None:
    ran = run("validate", "--json")
    assert ran.json == {"ok": True, "problems": []}
    assert ran.status == 0


def test_screen(run: Run) -> None:
    ran = run("screen", INTAKE, "--json")
    assert {"outcome", "flags", "limits"} <= set(ran.json)
    assert (ran.status, ran.json["outcome"]) == (0, "caution")


def test_plan(run: Run) -> None:
    ran = run("plan", INTAKE, "--json")
    assert (ran.status, ran.json["status"], ran.json["pathway"]) == (0, "planned", "non-operative")
    assert set(ran.json) >= PLAN_KEYS
    assert 2 <= len(ran.json["items"]) <= 6
    for item in ran.json["items"]:
        assert set(item) >= ITEM_KEYS
        assert all({"rule", "text", "source"} <= set(reason) for reason in item["reasons"])


def test_plan_writes_sheet_calendar_and_fhir(run: Run, tmp_path: Path) -> None:
    names = {"--handout": "plan.pdf", "--calendar": "plan.ics", "--fhir": "plan.json"}
    words = [word for option, name in names.items() for word in (option, tmp_path / name)]
    assert run("plan", INTAKE, *words, "--json").status == 0
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert (tmp_path / "plan.json").read_text().startswith('{\n  "resourceType": "Bundle"')


def test_a_blocked_plan_says_why_has_no_items_and_exits_1(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    path.write_text(INTAKE.read_text().replace("red_flags: []", "red_flags: [infection]"))
    ran = run("plan", path, "--calendar", tmp_path / "plan.ics", "--json")
    assert (ran.status, ran.json["status"], ran.json["items"]) == (1, "blocked", [])
    assert ran.json["screening"]["flags"][0]["text"]
    assert not (tmp_path / "plan.ics").exists()


def test_lint(run: Run, plan_file: Path) -> None:
    ran = run("lint", plan_file, "--intake", INTAKE, "--json")
    assert (ran.status, ran.json) == (0, {"ok": True, "findings": []})


def test_lint_says_no_to_a_locked_exercise(run: Run, plan_file: Path) -> None:
    locked = "exercise: piriformis-knee-to-opposite-shoulder"
    plan_file.write_text(plan_file.read_text().replace("exercise: clamshell", locked, 1))
    ran = run("lint", plan_file, "--intake", INTAKE, "--json")
    assert (ran.status, ran.json["ok"]) == (1, False)
    assert {"severity", "item", "rule", "text", "source"} <= set(ran.json["findings"][0])


def test_progress(run: Run, plan_file: Path) -> None:
    ran = run("progress", plan_file, LOG, "--intake", INTAKE, "--today", "2026-11-27", "--json")
    assert ran.status == 0
    assert all({"date", "exercise", "decision", "change", "reasons"} <= set(line) for line in ran.json)
    assert {"hold"} == {line["decision"] for line in ran.json}


def test_watch(run: Run, tmp_path: Path) -> None:
    exercise = load_catalogue().exercise("bridge")
    performer = Performer(exercise, Side.RIGHT).stand_still(3.0).repeat(4).stand_still(1.0)
    path = tmp_path / "set.csv"
    path.write_text(recording_csv(performer.record()))
    ran = run("watch", path, "--exercise", "bridge", "--side", "both", "--json")
    assert (ran.status, ran.json["count"]) == (0, 4)
    assert {"seconds", "frames", "seen_share", "repetitions", "holds", "faults"} <= set(ran.json)
    assert {"start_s", "end_s", "peak_deg", "range_deg"} <= set(ran.json["repetitions"][0])


def test_draw(run: Run, tmp_path: Path) -> None:
    ran = run("draw", "clamshell", "--side", "left", "--out", tmp_path / "a.svg", "--json")
    assert (ran.status, ran.json["side"]) == (0, "left")
    assert (tmp_path / "a.svg").read_text().startswith("<svg")


def test_motion(run: Run, tmp_path: Path) -> None:
    ran = run("motion", "clamshell", "--side", "right", "--out", tmp_path / "a.json", "--json")
    assert (ran.status, ran.json["moments"] > 2) == (0, True)


def test_the_json_option_may_also_stand_first(run: Run) -> None:
    assert run("--json", "screen", INTAKE).json == run("screen", INTAKE, "--json").json


def test_messages_stay_out_of_standard_output(run: Run, tmp_path: Path) -> None:
    ran = run("plan", INTAKE, "--save", tmp_path / "plan.yaml", "--json")
    assert "Wrote" in ran.err
    assert ran.json["status"] == "planned"
