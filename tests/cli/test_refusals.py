"""Wrong usage and unreadable input give status 2, one sentence on standard error, and no traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hipwise.cli.main import COMMANDS
from tests.cli.conftest import Ran, Run
from tests.exchange.samples import INTAKE, LOG

USAGE = [
    ("nonsense",),
    ("exercise",),
    ("exercise", "no-such-exercise"),
    ("exercise", "clamshell", "--side", "up"),
    ("exercise", "clamshell", "extra"),
    ("exercises", "--jason"),
    ("plan",),
    ("exercise", "clamshell", "--sheet", "/no/such/folder/a.pdf"),
    ("exercise", "clamshell", "--paper", "a0", "--sheet", "/tmp/never.pdf"),
    ("plan", INTAKE, "--handout"),
    ("plan", INTAKE, "--handout", "/no/such/folder/a.pdf"),
    ("plan", INTAKE, "--save", ""),
    ("plan", INTAKE, "--paper", "a0", "--handout", "/tmp/never.pdf"),
    ("plan", INTAKE, "--paper", "a5"),
    ("serve", "--port", "99999"),
    ("plan", INTAKE, "--server", "clinic.example.org", "--handout", "/tmp/never.pdf"),
    ("lint", INTAKE),
    ("progress", INTAKE, LOG, "--intake", INTAKE),
    ("progress", INTAKE, LOG, "--intake", INTAKE, "--today", "tomorrow"),
    ("draw", "clamshell", "--side", "left", "--out", "a.gif"),
    ("progress", INTAKE, LOG, "--intake", INTAKE, "--today", "0001-01-01"),
    ("progress", INTAKE, LOG, "--intake", INTAKE, "--today", "2026-W48-5"),
    ("draw", "clamshell", "--out", "a.svg"),
    ("motion", "clamshell", "--side", "left", "--out", "a.mp4"),
    ("motion", "clamshell", "--side", "left", "--out", "/no/such/folder/a.mot"),
    ("motion", "clamshell", "--side", "left", "--out", "a.mot", "--range", "2"),
    ("motion", "clamshell", "--side", "left", "--out", "a.mot", "--fault", "NO_SUCH"),
    ("watch", "video.mp4", "--exercise", "clamshell", "--side", "left"),
    ("watch", "none.csv", "--exercise", "clamshell", "--side", "left"),
    ("validate", "--content", "/no/such/folder"),
    ("simulate", "--patients", "0"),
    ("simulate", "--patients", "1", "--weeks", "1", "--plot", "/no/such/folder/a.svg"),
    ("simulate", "--patients", "many"),
]
BAD_FILES: dict[str, Callable[[Path], None]] = {
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b"\n \r\n"),
    "huge": lambda path: path.write_bytes(b"a: 1 # " + b"x" * 60_000_000),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "image": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
    "utf-16": lambda path: path.write_bytes("person: {age: 31}".encode("utf-16")),
    "latin-1": lambda path: path.write_bytes("name: José".encode("latin-1")),
    "broken YAML": lambda path: path.write_text("a: [1, 2"),
    "tabs": lambda path: path.write_text("\ta: 1"),
    "list": lambda path: path.write_text("- 1\n- 2"),
    "word": lambda path: path.write_text("hello"),
    "null": lambda path: path.write_text("null"),
    "twice": lambda path: path.write_text("items: []\nitems: []"),
    "not a number": lambda path: path.write_text("items: [.nan]"),
    "bomb": lambda path: path.write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"),
    "deep": lambda path: path.write_text("items: " + "[" * 5000),
    "tag": lambda path: path.write_text("a: !!python/object/apply:os.system [ls]"),
    "two documents": lambda path: path.write_text("a: 1\n---\nb: 2"),
    "empty mapping": lambda path: path.write_text("{}"),
    "wrong kind": lambda path: path.write_text("recipe: soup"),
}


def _is_one_sentence(ran: Ran) -> bool:
    lines = ran.err.strip().split("\n")
    return len(lines) == 1 and lines[0].startswith("hipwise: ") and lines[0].endswith(".")


@pytest.mark.parametrize("words", USAGE, ids=lambda words: " ".join(Path(str(w)).name for w in words))
def test_wrong_usage_is_answered_with_one_sentence(run: Run, words: tuple) -> None:
    ran = run(*words)
    assert (ran.status, ran.out, _is_one_sentence(ran)) == (2, "", True), ran.err


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize(
    "words",
    [
        ("screen", "BAD"),
        ("plan", "BAD", "--json"),
        ("lint", "BAD", "--intake", INTAKE),
        ("progress", "BAD", LOG, "--intake", INTAKE, "--today", "2026-11-27"),
    ],
    ids=lambda words: words[0],
)
def test_a_bad_file_is_named_in_one_sentence(run: Run, tmp_path: Path, words: tuple, name: str) -> None:
    bad = tmp_path / "bad.yaml"
    BAD_FILES[name](bad)
    ran = run(*(bad if word == "BAD" else word for word in words))
    assert (ran.status, ran.out, _is_one_sentence(ran)) == (2, "", True), ran.err
    assert str(bad) in ran.err
    assert "expected" in ran.err
    assert "found" in ran.err


@pytest.mark.parametrize(
    "name", ["missing", "folder", "huge", "binary", "utf-16", "latin-1", "list", "word", "deep", "wrong kind"]
)
def test_a_bad_log_is_named_in_one_sentence(run: Run, tmp_path: Path, name: str) -> None:
    plan, bad = tmp_path / "plan.yaml", tmp_path / "bad.jsonl"
    run("plan", INTAKE, "--save", plan)
    BAD_FILES[name](bad)
    ran = run("progress", plan, bad, "--intake", INTAKE, "--today", "2026-11-27")
    assert (ran.status, ran.out, _is_one_sentence(ran)) == (2, "", True), ran.err
    assert str(bad) in ran.err


@pytest.mark.parametrize("command", ["lint", "progress"])
def test_a_plan_with_too_many_items_is_named(run: Run, tmp_path: Path, command: str) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("items: [" + "{}, " * 300 + "]")
    words = (command, bad) if command == "lint" else (command, bad, LOG, "--today", "2026-11-27")
    ran = run(*words, "--intake", INTAKE)
    assert (ran.status, _is_one_sentence(ran), f"{bad}, items" in ran.err) == (2, True, True), ran.err


def test_a_day_that_no_calendar_of_ours_has_is_named_with_its_option(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    run("plan", INTAKE, "--save", plan)
    ran = run("progress", plan, LOG, "--intake", INTAKE, "--today", "0001-01-01")
    assert ran.err.startswith("hipwise: --today: expected a date from 1950 to 2100")


def test_a_very_long_id_is_not_repeated_in_full(run: Run) -> None:
    assert "x" * 61 not in run("exercise", "x" * 10_000).err


def test_windows_files_with_a_byte_order_mark_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + INTAKE.read_bytes().replace(b"\n", b"\r\n"))
    assert run("screen", path, "--json").json == run("screen", INTAKE, "--json").json


def test_control_characters_in_a_name_stay_out_of_the_message(run: Run) -> None:
    ran = run("screen", "a\nb\x1b[31m.yaml")
    assert (ran.status, _is_one_sentence(ran), "\x1b" in ran.err) == (2, True, False)


def _start(words: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from hipwise.cli.main import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", code, *words], check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_a_reader_that_goes_away_causes_no_traceback() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = _start(["exercises", "--json"], stdout=write_end, stderr=subprocess.PIPE)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (2, b"")


def test_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = _start(["exercises", "--json"], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_a_terminal_without_unicode_is_served() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = _start(["exercise", "clamshell", "--json"], stdout=subprocess.PIPE, env=environment)
    assert (done.returncode, done.stdout.isascii()) == (0, True)
    assert _start(["exercise", "clamshell"], stdout=subprocess.PIPE, env=environment).returncode == 0


def test_without_words_the_commands_are_named_with_status_2(run: Run) -> None:
    ran = run()
    assert (ran.status, ran.out, _is_one_sentence(ran)) == (2, "", True)
    assert all(command in ran.err for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.status, ran.out.startswith("Usage: hipwise")) == (0, True)
