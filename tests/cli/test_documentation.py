"""Every command in the manual runs and prints what the manual shows; every command is in the manual."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipwise.cli.main import COMMANDS
from hipwise.exchange.intake_file import read_intake
from hipwise.exchange.log_file import read_log
from hipwise.exchange.recording import recording_csv
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from tests.cli.conftest import Run
from tests.coach.performer import Performer
from tests.exchange.samples import INTAKE, LOG

MANUAL = Path(__file__).parent.parent.parent / "docs" / "for-therapists" / "command-line.md"
TEXT = MANUAL.read_text("utf-8")
ANY = "…"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def _commands() -> Iterator[tuple[str, list[str]]]:
    """Each shown command with the lines shown below it."""
    for block in _blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            yield command, shown


def _as_pattern(shown: list[str]) -> str:
    return "\n".join(re.escape(line).replace(re.escape(ANY), ".*") for line in shown)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "intake.yaml").write_text(INTAKE.read_text())
    closed = "episode: {discharged_on: 2026-11-20, phase: 4, new_pain: false}"
    calm = INTAKE.read_text().replace("worst_24h: 4", "worst_24h: 3")
    (tmp_path / "discharged.yaml").write_text(f"{calm}\n{closed}\n")
    (tmp_path / "log.jsonl").write_text(LOG.read_text())
    performer = Performer(load_catalogue().exercise("bridge"), Side.RIGHT)
    recording = performer.stand_still(3.0).repeat(4).stand_still(1.0).record()
    (tmp_path / "set.csv").write_text(recording_csv(recording))
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_every_shown_command_runs_and_prints_what_is_shown(run: Run) -> None:
    for command, shown in _commands():
        words, _, remark = command.partition("  # exits ")
        ran = run(*shlex.split(words)[1:])
        assert (command, int(remark or 0)) == (command, ran.status)
        if shown:
            printed = "\n".join(line.rstrip() for line in (ran.out + ran.err).strip().split("\n"))
            assert re.match(_as_pattern(shown), printed, re.DOTALL), f"{command}\n{printed}"


def test_the_shown_intake_is_an_intake(tmp_path: Path) -> None:
    [block] = _blocks("yaml")
    (tmp_path / "intake.yaml").write_text(block)
    assert read_intake(tmp_path / "intake.yaml").person.age == 31


def test_the_shown_log_is_a_log(tmp_path: Path) -> None:
    [block] = _blocks("json")
    (tmp_path / "log.jsonl").write_text(block)
    assert len(read_log(tmp_path / "log.jsonl", load_catalogue()).entries) == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_manual(command: str) -> None:
    assert re.search(rf"`{command}`|hipwise {command}\b", TEXT)
