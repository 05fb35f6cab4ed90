"""Reads from the log what is known of the pain around one session of one exercise."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from statistics import median

from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import PainEntry
from hipwise.plan.history import Log, Session
from hipwise.plan.intake import Intake
from hipwise.plan.pain_response import SessionPain, stopping_pain

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class HipHistory:
    """What a session's pain is compared with: the mornings so far, the intake, the phase.

    `sessions` are those of the log, by time: whether their next mornings were told says how sure a usual
    morning is.

    The usual morning is asked for at every entry of a log and changes with each morning only, so answers are
    kept, by the number of checks so far and of mornings that are wanted.
    """

    mornings: tuple[PainEntry, ...]
    intake: Intake
    phase: int
    _kept: dict[tuple[int, int], float | None] = field(default_factory=dict, repr=False, compare=False)
    sessions: tuple[Session, ...] = ()
    _around: dict[datetime, tuple[Session, "_Around"]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def _moments(self) -> tuple[datetime, ...]:
        return tuple(morning.at for morning in self.mornings)

    def usual_morning(self, before: datetime, catalogue: Catalogue) -> float:
        """The middle of the last three mornings before a moment; until there are three, rest pain at intake.

        Of several checks on one day the lowest counts, and a rest pain that is not known counts as 0:
        a low base is the careful one. So it rises by no more than `am_delta` within a week, from the rest
        pain at intake on: a hip that gets worse day by day, each time by too little to be told, does not
        make that usual.
        """
        return self._careful(bisect_left(self._moments, before), before - WEEK, catalogue)

    def lowest_morning(self, before: datetime, catalogue: Catalogue) -> float:
        """The lowest of the mornings that make the usual one, and of the usual one a week before.

        The usual one itself until there are enough. 0 when one of as many sessions just before has no
        morning: nothing is gained by not telling it.
        """
        wanted = int(catalogue.setting("pain.base_mornings"))
        # What a session so long ago was asked about its morning is answered by now, or never.
        settled = before - timedelta(hours=catalogue.setting("morning.to_h"))
        asked = bisect_left(self.sessions, settled, key=lambda session: session.ended)
        if not all(map(_is_morning_told, self.sessions[max(0, asked - wanted) : asked])):
            return 0.0
        count = bisect_left(self._moments, before)
        scores = (self.mornings[place].score for place in range(count - 1, -1, -1))
        known = list(islice((score for score in scores if score is not None), wanted))
        lows = known if len(known) == wanted else []
        a_week_ago = self._middle(bisect_left(self._moments, before - WEEK), catalogue)
        lows += [] if a_week_ago is None else [a_week_ago]
        return float(min([self.usual_morning(before, catalogue), *lows]))

    def usual_on(self, day: date, catalogue: Catalogue) -> float:
        """The same before the first morning check of a day."""
        count = bisect_left(self.mornings, day, key=lambda m: m.at.date())
        before = datetime.combine(day, time(), self.mornings[0].at.tzinfo) if self.mornings else None
        return self._careful(count, None if before is None else before - WEEK, catalogue)

    def _careful(self, count: int, a_week_ago: datetime | None, catalogue: Catalogue) -> float:
        """The usual morning after so many checks, no more than `am_delta` over that of a week ago.

        A week ago it was the rest pain at intake, as long as there were too few mornings.
        """
        rest = self.intake.pain.rest or 0.0
        now = self._middle(count, catalogue)
        if now is None or a_week_ago is None:
            return rest
        before = self._middle(bisect_left(self._moments, a_week_ago), catalogue)
        return min(now, (rest if before is None else before) + catalogue.setting("am_delta"))

    def _middle(self, count: int, catalogue: Catalogue) -> float | None:
        """The middle of the last mornings among the first `count` checks; None while they are too few."""
        wanted = int(catalogue.setting("pain.base_mornings"))
        if (count, wanted) not in self._kept:
            self._kept[count, wanted] = self._work_out_middle(count, wanted)
        return self._kept[count, wanted]

    def _work_out_middle(self, count: int, wanted: int) -> float | None:
        """Reads the checks backwards, as few days are needed."""
        lowest: dict[date, float] = {}
        for place in range(count - 1, -1, -1):
            morning = self.mornings[place]
            if morning.score is None:
                continue
            day = morning.at.date()
            if day not in lowest and len(lowest) == wanted:
                break
            lowest[day] = min(morning.score, lowest.get(day, morning.score))
        return None if len(lowest) < wanted else float(median(lowest.values()))

    def is_newly_waking(self, morning: PainEntry) -> bool:
        """Did the hip wake the person in this night, and not in the last night before that is known?"""
        if not morning.night_waking:
            return False
        count = bisect_left(self._moments, morning.at)
        known = (self.mornings[place].night_waking for place in range(count - 1, -1, -1))
        return not next((waking for waking in known if waking is not None), False)

    def postoperative_week(self, day: date) -> int | None:
        """Completed weeks from the operation to a day; None when the date is not known."""
        surgery = self.intake.surgery
        if surgery is None or surgery.date is None:
            return None
        return (day - surgery.date).days // 7

    def stopping_pain(self, day: date, catalogue: Catalogue) -> float:
        """The pain above which an exercise stops on that day: lower early after surgery."""
        return stopping_pain(self.intake.is_post_operative, self.postoperative_week(day), catalogue)


def hip_history(log: Log, intake: Intake, phase: int) -> HipHistory:
    """The history that sessions of this log are compared with."""
    return HipHistory(log.all_mornings, intake, phase, _middles_of(log))


def _middles_of(log: Log) -> dict[tuple[int, int], float | None]:
    """The middles that were asked for before; a log that goes on another shares its ones.

    Later mornings change nothing in the middle of the first so many.
    """

    def begin() -> dict[tuple[int, int], float | None]:
        return {} if log.before is None else _middles_of(log.before)

    return log.remember("middles of mornings", (), begin)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known before and after a session and in its next mornings: the same for all its exercises.

    `joint_pain` and `pinch` are the worst of it; the last three say where an entry left its score open.
    """

    before: float | None
    after: float | None
    next_morning: float | None
    joint_pain: float | None
    pinch: float | None
    limp: bool | None
    analgesic: bool | None
    night_waking: bool | None
    is_night_pain_new: bool
    is_nerve: bool
    is_swollen: bool
    usual_morning: float
    lowest_morning: float
    is_before_open: bool
    is_after_open: bool
    is_morning_open: bool


