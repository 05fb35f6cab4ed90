"""The path of a movement as nodes and legs, and which contacts hold where.

Node 0 is the first posture; leg i leads from node i to node i + 1.
"""

from dataclasses import dataclass

from hipwise.library.exercise import Contact, Exercise, Leg


@dataclass(frozen=True, slots=True)
class Path:
    """`postures` names the posture at each node; `legs` lead between them."""

    postures: tuple[str, ...]
    legs: tuple[Leg, ...]

    def holds_at(self, contact: Contact, node: int) -> bool:
        """Does the contact hold at a node?"""
        if contact.legs:
            return any(self.holds_on(contact, leg) for leg in (node - 1, node) if 0 <= leg < len(self.legs))
        return not contact.postures or self.postures[node] in contact.postures

    def holds_on(self, contact: Contact, leg: int) -> bool:
        """Does the contact hold all along a leg?"""
        if contact.legs:
            return self.legs[leg].word in contact.legs
        return self.holds_at(contact, leg) and self.holds_at(contact, leg + 1)

    def is_hold(self, leg: int) -> bool:
        """Does the body stay as it is on this leg?"""
        return self.postures[leg] == self.postures[leg + 1]


def path_of(exercise: Exercise) -> Path:
    """The path of an exercise's movement."""
    movement = exercise.movement
    first = next(iter(movement.postures))
    return Path((first, *(leg.to for leg in movement.path)), movement.path)
