"""A demonstration clinic: invented people with four weeks of invented, seeded entries.

Everything goes through the same services as in real use, at invented times. Its sign-ins are made up
anew for each installation and kept beside its database.
"""

import contextlib
import random
import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from hipwise.clinic.care.decisions import DecisionError, accept_decision, propose_after
from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.intake import take_form
from hipwise.clinic.care.messages import (
    open_as_patient,
    open_until,
    write_as_clinician,
    write_as_patient,
)
from hipwise.clinic.care.models import DecisionRecord, Note, Patient
from hipwise.clinic.care.planning import finish_and_propose, sign_plan
from hipwise.clinic.care.replays import answer_consent, keep_recording
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.care.today import items_of
from hipwise.clinic.demonstration_films import Film, film_set
from hipwise.clinic.demonstration_people import COMMON, PERSONAS, Felt, Persona
from hipwise.clinic.demonstration_sign_ins import SignIn, forget_sign_ins, keep_sign_ins, kept_sign_ins
from hipwise.clinic.people.models import Clinic, Membership, Role, User
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.done_sets import working_sides
from hipwise.plan.intake import DAYS
from hipwise.plan.plan import Plan, PlanItem, plan_from_mapping

CLINIC_NAME = "Demonstration clinic"
_SEED = 20260312
# Everybody answered the red-flag questions again shortly before four weeks were over.
_SCREENED_AGAIN_AGO = 12


class DemonstrationError(RuntimeError):
    """The demonstration cannot be made here; the text says why and what to do."""


# Called with the share of the work that is done, 0 to 1.
Report = Callable[[float], None]


def ensure_demonstration(now: datetime | None = None, report: Report = lambda share: None) -> list[SignIn]:
    """The sign-ins of the demonstration, which is made when it is not there yet.

    Making it takes some seconds; `report` hears how far it is.
    Raises DemonstrationError when the database holds another clinic's data.
    """
    known = kept_sign_ins(Path(settings.DATA))
    if Clinic.objects.filter(name=CLINIC_NAME).exists() and known:
        return known
    if Clinic.objects.exists():
        raise DemonstrationError(
            "expected an empty database for the demonstration, found a clinic; "
            "unset DATABASE_URL or set HIPWISE_DATA to an empty folder."
        )
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    with transaction.atomic():
        sign_ins = _make(now or timezone.now(), password, report)
    keep_sign_ins(Path(settings.DATA), sign_ins)
    return sign_ins


