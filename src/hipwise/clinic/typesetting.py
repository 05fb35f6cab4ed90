"""Lets a process of its own set a PDF: the typesetter takes some 30 MB and keeps them."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

_LONGEST_S = 30


def typeset(process: str, asked: Mapping[str, Any]) -> bytes:
    """What the module `hipwise.clinic.<process>` makes of these JSON values."""
    command = [sys.executable, "-m", f"hipwise.clinic.{process}"]
    words = json.dumps(asked).encode()
    return subprocess.run(command, input=words, capture_output=True, check=True, timeout=_LONGEST_S).stdout
