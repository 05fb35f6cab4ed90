"""In which order the exercises of a session are done."""

from collections.abc import Iterable

from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import PlanItem


def in_session_order(items: Iterable[PlanItem], catalogue: Catalogue) -> tuple[PlanItem, ...]:
    """Control of the pelvis, then what needs fresh legs, then strength, stretches last; equals as given."""
    return tuple(sorted(items, key=lambda item: _place(item, catalogue)))


def _place(item: PlanItem, catalogue: Catalogue) -> int:
    """The place of the need that the exercise serves first; what serves none comes last."""
    needs = (catalogue.needs.get(aim) for aim in catalogue.exercise(item.exercise).aims)
    last = max(need.session for need in catalogue.needs.values())
    return next((need.session for need in needs if need is not None), last)
