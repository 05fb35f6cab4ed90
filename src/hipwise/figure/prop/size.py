"""Sizes of the props, metres. Heights that carry the body are content: `height_m` of an exercise's props."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """One measure of a prop with where it comes from; `default` where only custom stands behind it."""

    metres: float
    source: str


_DEFAULT = "default: usual in the trade, no standard"

SIZES: dict[str, Size] = {
    "mat length": Size(1.83, "default: yoga mats are sold as 72 by 24 inches"),
    "mat width": Size(0.61, "default: yoga mats are sold as 72 by 24 inches"),
    "mat thickness": Size(0.012, "default: exercise mats are sold from 6 to 15 mm"),
    "mat margin": Size(0.06, _DEFAULT),
    "pillow length": Size(0.46, _DEFAULT),
    "pillow width": Size(0.32, _DEFAULT),
    "towel length": Size(0.40, "default: a bath towel of 70 by 140 cm, folded three times"),
    "towel width": Size(0.28, "default: a bath towel of 70 by 140 cm, folded three times"),
    "block length": Size(0.23, "default: yoga blocks are sold as 9 by 6 by 4 inches"),
    "block width": Size(0.15, "default: yoga blocks are sold as 9 by 6 by 4 inches"),
    "step length": Size(0.38, _DEFAULT),
    "step depth": Size(0.36, _DEFAULT),
    "step inner margin": Size(0.015, "default: the free leg passes beside the step"),
    "step overhang": Size(0.02, "default: so much of a standing foot may stand over the edge"),
    "box side": Size(0.45, _DEFAULT),
    "wobble board radius": Size(0.25, "default: wobble boards are sold from 36 to 50 cm across"),
    "wobble board plate": Size(0.02, _DEFAULT),
    "wobble board foot radius": Size(0.085, _DEFAULT),
    "bosu radius": Size(0.325, "BOSU Balance Trainer, maker's statement: 65 cm across"),
    "bosu base": Size(0.045, _DEFAULT),
    "bosu rim": Size(0.03, _DEFAULT),
    "baps board radius": Size(0.19, _DEFAULT),
    "baps board plate": Size(0.016, _DEFAULT),
    "baps board foot radius": Size(0.055, _DEFAULT),
    "chair half width": Size(0.21, _DEFAULT),
    "chair seat thickness": Size(0.035, _DEFAULT),
    "chair post": Size(0.034, _DEFAULT),
    "chair back over seat": Size(0.45, _DEFAULT),
    "chair back least": Size(0.80, "default: backs of chairs are from 80 to 105 cm high"),
    "chair back most": Size(1.05, "default: backs of chairs are from 80 to 105 cm high"),
    "exercise ball radius": Size(
        0.275, "default: balls of 55 cm are sold for bodies of 150 to 165 cm, of 65 above"
    ),
    "light ball radius": Size(0.11, "default: a children's ball, 22 cm across"),
    "loop band width": Size(0.05, "default: loops for the thighs are sold 5 cm wide"),
    "loop band thickness": Size(0.003, _DEFAULT),
    "belt width": Size(0.038, "default: yoga belts are sold 38 mm wide"),
    "belt thickness": Size(0.003, _DEFAULT),
    "wall thickness": Size(0.03, _DEFAULT),
    "wall width": Size(1.4, _DEFAULT),
    "wall height": Size(1.9, _DEFAULT),
}


def size_m(name: str) -> float:
    """A size in metres. Raises KeyError for a name that is not in the table."""
    return SIZES[name].metres
