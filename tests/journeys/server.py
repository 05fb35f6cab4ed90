"""A real Hipwise server for browser tests: its own process, data folder and port."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Making the demonstration takes most of it on a busy machine.
_START_S = 300.0


@dataclass
class Served:
    """A running server. `sign_ins` maps an e-mail address to its password (demonstration only).

    `signed_in` keeps the cookies of who did: the server takes 30 sign-ins a minute from one place.
    """

    url: str
    process: subprocess.Popen[str]
    data: Path
    sign_ins: dict[str, str] = field(default_factory=dict)
    signed_in: dict[str, Any] = field(default_factory=dict)

    def email_of(self, start: str) -> str:
        """The demonstration address that begins with `start`, such as therapist."""
        return next(email for email in self.sign_ins if email.startswith(start))

    def count_stored_sets(self, start: str) -> int:
        """How many of the stored entries of that person are sets."""
        return sum(entry["kind"] == "set" for entry in self.entries_of(start))

    def entries_of(self, start: str) -> list[dict[str, Any]]:
        """The stored entries of the person whose address begins with `start`, the oldest first."""
        folder = self.data / "demonstration" if self.sign_ins else self.data
        with closing(sqlite3.connect(f"file:{folder / 'hipwise.sqlite3'}?mode=ro", uri=True)) as database:
            rows = database.execute(
                "SELECT payload FROM care_entry JOIN people_user ON people_user.id = care_entry.author_id"
                " WHERE people_user.email = ? ORDER BY care_entry.received_at, care_entry.at",
                (self.email_of(start),),
            ).fetchall()
        return [json.loads(payload) for (payload,) in rows]

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def served(data: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Start `hipwise serve` on a free port with its data in `data`; stop it at the end."""
    command: list[str] = [str(Path(sys.executable).with_name("hipwise")), "serve", "--port", "0", *options]
    env = {**os.environ, "HIPWISE_DATA": str(data), "PYTHONUNBUFFERED": "1", **environment}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        server = _announced(process, data)
        _wait_for_page(server.url)
        yield server
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _announced(process: subprocess.Popen[str], data: Path) -> Served:
    """Read what the server prints until its address and, for a demonstration, the sign-ins are known."""
    assert process.stdout is not None
    said: list[str] = []
    server: Served | None = None
    os.set_blocking(process.stdout.fileno(), False)
    deadline = time.monotonic() + _START_S
    quiet_since = time.monotonic()
    while time.monotonic() < deadline:
        line = process.stdout.readline()
        if not line:
            if process.poll() is not None:
                raise RuntimeError(f"the server ended: {''.join(said)}")
            if server is not None and time.monotonic() - quiet_since > 0.3:
                return server
            time.sleep(0.05)
            continue
        said.append(line)
        quiet_since = time.monotonic()
        address = re.search(r"http://\S+:\d+", line)
        if address and server is None:
            server = Served(address.group(0).rstrip("."), process, data)
        sign_in = re.match(r"\s+(\S+@\S+)\s+(\S+)", line)
        if sign_in and server is not None:
            server.sign_ins[sign_in.group(1)] = sign_in.group(2)
    raise RuntimeError(f"the server did not say its address: {''.join(said)}")


def _wait_for_page(url: str) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/accounts/login/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"no page at {url} after {_START_S:.0f} seconds")
