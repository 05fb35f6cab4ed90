"""What a patient takes home from a visit: the plan now, what changed and why, when to stop, whom to call."""

from collections.abc import Iterator

from hipwise.exchange.letter.letter import Letter, Part
from hipwise.exchange.letter.note import first_day
from hipwise.exchange.letter.parts import LetterCase, phase_words, write_plan_lines
from hipwise.follow.adherence import adherence
from hipwise.follow.finding import find
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.day_words import date_in_words, day_in_words
from hipwise.plan.decision import DecisionKind
from hipwise.plan.flare import find_flares
from hipwise.plan.pain_response import stopping_pain_of
from hipwise.plan.session_pain import hip_history

_HIP = {Side.LEFT: "your left hip", Side.RIGHT: "your right hip", Side.BOTH: "both your hips"}


def draft_summary(case: LetterCase, catalogue: Catalogue) -> Letter:
    """The draft, in words for the patient."""
    parts = (
        Part("About", tuple(_about(case, catalogue))),
        Part("How it goes", tuple(_how_it_goes(case, catalogue))),
        Part("Your exercises now", tuple(write_plan_lines(case, catalogue))),
        Part("What changed, and why", tuple(_changes(case, catalogue))),
        Part("When to stop", tuple(_stops(case, catalogue))),
        Part("Next time", (catalogue.reason("summary-next").text,)),
    )
    draft = catalogue.reason("summary-draft", day=date_in_words(case.today)).text
    return Letter(f"Your visit, {date_in_words(case.today)}", draft, parts)


def _about(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    week = case.response.weeks + 1
    yield catalogue.reason("summary-hip", hip=_HIP[case.intake.symptomatic_side], week=week).text
    phase = phase_words(case.plans.present, catalogue)
    if phase:
        yield catalogue.reason("summary-phase", phase=phase).text


def _how_it_goes(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    flares = find_flares(case.log, hip_history(case.log, case.intake, case.plans.present.phase), catalogue)
    finding = find(case.log, flares, case.today, catalogue)
    yield f"{finding.title}. {finding.text}"
    days = (case.today - first_day(case, catalogue)).days + 1
    share = adherence(case.log, case.plans, case.today, days, catalogue).share
    if share is None:
        yield catalogue.reason("summary-done-unknown").text
    else:
        yield catalogue.reason("summary-done", share=round(100 * share), days=days).text


def _changes(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    """Each change of the last weeks with its reason, as the patient reads it elsewhere."""
    first = first_day(case, catalogue)
    changed = [
        d
        for d in case.decisions
        if d.change is not None and d.kind is not DecisionKind.HOLD and first <= d.date <= case.today
    ]
    for decision in sorted(changed, key=lambda d: d.date):
        exercise = catalogue.exercises.get(decision.exercise or "")
        name = "Your whole plan" if exercise is None else exercise.name
        because = decision.reasons[0].text if decision.reasons else ""
        yield f"{day_in_words(decision.date)}, {name}: {because}"
    if not changed:
        yield catalogue.reason("summary-no-change", days=(case.today - first).days + 1).text


def _stops(case: LetterCase, catalogue: Catalogue) -> Iterator[str]:
    stop, pinch = stopping_pain_of(case.plans.present, catalogue), catalogue.setting("pinch.stop")
    yield catalogue.reason("summary-stop", stop=f"{stop:g}", pinch=f"{pinch:g}").text
    strong = catalogue.setting("pain.red_flag_form")
    yield catalogue.reason("summary-call", strong=f"{strong:g}").text
    yield catalogue.reason("summary-emergency").text
