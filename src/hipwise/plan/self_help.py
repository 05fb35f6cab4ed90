"""What a discharged person does by themselves when the hip flares: step back, then half, then call.

The days and limits are those of every flare; the exercises are what the rules would plan on its first day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.intake import Intake
from hipwise.plan.plan import PlanItem, item_to_mapping, reason_to_mapping
from hipwise.plan.prescribing import prescribe


@dataclass(frozen=True, slots=True)
class SelfHelp:
    """The steps in the order of time, the exercises of the first days, and when to call whom.

    `light` is empty when the rules would plan nothing on such a day: then the steps say to rest and call.
    """

    steps: tuple[Reason, ...]
    light: tuple[PlanItem, ...]
    call: tuple[Reason, ...]


def self_help(intake: Intake, catalogue: Catalogue) -> SelfHelp:
    """The flare plan of one person after discharge."""
    sore = replace(intake, episode=None, pain=replace(intake.pain, flare_last_7_days=True))
    light = prescribe(sore, catalogue).items
    calm, long = catalogue.setting("flare.calm_days"), catalogue.setting("flare.long_days")
    facts: dict[str, object] = {
        "calm": calm,
        "calm_after": calm + 1,
        "long": long,
        "delta": catalogue.setting("flare_delta"),
        "share": round(100 * catalogue.setting("flare.volume")),
        "mornings": catalogue.setting("flare.settled_mornings"),
        "near": catalogue.setting("am_delta"),
        "hours": catalogue.setting("flare.no_better_h"),
        "repeat": catalogue.setting("flare.repeat_days"),
        "target": catalogue.setting("pain.target"),
        "strong": catalogue.setting("pain.red_flag_form"),
        "whom": "your therapist" if intake.therapist else "a doctor or a physical therapist",
    }
    first = "self-help-light" if light else "self-help-rest"
    steps = ("self-help-what", first, "self-help-walk", "self-help-half", "self-help-back")
    call = ("self-help-call", "self-help-call-now")
    return SelfHelp(
        tuple(catalogue.reason(rule, **facts) for rule in steps),
        light,
        tuple(catalogue.reason(rule, **facts) for rule in call),
    )


def self_help_to_mapping(flare_plan: SelfHelp) -> Mapping[str, object]:
    """The flare plan as plain JSON values."""
    return {
        "steps": [reason_to_mapping(reason) for reason in flare_plan.steps],
        "light": [item_to_mapping(item) for item in flare_plan.light],
        "call": [reason_to_mapping(reason) for reason in flare_plan.call],
    }
