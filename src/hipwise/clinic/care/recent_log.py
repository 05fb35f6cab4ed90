"""The last weeks of a log, for pages that show it. Rules that change a dose read what `rule_log` reads.

Reading the entries strictly costs more than everything else on such a page. They are only ever added, so
the same ids are the same entries, and what was read last is kept.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from threading import Lock
from typing import Any

from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.care.self_contained import self_contained
from hipwise.library.catalogue import Catalogue
from hipwise.plan.history import Log, parse_log
from hipwise.plan.log_start import STANDING_KINDS

# The longest axis of a chart is 35 days; a usual morning looks some days further back.
WINDOW = timedelta(days=49)
_FIRST_MORNINGS = 30
_MOST_KEPT = 12_000


def recent_log(patient: Patient, today: date, catalogue: Catalogue, window: timedelta = WINDOW) -> Log:
    """The log of the last weeks, and every test, score and answer about warning signs before. One query."""
    since = datetime.combine(today - window, time.min, UTC)
    entries = _entries(patient)
    standing = entries.filter(kind__in=STANDING_KINDS, at__lt=since).values_list("payload", flat=True)
    recent = entries.filter(at__gte=since).values_list("payload", flat=True)
    # Two arms that each have an index of their own; an OR would walk through everything.
    payloads = self_contained(sorted(recent.union(standing, all=True), key=itemgetter("id")))
    return kept_logs.read((patient.pk, window), payloads, catalogue)


def log_up_to(patient: Patient, last: date, catalogue: Catalogue) -> Log:
    """The log of the weeks before the end of that day, for a page about the past. One query."""
    since = datetime.combine(last - WINDOW, time.min, UTC)
    until = datetime.combine(last, time.min, UTC) + timedelta(days=2)
    rows = _entries(patient).filter(at__gte=since, at__lt=until)
    return parse_log(self_contained(rows.values_list("payload", flat=True)), catalogue).until(last)


def with_first_mornings(patient: Patient, recent: Log, catalogue: Catalogue) -> Log:
    """The same with the first mornings of all, which the latest are compared with. One query."""
    rows = _entries(patient).filter(kind="pain", payload__when="next_morning").order_by("at", "client_id")
    first = rows[:_FIRST_MORNINGS]
    # By their keys alone: with the patient beside them the database walks through all that the patient told.
    mornings = Entry.objects.filter(pk__in=first.values("pk"))
    corrections = _entries(patient).filter(kind="correction", supersedes__in=first.values("client_id"))
    found = mornings.values_list("payload", flat=True).union(
        corrections.values_list("payload", flat=True), all=True
    )
    early = parse_log(list(found), catalogue)
    known = {entry.id for entry in recent.entries}
    added = [entry for entry in early.entries if entry.id not in known]
    return Log((*added, *recent.entries), recent.replaced)


def _entries(patient: Patient) -> Any:
    return Entry.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)


class KeptLogs:
    """Logs that were read, by owner; the longest unused goes first when there are too many entries."""

    def __init__(self, most_entries: int) -> None:
        self._most_entries = most_entries
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[tuple[str, ...], Log]] = OrderedDict()

    def read(self, owner: Hashable, payloads: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> Log:
        """The log of these payloads, from memory when the owner's have not changed. Raises LogError."""
        ids = tuple(payload["id"] for payload in payloads)
        with self._lock:
            found = self._kept.get(owner)
            if found is not None and found[0] == ids:
                self._kept.move_to_end(owner)
                return found[1]
        log = parse_log(payloads, catalogue)
        with self._lock:
            self._kept[owner] = ids, log
            self._kept.move_to_end(owner)
            self._shrink()
        return log

    def _shrink(self) -> None:
        total = sum(len(ids) for ids, _ in self._kept.values())
        while total > self._most_entries and self._kept:
            _, (ids, _) = self._kept.popitem(last=False)
            total -= len(ids)


kept_logs = KeptLogs(_MOST_KEPT)
