"""The same facts on a real PostgreSQL server: what touches the database most, run again there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.postgresql import PostgresqlServer

ROOT = Path(__file__).parents[2]
# The inner run shares nothing with the outer one.
_ALONE = ("-p", "no:cacheprovider", "-p", "no:xdist")
AGAIN = (
    "test_entries.py",
    "test_queries.py",
    "test_planning.py",
    "test_decisions.py",
    "test_joining.py",
    "test_monitoring.py",
    "test_inbox.py",
    "test_recent_log.py",
)


@pytest.mark.slow
@pytest.mark.postgresql
def test_entries_plans_decisions_and_joining_hold_on_postgresql(postgresql: PostgresqlServer) -> None:
    files = [f"tests/clinic/{name}" for name in AGAIN]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--tb=short", *_ALONE, *files],
        env={**os.environ, "DATABASE_URL": postgresql.new_database()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
