"""The session as a flat list of steps that a player walks through, and what each event does to it.

A step is get ready, one set (for a hold: one hold), a rest, a change of sides, the questions after an
exercise, or the end. Sets of one side come together, then the sides change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.plan.done_sets import working_sides
from hipwise.plan.given import Given
from hipwise.plan.pain_press import PainAction
from hipwise.plan.plan import PlanItem

STEP_KINDS = ("ready", "set", "rest", "switch_sides", "ask", "done")
EVENTS = ("done", "pain", "skip", "resume")
ENDINGS = ("pain", "red_flag_questions")


@dataclass(frozen=True, slots=True)
class SessionStep:
    """One step. `seconds` is 0 where the person sets the pace (questions, the end).

    `item` is the index of the day's item. In a set, `set` of `sets` counts on this side; `out_s`,
    `hold_s`, `back_s` are the tempo of one repetition and `counts` is repetitions or hold; a hold has one
    repetition of `hold_s` seconds. `ended_by` is pain or red_flag_questions on the last step of a session
    that ended early. `text` is what is shown and said.
    """

    kind: str
    text: str
    seconds: float = 0.0
    item: int | None = None
    exercise: str | None = None
    side: str | None = None
    set: int | None = None
    sets: int | None = None
    repetitions: int | None = None
    hold_s: float | None = None
    out_s: float | None = None
    back_s: float | None = None
    counts: str | None = None
    range_share: float = 1.0
    ended_by: str | None = None


_SETTLE = SessionStep("rest", "Rest until it settles")


@dataclass(frozen=True, slots=True)
class Position:
    """A script and the index of the step that is on."""

    script: tuple[SessionStep, ...]
    index: int


def session_script(items: Iterable[PlanItem], catalogue: Catalogue) -> tuple[SessionStep, ...]:
    """The steps of one day's items, in their order; one last step when there are none."""
    steps = [step for index, item in enumerate(items) for step in _item_steps(index, item, catalogue)]
    return (*steps, SessionStep("done", "That is all for today."))


def script_seconds(script: Iterable[SessionStep]) -> float:
    """The seconds of all steps that have a pace."""
    return sum(step.seconds for step in script)


def _item_steps(index: int, item: PlanItem, catalogue: Catalogue) -> Iterator[SessionStep]:
    exercise = catalogue.exercise(item.exercise)
    sides = working_sides(item, exercise)

    def step(kind: str, text: str, seconds: float, side: Side) -> SessionStep:
        return SessionStep(
            kind, text, seconds, index, item.exercise, side.value, range_share=item.range_share
        )

    for place, side in enumerate(sides):
        if place == 0:
            text = ", ".join(filter(None, (f"Get ready: {exercise.name}", side_words(exercise, side))))
            yield step("ready", text, catalogue.setting("session.ready_s"), side)
        else:
            yield step("rest", "Rest", item.rest_s, side)
            yield step(
                "switch_sides", f"Now {side.value.upper()}", catalogue.setting("session.switch_s"), side
            )
        yield from (replace(each, item=index) for each in _sets(item, exercise, side))
    yield step("ask", f"How was {exercise.name}?", 0.0, item.side)


def side_words(exercise: Exercise, side: Side) -> str:
    """The side as the player says it, such as "RIGHT leg on top"; empty when both work together."""
    if side is Side.BOTH:
        return ""
    return f"{side.value.upper()} {exercise.side_words}".strip()


def _sets(item: PlanItem, exercise: Exercise, side: Side) -> Iterator[SessionStep]:
    """The sets of one side with the rests between; holds within a set follow each other without a rest."""
    out_s, back_s = _tempo(item, exercise)
    holds = item.repetitions if exercise.is_hold else 1
    repetitions = 1 if exercise.is_hold else item.repetitions
    count = item.sets * holds
    for number in range(1, count + 1):
        if number > 1 and (number - 1) % holds == 0:
            yield SessionStep(
                "rest",
                "Rest",
                item.rest_s,
                exercise=item.exercise,
                side=side.value,
                range_share=item.range_share,
            )
        yield SessionStep(
            "set",
            f"{'Hold' if exercise.is_hold else 'Set'} {number} of {count}",
            seconds=repetitions * (out_s + item.hold_s + back_s),
            exercise=item.exercise,
            side=side.value,
            set=number,
            sets=count,
            repetitions=repetitions,
            hold_s=item.hold_s,
            out_s=out_s,
            back_s=back_s,
            counts="hold" if exercise.is_hold else "repetitions",
            range_share=item.range_share,
        )


def _tempo(item: PlanItem, exercise: Exercise) -> tuple[float, float]:
    """Seconds out and back: the item's tempo, or the exercise's when the item's is not out-hold-back."""
    parts = item.tempo.split("-")
    try:
        out_s, _, back_s = (float(part) for part in parts)
    except ValueError:
        return exercise.dose.tempo.out_s, exercise.dose.tempo.back_s
    return out_s, back_s


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """What happened at the step that is on.

    `done`: it is over. `skip`: leave the exercise out. `pain`: the pain button was answered with
    `action`; `range_share` is the movement's share from now on, `goes_on` the person's choice where going
    on is offered. `resume`: the page came back after `away_s` seconds.
    """

    kind: str
    action: PainAction | None = None
    range_share: float | None = None
    goes_on: bool = False
    away_s: float = 0.0


