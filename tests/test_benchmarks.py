"""`python -m benchmarks` gives each benchmark only the options that it takes."""

import subprocess
import sys

import pytest
from benchmarks.__main__ import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_recordings_are_offered_to_the_benchmarks_that_read_them(name: str) -> None:
    words = [sys.executable, "-m", f"benchmarks.{name}", "--help"]
    told = subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout
    assert ("--data " in told, "--json" in told) == (NAMES[name], True)
