"""People in two clinics, and the database that the run was asked to use.

The pages' tests run on SQLite; with `DATABASE_URL` they run on the server that it names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.clinic.people import Everybody, make_everybody

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser in which somebody is signed in."""

    client: Client


@pytest.fixture
def everybody(db: None) -> Everybody:
    """Two clinics with people in every role, and a person alone."""
    return make_everybody()


@pytest.fixture
def browser() -> Iterator[Any]:
    """A function that gives a browser in which that user is signed in."""

    def sign_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in
