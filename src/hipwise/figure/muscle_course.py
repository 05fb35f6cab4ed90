"""Where the muscles run that an exercise names: their course under the skin.

Points in neutral coordinates (metres, right side), after the muscle's course in an anatomy atlas;
schematic, for orientation only. A muscle is a fan of lines, each with the radius of its belly.
"""

from dataclasses import dataclass

from hipwise.body.rotation import Vector


@dataclass(frozen=True, slots=True)
class MuscleCourse:
    """Lines of a muscle from origin to insertion, and how thick it is at the belly.

    A line is shown where it comes nearest to the skin; `radius_m` is how far the muscle spreads there. A
    `deep` muscle lies under others: what is shown is the skin above it. At the ends of a line it spreads by
    `end_share` of its radius: little for a spindle, more for a sheet.
    """

    id: str
    lines: tuple[tuple[Vector, ...], ...]
    radius_m: float
    deep: bool = False
    end_share: float = 0.4


COURSES: tuple[MuscleCourse, ...] = (
    MuscleCourse(
        "gluteus-medius",
        (
            ((-0.058, 0.982, 0.100), (-0.015, 0.885, 0.157)),
            ((-0.032, 0.992, 0.120), (-0.010, 0.885, 0.159)),
            ((-0.005, 0.996, 0.132), (-0.002, 0.885, 0.160)),
            ((0.028, 0.988, 0.128), (0.005, 0.885, 0.160)),
        ),
        0.032,
        end_share=0.6,
    ),
    MuscleCourse("gluteus-minimus", (((0.005, 0.975, 0.140), (0.005, 0.885, 0.165)),), 0.030, deep=True),
    MuscleCourse(
        "gluteus-maximus",
        (
            ((-0.105, 0.985, 0.035), (-0.125, 0.915, 0.085), (-0.060, 0.820, 0.150)),
            ((-0.120, 0.940, 0.035), (-0.125, 0.880, 0.070), (-0.065, 0.810, 0.130)),
        ),
        0.046,
    ),
    MuscleCourse(
        "deep-external-rotators", (((-0.135, 0.915, 0.050), (-0.100, 0.895, 0.135)),), 0.032, deep=True
    ),
    MuscleCourse("piriformis", (((-0.125, 0.955, 0.040), (-0.060, 0.905, 0.150)),), 0.028, deep=True),
    MuscleCourse(
        "tensor-fasciae-latae",
        (((0.060, 0.980, 0.125), (0.050, 0.860, 0.150), (0.025, 0.770, 0.155)),),
        0.030,
    ),
    MuscleCourse(
        "hamstrings",
        (
            ((-0.085, 0.815, 0.070), (-0.080, 0.680, 0.070), (-0.045, 0.500, 0.055)),
            ((-0.085, 0.815, 0.080), (-0.078, 0.680, 0.105), (-0.040, 0.500, 0.115)),
        ),
        0.038,
    ),
    MuscleCourse(
        "quadriceps",
        (
            ((0.070, 0.850, 0.100), (0.080, 0.700, 0.095), (0.058, 0.538, 0.086)),
            ((0.066, 0.840, 0.118), (0.052, 0.690, 0.143), (0.052, 0.542, 0.102)),
            ((0.070, 0.800, 0.080), (0.064, 0.640, 0.058), (0.052, 0.538, 0.070)),
        ),
        0.040,
    ),
    MuscleCourse(
        "rectus-femoris",
        (((0.075, 0.925, 0.100), (0.082, 0.720, 0.095), (0.060, 0.540, 0.085)),),
        0.034,
    ),
    MuscleCourse(
        "iliopsoas",
        (((0.085, 1.040, 0.050), (0.088, 0.940, 0.070), (0.085, 0.850, 0.070)),),
        0.030,
        deep=True,
    ),
    MuscleCourse(
        "adductors",
        (
            ((0.030, 0.840, 0.015), (0.030, 0.740, 0.020), (0.010, 0.600, 0.035)),
            ((-0.030, 0.840, 0.015), (-0.020, 0.740, 0.020), (-0.010, 0.580, 0.035)),
        ),
        0.038,
    ),
    MuscleCourse(
        "calf",
        (
            ((-0.055, 0.455, 0.068), (-0.072, 0.360, 0.066), (-0.045, 0.220, 0.082)),
            ((-0.055, 0.455, 0.102), (-0.068, 0.370, 0.108), (-0.045, 0.220, 0.088)),
        ),
        0.036,
    ),
    MuscleCourse(
        "foot-muscles", (((-0.040, 0.030, 0.056), (0.040, 0.020, 0.050), (0.115, 0.015, 0.050)),), 0.024
    ),
    MuscleCourse(
        "abdominals",
        (
            ((0.100, 1.205, 0.020), (0.100, 1.090, 0.022), (0.095, 0.975, 0.020)),
            ((0.090, 1.195, 0.060), (0.090, 1.080, 0.060), (0.090, 0.985, 0.050)),
            ((0.065, 1.180, 0.105), (0.060, 1.080, 0.108), (0.072, 0.995, 0.090)),
        ),
        0.042,
        end_share=0.8,
    ),
    MuscleCourse(
        "erector-spinae",
        (((-0.110, 1.330, 0.038), (-0.105, 1.150, 0.038), (-0.095, 1.080, 0.038), (-0.105, 0.990, 0.035)),),
        0.034,
    ),
    MuscleCourse("quadratus-lumborum", (((-0.080, 1.120, 0.065), (-0.075, 1.005, 0.085)),), 0.036, deep=True),
)
MUSCLE_NAMES: tuple[str, ...] = tuple(course.id for course in COURSES)
