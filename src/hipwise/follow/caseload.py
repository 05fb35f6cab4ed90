"""How the people of a clinic spread over kinds, with small numbers hidden.

A cell with fewer people than `clinic.least_cell` could tell who they are, so it is not shown; nor are larger
ones beside it, until what is hidden together could be spread in more than one way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hipwise.follow.change import ChangeVerdict
from hipwise.library.catalogue import Catalogue


class OutcomeKind(StrEnum):
    """What a score's change is, for counting."""

    ONCE = "asked once"
    NO_CHANGE = "no change that counts"
    BETTER = "better"
    WORSE = "worse"
    UNKNOWN = "not judgeable"


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind with its number of people; None: hidden."""

    name: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Cells in a fixed order, and all their people; `total` is None where it would give one away."""

    cells: tuple[Cell, ...]
    total: int | None

    @property
    def hides(self) -> bool:
        """Is any cell hidden?"""
        return any(cell.people is None for cell in self.cells)


def spread(kinds: Sequence[str], people: Iterable[str], catalogue: Catalogue) -> Spread:
    """How these people spread over `kinds`; each person is one kind, unknown kinds are refused.

    Raises ValueError for a kind that is not among them.
    """
    counts = Counter(people)
    unknown = sorted(set(counts) - set(kinds))
    if unknown:
        raise ValueError(f"expected one of {', '.join(kinds)}, got {', '.join(unknown)}; add the kind")
    least = int(catalogue.setting("clinic.least_cell"))
    hidden = hidden_cells({kind: counts[kind] for kind in kinds}, least)
    cells = tuple(Cell(kind, None if kind in hidden else counts[kind]) for kind in kinds)
    is_given_away = 0 < sum(counts[kind] for kind in hidden) < 2 * least
    return Spread(cells, None if is_given_away else counts.total())


def hidden_cells(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """The small cells, and beside them the next larger ones until twice `least` people are hidden."""
    hidden = {name for name, count in counts.items() if 0 < count < least}
    larger = sorted((n for n in counts if counts[n] >= least), key=lambda name: counts[name])
    for name in larger:
        if not hidden or sum(counts[each] for each in hidden) >= 2 * least:
            break
        hidden.add(name)
    return frozenset(hidden)


def outcome_kind(verdict: str, gain: float | None) -> OutcomeKind:
    """The kind of a change by its verdict (`follow.change`) and its gain in points, positive is better."""
    known = ChangeVerdict(verdict)
    if known is ChangeVerdict.FIRST or gain is None:
        return OutcomeKind.ONCE
    if known is ChangeVerdict.UNKNOWN:
        return OutcomeKind.UNKNOWN
    if known in (ChangeVerdict.WITHIN_ERROR, ChangeVerdict.TOO_SMALL):
        return OutcomeKind.NO_CHANGE
    return OutcomeKind.BETTER if gain > 0 else OutcomeKind.WORSE
