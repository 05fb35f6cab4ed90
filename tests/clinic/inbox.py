"""The therapist's list with every row worked out."""

from datetime import datetime
from typing import Any

from hipwise.clinic.care.inbox import inbox_page
from hipwise.clinic.care.list_row import work_out_all
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue


def open_inbox(membership: Membership, now: datetime) -> dict[str, Any]:
    """The page as it stands once everybody has been looked at."""
    work_out_all(membership, now, load_catalogue())
    return inbox_page(membership, now, load_catalogue())


def rows_of(page: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows, the most urgent first."""
    return [row for group in page["groups"] for row in group["rows"]]
