"""Where this installation keeps its data: the database file, the secret key, outgoing mail."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path

SECRET_KEY_BYTES = 48
_OWNER_ONLY = 0o600


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of `HIPWISE_DATA`, else the platform's data folder; made when missing, owner only."""
    chosen = environment.get("HIPWISE_DATA")
    folder = Path(chosen).expanduser() if chosen else user_data_path("hipwise", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The signing key: `HIPWISE_SECRET_KEY`, else the file `secret_key`, made once with mode 0600."""
    given = environment.get("HIPWISE_SECRET_KEY")
    if given:
        return given
    file = folder / "secret_key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        return file.read_text("ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(SECRET_KEY_BYTES))
    return file.read_text("ascii").strip()
