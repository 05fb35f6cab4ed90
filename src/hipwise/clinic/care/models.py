"""Records of care. No clinical rule lives here: rows carry what the pure rooms decided.

Every unique key names the clinic, so that the tables can be divided by clinic.
"""

import uuid
from collections.abc import Iterable
from datetime import time
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone

from hipwise.clinic.care.scope import ScopedQuerySet
from hipwise.clinic.people.models import Clinic, Membership, User


class AppendOnlyError(TypeError):
    """Something tried to change or delete a record that may only be added to."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"{model}: records are only added, never changed or deleted; add a correction instead"
        )


class AppendOnlyQuerySet(ScopedQuerySet):
    """A query set that reads and adds, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)

    def bulk_create(self, objs: Any, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> Any:
        """Add records; an update on conflict is refused."""
        if update_conflicts:
            raise AppendOnlyError(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)


class AppendOnly(models.Model):
    """A record that is written once."""

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[models.base.ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
        **_: Any,
    ) -> None:
        """Add the record. Raises AppendOnlyError when it is already there."""
        if not self._state.adding or force_update or update_fields:
            raise AppendOnlyError(type(self).__name__)
        super().save(force_insert=True, using=using)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(type(self).__name__)


class Patient(models.Model):
    """A person under care. The account (`membership`) may come later, by invitation.

    `locked_since` is set while a red-flag answer waits for a person; nothing may be exercised then.
    `settings` are the thresholds that a clinician set for this person, each with author, reason and day, the
    oldest first; the last one for a threshold counts, and none is taken away again.
    `log_start` is the moment from which the rules read the log, and the exercises done before it; None is
    from the beginning. It follows from the log and may be forgotten at any time. `standing_overrides`
    repeats the override grants that nobody took back, so that no page has to ask for them.
    `unread_messages` counts what the clinic wrote and the patient has not opened; `open_messages` repeats
    what the patient wrote and nobody has answered. From `warned_at` on, when a message had words of a
    warning sign, the warning-sign questions are due until they are answered. `shares_replays` repeats the
    last answer about replays (`ReplayConsent`); None is not asked yet. After `erased_at` nothing of the
    person is left in the record, and no list shows it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="patients")
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="patient"
    )
    name = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=64, blank=True)
    voice = models.BooleanField(default=True)
    beeps = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    locked_since = models.DateTimeField(null=True, blank=True)
    lock_flags = models.JSONField(default=list, blank=True)
    log_start = models.JSONField(null=True, blank=True)
    settings = models.JSONField(default=list, blank=True)
    standing_overrides = models.JSONField(default=list, blank=True)
    unread_messages = models.PositiveIntegerField(default=0)
    open_messages = models.JSONField(default=list, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    shares_replays = models.BooleanField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clinic", "name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_locked(self) -> bool:
        """Does a red-flag answer wait for a person?"""
        return self.locked_since is not None


class IntakeRecord(models.Model):
    """One set of answers. `answers` grows question by question; `intake` is the finished mapping.

    `known` is the same mapping as it was known when a plan was last proposed from it: with the tests, walks,
    scores and pain of the log until then.
    """

    class Status(models.TextChoices):
        """Being answered, or finished and screened."""

        STARTED = "started"
        FINISHED = "finished"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="intakes")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.STARTED)
    answers = models.JSONField(default=dict)
    intake = models.JSONField(null=True, blank=True)
    known = models.JSONField(null=True, blank=True)
    screening = models.JSONField(null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "patient", "number"], name="one_intake_per_number"),
        ]

    @property
    def stated(self) -> dict[str, Any]:
        """The finished intake as `parse_intake` reads it. Raises ValueError while it is being answered."""
        if self.intake is None:
            raise ValueError("expected a finished intake, got one that is being answered")
        return dict(self.intake)


class _WithoutHistory(models.Manager[Any]):
    """Leaves the edits of drafts where they are: only the editor reads them, and they are large."""

    def get_queryset(self) -> Any:
        """Rows without their history."""
        return super().get_queryset().defer("history")


class PlanRevision(models.Model):
    """One version of a patient's plan. The signed one with the highest number is in force.

    A draft keeps its edits in `history`, so that they can be taken back, and stands at number `step` of them
    (see `draft_steps`); a signature forgets them.
    """

    class Status(models.TextChoices):
        """Proposed by rule, being edited, signed, or replaced by a later signature."""

        PROPOSED = "proposed"
        DRAFT = "draft"
        SIGNED = "signed"
        SUPERSEDED = "superseded"

    class Authority(models.TextChoices):
        """Who stands behind a signature: a clinician, or nobody (a rule that only makes a plan easier).

        DELEGATED is a step inside limits that the clinician who is named as signer had set.
        """

        CLINICIAN = "clinician"
        PATIENT_ALONE = "patient-alone"
        RULE = "rule"
        DELEGATED = "delegated"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="revisions")
    intake = models.ForeignKey(IntakeRecord, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices)
    plan = models.JSONField()
    reason = models.TextField(blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    authority = models.CharField(max_length=14, choices=Authority.choices, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    step = models.PositiveIntegerField(default=0)
    history = models.JSONField(default=dict, blank=True)

    objects: ClassVar = _WithoutHistory.from_queryset(ScopedQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "patient", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["clinic", "patient"],
                condition=models.Q(status="signed"),
                name="one_signed_revision",
            ),
            models.UniqueConstraint(
                fields=["clinic", "patient"],
                condition=models.Q(status__in=["proposed", "draft"]),
                name="one_open_revision",
            ),
        ]


class Entry(AppendOnly):
    """What a patient logged, as it was sent. Corrections are entries that supersede.

    `client_id` was made by the device, so that posting twice changes nothing. `payload` is the whole
    entry of the log file format; its `at` keeps the device's own time zone, `at` here is the instant.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="entries")
    client_id = models.UUIDField()
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    payload = models.JSONField()
    supersedes = models.UUIDField(null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clinic", "patient", "client_id"], name="one_entry_per_client_id"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["clinic", "patient", "at"]),
            models.Index(fields=["clinic", "patient", "kind", "at"]),
        ]


class DecisionRecord(models.Model):
    """What a rule proposed for a patient, and what a person said to it."""

    class Status(models.TextChoices):
        """Waiting for a person, acted on, or put aside. DELEGATED: done inside limits."""

        WAITING = "waiting"
        APPLIED = "applied"
        ACCEPTED = "accepted"
        DELEGATED = "delegated"
        DECLINED = "declined"
        CLEARED = "cleared"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey(PlanRevision, on_delete=models.PROTECT, null=True, related_name="decisions")
    result = models.ForeignKey(PlanRevision, on_delete=models.PROTECT, null=True, related_name="caused_by")
    date = models.DateField()
    exercise = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10)
    decision = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    snoozed_until = models.DateField(null=True, blank=True)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clinic", "patient", "date", "exercise", "kind"], name="one_decision_per_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["clinic", "date"])]


