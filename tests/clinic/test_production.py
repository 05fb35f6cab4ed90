"""The settings for the open network."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from hipwise.clinic.data_folder import data_folder, secret_key
from hipwise.clinic.database import DatabaseUrlError, database_from_url


def in_production(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code with the production settings in a process of its own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hipwise.clinic.settings_production",
        "HIPWISE_DATA": str(folder),
        "HIPWISE_HOSTS": "clinic.example",
    }
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    done = in_production(
        tmp_path,
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')",
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr


def test_cookies_are_secure_and_http_is_left_at_once(tmp_path: Path) -> None:
    done = in_production(
        tmp_path,
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_HTTPONLY, s.DEBUG)",
    )
    assert done.stdout.split() == ["True", "True", "True", "31536000", "True", "False"], done.stderr


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = secret_key(tmp_path, {}), secret_key(tmp_path, {})
    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_given_secret_key_is_used_and_not_written_down(tmp_path: Path) -> None:
    assert secret_key(tmp_path, {"HIPWISE_SECRET_KEY": "given"}) == "given"
    assert not (tmp_path / "secret_key").exists()


def test_the_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = data_folder({"HIPWISE_DATA": str(tmp_path / "deep" / "data")})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("url", ["mysql://host/name", "hipwise.sqlite3", ""], ids=repr)
def test_an_unknown_database_is_refused_with_what_was_expected(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="expected postgresql://"):
        database_from_url(url)


def test_a_database_url_names_host_user_and_options() -> None:
    found = database_from_url("postgresql://hip:p%40ss@db.example:5433/care?sslmode=require")
    assert (found["HOST"], found["PORT"], found["USER"], found["PASSWORD"], found["NAME"]) == (
        "db.example",
        "5433",
        "hip",
        "p@ss",
        "care",
    )
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_unix_socket_is_a_host_too() -> None:
    assert database_from_url("postgresql://hip@/care?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


@pytest.mark.django_db
def test_every_connection_writes_to_the_disk_before_it_acknowledges() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps synchronous_commit on by itself")
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    assert (journal, synchronous) == ("wal", 2)


def test_a_connection_that_could_lose_writes_is_refused(tmp_path: Path) -> None:
    import sqlite3
    from types import SimpleNamespace
    from typing import Any, cast

    from hipwise.clinic.database import UnsafeDatabaseError, verify_durability

    raw = sqlite3.connect(tmp_path / "loose.sqlite3")
    raw.execute("PRAGMA synchronous=OFF")
    with pytest.raises(UnsafeDatabaseError, match="synchronous=FULL"):
        verify_durability(cast(Any, SimpleNamespace(vendor="sqlite", connection=raw)))
    raw.close()


def test_nobody_can_sign_in_after_the_first_start(tmp_path: Path) -> None:
    done = in_production(
        tmp_path,
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('migrate', verbosity=0); from hipwise.clinic.people.models import User;"
        "print(User.objects.count())",
    )
    assert done.stdout.strip() == "0", done.stderr
