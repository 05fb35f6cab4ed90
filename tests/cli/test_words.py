"""Without --json every command speaks to people."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.exchange.samples import INTAKE, LOG


def test_the_list_names_all_groups(run: Run) -> None:
    out = run("exercises").out
    for group in ("HIP STRENGTHENING", "BALANCE", "GROIN STRETCH", "CORE STRENGTHENING"):
        assert group in out


def test_an_exercise_says_its_side_steps_and_sources(run: Run) -> None:
    out = run("exercise", "clamshell", "--side", "left").out
    for words in ("left: leg on top", "Steps", "Stop rule", "Sources", "No clinician has signed"):
        assert words in out


def test_a_plan_says_why_and_that_nobody_signed_it(run: Run) -> None:
    out = run("plan", INTAKE).out
    for words in ("Nobody has signed it", "Clamshell: why", "Left out", "LEFT leg on"):
        assert words in out


def test_a_blocked_plan_says_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    path.write_text(INTAKE.read_text().replace("red_flags: []", "red_flags: [blood-clot]"))
    ran = run("plan", path)
    assert (ran.status, "The plan is blocked" in ran.out) == (1, True)
    assert "blood-clot (" in run("screen", path).out


def test_progress_says_the_decision_and_the_reason(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    run("plan", INTAKE, "--save", plan)
    out = run("progress", plan, LOG, "--intake", INTAKE, "--today", "2026-11-27").out
    assert "bridge: hold" in out
    assert "alm session" in out


@pytest.mark.parametrize("words", [("validate",), ("exercises",), ("screen", INTAKE)])
def test_words_fit_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(len(line) for line in run(*words).out.split("\n")) <= 100


def test_the_version_is_one_line(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.out.startswith("hipwise "), ran.out.count("\n")) == (0, True, 1)


def test_help_names_every_command(run: Run) -> None:
    from hipwise.cli.main import COMMANDS

    out = run("--help").out
    assert all(f"  {name}" in out for name in COMMANDS)
