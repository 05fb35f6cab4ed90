"""The machine's Chromium, which the browser tests drive."""

import os
import shutil

import pytest

# Root has no sandbox, and Chromium starts without one only when it is told so.
ROOT_OPTIONS = ["--no-sandbox"] if os.geteuid() == 0 else []


def chromium_path() -> str | None:
    """Where it is; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def chromium_or_skip() -> str:
    """Where it is; a test is skipped where there is none."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium here: install the package 'chromium' to run the browser tests")
    return path