def next_step(
    script: Sequence[SessionStep], index: int, event: SessionEvent, catalogue: Catalogue
) -> Position:
    """Where the session stands after the event. The script changes when something is left out or smaller."""
    steps = tuple(script)
    step = steps[index]
    if event.kind == "done":
        return Position(steps, min(index + 1, len(steps) - 1))
    if event.kind == "skip":
        return Position(_without_rest_of(steps, index, keep_ask=True), index)
    if event.kind == "resume":
        over = step.kind == "rest" and event.away_s >= step.seconds
        return Position(steps, index + 1 if over else index)
    return _after_pain(steps, index, event, catalogue)


def _after_pain(
    steps: tuple[SessionStep, ...], index: int, event: SessionEvent, catalogue: Catalogue
) -> Position:
    """Without a known action, or without the person's wish to go on, the exercise is left out."""
    action = event.action
    if action is PainAction.RED_FLAG_QUESTIONS:
        return _end(steps, index, "red_flag_questions")
    if action is PainAction.END_SESSION:
        return _end(steps, index, "pain")
    if not event.goes_on or action not in (PainAction.STOP_SET, PainAction.GO_ON_SMALLER):
        return Position(_without_rest_of(steps, index, keep_ask=False), index)
    if action is PainAction.GO_ON_SMALLER:
        return Position(_smaller_from(steps, index, event.range_share), index)
    step = steps[index]
    if step.kind != "set":
        return Position(steps, index)
    settle_s = catalogue.setting("session.settle_s")
    rest = replace(_SETTLE, seconds=settle_s, item=step.item, exercise=step.exercise, side=step.side)
    following = index + 1
    if steps[following].kind == "rest" and steps[following].exercise == step.exercise:
        following += 1
    return Position((*steps[: index + 1], rest, *steps[following:]), index + 1)


def _end(steps: tuple[SessionStep, ...], index: int, ended_by: str) -> Position:
    last = replace(steps[-1], text="We end here for today.", ended_by=ended_by)
    return Position((*steps[:index], last), index)


def _without_rest_of(steps: tuple[SessionStep, ...], index: int, keep_ask: bool) -> tuple[SessionStep, ...]:
    """The script without what is left of this exercise; its questions stay when a set was done."""
    exercise = steps[index].exercise
    if exercise is None:
        return steps
    has_set = any(s.kind == "set" and s.exercise == exercise for s in steps[:index])
    asking = keep_ask and has_set and steps[index].kind != "ask"
    left = [s for s in steps[index:] if s.exercise != exercise or (asking and s.kind == "ask")]
    return (*steps[:index], *left)


def _smaller_from(steps: tuple[SessionStep, ...], index: int, share: float | None) -> tuple[SessionStep, ...]:
    """The same script with the rest of this exercise in a smaller movement, never in a larger one."""
    exercise = steps[index].exercise
    changed = [
        replace(s, range_share=min(s.range_share, s.range_share if share is None else share))
        if s.exercise == exercise
        else s
        for s in steps[index:]
    ]
    return (*steps[:index], *changed)


def step_to_mapping(step: SessionStep) -> dict[str, object]:
    """One step as plain JSON values, every key always there."""
    return {name: getattr(step, name) for name in SessionStep.__dataclass_fields__}


def read_script(given: Given) -> tuple[SessionStep, ...]:
    """The script in a parsed JSON list. Raises GivenError; a script ends with one `done` step."""
    entries = given.entries()
    steps = tuple(_read_step(entry) for entry in entries)
    if [place for place, step in enumerate(steps) if step.kind == "done"] != [len(steps) - 1]:
        given.refuse("a list of steps that ends with done", "send the script as it was received")
    return steps


def _read_step(given: Given) -> SessionStep:
    part = given.mapping(tuple(SessionStep.__dataclass_fields__))

    def number(key: str) -> float | None:
        return None if part[key].is_missing else part[key].number(0, 86400, "seconds or share")

    def count(key: str) -> int | None:
        return None if part[key].is_missing else part[key].whole_number(0, 10000, "count")

    def word(key: str, options: Sequence[str]) -> str | None:
        return None if part[key].is_missing else part[key].word_of(options)

    share = number("range_share")
    return SessionStep(
        kind=part["kind"].word_of(STEP_KINDS),
        text=part["text"].text(500),
        seconds=number("seconds") or 0.0,
        item=count("item"),
        exercise=None if part["exercise"].is_missing else part["exercise"].free_word(),
        side=word("side", ("left", "right", "both")),
        set=count("set"),
        sets=count("sets"),
        repetitions=count("repetitions"),
        hold_s=number("hold_s"),
        out_s=number("out_s"),
        back_s=number("back_s"),
        counts=word("counts", ("repetitions", "hold")),
        range_share=1.0 if share is None else share,
        ended_by=word("ended_by", ENDINGS),
    )


def read_event(given: Given) -> SessionEvent:
    """The event in a parsed JSON mapping. Raises GivenError."""
    part: Mapping[str, Given] = given.mapping(("kind", "action", "range_share", "goes_on", "away_s"))
    action, share, away = part["action"], part["range_share"], part["away_s"]
    actions = tuple(each.value for each in PainAction)
    return SessionEvent(
        kind=part["kind"].word_of(EVENTS),
        action=None if action.is_missing else PainAction(action.word_of(actions)),
        range_share=None if share.is_missing else share.number(0, 1, "share"),
        goes_on=False if part["goes_on"].is_missing else part["goes_on"].yes_no(),
        away_s=0.0 if away.is_missing else away.number(0, 1e9, "seconds"),
    )
