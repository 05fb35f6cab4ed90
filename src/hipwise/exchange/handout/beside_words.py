"""What goes on beside the exercises, as the sheet says it: walking and the like, and today's running step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hipwise.library.catalogue import Catalogue
from hipwise.plan.activity import ActivityNow
from hipwise.plan.beside import Beside
from hipwise.plan.outing import RUNNING, WALKING, pain_limit
from hipwise.plan.running import RunningToday, step_words


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One activity: its name, how much of it, and what to mind, a sentence each."""

    name: str
    dose: str
    advice: tuple[str, ...]


def beside_lines(beside: Beside, catalogue: Catalogue) -> tuple[BesideLine, ...]:
    """Every activity that may be done or waits for its week; running only while its gate is open."""
    longest = None if beside.walk is None else beside.walk.minutes
    running = None if beside.running is None else _running(beside.running, catalogue)
    told = (_activity(each, longest, catalogue) for each in beside.activities)
    return ((running,) if running is not None else ()) + tuple(told)


def _activity(now: ActivityNow, longest_walk: int | None, catalogue: Catalogue) -> BesideLine:
    activity = now.activity
    texts = tuple(advice.text for advice in now.advice)
    if now.waits is not None:
        return BesideLine(activity.name, now.waits.text, texts)
    dose = f"{activity.minutes_low:g} to {activity.minutes_high:g} minutes"
    if activity.id != WALKING:
        return BesideLine(activity.name, dose, texts)
    if longest_walk is not None:
        dose = f"up to {longest_walk} minutes"
    return BesideLine(activity.name, dose, (*texts, _when_to_stop(WALKING, catalogue)))


def _running(running: RunningToday, catalogue: Catalogue) -> BesideLine | None:
    if running.step is None:
        return None
    programme = running.gate.programme
    stays = catalogue.reason("handout-run-stays").text
    dose = f"step {running.number} of {len(programme.steps)}: {step_words(running.step)}"
    return BesideLine(programme.noun, dose, (programme.text, stays, _when_to_stop(RUNNING, catalogue)))


def _when_to_stop(outing: str, catalogue: Catalogue) -> str:
    limit = pain_limit(outing, catalogue)
    return catalogue.reason("handout-outing-stop", limit=limit).text


def line_to_mapping(line: BesideLine) -> dict[str, Any]:
    """The line as plain JSON values; `line_from_mapping` reads it back."""
    return {"name": line.name, "dose": line.dose, "advice": list(line.advice)}


def line_from_mapping(raw: Mapping[str, Any]) -> BesideLine:
    """The line in parsed JSON."""
    return BesideLine(raw["name"], raw["dose"], tuple(raw["advice"]))
