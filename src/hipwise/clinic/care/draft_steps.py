"""The edits of a draft, one after the other, so that each can be taken back and made again.

A draft's history is a mapping: `base` are the exercises left out before the first edit with their reasons,
`steps` the lines after each edit. A step names what is left out as in the base by its id alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hipwise.clinic.care.models import PlanRevision
from hipwise.library.catalogue import Catalogue
from hipwise.plan.difference import ItemDifference, Kind, differences
from hipwise.plan.plan import Plan, plan_from_mapping, plan_to_mapping

# Nobody takes back more, and the draft is read at every edit.
_MOST_STEPS = 30
_LONGEST = 120
_SAID = {Kind.ADDED: "added", Kind.REMOVED: "taken out", Kind.CHANGED: "changed", Kind.MOVED: "moved"}


class NoStepError(ValueError):
    """There is no edit to take back or to make again."""


@dataclass(frozen=True, slots=True)
class StepsAround:
    """What can be taken back, what can be made again, in words; empty when nothing can. `notes` of now."""

    undo: str = ""
    redo: str = ""
    notes: tuple[dict[str, Any], ...] = ()


def record_step(
    draft: PlanRevision, before: Plan, after: Plan, notes: Sequence[dict[str, Any]], catalogue: Catalogue
) -> None:
    """Write an edit into the draft, which the caller saves; what could be made again no longer can."""
    if not _stands_at(draft, before):
        draft.step, draft.history = 0, _begin(before)
    base = draft.history["base"]
    steps = draft.history["steps"][: draft.step + 1]
    words = edit_in_words(differences(before.items, after.items), catalogue)
    steps = [*steps, _as_step(after, base, words, notes)][-_MOST_STEPS:]
    draft.history = {"base": base, "steps": steps}
    draft.step = len(steps) - 1


def forget_steps(draft: PlanRevision) -> None:
    """A draft that is proposed anew or signed has nothing to take back."""
    draft.step, draft.history = 0, {}


def go_to_step(draft: PlanRevision, way: int) -> Plan:
    """The plan one edit back (-1) or forward (+1); the draft stands there then. Raises NoStepError."""
    plan = plan_from_mapping(draft.plan, "the draft")
    wanted = _step(draft, draft.step + way)
    if wanted is None or not _stands_at(draft, plan):
        raise NoStepError("There is nothing to take back." if way < 0 else "There is nothing to do again.")
    draft.step += way
    base = {entry["exercise"]: entry for entry in draft.history["base"]}
    left_out = [base[entry] if isinstance(entry, str) else entry for entry in wanted["left_out"]]
    raw = {**plan_to_mapping(plan), "items": wanted["items"], "left_out": left_out}
    return plan_from_mapping(raw, "a step of the draft")


def steps_around(draft: PlanRevision | None, plan: Plan) -> StepsAround:
    """What can be taken back and made again now; nothing when the draft was changed in another way."""
    if draft is None or not _stands_at(draft, plan):
        return StepsAround()
    current, following = _step(draft, draft.step), _step(draft, draft.step + 1)
    assert current is not None
    return StepsAround(
        undo=current["words"] if draft.step > 0 else "",
        redo=following["words"] if following else "",
        notes=tuple(current["notes"]),
    )


def edit_in_words(rows: Sequence[ItemDifference], catalogue: Catalogue) -> str:
    """ "Bridge added", "3 lines changed": what an edit did."""
    if len(rows) != 1:
        return f"{len(rows)} lines changed"
    exercise = catalogue.exercises.get(rows[0].exercise)
    return f"{exercise.name if exercise else rows[0].exercise} {_SAID[rows[0].kind]}"


def _step(draft: PlanRevision, number: int) -> Mapping[str, Any] | None:
    steps = draft.history.get("steps", [])
    return steps[number] if 0 <= number < len(steps) else None


def _stands_at(draft: PlanRevision, plan: Plan) -> bool:
    """Is the plan the one after the draft's last edit? Not when somebody else has changed it since."""
    current = _step(draft, draft.step)
    return current is not None and bool(current["items"] == plan_to_mapping(plan)["items"])


def _begin(plan: Plan) -> dict[str, Any]:
    base = plan_to_mapping(plan)["left_out"]
    return {"base": base, "steps": [_as_step(plan, base, "", ())]}


def _as_step(plan: Plan, base: Any, words: str, notes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    raw = plan_to_mapping(plan)
    left_out: Any = raw["left_out"]
    return {
        "words": words[:_LONGEST],
        "items": raw["items"],
        "left_out": [entry["exercise"] if entry in base else entry for entry in left_out],
        "notes": list(notes),
    }
