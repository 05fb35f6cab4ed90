"""Where each person of a clinic stands in the list, read from the columns of their rows alone.

It takes some microseconds a person, whatever was logged. What is shown of a person is read afterwards, for a
page of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hipwise.clinic.care.local_time import zone_named
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import Membership
from hipwise.follow.need import Order, Place, Urgency, order_of

_COLUMNS = (
    "pk",
    "time_zone",
    "locked_since",
    "open_messages",
    "list_row__version",
    "list_row__seen_version",
    "list_row__seen_on",
    "list_row__urgency",
    "list_row__place",
    "list_row__size",
    "list_row__later_count",
    "list_row__aside_count",
)


@dataclass(frozen=True, slots=True)
class Position:
    """One person in the list. `order` is that of the need that was worked out last; None: nothing is needed.

    `is_live`: locked, or with a message that nobody has answered; that is shown at once and may stand higher.
    """

    patient_id: UUID
    order: Order | None
    urgency: Urgency | None
    is_locked: bool
    is_live: bool
    has_happened: bool
    is_old: bool
    later_count: int
    aside_count: int


def read_positions(membership: Membership, now: datetime) -> list[Position]:
    """Everybody of the clinic, by name. One query."""
    rows = Patient.objects.visible_to(membership).order_by("name", "id").values_list(*_COLUMNS)
    return list(_positions(rows, membership.clinic.time_zone, now))


def old_of(positions: Iterable[Position]) -> list[UUID]:
    """Whose row is old, the locked ones first, then those to whom something has happened."""
    old = [position for position in positions if position.is_old]
    old.sort(key=lambda position: (not position.is_locked, not position.has_happened, position.patient_id))
    return [position.patient_id for position in old]


def _positions(rows: Iterable[tuple[Any, ...]], clinic_zone: str, now: datetime) -> Iterator[Position]:
    days: dict[str, date] = {}
    for pk, zone, locked, messages, version, seen, seen_on, urgency, place, size, later, aside in rows:
        if zone not in days:
            days[zone] = now.astimezone(zone_named(zone, clinic_zone)).date()
        has_happened = version is None or version != seen
        yield Position(
            patient_id=pk,
            order=order_of(Urgency(urgency), Place(place), size) if urgency else None,
            urgency=Urgency(urgency) if urgency else None,
            is_locked=locked is not None,
            is_live=locked is not None or bool(messages),
            has_happened=has_happened,
            is_old=has_happened or seen_on != days[zone],
            later_count=later or 0,
            aside_count=aside or 0,
        )
