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


def test_without_a_pose_model_it_is_said_what_to_install() -> None:
    words = [sys.executable, "-m", "benchmarks.figure_seen"]
    ran = subprocess.run(words, check=False, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "pip install mediapipe==0.10.32" in ran.stderr
    assert "npm pack @mediapipe/pose" in ran.stderr
