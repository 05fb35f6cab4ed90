"""`hipwise serve` as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.server import served

HIPWISE = str(Path(sys.executable).with_name("hipwise"))


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command with its data in a folder of its own."""
    environment = {**os.environ, "HIPWISE_DATA": str(data)}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    return subprocess.run([HIPWISE, *words], env=environment, capture_output=True, text=True, check=False)


def test_a_fresh_start_makes_the_database_and_no_accounts(tmp_path: Path) -> None:
    with served(tmp_path, DATABASE_URL="") as server:
        assert server.sign_ins == {}
        assert (tmp_path / "hipwise.sqlite3").exists()


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with served(tmp_path, DATABASE_URL="") as server:
        port = server.url.rsplit(":", 1)[1]
        done = run(tmp_path, "serve", "--port", port)
    assert done.returncode == 2
    assert "expected a free port" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_operator_makes_a_clinic_and_gets_its_link(tmp_path: Path) -> None:
    done = run(tmp_path, "clinic", "Hip House", "--address", "https://hip.example", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["link"].startswith("https://hip.example/join/")


def test_the_demonstration_lies_in_a_folder_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 11
    assert (tmp_path / "demonstration" / "hipwise.sqlite3").exists()
    assert not (tmp_path / "hipwise.sqlite3").exists()