# Decisions that have changed the plan, or that were taken note of.
ACTED = (
    DecisionRecord.Status.APPLIED,
    DecisionRecord.Status.ACCEPTED,
    DecisionRecord.Status.DELEGATED,
)


class ReadAudit(AppendOnly):
    """One line for each read of a patient's record by anybody but the patient."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    what = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes: ClassVar = [models.Index(fields=["clinic", "patient", "at"])]


class Note(models.Model):
    """A clinician's note; patients do not see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedQuerySet.as_manager()


class OverrideGrant(AppendOnly):
    """A clinician lifted one rule for one exercise of a patient, with a reason. Renewing is another grant.

    `granted_on` and `expires_on` are days in the patient's zone; from `expires_on` on it does not count.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="overrides")
    exercise = models.CharField(max_length=64)
    side = models.CharField(max_length=5)
    rule = models.CharField(max_length=64)
    reason = models.TextField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_on = models.DateField()
    expires_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes: ClassVar = [models.Index(fields=["clinic", "patient", "expires_on"])]


class OverrideWithdrawal(AppendOnly):
    """A clinician took an override back before its end, and why."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    grant = models.OneToOneField(OverrideGrant, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"


class DelegationGrant(AppendOnly):
    """Within which limits steps up may act without asking the therapist who wrote this. The newest counts.

    `most` names the numbers of a dose that may rise, each with its highest value; `phase` is the last phase.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="delegations")
    most = models.JSONField()
    phase = models.PositiveSmallIntegerField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_on = models.DateField()
    expires_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes: ClassVar = [models.Index(fields=["clinic", "patient", "at"])]


class DelegationEnd(AppendOnly):
    """A clinician took a delegation back before its end."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    grant = models.OneToOneField(DelegationGrant, on_delete=models.PROTECT, related_name="end")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"


class PatientGoal(models.Model):
    """A goal that the patient named, with the day on which it is looked at again."""

    class Status(models.TextChoices):
        """Still wanted, reached, or let go."""

        OPEN = "open"
        REACHED = "reached"
        LET_GO = "let-go"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="named_goals")
    goal = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=120)
    look_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clinic", "status", "look_on"])]


class ReplayConsent(AppendOnly):
    """A patient allowed that points of their sets before the camera are kept, or took that back."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="replay_consents")
    is_given = models.BooleanField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"


class SetRecording(models.Model):
    """The points of one set before the camera, for a replay. It is deleted when its time is over, or sooner.

    `entry_id` is the `client_id` of the set's entry, which tells exercise, side and count; `range_share` is
    how much of the way was asked for. `packet` is a packed recording (`coach.packed_recording`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="recordings")
    entry_id = models.UUIDField()
    exercise = models.CharField(max_length=64)
    side = models.CharField(max_length=5)
    set_number = models.PositiveIntegerField()
    repetitions = models.PositiveIntegerField()
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    range_share = models.FloatField(default=1.0)
    packet = models.BinaryField()

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "patient", "entry_id"], name="one_recording_per_set"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["clinic", "patient", "at"]),
            models.Index(fields=["clinic", "at"]),
        ]


