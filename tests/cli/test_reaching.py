"""`hipwise remind` and `hipwise erase` on an installation of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "import sys; from hipwise.cli.main import main; sys.exit(main())"]


def ran(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, with its data in a folder of its own."""
    environment = {**os.environ, "HIPWISE_DATA": str(folder)}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    return subprocess.run(
        [*PROGRAM, *words], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("remind", {"due", "sent", "left", "failed"}),
        ("erase", {"due", "erased", "failed"}),
        ("look", {"looked_at"}),
    ],
)
def test_an_empty_clinic_has_nobody_to_reach(command: str, keys: set[str], tmp_path: Path) -> None:
    done = ran(tmp_path, command, "--json")
    assert (done.returncode, set(json.loads(done.stdout))) == (0, keys)


def test_an_address_without_its_scheme_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = ran(tmp_path, "remind", "--address", "clinic.example")
    assert done.returncode == 2
    assert "expected an address that begins with https://" in done.stderr
    assert "Traceback" not in done.stderr
