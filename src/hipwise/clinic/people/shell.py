"""What every page's frame shows: who is signed in, and in which role."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hipwise.clinic.demonstration_sign_ins import kept_sign_ins
from hipwise.clinic.people.models import User


def shell(request: HttpRequest) -> dict[str, Any]:
    """`viewer`: the signed-in person with role and clinic, or None. `place`: the url name."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    place = match.view_name if match else ""
    shown: dict[str, Any] = {"viewer": _viewer(user), "place": place}
    if settings.DEMONSTRATION and place == "account_login":
        shown["demo_accounts"] = _demo_accounts()
    return shown


def _demo_accounts() -> list[dict[str, str]]:
    return [
        {"role": s.role.capitalize(), "email": s.email, "password": s.password}
        for s in kept_sign_ins(Path(settings.DATA))
    ]


def _viewer(user: object) -> dict[str, Any] | None:
    if not isinstance(user, User):
        return None
    membership = user.membership
    patient = getattr(membership, "patient", None)
    name = user.name or user.email
    return {
        "name": name,
        "initials": initials(name),
        "email": user.email,
        "role": membership.role if membership else "",
        "is_clinician": bool(membership and membership.is_clinician),
        "is_admin": bool(membership and membership.role == "admin"),
        "clinic": membership.clinic.name if membership else "",
        "is_solo": bool(membership and membership.clinic.is_solo),
        "counts_monitoring": bool(membership and membership.clinic.counts_monitoring),
        "unread_messages": patient.unread_messages if patient else 0,
        "is_locked": bool(patient and patient.is_locked),
    }


def initials(name: str) -> str:
    """Two signs for a round picture: "Demo patient 1" becomes "D1"."""
    words = name.split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
