"""A movement that passes through the same angles is not yet a repetition."""

import math
from dataclasses import replace

import pytest

from hipwise.coach.events import NotJudgeable
from hipwise.coach.hold import Hold
from hipwise.coach.landmarks import LANDMARK_INDEX, Frame, Landmark, Recording
from hipwise.coach.likeness import Likeness
from hipwise.coach.live import LiveCoach
from hipwise.coach.repetition import Repetition
from hipwise.coach.report import watch
from hipwise.coach.trail import Trail
from hipwise.coach.watch_plan import plan_watch
from hipwise.coach.witness import choose_company, still_poses
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from tests.coach.performer import Performer

CATALOGUE = load_catalogue()
STEP_DOWN = CATALOGUE.exercise("step-down")
_GROUND_PX = 450.0


def step_down() -> Likeness:
    plan = plan_watch(STEP_DOWN, CATALOGUE)
    assert plan.quantity is not None
    return Likeness(plan.settings, plan.template, plan.quantity, plan.poses)


def repetition(likeness: Likeness, share: float = 1.0) -> Repetition:
    """As long and as large as defined, from 0 s on."""
    seconds = likeness.template.moving_s
    return Repetition(0.0, seconds, 0.0, share * likeness.quantity.range_deg, seconds / 2, seconds / 2)


def trail_to(likeness: Likeness, end_m: float = 0.0, turned_deg: float = 0.0) -> Trail:
    """A body that ends so far beside its begin, and so much turned in one limb; its far end is as defined."""
    starts = [pose.expected.start_deg for pose in likeness.poses]
    trail = Trail(len(starts))
    template, turn = likeness.template, likeness.quantity.turn
    size, seconds = template.size_m[0], template.moving_s
    trail.keep(0.0, (*starts, 0.0, 0.0, size))
    far = (likeness.quantity.far_deg, *starts[1:], *template.hips_m[turn], template.size_m[turn])
    trail.keep(seconds / 2, far)
    trail.keep(seconds, (starts[0], starts[1] + turned_deg, *starts[2:], end_m, 0.0, size))
    return trail


def test_the_movement_as_defined_is_a_repetition() -> None:
    likeness = step_down()
    assert likeness.is_repetition(repetition(likeness), trail_to(likeness))


def test_a_kick_is_too_quick() -> None:
    likeness = step_down()
    quick = replace(repetition(likeness), end_s=0.15 * likeness.template.moving_s)
    assert not likeness.is_repetition(quick, trail_to(likeness))


def test_three_times_the_range_is_another_movement() -> None:
    likeness = step_down()
    assert not likeness.is_repetition(repetition(likeness, share=3.0), trail_to(likeness))


def test_a_step_away_is_no_repetition() -> None:
    likeness = step_down()
    assert not likeness.is_repetition(repetition(likeness), trail_to(likeness, end_m=0.5))


def test_who_ends_bent_over_lies_down_or_picks_something_up() -> None:
    likeness = step_down()
    assert not likeness.is_repetition(repetition(likeness), trail_to(likeness, turned_deg=40.0))


def test_a_band_walk_goes_its_own_way() -> None:
    plan = plan_watch(CATALOGUE.exercise("lateral-band-walk"), CATALOGUE)
    assert plan.quantity is not None
    walk = Likeness(plan.settings, plan.template, plan.quantity, plan.poses)
    assert walk.is_repetition(repetition(walk), trail_to(walk, end_m=plan.template.net_m[0]))


def test_what_wanders_is_not_held() -> None:
    likeness = step_down()
    held = Hold(0.0, likeness.template.moving_s, likeness.template.moving_s)
    assert likeness.is_hold(held, trail_to(likeness))
    assert not likeness.is_hold(held, trail_to(likeness, end_m=0.5))


def test_legs_that_lean_together_are_no_step_aside() -> None:
    plan = plan_watch(CATALOGUE.exercise("lateral-band-walk"), CATALOGUE)
    assert plan.quantity is not None
    assert plan.witness is not None
    walk = Likeness(plan.settings, plan.template, plan.quantity, plan.poses, plan.witness)
    starts = [pose.expected.start_deg for pose in plan.poses]
    size, seconds, net_m = plan.template.size_m[0], plan.template.moving_s, plan.template.net_m[0]
    for opened, is_step in ((plan.witness.way_deg, True), (0.1 * plan.witness.way_deg, False)):
        trail = Trail(len(starts) + 1)
        for share in (0.0, 0.5, 1.0):
            far = math.sin(math.pi * share)
            pose = [starts[0] + far * (plan.quantity.far_deg - starts[0]), *starts[1:]]
            legs = plan.witness.expected.start_deg + far * opened
            trail.keep(share * seconds, (*pose, legs, share * net_m, 0.0, size))
        assert walk.is_repetition(repetition(walk), trail) is is_step


