"""The intake: what is known of a person and a hip before anything is prescribed.

These keys decide whether anything may be prescribed at all and are required: `person.age`, `today`,
`pathway`, `diagnosis`, `therapist`, `symptomatic_side`, and the two lists `red_flags` and `conditions`
(`[]` says that every question was asked and answered no). Every other key may be missing or null. That
means *not known*, is kept as None, and is read on the careful side: it never permits anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from hipwise.library.side import Side
from hipwise.plan.episode import Episode, episode_to_mapping, read_episode
from hipwise.plan.given import Given, GivenError
from hipwise.plan.override import Override, override_to_mapping, read_override
from hipwise.plan.patient_settings import (
    PatientSetting,
    patient_setting_to_mapping,
    read_patient_setting,
)

T = TypeVar("T")

PATHWAYS = ("non-operative", "pre-operative", "post-operative")
SIDES = ("left", "right", "both")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEXES = ("female", "male", "other")
CONFIRMED_BY = ("clinician", "self")
PAIN_SITES = ("groin", "lateral", "buttock", "thigh", "knee", "back")
RED_FLAGS = (
    "cauda-equina",
    "cannot-bear-weight",
    "trauma-deformity",
    "stress-fracture",
    "infection",
    "adolescent-hip",
    "child-limp",
    "avascular-necrosis",
    "cancer",
    "blood-clot",
    "abdominal-or-groin",
    "progressive-weakness",
    "locking-or-giving-way",
    "inflammatory",
    "cardiac",
    "distress",
)
CONDITIONS = (
    "hypermobility",
    "dysplasia",
    "arthroplasty",
    "advanced-osteoarthritis",
    "pregnancy",
    "gluteal-tendinopathy",
    "falls-history",
    "vestibular",
    "high-blood-pressure",
    "latex-allergy",
    "knee-kneeling-pain",
)
WORRIES = ("fear-of-damage", "low-mood", "low-confidence", "work-dispute")
EQUIPMENT = (
    "mat",
    "pillow",
    "chair",
    "step",
    "belt",
    "loop-band",
    "exercise-ball",
    "light-ball",
    "folded-towel",
    "yoga-block",
    "wobble-board",
    "bosu",
    "baps-board",
    "box",
    "tape-measure",
)
SURGEON_LIMITS = (
    "hip_flexion_deg",
    "hip_extension_deg",
    "hip_abduction_deg",
    "hip_external_rotation_deg",
    "hip_internal_rotation_deg",
)


class IntakeError(GivenError):
    """An intake that cannot be read. `source_name` names the file; `str()` is one sentence with all of it."""

    def __init__(
        self, place: str, expected: str, found: str, advice: str, source_name: str = "intake"
    ) -> None:
        super().__init__(place, expected, found, advice)
        self.source_name = source_name

    def __str__(self) -> str:
        return f"{self.source_name}: {super().__str__()}"


@dataclass(frozen=True, slots=True)
class Sided(Generic[T]):
    """A finding of each side; None where it was not made."""

    left: T | None = None
    right: T | None = None

    def of(self, side: Side) -> T | None:
        """The finding of one side. Raises ValueError for `both`."""
        if side is Side.BOTH:
            raise ValueError("expected left or right, got both: ask for one side")
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is: years, metres, kilograms."""

    age: int
    sex: str | None = None
    height_m: float | None = None
    weight_kg: float | None = None

    @property
    def body_mass_index(self) -> float | None:
        """Kilograms over metres squared; None when either is not known."""
        if self.height_m is None or self.weight_kg is None:
            return None
        return self.weight_kg / self.height_m**2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Was the diagnosis confirmed, and by whom?"""

    confirmed: bool | None
    by: str | None

    @property
    def is_clinician_confirmed(self) -> bool:
        """Only a clinician's confirmation counts; not knowing by whom does not."""
        return self.confirmed is True and self.by == "clinician"