def session_pain(
    session: Session,
    exercise_id: str,
    history: HipHistory,
    catalogue: Catalogue,
    until: datetime | None = None,
) -> SessionPain:
    """What the log says about this session of this exercise, or what it said at the moment `until`.

    Pain logged during the session without an exercise counts for each of its exercises.
    """
    around = _around(session, history, catalogue, until)
    during = _known((p for p in session.pains_of("during") if p.exercise in (exercise_id, None)), until)
    return SessionPain(
        before=around.before,
        during=_worst([p.score for p in during]),
        after=around.after,
        next_morning=around.next_morning,
        joint_pain=_worst((_joint_pain(during, catalogue), around.joint_pain)),
        usual_morning=around.usual_morning,
        lowest_morning=around.lowest_morning,
        pinch=_worst(map(felt_pinch, during)),
        pinch_elsewhere=around.pinch,
        limp=_any([around.limp, *(p.limp for p in during)]),
        analgesic=_any([around.analgesic, *(p.analgesic for p in during)]),
        night_waking=around.night_waking,
        is_nerve=around.is_nerve or any(map(is_nerve, during)),
        is_swollen=around.is_swollen or any(pain.swelling for pain in during),
        phase=history.phase,
        is_night_pain_new=around.is_night_pain_new,
        is_impact=catalogue.exercise(exercise_id).impact,
        is_post_operative=history.intake.is_post_operative,
        postoperative_week=history.postoperative_week(session.day),
        not_answered=_not_answered(around, during),
    )


def _around(session: Session, history: HipHistory, catalogue: Catalogue, until: datetime | None) -> _Around:
    """The same for each exercise of a session, so that it is worked out for the first of them."""
    if until is not None:
        return _work_out_around(session, history, catalogue, until)
    kept = history._around.get(session.started)
    if kept is None or kept[0] is not session:
        kept = session, _work_out_around(session, history, catalogue, None)
        history._around[session.started] = kept
    return kept[1]


def _work_out_around(
    session: Session, history: HipHistory, catalogue: Catalogue, until: datetime | None
) -> _Around:
    before = _known((*session.pains_of("before"), *session.check), until)
    after = _known(session.pains_of("after"), until)
    mornings = _known(session.next_mornings, until)
    around = before + after + mornings
    return _Around(
        before=_worst([p.score for p in before]),
        after=_worst([p.score for p in after]),
        next_morning=_worst([p.score for p in mornings]),
        joint_pain=_joint_pain(after, catalogue),
        pinch=_worst(map(felt_pinch, around)),
        limp=_any([p.limp for p in around]),
        analgesic=_any([p.analgesic for p in around]),
        night_waking=_any([p.night_waking for p in mornings]),
        is_night_pain_new=any(history.is_newly_waking(m) for m in mornings),
        usual_morning=history.usual_morning(session.started, catalogue),
        lowest_morning=history.lowest_morning(session.started, catalogue),
        is_nerve=any(map(is_nerve, around)),
        is_swollen=any(pain.swelling for pain in around),
        is_before_open=_is_open(before),
        is_after_open=_is_open(after),
        is_morning_open=_is_open(mornings),
    )


def _is_open(entries: tuple[PainEntry, ...]) -> bool:
    return None in [entry.score for entry in entries]


def _is_morning_told(session: Session) -> bool:
    return any(morning.score is not None for morning in session.next_mornings)


def _known(entries: Iterable[PainEntry], until: datetime | None) -> tuple[PainEntry, ...]:
    return tuple(entries) if until is None else tuple(e for e in entries if e.at <= until)


def _worst(scores: Iterable[float | None]) -> float | None:
    return max([score for score in scores if score is not None], default=None)


def felt_pinch(entry: PainEntry) -> float | None:
    """The pinch; pain that was felt as a pinch is one, whatever else was answered."""
    return _worst((entry.pinch, entry.score)) if entry.quality == "pinch" else entry.pinch


def is_nerve(entry: PainEntry) -> bool:
    """Did it burn or tingle? A score of 0 says that nothing did."""
    return entry.quality == "nerve" and (entry.score is None or entry.score > 0)


def _any(answers: Iterable[bool | None]) -> bool | None:
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None


def _joint_pain(entries: tuple[PainEntry, ...], catalogue: Catalogue) -> float | None:
    """The worst pain that was not clearly felt at a place where the wider limit applies."""
    muscular = catalogue.muscular_places
    return _worst([p.score for p in entries if p.site not in muscular or p.quality == "pinch"])


def _not_answered(around: _Around, during: tuple[PainEntry, ...]) -> tuple[str, ...]:
    """Questions that one entry left open although another entry answers them."""
    named = (
        ("pain before", around.is_before_open),
        ("pain in the exercise", _is_open(during)),
        ("pain after", around.is_after_open),
        ("pain the next morning", around.is_morning_open),
        ("pinch", None in [entry.pinch for entry in during]),
    )
    return tuple(words for words, is_open in named if is_open)
