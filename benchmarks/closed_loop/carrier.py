"""Which reading counts best before the pose model, when the one that the definition suggests counts too
roughly.
"""

from collections.abc import Callable, Sequence

from benchmarks.closed_loop.run import Outcome
from hipwise.coach.quantity import quantity_of
from hipwise.coach.watch_plan import WatchPlan

# So many sets are tried with each reading, and so many readings.
TRIED = 120
_CANDIDATES = 10
# The definition's own reading is kept where it counts so many sets, where another counts hardly more, and
# where none counts well: it shows the start position best, without which nothing else is judged.
_ENOUGH, _BETTER, _WELL = 0.97, 0.05, 0.9


def best_carrier(plan: WatchPlan, count_with: Callable[[str], Sequence[Outcome]]) -> str:
    """The name of the reading; "" for the definition's own. `count_with` performs sets and counts with a
    reading.
    """
    own = _exact(count_with(""))
    if own >= _ENOUGH:
        return ""
    found = {name: _exact(count_with(name)) for name in candidates(plan)}
    best = max(found, key=lambda name: found[name], default="")
    return best if best and found[best] >= max(own + _BETTER, _WELL) else ""


def candidates(plan: WatchPlan) -> list[str]:
    """Other readings that may carry a count, those with the clearest movement first."""
    own = plan.quantity.expected.reading.name if plan.quantity else ""
    expected = sorted(plan.template.expected.values(), key=lambda e: -e.range_least_deg / e.jitter_deg)
    able = [e for e in expected if quantity_of(e, plan.template, plan.settings) is not None]
    return [e.reading.name for e in able if e.reading.name != own][:_CANDIDATES]


def _exact(outcomes: Sequence[Outcome]) -> float:
    """Share of sets counted exactly with the pose model that does worse."""
    shares = []
    for model in {o.job.model for o in outcomes}:
        seen = [o for o in outcomes if o.job.model == model]
        shares.append(sum(o.is_counted and o.counted == o.done for o in seen) / len(seen))
    return min(shares, default=0.0)
