"""What was written about a patient: notes of clinicians, and messages with them; read together."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from hipwise.clinic.care.models import Message, Note, Patient

_NOTE, _PATIENT, _CLINIC = "note", "patient", "clinic"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """One note or message; `author` is empty for a message of the patient."""

    kind: str
    text: str
    at: datetime
    author: str

    @property
    def is_note(self) -> bool:
        """Is it a note that only clinicians see?"""
        return self.kind == _NOTE

    @property
    def by_patient(self) -> bool:
        """Did the patient write it?"""
        return self.kind == _PATIENT


def written_in_record(patient: Patient, first: date) -> list[Written]:
    """All notes, and the messages from that day on, the newest first; one query."""
    notes = _of(Note, patient).values_list(_word(_NOTE), "text", "created_at", _author())
    rows = notes.union(_messages(patient, first), all=True)
    return sorted((Written(*row) for row in rows), key=lambda each: each.at, reverse=True)


def written_messages(patient: Patient, first: date, last: date) -> list[Written]:
    """The messages of those days and a day around them, since zones differ; one query."""
    until = datetime.combine(last, time.min, UTC) + 2 * _A_DAY
    return [Written(*row) for row in _messages(patient, first).filter(sent_at__lt=until)]


def _messages(patient: Patient, first: date) -> Any:
    side = Case(When(by_patient=True, then=_word(_PATIENT)), default=_word(_CLINIC), output_field=CharField())
    rows = _of(Message, patient).filter(sent_at__gte=datetime.combine(first, time.min, UTC) - _A_DAY)
    return rows.values_list(side, "text", "sent_at", _author())


def _of(model: Any, patient: Patient) -> Any:
    return model.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk).order_by()


def _word(word: str) -> Any:
    return Cast(Value(word), CharField())


def _author() -> Any:
    name, email = NullIf(F("author__name"), Value("")), F("author__email")
    return Coalesce(name, email, Value(""), output_field=CharField())