@dataclass(frozen=True, slots=True)
class Surgery:
    """The operation: its day, what was done, the surgeon's limits in degrees by their SURGEON_LIMITS name."""

    date: date | None
    procedures: tuple[str, ...]
    limits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain, 0 to 10; the flexion at which the hip starts to pinch, degrees. None is not known."""

    rest: float | None = None
    worst_24h: float | None = None
    pinch: float | None = None
    pinch_starts_at_flexion_deg: float | None = None
    site: str | None = None
    flare_last_7_days: bool | None = None


@dataclass(frozen=True, slots=True)
class PhysicalTests:
    """Physical tests. None is a test that was not done."""

    fadir: Sided[str] = Sided()
    thomas: Sided[str] = Sided()
    piriformis_tightness: Sided[str] = Sided()
    adductor_tightness: Sided[str] = Sided()
    hip_abductor_strength: Sided[str] = Sided()
    hip_extensor_strength: Sided[str] = Sided()
    core_control: str | None = None
    single_leg_stance_s: Sided[float] = Sided()
    side_plank_s: Sided[float] = Sided()
    single_leg_squat_good_reps: Sided[float] = Sided()
    plank_s: float | None = None
    single_leg_bridge_s: Sided[float] = Sided()
    y_balance_percent: Sided[float] = Sided()
    walk_minutes_pain_free: float | None = None
    single_leg_hop_cm: Sided[tuple[float, ...]] = Sided()
    hip_internal_rotation_deg: Sided[float] = Sided()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Questionnaire scores, 0 to 100, high is good. None is not answered."""

    ihot12: float | None = None
    hos_adl: float | None = None
    hos_sport: float | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """A complete intake. None anywhere means not known. `days` are in the order of the week.

    `episode` is there when the programme was closed before. `worries` are yellow flags: somebody talks with
    the person about them, and they never stop a plan. `confidence`, 0 to 10, is how sure the person is to do
    the plan.
    """

    person: Person
    today: date
    pathway: str
    diagnosis: Diagnosis
    therapist: bool
    symptomatic_side: Side
    red_flags: tuple[str, ...]
    conditions: tuple[str, ...]
    weeks_in_programme: int | None = None
    surgery: Surgery | None = None
    pain: Pain = Pain()
    tests: PhysicalTests = PhysicalTests()
    outcomes: Outcomes = Outcomes()
    goals: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    minutes_per_day: float | None = None
    days: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    episode: Episode | None = None
    worries: tuple[str, ...] = ()
    confidence: float | None = None
    settings: tuple[PatientSetting, ...] = ()

    @property
    def symptomatic_sides(self) -> tuple[Side, ...]:
        """The one or two sides that hurt."""
        both = (Side.LEFT, Side.RIGHT)
        return both if self.symptomatic_side is Side.BOTH else (self.symptomatic_side,)

    @property
    def is_post_operative(self) -> bool:
        """Was this hip operated on?"""
        return self.pathway == "post-operative"

    @property
    def postoperative_week(self) -> int | None:
        """Completed weeks since the operation; None without an operation or its date."""
        if not self.is_post_operative or self.surgery is None or self.surgery.date is None:
            return None
        return (self.today - self.surgery.date).days // 7


_KEYS = (
    "person",
    "today",
    "pathway",
    "diagnosis",
    "therapist",
    "symptomatic_side",
    "weeks_in_programme",
    "surgery",
    "pain",
    "red_flags",
    "conditions",
    "tests",
    "outcomes",
    "goals",
    "equipment",
    "minutes_per_day",
    "days",
    "overrides",
    "episode",
    "worries",
    "confidence",
    "settings",
)


def parse_intake(raw: Mapping[str, object], source_name: str) -> Intake:
    """The intake in a parsed YAML or JSON mapping. Raises IntakeError naming `source_name` and the place."""
    try:
        intake = _read_intake(Given("", raw).mapping(_KEYS))
        _check_surgery_fits(intake)
        intake = _with_new_pain(intake)
    except GivenError as error:
        place = error.place or "the whole intake"
        raise IntakeError(place, error.expected, error.found, error.advice, source_name) from None
    return intake


def _read_intake(given: Mapping[str, Given]) -> Intake:
    asked = "ask the questions first, then write [] when every answer is no"
    today = _require(given["today"], "the date of the intake", "add it as 2026-11-22").day()
    return Intake(
        person=_read_person(_require(given["person"], "at least the age", "write age: 31 below it")),
        today=today,
        pathway=_require(given["pathway"], "one of " + ", ".join(PATHWAYS), "add the pathway").word_of(
            PATHWAYS
        ),
        diagnosis=_read_diagnosis(
            _require(
                given["diagnosis"],
                "confirmed and by whom",
                "write confirmed: false below it when nobody has examined the hip",
            )
        ),
        therapist=_require(
            given["therapist"], "true or false", "say whether a therapist signs the plan"
        ).yes_no(),
        symptomatic_side=Side(
            _require(given["symptomatic_side"], "left, right or both", "say which hip hurts").word_of(SIDES)
        ),
        red_flags=_require(given["red_flags"], "the list of red flags found", asked).words_of(RED_FLAGS),
        conditions=_require(given["conditions"], "the list of conditions found", asked).words_of(CONDITIONS),
        weeks_in_programme=_optional(given["weeks_in_programme"], lambda g: g.whole_number(0, 1000, "weeks")),
        surgery=_optional(given["surgery"], _read_surgery),
        pain=_optional(given["pain"], _read_pain) or Pain(),
        tests=_optional(given["tests"], _read_tests) or PhysicalTests(),
        outcomes=_optional(given["outcomes"], _read_outcomes) or Outcomes(),
        goals=_optional(given["goals"], Given.free_words) or (),
        equipment=_optional(given["equipment"], lambda g: g.words_of(EQUIPMENT)) or (),
        minutes_per_day=_optional(given["minutes_per_day"], lambda g: g.number(1, 480, "minutes")),
        days=_optional(given["days"], lambda g: g.words_of(DAYS)) or (),
        overrides=_optional(given["overrides"], _read_overrides) or (),
        episode=_optional(given["episode"], lambda g: read_episode(g, today)),
        worries=_optional(given["worries"], lambda g: g.words_of(WORRIES)) or (),
        confidence=_optional(given["confidence"], lambda g: g.number(0, 10, "0 not at all, 10 quite sure")),
        settings=_optional(given["settings"], _read_settings) or (),
    )


