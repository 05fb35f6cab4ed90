"""Erases a person whose two weeks are over. This is the one place that deletes records.

A person alone is erased with the clinic of one: nothing remains. In a clinic remains, without a name, what
the clinic answers for: which plans were signed by whom and when, what the rules decided, who read the record.
Answers, log, messages, notes, goals, reminders, invitations, account and sign-ins are gone.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models, transaction

from hipwise.clinic.care.leaving import records_of
from hipwise.clinic.care.models import (
    DecisionRecord,
    DelegationEnd,
    DelegationGrant,
    IntakeRecord,
    Leaving,
    OverrideGrant,
    OverrideWithdrawal,
    Patient,
    PlanRevision,
    QuestionnaireText,
    ReadAudit,
)
from hipwise.clinic.people.models import Clinic, Invitation, Membership, User

_log = logging.getLogger(__name__)

# What a clinic answers for stays, without a name; whatever else is kept about a patient goes, also what a
# later version adds. Rows come before those that they point to.
_STAYS_IN_A_CLINIC = (DecisionRecord, PlanRevision, IntakeRecord, ReadAudit)
_ENDS = (DelegationEnd, OverrideWithdrawal)
_GRANTS = (DelegationGrant, OverrideGrant)


@dataclass(slots=True)
class Erased:
    """What became of one round: people whose day had come, erased, and not."""

    due: int = 0
    erased: int = 0
    failed: int = 0


def erase_due(now: datetime) -> Erased:
    """Erase everybody whose day has come; each wholly or not at all."""
    done = Erased()
    _leave_no_traces_in_the_file()
    for asked in list(Leaving.objects.filter(due_at__lte=now).select_related("user")):
        done.due += 1
        try:
            erase(asked.user, now)
            done.erased += 1
        except Exception:  # noqa: BLE001 - one that cannot be erased stops no other, and is tried again
            _log.exception("an account could not be erased")
            done.failed += 1
    _empty_the_journal()
    return done


@transaction.atomic
def erase(user: User, now: datetime) -> None:
    """Erase one person with all their records."""
    for patient in records_of(user):
        _erase_record(patient, now)
    _end_sessions(user)
    cache.clear()  # it counts attempts by person, for minutes: everybody's count begins anew
    User.objects.filter(pk=user.pk).update(membership=None)
    _rows(Invitation).filter(used_by=user).delete()
    _rows(Invitation).filter(email=user.email.lower()).delete()
    alone = Clinic.objects.filter(is_solo=True, memberships__user=user)
    clinics = list(alone.values_list("pk", flat=True))
    _rows(Membership).filter(user=user).delete()
    _forget_author(user)
    _rows(Clinic).filter(pk__in=clinics).delete()
    _rows(User).filter(pk=user.pk).delete()


def _erase_record(patient: Patient, now: datetime) -> None:
    for end in _ENDS:
        _rows(end).filter(grant__patient=patient).delete()
    for model in _models_of_patients():
        _rows(model).filter(patient=patient).delete()
    Invitation.objects.filter(patient=patient).delete()
    Patient.objects.filter(pk=patient.pk).update(membership=None)
    if patient.clinic.is_solo:
        for model in _STAYS_IN_A_CLINIC:
            _rows(model).filter(patient=patient).delete()
        _rows(QuestionnaireText).filter(clinic=patient.clinic).delete()
        _rows(Patient).filter(pk=patient.pk).delete()
        return
    _rows(IntakeRecord).filter(patient=patient).update(answers={}, intake=None, known=None, screening=None)
    for revision in _rows(PlanRevision).filter(patient=patient):
        bones = _bones(revision.plan)
        _rows(PlanRevision).filter(pk=revision.pk).update(plan=bones, reason="", history={})
    for record in _rows(DecisionRecord).filter(patient=patient):
        _rows(DecisionRecord).filter(pk=record.pk).update(decision=_bones(record.decision), note="")
    _rows(Patient).filter(pk=patient.pk).update(
        name=f"Former patient {secrets.token_hex(4)}",
        time_zone="",
        erased_at=now,
        locked_since=None,
        lock_flags=[],
        log_start=None,
        settings=[],
        standing_overrides=[],
        unread_messages=0,
        open_messages=[],
        warned_at=None,
        shares_replays=None,
    )


# What of a plan and of a decision says what was done, and nothing of the person.
_BONES = (
    "status",
    "phase",
    "pathway",
    "made_on",
    "exercise",
    "side",
    "sets",
    "repetitions",
    "hold_s",
    "rest_s",
    "tempo",
    "days",
    "date",
    "decision",
    "rule",
    "source",
    "evidence",
)
_LISTS = ("items", "reasons", "left_out")


def _bones(value: dict[str, Any]) -> dict[str, Any]:
    """The exercises, doses, rules and days of a plan or decision, without any sentence."""
    kept: dict[str, Any] = {name: value[name] for name in _BONES if name in value}
    for name in _LISTS:
        if isinstance(value.get(name), list):
            kept[name] = [_bones(each) for each in value[name] if isinstance(each, dict)]
    return kept


def _rows(model: type[models.Model]) -> Any:
    """All rows of a model, past the query sets that refuse to change what was written once."""
    return models.QuerySet(model)


def _models_of_patients() -> list[type[models.Model]]:
    """Every model with rows about a patient that goes entirely; what others point to comes last."""
    known = apps.get_app_config("care").get_models()
    about = [model for model in known if any(field.name == "patient" for field in model._meta.fields)]
    going = [model for model in about if model not in _STAYS_IN_A_CLINIC]
    return sorted(going, key=_GRANTS.__contains__)


def _forget_author(user: User) -> None:
    """Who wrote or signed a row is not known any more, wherever that may be. Elsewhere deleting fails."""
    for relation in User._meta.related_objects:
        field = relation.field
        if isinstance(field, models.ForeignKey) and field.null:
            _rows(field.model).filter(**{field.name: user}).update(**{field.name: None})


def _end_sessions(user: User) -> None:
    every, owner = Session.objects.iterator(), str(user.pk)
    mine = [each.pk for each in every if each.get_decoded().get(SESSION_KEY) == owner]
    Session.objects.filter(pk__in=mine).delete()


def _leave_no_traces_in_the_file() -> None:
    """SQLite overwrites what is deleted, instead of only forgetting where it was."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _empty_the_journal() -> None:
    """Move the journal's pages into the file; until then it may hold what was deleted."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