class RecordingDeletion(AppendOnly):
    """That a recording was deleted, when, why and by whom; nothing of what was in it."""

    class Why(models.TextChoices):
        """The patient deleted it, took the consent back, or its time was over."""

        PATIENT = "patient"
        WITHDRAWN = "withdrawn"
        RETENTION = "retention"

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="recording_deletions")
    recording_id = models.UUIDField()
    exercise = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    why = models.CharField(max_length=9, choices=Why.choices)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"


class OwnDose(models.Model):
    """A clinician's own usual dose of one exercise."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="own_doses")
    exercise = models.CharField(max_length=64)
    sets = models.PositiveIntegerField()
    repetitions = models.PositiveIntegerField()
    hold_s = models.FloatField()
    rest_s = models.FloatField()
    days_per_week = models.PositiveIntegerField()
    kept_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "author", "exercise"], name="one_own_dose"),
        ]


class QuestionnaireText(models.Model):
    """The words of a licensed questionnaire, loaded by a clinic that holds the licence. None of them ship.

    `items` has one mapping for each item of the measure: id, text, low_words, high_words, options.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=64)
    title = models.CharField(max_length=120)
    licence = models.CharField(max_length=300)
    language = models.CharField(max_length=20)
    items = models.JSONField()
    loaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "measure"], name="one_text_per_measure"),
        ]


class Message(models.Model):
    """What a patient and their clinic wrote to each other. The words never change.

    `read_at` is the moment in which the other side opened it or, at the clinic, answered it or said that it
    needs no answer. `id` was made with the form, so that sending twice changes nothing. `warnings` are words
    of a patient's message that may speak of a red flag, by flag.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_patient = models.BooleanField()
    text = models.TextField()
    warnings = models.JSONField(default=dict, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["clinic", "patient", "sent_at"]),
        ]


class ListRow(models.Model):
    """One patient's row of the therapist's list, as it was worked out last.

    It follows from the other records and may be forgotten at any time, but for `memory`: what came up when,
    and what was put aside. `version` counts what has happened to the patient, `seen_version` says up to which
    of it somebody looked, `seen_on` on which day of the patient: an older row is worked out again.
    `urgency`, `place` and `size` order the list; an empty urgency needs nobody. `later_count` and
    `aside_count` are how many needs come later or are put aside. `row` is what is shown, `facts` what the
    clinic's figures count.
    """

    patient = models.OneToOneField(
        Patient, on_delete=models.CASCADE, primary_key=True, related_name="list_row"
    )
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveBigIntegerField(default=0)
    seen_version = models.PositiveBigIntegerField(null=True)
    seen_on = models.DateField(null=True)
    urgency = models.CharField(max_length=9, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    size = models.FloatField(default=0.0)
    later_count = models.PositiveSmallIntegerField(default=0)
    aside_count = models.PositiveSmallIntegerField(default=0)
    row = models.JSONField(default=dict)
    memory = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clinic", "urgency"])]


class Reminder(models.Model):
    """When and how a patient wants to be reminded; without a row, not at all. `at` is the patient's own time.

    `unanswered` counts the reminders since something was logged. Of the calendar's secret only the hash is
    kept; an empty hash is no calendar.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="reminder")
    at = models.TimeField(default=time(18, 0))
    by_email = models.BooleanField(default=False)
    by_push = models.BooleanField(default=False)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    unanswered = models.PositiveIntegerField(default=0)
    calendar_hash = models.CharField(max_length=64, blank=True)
    calendar_made_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["calendar_hash"])]


class PushDevice(models.Model):
    """A browser that shows a patient's reminders. Nothing is ever sent with a push but that there is one."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="push_devices")
    endpoint = models.CharField(max_length=1000)
    name = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "patient", "endpoint"], name="one_push_per_browser"),
        ]


class Leaving(models.Model):
    """A patient asked to delete the account. Until `due_at` they may think again; then it is erased."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="leaving")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"])]


class MonitoringSpell(models.Model):
    """Remote monitoring of one patient, from `begun_on` to `ended_on`, both included; None: it goes on."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="monitoring")
    begun_on = models.DateField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clinic", "patient"],
                condition=models.Q(ended_on=None),
                name="one_monitoring_at_a_time",
            ),
        ]


class CareLine(models.Model):
    """Minutes that a therapist logged for one patient. They never change; a mistake is taken back.

    `on` is a day of the clinic's zone. `id` was made with the form, so that sending twice changes nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_lines")
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    logged_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clinic", "on"]), models.Index(fields=["patient", "on"])]