def test_who_comes_nearer_or_goes_away_meanwhile_repeats_nothing() -> None:
    likeness = step_down()
    for nearer, is_one in ((1.0, True), (1.1, True), (1.2, False), (0.8, False)):
        trail = trail_to(likeness)
        begin = trail.at(0.0)
        assert begin is not None
        # It came back as the defined body and moved on: the newest mark lies nearest to the end.
        trail.keep(likeness.template.moving_s + 0.2, (*begin.pose, 0.0, 0.0, begin.size * nearer))
        done = replace(repetition(likeness), end_s=likeness.template.moving_s + 0.2)
        assert likeness.is_repetition(done, trail) is is_one


def stepping(sinks: float, shrinks: float) -> bool:
    """Is it a step down when the hips sink by so much of their way, and the body is so much shorter?"""
    likeness = step_down()
    quantity, template = likeness.quantity, likeness.template
    starts = [pose.expected.start_deg for pose in likeness.poses]
    trail, seconds = Trail(len(starts)), template.moving_s
    (x_m, y_m), (begin_m, far_m) = (
        template.hips_m[quantity.turn],
        (template.size_m[0], template.size_m[quantity.turn]),
    )
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        far = math.sin(math.pi * share)
        pose = (starts[0] + far * (quantity.far_deg - quantity.start_deg), *starts[1:])
        size_m = begin_m + far * (far_m - shrinks * begin_m - begin_m)
        trail.keep(share * seconds, (*pose, far * sinks * x_m, far * sinks * y_m, size_m))
    return likeness.is_repetition(repetition(likeness), trail)


def test_who_walks_from_the_phone_and_back_does_not_sink() -> None:
    assert stepping(sinks=1.0, shrinks=0.0)
    assert not stepping(sinks=-0.2, shrinks=0.0)


def test_who_bends_to_the_floor_takes_no_step_down() -> None:
    """From the front a trunk that bends forward seems to vanish."""
    assert stepping(sinks=1.0, shrinks=0.1)
    assert not stepping(sinks=1.0, shrinks=0.25)


def standing(exercise_id: str, opened: float, lean: float = 1.0) -> bool:
    """Is it held when the leg leans so much of its way and the legs open so much of theirs?"""
    plan = plan_watch(CATALOGUE.exercise(exercise_id), CATALOGUE)
    assert plan.quantity is not None
    assert plan.witness is not None
    assert plan.witness.expected.reading.name == "legs"
    likeness = Likeness(plan.settings, plan.template, plan.quantity, plan.poses, plan.witness)
    starts = [pose.expected.start_deg for pose in plan.poses]
    trail, size_m = Trail(len(starts) + 1), plan.template.size_m[0]
    for number, share in enumerate((0.0, 0.5, 1.0, 1.0, 1.0, 1.0)):
        leg = starts[0] + share * lean * (plan.quantity.far_deg - plan.quantity.start_deg)
        legs = plan.witness.expected.start_deg + share * opened * plan.witness.way_deg
        trail.keep(0.5 * number, (leg, *starts[1:], legs, 0.0, 0.0, size_m))
    return likeness.is_held(0.0, trail)


@pytest.mark.parametrize("exercise_id", ["single-leg-stance", "single-leg-stance-eyes-closed"])
def test_who_shifts_the_weight_stands_on_both_legs(exercise_id: str) -> None:
    """Both legs lean alike then; of who stands on one the other one keeps hanging."""
    assert standing(exercise_id, opened=1.0)
    assert standing(exercise_id, opened=0.6)
    assert not standing(exercise_id, opened=0.1)
    assert not standing(exercise_id, opened=0.1, lean=2.0)


def test_who_straightens_the_knees_on_arrival_holds_nothing() -> None:
    """The free shank hangs in a hold as it did before; trunk and thighs may lean."""
    plan = plan_watch(CATALOGUE.exercise("single-leg-stance"), CATALOGUE)
    assert plan.quantity is not None
    still = still_poses(plan.template, plan.poses, plan.settings)
    assert [plan.poses[place].expected.reading.name for place in still] == ["other_shank"]
    likeness = Likeness(plan.settings, plan.template, plan.quantity, plan.poses, None, {}, still)
    starts = [pose.expected.start_deg for pose in plan.poses]
    for turned_deg, is_one in ((4.0, True), (15.0, False)):
        trail = Trail(len(starts))
        for number, share in enumerate((0.0, 1.0, 1.0)):
            pose = list(starts)
            pose[0] += share * (plan.quantity.far_deg - plan.quantity.start_deg)
            pose[still[0]] += share * turned_deg
            trail.keep(0.5 * number, (*pose, 0.0, 0.0, plan.template.size_m[0]))
        assert likeness.is_held(0.0, trail) is is_one