def _read_overrides(given: Given) -> tuple[Override, ...]:
    return tuple(read_override(entry) for entry in given.entries())


def _read_settings(given: Given) -> tuple[PatientSetting, ...]:
    return tuple(read_patient_setting(entry) for entry in given.entries())


def _require(given: Given, expected: str, advice: str) -> Given:
    if given.is_missing:
        given.refuse(expected, advice)
    return given


def _optional(given: Given, read: Callable[[Given], T]) -> T | None:
    return None if given.is_missing else read(given)


def _read_person(given: Given) -> Person:
    part = given.mapping(("age", "sex", "height_m", "weight_kg"))
    return Person(
        age=_require(part["age"], "the age in years", "add it, for example 31").whole_number(0, 120, "years"),
        sex=_optional(part["sex"], lambda g: g.word_of(SEXES)),
        height_m=_optional(part["height_m"], lambda g: g.number(0.4, 2.6, "metres")),
        weight_kg=_optional(part["weight_kg"], lambda g: g.number(2, 500, "kilograms")),
    )


def _read_diagnosis(given: Given) -> Diagnosis:
    part = given.mapping(("confirmed", "by"))
    return Diagnosis(
        confirmed=_optional(part["confirmed"], Given.yes_no),
        by=_optional(part["by"], lambda g: g.word_of(CONFIRMED_BY)),
    )


def _read_surgery(given: Given) -> Surgery:
    part = given.mapping(("date", "procedures", "limits"))
    return Surgery(
        date=_optional(part["date"], Given.day),
        procedures=_optional(part["procedures"], Given.free_words) or (),
        limits=_optional(part["limits"], _read_surgeon_limits) or {},
    )


def _read_surgeon_limits(given: Given) -> dict[str, float]:
    part = given.mapping(SURGEON_LIMITS)
    return {key: limit.number(0, 180, "degrees") for key, limit in part.items() if not limit.is_missing}


def _read_pain(given: Given) -> Pain:
    part = given.mapping(
        ("rest", "worst_24h", "pinch", "pinch_starts_at_flexion_deg", "site", "flare_last_7_days")
    )
    return Pain(
        rest=_optional(part["rest"], _read_score),
        worst_24h=_optional(part["worst_24h"], _read_score),
        pinch=_optional(part["pinch"], _read_score),
        pinch_starts_at_flexion_deg=_optional(
            part["pinch_starts_at_flexion_deg"], lambda g: g.number(0, 160, "degrees of hip flexion")
        ),
        site=_optional(part["site"], lambda g: g.word_of(PAIN_SITES)),
        flare_last_7_days=_optional(part["flare_last_7_days"], Given.yes_no),
    )


def _read_score(given: Given) -> float:
    return given.number(0, 10, "0 none, 10 worst")


def read_tests(raw: object) -> PhysicalTests:
    """The tests in a raw mapping, such as `{"plank_s": 40}`. Raises GivenError."""
    return _read_tests(Given("tests", raw))


def _read_tests(given: Given) -> PhysicalTests:
    part = given.mapping(tuple(PhysicalTests.__dataclass_fields__))
    tight = ("positive", "negative")
    strong = ("weak", "normal")

    def sided(key: str, read: Callable[[Given], T]) -> Sided[T]:
        return _optional(part[key], lambda g: _read_sided(g, read)) or Sided()

    def seconds(g: Given) -> float:
        return g.number(0, 3600, "seconds")

    return PhysicalTests(
        fadir=sided("fadir", lambda g: g.word_of(tight)),
        thomas=sided("thomas", lambda g: g.word_of(tight)),
        piriformis_tightness=sided("piriformis_tightness", lambda g: g.word_of(tight)),
        adductor_tightness=sided("adductor_tightness", lambda g: g.word_of(tight)),
        hip_abductor_strength=sided("hip_abductor_strength", lambda g: g.word_of(strong)),
        hip_extensor_strength=sided("hip_extensor_strength", lambda g: g.word_of(strong)),
        core_control=_optional(part["core_control"], lambda g: g.word_of(strong)),
        single_leg_stance_s=sided("single_leg_stance_s", seconds),
        side_plank_s=sided("side_plank_s", seconds),
        single_leg_squat_good_reps=sided(
            "single_leg_squat_good_reps", lambda g: g.number(0, 500, "repetitions")
        ),
        plank_s=_optional(part["plank_s"], seconds),
        single_leg_bridge_s=sided("single_leg_bridge_s", seconds),
        y_balance_percent=sided("y_balance_percent", lambda g: g.number(0, 200, "percent of leg length")),
        walk_minutes_pain_free=_optional(
            part["walk_minutes_pain_free"], lambda g: g.number(0, 1440, "minutes")
        ),
        single_leg_hop_cm=sided("single_leg_hop_cm", _read_hops),
        hip_internal_rotation_deg=sided(
            "hip_internal_rotation_deg", lambda g: g.number(0, 90, "degrees of inward turn at 90° of flexion")
        ),
    )


