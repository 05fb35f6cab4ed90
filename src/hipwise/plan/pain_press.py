"""The pain button: where, how strong and what kind in, and at once what to do now out.

The press itself has already stopped the set. What is not answered keeps it stopped; strong pain and new
pain at night ask the warning-sign questions instead of giving an answer; a pinch of `pinch.stop` or more
has no way on. The same rules judge the session afterwards (`pain_response`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import read_quality
from hipwise.plan.given import Given
from hipwise.plan.medicine import medicine_points
from hipwise.plan.outing import OUTINGS, loads_like, outing_name, pain_limit
from hipwise.plan.pain_response import accepted_pain, is_early_after_surgery, stopping_pain
from hipwise.plan.plan import reason_to_mapping

# Stops for how strong it is: in a run or a walk its own limit speaks for them.
_OF_STRENGTH = ("strong", "impact")
_SHARES_IN_WORDS = {
    0.5: "half",
    0.6: "three fifths",
    0.667: "two thirds",
    0.75: "three quarters",
    0.8: "four fifths",
    0.9: "nine tenths",
}


class PainAction(StrEnum):
    """What happens now, from permissive to strict."""

    STOP_SET = "stop_set"
    GO_ON_SMALLER = "go_on_smaller"
    LEAVE_OUT_TODAY = "leave_out_today"
    END_SESSION = "end_session"
    RED_FLAG_QUESTIONS = "red_flag_questions"

    @property
    def strictness(self) -> int:
        """0 for stopping this set, 4 for the warning-sign questions."""
        return list(PainAction).index(self)


@dataclass(frozen=True, slots=True)
class PainPress:
    """One press of the pain button. None is not answered, or not known.

    `strength` is 0 to 10; `place` a pain place's id, `kind` a pain kind's id. `small_pinches` counts
    earlier small pinches in this exercise today, `left_out` names exercises left out for pain today.
    `phase` 0 stands for a phase that is not known, None in `is_post_operative` counts as yes. `test` is the
    home test that was on, `outing` a run or a walk; `exercise` is then the one whose rules hold for it, and
    it is never made smaller.
    """

    exercise: str
    place: str | None = None
    place_side: str | None = None
    strength: float | None = None
    kind: str | None = None
    is_night_pain_new: bool = False
    limp: bool | None = None
    analgesic: bool | None = None
    phase: int = 0
    is_post_operative: bool | None = None
    postoperative_week: int | None = None
    range_share: float = 1.0
    small_pinches: int = 0
    left_out: tuple[str, ...] = ()
    working_side: str | None = None
    test: str | None = None
    outing: str | None = None


@dataclass(frozen=True, slots=True)
class PainAnswer:
    """What to do now, in the patient's words.

    `go_on` and `leave` are the buttons; `go_on` is empty where going on is not offered. `range_share` is
    the movement's share from now on. `settle_s` is the rest before going on.
    """

    action: PainAction
    title: str
    text: str
    harm: str
    call: str
    rule_line: str
    place_words: str
    go_on: str
    leave: str
    may_go_on: bool
    range_share: float
    settle_s: float
    reasons: tuple[Reason, ...]


def answer_pain(press: PainPress, catalogue: Catalogue) -> PainAnswer:
    """The answer to one press. Raises UnknownIdError for an exercise that the content does not have."""
    situation, action = _situation(press, catalogue)
    words = _words(press, catalogue)
    if action is PainAction.LEAVE_OUT_TODAY and _is_enough(press, catalogue):
        situation, action = "end-session", PainAction.END_SESSION
    answer = catalogue.answers[situation]
    rule = catalogue.rules[answer.rule]
    smaller = action is PainAction.GO_ON_SMALLER
    return PainAnswer(
        action=action,
        title=answer.title.format(**words),
        text=answer.text.format(**words),
        harm=answer.harm.format(**words),
        call="" if action is PainAction.RED_FLAG_QUESTIONS else catalogue.answers["who-to-call"].text,
        rule_line=f"Rule: {_small_first(rule.title)}. {answer.evidence.words}",
        place_words=place_words(press.place, press.place_side, catalogue),
        go_on=answer.go_on,
        leave=answer.leave.format(**words),
        may_go_on=bool(answer.go_on),
        range_share=_smaller_share(press, catalogue) if smaller else press.range_share,
        settle_s=catalogue.setting("session.settle_s"),
        reasons=(catalogue.reason(answer.rule, **_facts(rule.text, words)),),
    )


def _situation(press: PainPress, catalogue: Catalogue) -> tuple[str, PainAction]:
    """Which answer applies, the strictest rule first, and its action."""
    out = PainAction.LEAVE_OUT_TODAY
    strength = press.strength
    if press.is_night_pain_new or (
        strength is not None and strength >= catalogue.setting("pain.red_flag_form")
    ):
        return "red-flag-questions", PainAction.RED_FLAG_QUESTIONS
    if press.limp:
        return "limp", out
    if strength is None or press.kind is None:
        return "unknown", PainAction.STOP_SET
    if press.outing is not None and press.kind == "pinch" and strength >= catalogue.setting("pinch.small"):
        return "outing-pinch", out
    stop = _stop_situation(press, strength, press.kind, catalogue)
    if stop is not None:
        return ("outing-over" if press.outing is not None and stop in _OF_STRENGTH else stop), out
    if press.place is None:
        return "unknown", PainAction.STOP_SET
    counted = strength + medicine_points(press.analgesic, catalogue)
    if press.outing is not None and strength > 0:
        over = counted > pain_limit(press.outing, catalogue)
        return ("outing-over", out) if over else ("outing-light", PainAction.STOP_SET)
    if strength > 0 and counted > _limit(press, catalogue):
        return "over-accept", out
    return _mild_situation(press, strength, press.kind, catalogue)


def _stop_situation(press: PainPress, strength: float, kind: str, catalogue: Catalogue) -> str | None:
    """The rules that leave the exercise out, wherever it hurts."""
    counted = strength + (medicine_points(press.analgesic, catalogue) if strength > 0 else 0)
    exercise = catalogue.exercise(press.exercise)
    is_pinch = kind == "pinch"
    early = is_early_after_surgery(*_surgery(press), catalogue)
    is_over = counted > _stop(press, catalogue)
    rules = (
        ("pinch", is_pinch and strength >= catalogue.setting("pinch.stop")),
        ("post-operative", early and is_over),
        ("strong", is_over),
        ("impact", exercise.impact and counted > catalogue.setting("pain.stop_impact")),
        ("impact-pinch", exercise.impact and is_pinch and strength >= catalogue.setting("pinch.small")),
        ("nerve", kind == "nerve" and strength > 0),
    )
    return next((situation for situation, acts in rules if acts), None)


def _surgery(press: PainPress) -> tuple[bool, int | None]:
    """Was there an operation, and its completed weeks? What nobody told counts as one."""
    return press.is_post_operative is not False, press.postoperative_week


def _stop(press: PainPress, catalogue: Catalogue) -> float:
    """The pain above which this person stops."""
    return stopping_pain(*_surgery(press), catalogue)


def _mild_situation(
    press: PainPress, strength: float, kind: str, catalogue: Catalogue
) -> tuple[str, PainAction]:
    """Pain within the limits: a small pinch and an ache make the movement smaller, a tired muscle rests."""
    can_shrink = _can_shrink(press, catalogue)
    if kind == "pinch" and strength > 0:
        if press.small_pinches > 0:
            return "small-pinch-again", PainAction.LEAVE_OUT_TODAY
        if not can_shrink:
            return "small-pinch-no-smaller", PainAction.LEAVE_OUT_TODAY
        return "small-pinch", PainAction.GO_ON_SMALLER
    if strength == 0:
        return "none", PainAction.STOP_SET
    if kind == "muscle":
        return "tired-muscle", PainAction.STOP_SET
    if strength + medicine_points(press.analgesic, catalogue) <= catalogue.setting("pain.target"):
        return "ache-light", PainAction.STOP_SET
    return ("ache-smaller", PainAction.GO_ON_SMALLER) if can_shrink else ("ache-rest", PainAction.STOP_SET)


def _limit(press: PainPress, catalogue: Catalogue) -> float:
    place = catalogue.pain_places.get(press.place or "")
    is_muscular = place is not None and place.is_muscular and press.kind != "pinch"
    return accepted_pain(press.phase, is_muscular, catalogue)


def _smaller_share(press: PainPress, catalogue: Catalogue) -> float:
    return round(press.range_share * catalogue.setting("pinch.smaller_share"), 3)


def _can_shrink(press: PainPress, catalogue: Catalogue) -> bool:
    if press.test is not None or press.outing is not None:
        return False
    smallest = catalogue.exercise(press.exercise).movement.smallest_range
    return press.exercise in catalogue.smaller_movements and _smaller_share(press, catalogue) >= smallest


def _is_enough(press: PainPress, catalogue: Catalogue) -> bool:
    """Is this one more exercise left out for pain than a session should have?"""
    return len({*press.left_out, press.exercise}) >= catalogue.setting("pain.leave_out_ends")


def _words(press: PainPress, catalogue: Catalogue) -> dict[str, str]:
    """The facts of the press as texts name them."""
    smaller = catalogue.smaller_movements.get(press.exercise)
    share = round(catalogue.setting("pinch.smaller_share"), 3)
    share_words = _SHARES_IN_WORDS.get(share, f"{round(share * 100)} percent")
    missing = [
        name
        for name, value in (("where", press.place), ("how strong", press.strength), ("what kind", press.kind))
        if value is None
    ]
    return {
        "exercise": _small_first(_name(press, catalogue)),
        "smaller": "" if smaller is None else smaller.text.format(share=share_words),
        "strength": "?" if press.strength is None else f"{press.strength:g}",
        "limit": f"{_named_limit(press, catalogue):g}",
        "weeks": f"{catalogue.setting('pain.post_operative_weeks'):g}",
        "value": "?" if press.strength is None else f"{press.strength:g}",
        "count": str(len({*press.left_out, press.exercise})),
        "missing": ", ".join(missing),
    }


def _name(press: PainPress, catalogue: Catalogue) -> str:
    """What was being done, in the patient's words."""
    if press.test is not None:
        return catalogue.home_tests[press.test].name
    if press.outing is not None:
        return outing_name(press.outing, catalogue)
    return catalogue.exercise(press.exercise).name


