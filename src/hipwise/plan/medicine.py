"""Pain medicine hides pain: a score told with it counts for more."""

from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import PainEntry


def medicine_points(taken: bool | None, catalogue: Catalogue) -> float:
    """The points of 10 that medicine adds to a score; 0 when none was taken, or nobody said."""
    return catalogue.setting("pain.analgesic_add") if taken else 0.0


def counted_score(entry: PainEntry, catalogue: Catalogue) -> float | None:
    """The score as it counts, which may be over 10; None when it was not told."""
    return None if entry.score is None else entry.score + medicine_points(entry.analgesic, catalogue)
