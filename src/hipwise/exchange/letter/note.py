"""A note of a visit in four parts (told, found, assessed, agreed), from facts alone.

What a person judges is not written here: those lines ask for it.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from hipwise.exchange.dose_words import join_words
from hipwise.exchange.letter.letter import Letter, Part
from hipwise.exchange.letter.parts import (
    LetterCase,
    flags_words,
    phase_words,
    write_decisions,
    write_goals,
    write_how_much,
    write_plan_lines,
    write_scores,
    write_tests,
)
from hipwise.follow.barrier import reason_in_words
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import date_in_words, day_in_words
from hipwise.plan.entry import PainEntry, SetEntry, SkipEntry
from hipwise.plan.history import Log
from hipwise.plan.known_today import known_today
from hipwise.plan.overall import screen_again_on

_DAY = timedelta(days=1)
_NOT_KNOWN = "not known"


def draft_note(case: LetterCase, catalogue: Catalogue) -> Letter:
    """The draft, over the last `document.days`."""
    first = first_day(case, catalogue)
    log = Log(tuple(e for e in case.log.entries if first <= e.at.date() <= case.today))
    known = known_today(case.intake, case.log.until(case.today), case.today, catalogue)
    lately = [d for d in case.decisions if d.date >= first]
    parts = (
        Part("Subjective", (*_told(case, log, first, catalogue), *write_goals(case, catalogue))),
        Part(
            "Objective",
            (*write_how_much(case, catalogue), *_form(log, catalogue), *write_tests(known, catalogue)),
        ),
        Part(
            "Assessment",
            (
                *_stand(case, catalogue),
                *write_scores(case, catalogue),
                catalogue.reason("note-assess").text,
            ),
        ),
        Part(
            "Plan",
            (
                *write_plan_lines(case, catalogue),
                *write_decisions(case, catalogue, lately),
                catalogue.reason("note-agree").text,
            ),
        ),
    )
    draft = catalogue.reason("note-draft", day=date_in_words(case.today)).text
    return Letter(f"Note, {date_in_words(case.today)}", draft, parts)


def first_day(case: LetterCase, catalogue: Catalogue) -> date:
    """The first day of which a document tells: not before the programme."""
    days = int(catalogue.setting("document.days"))
    return max(case.plans.begun_on, case.today - (days - 1) * _DAY)


def _told(case: LetterCase, log: Log, first: date, catalogue: Catalogue) -> Iterator[str]:
    days = (case.today - first).days + 1
    words = {"first": day_in_words(first), "last": day_in_words(case.today)}
    yield catalogue.reason("note-period", days=days, **words).text
    pains = log.of(PainEntry)
    mornings = [e.score for e in pains if e.when == "next_morning" and e.score is not None]
    if mornings:
        facts = {"known": len(mornings), "median": f"{median(mornings):g}", "worst": f"{max(mornings):g}"}
        yield catalogue.reason("note-mornings", days=days, **facts).text
    else:
        yield catalogue.reason("note-no-mornings").text
    during = [e.score for e in pains if e.when == "during" and e.score is not None]
    pinches = [e.pinch for e in pains if e.pinch is not None]
    yield catalogue.reason("note-in-exercise", during=_most(during), pinch=_most(pinches)).text
    yield catalogue.reason(
        "note-signs",
        nights=_days_of(pains, "night_waking"),
        limps=_days_of(pains, "limp"),
        medicine=_days_of(pains, "analgesic"),
    ).text
    reasons = Counter(reason_in_words(skip, catalogue.barriers) for skip in log.of(SkipEntry))
    if reasons:
        told = join_words([f"{reason} {count}" for reason, count in sorted(reasons.items())])
        yield catalogue.reason("note-left-out", reasons=told).text


def _most(scores: list[float]) -> str:
    return f"{max(scores):g}" if scores else _NOT_KNOWN


def _days_of(pains: tuple[PainEntry, ...], sign: str) -> int:
    return len({entry.at.date() for entry in pains if getattr(entry, sign)})


def _form(log: Log, catalogue: Catalogue) -> Iterator[str]:
    """Each exercise that a camera judged, with its faults by name."""
    seen: dict[str, list[SetEntry]] = {}
    for entry in log.of(SetEntry):
        if entry.source == "camera":
            seen.setdefault(entry.exercise, []).append(entry)
    if not seen:
        yield catalogue.reason("note-no-form").text
    for exercise, sets in seen.items():
        yield _form_line(catalogue.exercise(exercise).name, sets, catalogue)


def _form_line(name: str, sets: list[SetEntry], catalogue: Catalogue) -> str:
    judged = sum(entry.judged for entry in sets)
    counts = Counter[str]()
    for entry in sets:
        counts.update(dict(entry.faults))
    least = max(0, judged - sum(counts.values()))
    most = judged - max(counts.values(), default=0)
    named = [f"{_fault_name(code, catalogue)} {count}" for code, count in counts.most_common()]
    facts = {
        "judged": judged,
        "good": f"{least}" if least == most else f"{least} to {max(least, most)}",
        "faults": f": {join_words(named)}" if named else "",
    }
    return catalogue.reason("note-form", name=name, **facts).text


def _fault_name(code: str, catalogue: Catalogue) -> str:
    fault = catalogue.faults.get(code)
    return code if fault is None else fault.name.lower()


def _stand(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    plan = case.plans.present
    name = phase_words(plan, catalogue) or "none"
    since = date_in_words(case.plans.since[-1])
    yield catalogue.reason(
        "note-phase", number=plan.phase, name=name, plans=len(case.plans.plans), since=since
    ).text
    due = date_in_words(screen_again_on(plan, case.log, catalogue))
    yield catalogue.reason("note-flags", flags=flags_words(case, catalogue), due=due).text
