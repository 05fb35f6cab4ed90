from dataclasses import replace
from datetime import date, timedelta

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.done_sets import sets_share
from hipwise.plan.history import parse_log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import DAYS
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import intake

CATALOGUE = load_catalogue()
FIRST = date(2026, 11, 22)


def plans():
    """A plan of two sets, and from the eighth day on one of three."""
    plan = prescribe(intake(), CATALOGUE)
    bridge = next(item for item in plan.items if item.exercise == "bridge")
    light = replace(plan, items=(replace(bridge, sets=2, days=DAYS),))
    heavy = replace(plan, items=(replace(bridge, sets=3, days=DAYS),))
    return PlansInForce((FIRST, FIRST + timedelta(days=7)), (light, heavy))


def two_sets_on(day):
    return [
        {
            "id": f"{day.isoformat()}-{number}",
            "at": f"{day.isoformat()}T18:00:00+00:00",
            "kind": "set",
            "exercise": "bridge",
            "side": "both",
            "set": number,
            "repetitions": 15,
            "hold_s": 2,
            "source": "manual",
            "faults": {},
        }
        for number in (1, 2)
    ]


def test_each_day_has_the_plan_that_began_last():
    sets = [plans().on(FIRST + timedelta(days=d)).items[0].sets for d in (-3, 0, 6, 7, 30)]
    assert sets == [2, 2, 2, 3, 3]


def test_two_sets_were_all_of_the_lighter_plan():
    days = [FIRST + timedelta(days=d) for d in range(7)]
    log = parse_log([entry for day in days for entry in two_sets_on(day)], CATALOGUE)
    assert sets_share(log, plans(), days[-1], 7, CATALOGUE).share == 1.0


def test_two_sets_are_two_thirds_of_the_heavier_plan():
    days = [FIRST + timedelta(days=7 + d) for d in range(7)]
    log = parse_log([entry for day in days for entry in two_sets_on(day)], CATALOGUE)
    assert sets_share(log, plans(), days[-1], 7, CATALOGUE).share == 2 / 3
