"""The installed `hipwise` starts, and pays only for what a command needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.samples import INTAKE

HEAVY = (
    "django",
    "numpy",
    "rich",
    "jsonschema",
    "icalendar",
    "typst",
    "fhir",
    "hipwise.clinic",
    "hipwise.figure",
)
PROGRAM = Path(sys.executable).parent / "hipwise"


@pytest.mark.skipif(not PROGRAM.exists(), reason="install the package to get the `hipwise` program")
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("exercises", "--json"), 0),
        (("screen", INTAKE, "--json"), 0),
        (("plan", INTAKE, "--json"), 0),
        (("plan", "nowhere.yaml"), 2),
    ],
)
def test_the_installed_program_answers(words: tuple, status: int) -> None:
    done = subprocess.run([PROGRAM, *words], check=False, capture_output=True, timeout=60)
    assert (done.returncode, b"Traceback" in done.stderr) == (status, False)
    assert status == 2 or json.loads(done.stdout)


def test_a_plan_imports_nothing_heavy() -> None:
    code = (
        "import sys; from hipwise.cli.main import main; main(['plan', sys.argv[1], '--json']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, INTAKE], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stderr.strip() == "[]"
