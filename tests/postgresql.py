"""A PostgreSQL server of our own: started from the system's package, on a unix socket, thrown away after."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

_OWNER = "postgres"
_START_S = 60


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: on the path, or where Debian puts the newest version."""
    on_path = shutil.which("pg_ctl")
    if on_path and shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4].split(".")[0])
    )
    return found[-1].parent if found else None


def why_no_postgresql() -> str:
    """Why no server can be started here, and what to install; empty when one can."""
    if binaries() is None:
        return "PostgreSQL is not installed: run `apt-get install postgresql` to test on it"
    if os.getuid() == 0 and not (_has_user() and shutil.which("runuser")):
        return "PostgreSQL does not run as root: add a user `postgres` to test on it"
    return ""


def _has_user() -> bool:
    try:
        pwd.getpwnam(_OWNER)
    except KeyError:
        return False
    return True


class PostgresqlServer:
    """A server that lives as long as the `with` block. It listens on a unix socket only."""

    def __init__(self, folder: Path) -> None:
        found = binaries()
        if found is None:
            raise RuntimeError(why_no_postgresql())
        self._bin = found
        # A unix socket's path may have at most 107 bytes, which a test's own folder can exceed.
        self._folder = Path(tempfile.mkdtemp(prefix="hipwise-pg-", dir="/tmp"))
        self._log = folder / "server.log"

    def __enter__(self) -> Self:
        if os.getuid() == 0:
            shutil.chown(self._folder, _OWNER)
        data = self._folder / "data"
        self._run("initdb", "-D", str(data), "-U", "hipwise", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self._folder} -c listen_addresses='' -c max_connections=60"
        self._run(
            "pg_ctl",
            "-D",
            str(data),
            "-l",
            str(self._folder / "log"),
            "-w",
            "-t",
            str(_START_S),
            "-o",
            options,
            "start",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def socket_folder(self) -> str:
        """Where the unix socket lies."""
        return str(self._folder)

    def new_database(self) -> str:
        """Make an empty database; returns its `DATABASE_URL`."""
        name = f"hipwise_{uuid.uuid4().hex[:12]}"
        self._run("createdb", "-h", self.socket_folder, "-U", "hipwise", name)
        return self.url(name)

    def url(self, name: str) -> str:
        """The `DATABASE_URL` of a database on this server."""
        return f"postgresql://hipwise@/{name}?host={quote(self.socket_folder)}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", _OWNER, "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip() or done.stdout.strip()}")
