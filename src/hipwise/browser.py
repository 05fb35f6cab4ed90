"""The core as the patient's browser calls it: a name and JSON in, JSON out, the same functions as anywhere.

Imports the standard library and the pure rooms only. Each function's own rooms are imported when it is
first called, so that the pain button does not wait for the rest.
"""

import json
import math
from array import array
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from hipwise import __version__
from hipwise.library.catalogue import Catalogue, UnknownIdError, load_catalogue
from hipwise.library.decode import ContentError

if TYPE_CHECKING:
    from hipwise.coach.live_set import Moment

Payload = Mapping[str, Any]
_NUMBERS = 33 * 4  # of a frame: x, y, z, visibility of each landmark
_LONGEST_PAYLOAD = 20_000_000  # characters; a year of daily entries is about a tenth of it


def call(name: str, payload_json: str) -> str:
    """The answer of the named function to a JSON payload, as JSON.

    Input that cannot be read is answered by `{"error": sentence}`. The caller takes an error, like no
    answer at all, as a stop.
    """
    try:
        return json.dumps(_answer(name, payload_json), allow_nan=False, ensure_ascii=False)
    except json.JSONDecodeError as error:
        return json.dumps({"error": f"payload: expected JSON, found something else ({error})"})
    except (ValueError, TypeError, UnknownIdError, ContentError, RecursionError) as error:
        return json.dumps({"error": str(error) or type(error).__name__}, ensure_ascii=False)


def _answer(name: str, payload_json: str) -> object:
    if name not in FUNCTIONS:
        raise ValueError(f"no function called {name!r}; expected one of {', '.join(FUNCTIONS)}")
    if len(payload_json) > _LONGEST_PAYLOAD:
        raise ValueError(f"expected at most {_LONGEST_PAYLOAD} characters, found {len(payload_json)}")
    payload = json.loads(payload_json)
    if not isinstance(payload, dict):
        raise TypeError("expected a JSON object as payload")
    return FUNCTIONS[name](payload, load_catalogue())


def _version(_: Payload, catalogue: Catalogue) -> object:
    """The version, the functions there are, and how much content they work with."""
    return {"version": __version__, "functions": list(FUNCTIONS), "exercises": len(catalogue.exercises)}


def _answer_pain(payload: Payload, catalogue: Catalogue) -> object:
    """What to do now after the pain button, and the entry for the log.

    `settings` are the thresholds that a clinician set for this person.
    """
    from hipwise.plan.pain_press import answer_pain, answer_to_mapping, press_to_entry, read_press
    from hipwise.plan.patient_settings import catalogue_with

    own = payload.get("settings") or {}
    if not isinstance(own, dict):
        raise TypeError("expected a mapping as settings")
    catalogue = catalogue_with(own, catalogue)
    press = read_press({name: value for name, value in payload.items() if name != "settings"}, catalogue)
    answer = answer_to_mapping(answer_pain(press, catalogue))
    return {**answer, "entry": press_to_entry(press, catalogue)}


def _test_result(payload: Payload, catalogue: Catalogue) -> object:
    """What a home test that was just done says, beside the results before it.

    `entry` is the test's entry as it is logged, `earlier` the entries of the same test, `person` has age,
    sex and the sore side.
    """
    from hipwise.follow.home_test_card import home_test_card
    from hipwise.library.side import Side
    from hipwise.plan.given import Given
    from hipwise.plan.history import parse_log

    part = Given("", payload).mapping(("entry", "earlier", "person"))
    person = part["person"].mapping(("age", "sex", "sore_side"))
    sex = None if person["sex"].is_missing else person["sex"].free_word()
    sore = Side(person["sore_side"].word_of(tuple(Side)))
    entries = [_mapping(each.raw) for each in (*part["earlier"].entries(), part["entry"])]
    age = person["age"].whole_number(0, 130, "years")
    return home_test_card(parse_log(entries, catalogue), sore, age, sex, catalogue)


def _session_script(payload: Payload, catalogue: Catalogue) -> object:
    """The script of the day's plan items."""
    from hipwise.plan.given import Given
    from hipwise.plan.plan import read_item
    from hipwise.plan.session import script_seconds, session_script, step_to_mapping

    items = [read_item(entry) for entry in Given("items", payload.get("items")).entries()]
    script = session_script(items, catalogue)
    return {"script": [step_to_mapping(step) for step in script], "seconds": script_seconds(script)}


def _next_step(payload: Payload, catalogue: Catalogue) -> object:
    """Where the session stands after an event."""
    from hipwise.plan.given import Given
    from hipwise.plan.session import next_step, read_event, read_script, step_to_mapping

    part = Given("", payload).mapping(("script", "index", "event"))
    script = read_script(part["script"])
    index = part["index"].whole_number(0, len(script) - 1, "step")
    after = next_step(script, index, read_event(part["event"]), catalogue)
    return {"script": [step_to_mapping(step) for step in after.script], "index": after.index}


