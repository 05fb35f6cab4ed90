import json
import subprocess
import sys
from pathlib import Path

import pytest

from hipwise import __version__
from hipwise.browser import FUNCTIONS, call
from tests.reference.browser_vectors import COMMAND, FILE, as_text

ROOT = Path(__file__).parent.parent
PROGRAM = Path(__file__).parent / "browser_rooms.py"


def test_the_vectors_are_up_to_date():
    assert FILE.read_text("utf-8") == as_text(), f"run {COMMAND}"


def test_every_function_has_vectors():
    named = {vector["name"] for vector in json.loads(FILE.read_text("utf-8"))["vectors"]}
    assert named >= set(FUNCTIONS)


def test_the_rooms_answer_alike_without_django_numpy_and_the_servers_rooms():
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _START, str(ROOT / "src"), str(PROGRAM), str(FILE)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.stderr == ""
    (last, *wrong) = reversed(result.stdout.splitlines())
    assert wrong == []
    assert int(last.split()[0]) > 50


_START = """
import runpy, sys
source, program, *rest = sys.argv[1:]
sys.path.insert(0, source)
sys.argv = [program, *rest]
runpy.run_path(program, run_name="__main__")
"""


@pytest.mark.parametrize(
    "payload",
    ["", "{", "[]", "null", "3", '"text"', "NaN", "[" * 20000, '{"exercise": "\\ud800"}', '{"a": NaN}'],
)
def test_what_cannot_be_read_is_an_error_and_no_crash(payload):
    for name in FUNCTIONS:
        if name != "version":
            assert list(json.loads(call(name, payload))) == ["error"]


def test_an_unknown_name_is_an_error():
    assert "no function called 'open-file'" in json.loads(call("open-file", "{}"))["error"]


def test_the_version_is_the_packages():
    assert json.loads(call("version", "{}"))["version"] == __version__
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
