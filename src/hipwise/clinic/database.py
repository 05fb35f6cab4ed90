"""The database: an SQLite file by default, PostgreSQL when `DATABASE_URL` names one."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db.backends.base.base import BaseDatabaseWrapper

# WAL lets readers work beside the one writer. FULL makes a commit reach the disk before it is
# acknowledged: with NORMAL a power cut can drop the last commits of a WAL database.
_SQLITE_INIT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA busy_timeout=10000; PRAGMA mmap_size=67108864;"
)
_SYNCHRONOUS_FULL = 2
_LOCK_WAIT_S = 10


class UnsafeDatabaseError(RuntimeError):
    """The database would acknowledge a write before it is on the disk."""


class DatabaseUrlError(ValueError):
    """`DATABASE_URL` names no database that Hipwise can use."""

    def __init__(self, scheme: str) -> None:
        super().__init__(
            "DATABASE_URL: expected postgresql://user@host/name or sqlite:////path, "
            f"got {scheme or 'no scheme'!r}"
        )


def sqlite_database(file: Path) -> dict[str, Any]:
    """Settings for an SQLite file: WAL, synchronous FULL, transactions that take the write lock at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _LOCK_WAIT_S,
            "init_command": _SQLITE_INIT,
        },
    }


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for a `DATABASE_URL`. Raises DatabaseUrlError."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_database(Path(unquote(parts.path)[1:] or "hipwise.sqlite3"))
    if parts.scheme not in ("postgresql", "postgres"):
        raise DatabaseUrlError(parts.scheme)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **query},
    }


def verify_durability(connection: BaseDatabaseWrapper) -> None:
    """Refuse a fresh connection that would lose acknowledged writes. Raises UnsafeDatabaseError."""
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    journal = raw.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = raw.execute("PRAGMA synchronous").fetchone()[0]
    if journal not in ("wal", "memory") or synchronous != _SYNCHRONOUS_FULL:
        raise UnsafeDatabaseError(
            f"expected SQLite in WAL mode with synchronous=FULL, got {journal} and {synchronous};"
            " keep the database on a local disk"
        )