def _read_hops(given: Given) -> tuple[float, ...]:
    return tuple(entry.number(0, 500, "centimetres") for entry in given.entries())


def _read_sided(given: Given, read: Callable[[Given], T]) -> Sided[T]:
    part = given.mapping(("left", "right"))
    return Sided(_optional(part["left"], read), _optional(part["right"], read))


def _read_outcomes(given: Given) -> Outcomes:
    part = given.mapping(("ihot12", "hos_adl", "hos_sport"))
    return Outcomes(
        **{key: _optional(value, lambda g: g.number(0, 100, "points")) for key, value in part.items()}
    )


def _with_new_pain(intake: Intake) -> Intake:
    """Pain that began again after discharge counts as a flare, and not knowing of it as a flare not known."""
    episode, flare = intake.episode, intake.pain.flare_last_7_days
    if episode is None or episode.resumed_on is not None or episode.new_pain is False or flare is not False:
        return intake
    return replace(intake, pain=replace(intake.pain, flare_last_7_days=episode.new_pain))


def _check_surgery_fits(intake: Intake) -> None:
    """A past operation belongs to the post-operative pathway, a planned one to the pre-operative."""
    surgery = intake.surgery
    if surgery is None:
        return
    if intake.pathway == "non-operative":
        raise GivenError(
            "surgery",
            "null on the non-operative pathway",
            "an operation",
            "choose the post-operative pathway or remove it",
        )
    if surgery.date is None:
        return
    if intake.is_post_operative and surgery.date > intake.today:
        raise GivenError(
            "surgery.date",
            f"a day not after today ({intake.today.isoformat()})",
            surgery.date.isoformat(),
            "correct one of the two dates, or choose the pre-operative pathway",
        )
    if intake.pathway == "pre-operative" and surgery.date < intake.today:
        raise GivenError(
            "surgery.date",
            f"a day not before today ({intake.today.isoformat()}) on the pre-operative pathway",
            surgery.date.isoformat(),
            "choose the post-operative pathway or correct the date",
        )


def intake_to_mapping(intake: Intake) -> dict[str, object]:
    """The intake as plain JSON values with every key. `parse_intake` reads it back to the same intake."""
    surgery = intake.surgery
    return {
        "person": _plain(intake.person),
        "today": intake.today.isoformat(),
        "pathway": intake.pathway,
        "diagnosis": _plain(intake.diagnosis),
        "therapist": intake.therapist,
        "symptomatic_side": intake.symptomatic_side.value,
        "weeks_in_programme": intake.weeks_in_programme,
        "surgery": None
        if surgery is None
        else {
            "date": None if surgery.date is None else surgery.date.isoformat(),
            "procedures": list(surgery.procedures),
            "limits": dict(surgery.limits),
        },
        "pain": _plain(intake.pain),
        "red_flags": list(intake.red_flags),
        "conditions": list(intake.conditions),
        "tests": _plain(intake.tests),
        "outcomes": _plain(intake.outcomes),
        "goals": list(intake.goals),
        "equipment": list(intake.equipment),
        "minutes_per_day": intake.minutes_per_day,
        "days": list(intake.days),
        "overrides": [override_to_mapping(override) for override in intake.overrides],
        "episode": None if intake.episode is None else episode_to_mapping(intake.episode),
        "worries": list(intake.worries),
        "confidence": intake.confidence,
        "settings": [patient_setting_to_mapping(setting) for setting in intake.settings],
    }


def _plain(value: object) -> object:
    if isinstance(value, Sided):
        left, right = _plain(value.left), _plain(value.right)
        return None if left is None and right is None else {"left": left, "right": right}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    fields: Sequence[str] | None = getattr(type(value), "__dataclass_fields__", None)
    if fields is not None:
        return {name: _plain(getattr(value, name)) for name in fields}
    return value