def _screen(payload: Payload, catalogue: Catalogue) -> object:
    """The screening of an intake."""
    from hipwise.plan.intake import parse_intake
    from hipwise.plan.plan import screening_to_mapping
    from hipwise.plan.screening import screen

    return screening_to_mapping(screen(parse_intake(payload, "intake"), catalogue))


def _progress_preview(payload: Payload, catalogue: Catalogue) -> object:
    """The decisions that a log leads to on a day."""
    from hipwise.plan.decision import decision_to_mapping
    from hipwise.plan.given import Given
    from hipwise.plan.history import parse_log
    from hipwise.plan.intake import parse_intake
    from hipwise.plan.plan import plan_from_mapping
    from hipwise.plan.progression import progress

    part = Given("", payload).mapping(("plan", "intake", "log", "today"))
    today: date = part["today"].day()
    if not isinstance(part["log"].raw, list):
        part["log"].refuse("a list of entries", "send every entry of the log")
    plan = plan_from_mapping(_mapping(part["plan"].raw), "plan")
    intake = parse_intake(_mapping(part["intake"].raw), "intake")
    decisions = progress(plan, parse_log(part["log"].raw, catalogue), intake, today, catalogue)
    return {"decisions": [decision_to_mapping(decision) for decision in decisions]}


def _mapping(raw: object) -> dict[str, object]:
    return raw if isinstance(raw, dict) else {}


class Watching:
    """A set before the camera. The worker keeps it between frames; everything it answers is JSON.

    `payload` names `exercise` (or the movement of a home test), `side`, `range_share`, and the pose `model`
    where it is known; with `records` the set's points are kept for a replay, which only a patient's consent
    may ask for. Raises ValueError for what cannot be watched.

    The page writes the numbers of each frame into `points`, 33 landmarks: x, y, z, visibility; x and y in
    heights of the picture. One place in memory for all frames costs a fifth of handing each over.
    """

    def __init__(self, payload_json: str) -> None:
        from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame
        from hipwise.coach.live_set import LiveSet
        from hipwise.coach.packed_recording import Recorder
        from hipwise.library.side import Side
        from hipwise.library.validity_card import ANY_MODEL
        from hipwise.plan.given import Given

        keys = ("exercise", "side", "range_share", "records", "model")
        part = Given("", json.loads(payload_json)).mapping(keys)
        catalogue = load_catalogue()
        exercise = catalogue.performed(part["exercise"].text(80))
        side = Side(part["side"].word_of(tuple(side.value for side in Side)))
        share = part["range_share"].number(0, 1, "share of the way")
        model = ANY_MODEL if part["model"].raw is None else part["model"].text(20)
        self._set = LiveSet(exercise, side, catalogue, share, model)
        self._recorder = Recorder(model) if part["records"].raw is True else None
        self.points = array("d", [math.nan]) * _NUMBERS
        self._frame = Frame
        self._nobody = (MISSING,) * len(LANDMARK_NAMES)

    def observe(self, t_s: float, width: float, is_anybody: bool) -> str:
        """Look at `points`, in a picture that is `width` of its heights wide; or at nobody.

        The answer is the state of the set, or "" when it has not changed.
        """
        landmarks = self._nobody
        if is_anybody:
            numbers = iter(self.points)
            landmarks = tuple(zip(numbers, numbers, numbers, numbers, strict=True))
        frame = self._frame(t_s, landmarks)
        if self._recorder is not None:
            self._recorder.add(frame, width)
        moment = self._set.observe(frame, width)
        return "" if moment is None else json.dumps(_moment_to_mapping(moment), ensure_ascii=False)

    def packet(self) -> str:
        """The set's points so far, packed, as base64; "" when none are kept."""
        from base64 import b64encode

        if self._recorder is None or not self._recorder.moments:
            return ""
        return b64encode(self._recorder.pack()).decode("ascii")

    def finish(self) -> str:
        """The set is over: its last state."""
        return json.dumps(_moment_to_mapping(self._set.finish()), ensure_ascii=False)


def _moment_to_mapping(moment: "Moment") -> dict[str, object]:
    hint, cue = moment.hint, moment.cue
    title = "" if hint is None else load_catalogue().rules[hint.rule].title
    return {
        "sight": moment.sight.value,
        "count": moment.count,
        "held_s": moment.held_s,
        "is_holding": moment.is_holding,
        "hint": None if hint is None else {"rule": hint.rule, "title": title, "text": hint.text},
        "cue": None if cue is None else {"kind": cue.kind.value, "code": cue.code, "text": cue.text},
        "cue_number": moment.cue_number,
        "faults": dict(moment.faults),
        "is_over_half": moment.is_over_half,
        "counts": moment.counts,
        "range_deg": moment.range_deg,
    }


FUNCTIONS: dict[str, Callable[[Payload, Catalogue], object]] = {
    "version": _version,
    "answer-pain": _answer_pain,
    "test-result": _test_result,
    "session-script": _session_script,
    "next-step": _next_step,
    "screen": _screen,
    "progress-preview": _progress_preview,
}