def drop_demonstration() -> None:
    """Throw the demonstration's SQLite file away. Raises DemonstrationError for another database."""
    if connection.vendor != "sqlite":
        raise DemonstrationError("expected SQLite, got another database; drop and create it yourself.")
    connection.close()
    name = Path(connection.settings_dict["NAME"])
    for path in (name, *(name.with_name(name.name + suffix) for suffix in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    forget_sign_ins(Path(settings.DATA))


def _make(now: datetime, password: str, report: Report) -> list[SignIn]:
    clinic = Clinic.objects.create(name=CLINIC_NAME, time_zone=settings.TIME_ZONE, phone="+00 000 000 00 00")
    therapist = _member(clinic, "therapist@demo.example", "Demo therapist", Role.THERAPIST, password)
    sign_ins = [SignIn("therapist@demo.example", password, "therapist")]
    for place, persona in enumerate(PERSONAS, start=1):
        email, name = f"patient{place}@demo.example", f"Demo patient {place}"
        user = _member(clinic, email, name, Role.PATIENT, password)
        patient = Patient.objects.create(clinic=clinic, membership=user.membership, name=name)
        life = _Life(patient, user, therapist, persona, now, random.Random(_SEED + place))
        for share in life.live():
            report((place - 1 + share) / len(PERSONAS))
        sign_ins.append(SignIn(email, password, "patient"))
    return sign_ins


def _member(clinic: Clinic, email: str, name: str, role: Role, password: str) -> User:
    user = User.objects.create_user(email, password, name=name)
    user.membership = Membership.objects.create(clinic=clinic, user=user, role=role)
    user.save(update_fields=["membership"])
    return user


class _Life:
    """One invented patient from the intake to today, day by day."""

    def __init__(
        self,
        patient: Patient,
        user: User,
        therapist: User,
        persona: Persona,
        now: datetime,
        chance: random.Random,
    ) -> None:
        self.patient, self.user, self.therapist, self.persona = patient, user, therapist, persona
        self.now, self.chance, self.catalogue = now, chance, load_catalogue()
        self.zone = ZoneInfo(patient.clinic.time_zone)
        # Recordings of the sets that are logged next, by the id of the entry.
        self.films: dict[str, Film] = {}

    def live(self) -> Iterator[float]:
        """Intake, signature, then every day until now; yields the share of the days after each."""
        days = self.persona.weeks * 7
        self._begin(self.now - timedelta(days=days))
        for ago in range(days, -1, -1):
            self._day((self.now - timedelta(days=ago)).astimezone(self.zone).date(), ago)
            yield 1.0 - ago / (days + 1)
        self._end()

    def _begin(self, then: datetime) -> None:
        posted = {
            name: value if isinstance(value, list) else [value] for name, value in self._answers(then).items()
        }
        record, problems = take_form(self.patient, self.therapist, posted, self.catalogue, then)
        if problems:
            raise DemonstrationError(f"{self.patient.name}: {problems}")
        record.patient = self.patient
        proposed = finish_and_propose(record, self.catalogue, then)
        if proposed is None:
            raise DemonstrationError(f"{self.patient.name}: expected a plan, got {record.screening}")
        sign_plan(self.patient, proposed.number, self.therapist, "First plan", self.catalogue, then)
        if self.persona.films:
            answer_consent(self.patient, True, self.user, then)

    def _answers(self, then: datetime) -> dict[str, Any]:
        flags = dict.fromkeys(self.catalogue.red_flags, "no")
        answers = {**flags, **COMMON, "days": self._days(), **self.persona.answers}
        if "surgery-weeks-ago" in answers:
            weeks = int(answers.pop("surgery-weeks-ago")) - self.persona.weeks
            answers["surgery-date"] = (then - timedelta(weeks=weeks)).date().isoformat()
        return answers

    def _days(self) -> list[str]:
        """Every day but yesterday's weekday, so that whoever opens the demonstration finds exercises."""
        yesterday = (self.now.astimezone(self.zone).date() - timedelta(days=1)).weekday()
        return [day for place, day in enumerate(DAYS) if place != yesterday]

    def _day(self, day: date, ago: int) -> None:
        felt = self.persona.feels(ago, self.chance)
        plan = self._plan()
        evening = datetime.combine(day, time(18), self.zone)
        entries = list(self._morning(day, felt))
        entries += [
            self._entry(datetime.combine(day, time(17), self.zone), **also) for also in self._also(ago)
        ]
        if ago == _SCREENED_AGAIN_AGO:
            entries.append(self._entry(datetime.combine(day, time(9), self.zone), kind="red_flag", flags=[]))
        # Today's session is left to whoever opens the demonstration, at whatever hour.
        if ago > 0 and plan is not None and not self.patient.is_locked:
            entries += self._session(plan, day, evening, felt, ago in self.persona.films)
        at = min(datetime.combine(day, time(21), self.zone), self.now)
        entries = [entry for entry in entries if datetime.fromisoformat(entry["at"]) <= at]
        if entries:
            self._log(entries, at)
            self._keep_films(at)
        if ago > self.persona.accepts_until:
            self._accept(at)
        if ago in self.persona.acts:
            self.patient.refresh_from_db()
            self.persona.acts[ago](self.patient, self.therapist, at)
            self.patient.refresh_from_db()

    def _also(self, ago: int) -> Sequence[Mapping[str, Any]]:
        return self.persona.logs.get(ago, ())

    def _morning(self, day: date, felt: Felt) -> Iterator[dict[str, Any]]:
        if felt.morning is None:
            return
        at = datetime.combine(day, time(7, self.chance.randrange(60)), self.zone)
        yield self._entry(
            at,
            kind="pain",
            when="next_morning",
            score=felt.morning,
            pinch=felt.pinch,
            limp=False,
            night_waking=False,
            analgesic=False,
        )

    def _session(
        self, plan: Plan, day: date, start: datetime, felt: Felt, is_filmed: bool
    ) -> Iterator[dict[str, Any]]:
        items = items_of(plan, day)
        if not items or not felt.does:
            if items and felt.skips:
                yield self._entry(start, kind="skip", exercise=None, reason=felt.skips)
            return
        if felt.before is not None:
            yield self._pain(start, "before", felt.before, felt.pinch)
        at = start
        for item in items:
            for entry, minutes in self._exercise(item, at, felt, is_filmed):
                yield entry
                at = at + timedelta(minutes=minutes)
        yield self._pain(at + timedelta(minutes=2), "after", felt.after, felt.pinch)

    def _exercise(
        self, item: PlanItem, at: datetime, felt: Felt, is_filmed: bool
    ) -> Iterator[tuple[dict[str, Any], int]]:
        exercise = self.catalogue.exercise(item.exercise)
        for side in working_sides(item, exercise):
            holds = item.repetitions if exercise.is_hold else 1
            for number in range(1, item.sets * holds + 1):
                done: dict[str, Any] = {
                    "exercise": item.exercise,
                    "side": side.value,
                    "set": number,
                    "repetitions": 1 if exercise.is_hold else item.repetitions,
                    "hold_s": item.hold_s,
                    "source": "manual",
                }
                film = (
                    film_set(item, exercise, side, number, self.catalogue, self.chance) if is_filmed else None
                )
                if film is not None:
                    done |= {"source": "camera", "repetitions": film.repetitions, "faults": film.faults}
                entry = self._entry(at, kind="set", **done)
                if film is not None:
                    self.films[entry["id"]] = film
                yield entry, 1
                at = at + timedelta(minutes=1)
        during = {"exercise": item.exercise, "site": "groin", "quality": "ache"}
        yield self._entry(at, kind="pain", when="during", score=felt.during, pinch=felt.pinch, **during), 0
        effort = self.chance.choice((3, 4, 4, 5))
        yield self._entry(at, kind="effort", exercise=item.exercise, score=effort), 0

    def _pain(self, at: datetime, when: str, score: int, pinch: int) -> dict[str, Any]:
        known = {"score": score, "pinch": pinch, "limp": False, "analgesic": False}
        return self._entry(at, kind="pain", when=when, site="groin", quality="ache", **known)

    def _entry(self, at: datetime, **fields: Any) -> dict[str, Any]:
        entry_id = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        return {"id": entry_id, "at": at.isoformat(timespec="seconds"), **fields}

    def _log(self, entries: Sequence[Mapping[str, Any]], at: datetime) -> None:
        result = log_entries(self.patient, entries, self.user, self.catalogue, at)
        if result.refused or result.conflicts:
            raise DemonstrationError(f"{self.patient.name}: {result.refused or result.conflicts}")
        propose_after(self.patient, result, self.catalogue, at)

    def _keep_films(self, at: datetime) -> None:
        for entry_id, film in self.films.items():
            keep_recording(self.patient, uuid.UUID(entry_id), film.packet, self.catalogue, at)
        self.films.clear()

    def _plan(self) -> Plan | None:
        revision = signed_revision(self.patient)
        return plan_from_mapping(revision.plan, "the plan") if revision else None

    def _accept(self, at: datetime) -> None:
        """The therapist says yes to the steps up of that day, one after the other."""
        waiting = DecisionRecord.objects.filter(
            patient=self.patient, kind="progress", status=DecisionRecord.Status.WAITING
        )
        for decision in waiting.select_related("patient__clinic", "revision__intake"):
            # A step that the rules have taken back since is left alone, as a therapist would.
            with contextlib.suppress(DecisionError):
                accept_decision(decision, self.therapist, self.catalogue, at)

    def _end(self) -> None:
        if self.persona.note:
            Note.objects.create(
                clinic=self.patient.clinic,
                patient=self.patient,
                author=self.therapist,
                text=self.persona.note,
            )
        for ago, who, words in self.persona.talk:
            self._say(who, words, self.now - timedelta(days=ago))
        if self.persona.red_flag:
            at = self.now - timedelta(hours=2)
            self._log(
                [self._entry(at.astimezone(self.zone), kind="red_flag", flags=[self.persona.red_flag])],
                self.now,
            )

    def _say(self, who: str, words: str, at: datetime) -> None:
        message_id = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        if who == "patient":
            write_as_patient(self.patient, self.user, message_id, words, self.catalogue, at)
        else:
            until = open_until(self.patient)
            write_as_clinician(self.patient, self.therapist, message_id, words, until, at)
            open_as_patient(self.patient, self.user, at)
