"""What all tests share: real databases, and people in two clinics.

Nothing here imports Django before a test asks for it: the pure rooms' tests run without.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.postgresql import PostgresqlServer, why_no_postgresql

_SLOW = "slow"

# No test is a timed test: a busy machine is no reason to fail.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresqlServer]:
    """A real PostgreSQL server on a unix socket, started for this run; skipped with what to install."""
    missing = why_no_postgresql()
    if missing:
        pytest.skip(missing)
    with PostgresqlServer(Path(os.path.realpath(tmp_path_factory.mktemp("postgresql")))) as server:
        yield server