def _facts(template: str, words: Mapping[str, str]) -> dict[str, str]:
    """The facts that a rule's text names."""
    return {name: word for name, word in words.items() if f"{{{name}}}" in template}


def _named_limit(press: PainPress, catalogue: Catalogue) -> float:
    """The limit that the answer to this press speaks of."""
    names = {
        "red-flag-questions": "pain.red_flag_form",
        "pinch": "pinch.stop",
        "impact": "pain.stop_impact",
        "ache-light": "pain.target",
    }
    situation, _ = _situation(press, catalogue)
    if press.outing is not None and situation.startswith("outing-"):
        return pain_limit(press.outing, catalogue)
    if situation in ("strong", "post-operative"):
        return _stop(press, catalogue)
    return catalogue.setting(names[situation]) if situation in names else _limit(press, catalogue)


def place_words(place: str | None, side: str | None, catalogue: Catalogue) -> str:
    """The place in words with its side, such as "Right groin"; empty when it is not known."""
    known = catalogue.pain_places.get(place or "")
    if known is None:
        return ""
    if side == "both":
        return f"{known.name}, both sides"
    return known.name if side is None else f"{side.capitalize()} {_small_first(known.name)}"


def _small_first(name: str) -> str:
    """The name inside a sentence; abbreviations such as BAPS keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


_KEYS = (
    "exercise",
    "place",
    "place_side",
    "strength",
    "kind",
    "is_night_pain_new",
    "limp",
    "analgesic",
    "phase",
    "is_post_operative",
    "postoperative_week",
    "range_share",
    "small_pinches",
    "left_out",
    "working_side",
    "test",
    "outing",
)


def read_press(raw: Mapping[str, object], catalogue: Catalogue) -> PainPress:
    """The press in a parsed JSON mapping. Raises GivenError; exercise, test or outing is required."""
    part = Given("", raw).mapping(_KEYS)

    def yes(key: str) -> bool | None:
        return None if part[key].is_missing else part[key].yes_no()

    week, side = part["postoperative_week"], part["place_side"]
    test = None if part["test"].is_missing else part["test"].word_of(tuple(catalogue.home_tests))
    outing = None if part["outing"].is_missing else part["outing"].word_of(OUTINGS)
    return PainPress(
        exercise=_exercise_of(part["exercise"], test, outing, catalogue),
        place=None if part["place"].is_missing else part["place"].word_of(tuple(catalogue.pain_places)),
        place_side=None if side.is_missing else side.word_of(("left", "right", "both")),
        strength=None if part["strength"].is_missing else part["strength"].number(0, 10, "points of 10"),
        kind=None if part["kind"].is_missing else read_quality(part["kind"], catalogue),
        is_night_pain_new=yes("is_night_pain_new") or False,
        limp=yes("limp"),
        analgesic=yes("analgesic"),
        phase=0 if part["phase"].is_missing else part["phase"].whole_number(0, 4, "phase"),
        is_post_operative=yes("is_post_operative"),
        postoperative_week=None if week.is_missing else week.whole_number(0, 10000, "weeks"),
        range_share=1.0 if part["range_share"].is_missing else part["range_share"].number(0, 1, "share"),
        small_pinches=0
        if part["small_pinches"].is_missing
        else part["small_pinches"].whole_number(0, 1000, "presses"),
        left_out=() if part["left_out"].is_missing else part["left_out"].free_words(),
        working_side=None
        if part["working_side"].is_missing
        else part["working_side"].word_of(("left", "right", "both")),
        test=test,
        outing=outing,
    )


def _exercise_of(given: Given, test: str | None, outing: str | None, catalogue: Catalogue) -> str:
    """The exercise that the press is about, or whose rules hold for what it is about."""
    if test is not None:
        return catalogue.home_tests[test].rules_of[0]
    if outing is not None:
        return loads_like(outing, catalogue)
    return given.word_of(tuple(catalogue.exercises))


def answer_to_mapping(answer: PainAnswer) -> dict[str, object]:
    """The answer as plain JSON values."""
    return {
        "action": answer.action.value,
        "title": answer.title,
        "text": answer.text,
        "harm": answer.harm,
        "call": answer.call,
        "rule_line": answer.rule_line,
        "place_words": answer.place_words,
        "go_on": answer.go_on,
        "leave": answer.leave,
        "may_go_on": answer.may_go_on,
        "range_share": answer.range_share,
        "settle_s": answer.settle_s,
        "reasons": [reason_to_mapping(reason) for reason in answer.reasons],
    }


def press_to_entry(press: PainPress, catalogue: Catalogue) -> dict[str, object]:
    """What the log should say of this press: an entry without id and moment."""
    place = catalogue.pain_places.get(press.place or "")
    is_pinch = press.kind == "pinch"
    exercise = None if press.outing is not None else press.exercise
    if press.test is not None:
        exercise = catalogue.home_tests[press.test].exercise
    body: dict[str, object] = {
        "kind": "pain",
        "when": "during",
        "exercise": exercise,
        "side": press.working_side,
        "score": press.strength,
        "pinch": None if press.kind is None else (press.strength if is_pinch else 0),
        "site": None if place is None else place.word,
        "quality": press.kind,
        "limp": press.limp,
    }
    return {key: value for key, value in body.items() if value is not None}
