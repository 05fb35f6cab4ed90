"""What the therapist's list remembers of one person, and which of the needs it shows.

What is urgent is always shown. Of what can wait one thing comes up in `attention.repeat_days`: it stays until
it is answered or no longer true, and the next one waits for its turn. What waits is counted, never dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hipwise.follow.need import Need, Place, Urgency
from hipwise.library.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Aside:
    """A need that a therapist put aside: until the day `until`, or until it is more urgent than it was."""

    key: str
    until: date
    urgency: Urgency
    place: Place

    def hides(self, need: Need, today: date) -> bool:
        """Is this need put aside that day? A worse one is not; a red flag never is."""
        is_worse = (need.urgency.rank, need.place) < (self.urgency.rank, self.place)
        return need.key == self.key and today < self.until and not is_worse and not _is_now(need)


@dataclass(frozen=True, slots=True)
class ListMemory:
    """`raised` is the key of the last need that could wait, `raised_on` the day on which it came up."""

    raised: str = ""
    raised_on: date | None = None
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows of one person.

    `need` is the one that counts, None when nothing does. `also` are other urgent needs of the same person,
    `later` those whose turn comes on `next_on`, `aside` those put aside. Together they are all there are.
    """

    need: Need | None
    also: tuple[Need, ...]
    later: tuple[Need, ...]
    aside: tuple[Need, ...]
    next_on: date | None
    memory: ListMemory


def choose(needs: Iterable[Need], memory: ListMemory, today: date, catalogue: Catalogue) -> Shown:
    """What to show of these needs today, and what to remember of it."""
    in_order = sorted(needs, key=lambda need: need.order)
    memory = replace(memory, asides=tuple(aside for aside in memory.asides if today < aside.until))
    hidden = tuple(n for n in in_order if any(aside.hides(n, today) for aside in memory.asides))
    open_ = [need for need in in_order if need not in hidden]
    urgent = tuple(need for need in open_ if not need.can_wait)
    waiting = [need for need in open_ if need.can_wait]
    turn = _turn(waiting, memory, today, catalogue)
    next_on = None if memory.raised_on is None else memory.raised_on + _pause(catalogue)
    if urgent:
        return Shown(urgent[0], urgent[1:], tuple(waiting), hidden, next_on, memory)
    if turn is None:
        return Shown(None, (), tuple(waiting), hidden, next_on, memory)
    later = tuple(need for need in waiting if need is not turn)
    remembered = _raise(turn, memory, today, catalogue)
    assert remembered.raised_on is not None
    next_on = remembered.raised_on + _pause(catalogue)
    return Shown(turn, (), later, hidden, next_on, remembered)


def put_aside(need: Need, until: date, memory: ListMemory, today: date, catalogue: Catalogue) -> ListMemory:
    """Remember that this need was put aside. Raises ValueError when it may not be, or not for so long."""
    longest = longest_aside(need, catalogue)
    if not 0 < (until - today).days <= longest:
        raise ValueError(
            f"put aside: expected at most {longest} days for what is {need.urgency}, "
            f"got {(until - today).days}; choose an earlier day"
        )
    kept = tuple(aside for aside in memory.asides if aside.key != need.key)
    return replace(memory, asides=(*kept, Aside(need.key, until, need.urgency, need.place)))


def longest_aside(need: Need, catalogue: Catalogue) -> int:
    """The most days for which it may be put aside; 0: not at all."""
    if _is_now(need):
        return 0
    name = "attention.aside_days" if need.can_wait else "attention.aside_today_days"
    return int(catalogue.setting(name))


def _is_now(need: Need) -> bool:
    return need.urgency is Urgency.NOW


def _pause(catalogue: Catalogue) -> timedelta:
    return timedelta(days=catalogue.setting("attention.repeat_days"))


def _is_over(memory: ListMemory, today: date, catalogue: Catalogue) -> bool:
    """Is the week of what came up last over?"""
    return memory.raised_on is None or today - memory.raised_on >= _pause(catalogue)


def _turn(waiting: Sequence[Need], memory: ListMemory, today: date, catalogue: Catalogue) -> Need | None:
    """The one that may stand in the list: in its week the one that came up, after it the first of all."""
    if _is_over(memory, today, catalogue):
        return next(iter(waiting), None)
    return next((need for need in waiting if need.key == memory.raised), None)


def _raise(turn: Need, memory: ListMemory, today: date, catalogue: Catalogue) -> ListMemory:
    """In its week the day stays on which it came up."""
    if _is_over(memory, today, catalogue):
        return replace(memory, raised=turn.key, raised_on=today)
    return memory
