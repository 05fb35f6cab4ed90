"""The ways in of the demonstration's invented people, kept where their owner alone reads them."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "sign_ins.json"
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class SignIn:
    """An invented person's way in."""

    email: str
    password: str
    role: str


def kept_sign_ins(folder: Path) -> list[SignIn]:
    """The sign-ins kept in the data folder; none where no demonstration was made."""
    file = folder / _FILE
    if not file.exists():
        return []
    return [SignIn(**entry) for entry in json.loads(file.read_text("utf-8"))]


def keep_sign_ins(folder: Path, sign_ins: Sequence[SignIn]) -> None:
    """Write them so that only the folder's owner may read them."""
    descriptor = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump([asdict(sign_in) for sign_in in sign_ins], out)


def forget_sign_ins(folder: Path) -> None:
    """Remove them."""
    (folder / _FILE).unlink(missing_ok=True)