def lying(exercise_id: str, along: float, off_deg: float = 0.0) -> bool:
    """Is it a repetition when the count goes its way, the company `along` of theirs, the rest `off_deg`?"""
    plan = plan_watch(CATALOGUE.exercise(exercise_id), CATALOGUE)
    assert plan.quantity is not None
    company = choose_company(plan.template, plan.quantity, plan.poses, plan.settings)
    still = still_poses(plan.template, plan.poses, plan.settings)
    likeness = Likeness(plan.settings, plan.template, plan.quantity, plan.poses, None, company, still)
    trail = Trail(len(plan.poses))
    seconds = plan.template.moving_s
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        far = math.sin(math.pi * share)
        pose = [pose.expected.start_deg for pose in plan.poses]
        pose[0] += far * (plan.quantity.far_deg - plan.quantity.start_deg)
        for place, witness in company.items():
            pose[place] += far * along * witness.way_deg
        for place in still:
            pose[place] += far * off_deg
        x_m, y_m = plan.template.hips_m[plan.quantity.turn]
        trail.keep(share * seconds, (*pose, far * x_m, far * y_m, plan.template.size_m[0]))
    return likeness.is_repetition(repetition(likeness), trail)


def test_a_bridge_on_a_ball_lifts_the_trunk() -> None:
    """A pose model that drifts turns the leg's line as far as a small bridge does, and the trunk along."""
    assert lying("ball-bridge", along=1.0)
    assert not lying("ball-bridge", along=0.1)


def test_who_stretches_out_on_the_side_opens_no_clam() -> None:
    assert lying("clamshell", along=1.0)
    assert not lying("clamshell", along=0.3)
    assert not lying("clamshell", along=1.0, off_deg=15.0)


def test_what_the_count_is_told_by_is_no_company_of_its_own() -> None:
    """Thigh and shank lie within the line of the leg, and bend out of it where the knee does."""
    plan = plan_watch(CATALOGUE.exercise("straight-leg-raise"), CATALOGUE)
    assert plan.quantity is not None
    assert choose_company(plan.template, plan.quantity, plan.poses, plan.settings) == {}


def test_a_foot_that_was_not_seen_says_nothing() -> None:
    witness = plan_watch(CATALOGUE.exercise("lateral-band-walk"), CATALOGUE).witness
    assert witness is not None
    assert witness.went_along(15.0, [math.nan, math.nan], 0.3)
    assert witness.went_along(math.nan, [15.0], 0.3)
    assert not witness.went_along(15.0, [15.0, 15.5, math.nan], 0.3)


def test_who_sits_down_has_not_jumped() -> None:
    """The knees bend as far as for a jump, and both feet stay where they are."""
    jump = CATALOGUE.exercise("jump-and-land")
    performer = Performer(jump).stand_still(1.5).repeat(2, pause_s=0.5)
    recording = performer.record(30.0)
    coach = LiveCoach(jump, Side.BOTH, CATALOGUE, model="lite")
    grounded = [_on_the_ground(frame) for frame in recording.frames()]
    for frame in grounded:
        coach.observe(frame)
    assert coach.count == 0


def _on_the_ground(frame: Frame) -> Frame:
    """The whole body moved down by as much as its lowest foot is in the air."""
    feet = [LANDMARK_INDEX[f"{s}_{part}"] for s in ("left", "right") for part in ("heel", "foot_index")]
    low = max(frame.landmarks[place][1] for place in feet)
    gone = _GROUND_PX - low
    return Frame(frame.t_s, tuple((x, y + gone, z, seen) for x, y, z, seen in frame.landmarks))


def swaying(recording: Recording, shift: float) -> Recording:
    """The same, while the whole body goes to the right by `shift` heights of the body in a second."""

    def gone(series: tuple[Landmark, ...]) -> tuple[Landmark, ...]:
        steps = zip(recording.times_s, series, strict=True)
        return tuple((x + 440.0 * shift * t_s, y, z, seen) for t_s, (x, y, z, seen) in steps)

    moved = {name: gone(series) for name, series in recording.landmarks.items()}
    return Recording(recording.times_s, moved, scaled=False)


def test_nothing_is_counted_of_somebody_who_walks_on() -> None:
    recording = Performer(STEP_DOWN).stand_still(1.0).repeat(3, pause_s=0.3).record(15.0)
    assert watch(recording, STEP_DOWN, Side.RIGHT, CATALOGUE).count == 3
    assert watch(swaying(recording, 0.12), STEP_DOWN, Side.RIGHT, CATALOGUE).count == 0


def test_another_movement_is_told_after_the_second_time() -> None:
    kicks = Performer(STEP_DOWN).stand_still(1.0).repeat(3, pace=6.0, pause_s=1.0).record()
    coach = LiveCoach(STEP_DOWN, Side.RIGHT, CATALOGUE)
    told: list[Frame] = list(kicks.frames())
    events = [event for frame in told for event in coach.observe(frame)]
    hints = [event.reason.rule for event in events if isinstance(event, NotJudgeable)]
    assert coach.count == 0
    assert hints == ["coach-other-movement"]
