"""Writes drawings as SVG: one posture, start and end beside each other, or the frames of a loop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from hipwise.figure.camera import Camera, Point, camera_for
from hipwise.figure.drawing import INK, OUTLINE_M, draw_body, draw_props
from hipwise.figure.flat_shape import Group, Shape
from hipwise.figure.props import Layer, lay_among
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import Timeline, build_timeline

PIXELS_PER_M = 220.0
_GROUND_EDGE = "#4c6f76"
_MARGIN_M = 0.06


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in picture metres, y up."""

    left: float
    bottom: float
    right: float
    top: float


def still_svg(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    side: Side,
    moment: str,
    title: str,
    range_share: float = 1.0,
) -> str:
    """One still: `moment` is start, end, or both (beside each other). `title` is read to screen readers.

    `range_share` (0-1) draws the end posture of a smaller movement.
    """
    timeline = build_timeline(exercise, arms, 0.0, range_share)
    times = {"start": [0.0], "end": [timeline.out_s], "both": [0.0, timeline.out_s]}[moment]
    return _sheet(_pictures(exercise, timeline, side, times, exercise.movement.view), title)


def views_svg(
    exercise: Exercise, arms: Mapping[str, ArmPosture], side: Side, share: float, title: str
) -> str:
    """The posture at `share` (0-1) of the repetition without its hold, from the side, the front and above."""
    timeline = build_timeline(exercise, arms, 0.0)
    times = [share * timeline.duration_s]
    views = ("side", "front", "top")
    return _sheet([_pictures(exercise, timeline, side, times, view)[0] for view in views], title)


def loop_frames(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    side: Side,
    range_share: float = 1.0,
    frame_count: int = 25,
) -> dict[str, object]:
    """The loop as data: a view box, the shapes' paint in order, and their points frame by frame.

    Half of the frames show the way out, the other half the way back; the hold between them has none, so
    that a player can stand still there and stretch both ways to the prescribed tempo. Every frame has the
    same shapes in the same order. Points are pixels, to a tenth.
    """
    timeline = build_timeline(exercise, arms, 0.0, range_share)
    times = _loop_times(timeline, frame_count)
    pictures = _pictures(exercise, timeline, side, times, exercise.movement.view)
    order = [g.name for g in pictures[len(pictures) // 2].groups]
    box = _union([_box(p) for p in pictures])
    ordered = [_in_order(p, order) for p in pictures]
    stretches = [timeline.stretch_at(t) for t in times]
    return {
        "viewBox": _view_box(box),
        "duration_s": timeline.duration_s,
        "out_s": timeline.out_s,
        "parts": [s.part for s in stretches],
        "words": [s.word for s in stretches],
        "outline": {"colour": INK, "width": round(2 * OUTLINE_M * PIXELS_PER_M, 1)},
        "groups": [
            {"name": g.name, "shapes": [{"fill": s.fill, "outline": s.outline} for s in g.shapes]}
            for g in ordered[len(ordered) // 2]
        ],
        "props": [{"fill": s.fill, "d": _path(s.points, box)} for s in pictures[0].props],
        "propEdge": _GROUND_EDGE,
        "frames": [[_path(s.points, box) for g in picture for s in g.shapes] for picture in ordered],
    }


def _loop_times(timeline: Timeline, frame_count: int) -> list[float]:
    """Moments of a loop: the middle one is the end posture, the last one the start again."""
    middle = frame_count // 2
    out = [timeline.out_s * i / middle for i in range(middle)]
    back = frame_count - 1 - middle
    rest_s = timeline.duration_s - timeline.out_s
    return out + [timeline.out_s + rest_s * i / back for i in range(back + 1)]


@dataclass(frozen=True, slots=True)
class _Picture:
    props: tuple[Shape, ...]
    groups: tuple[Group, ...]


def _pictures(
    exercise: Exercise, timeline: Timeline, side: Side, times_s: Sequence[float], view: str
) -> list[_Picture]:
    """The pictures of some moments. What does not move stays where it is at the start of the repetition."""
    camera = camera_for(exercise.movement.orientation, view)
    camera = camera.mirrored if side is Side.LEFT else camera
    start, *rest = frames_at(exercise, timeline, side, [0.0, *times_s])
    return [_picture(exercise, frame.coordinates, start.coordinates, camera, side) for frame in rest]


def _picture(
    exercise: Exercise, coordinates: dict[str, float], start: dict[str, float], camera: Camera, side: Side
) -> _Picture:
    props = draw_props(exercise.movement.props, coordinates, start, camera, side)
    ground = [shape for p in props if p.layer is Layer.GROUND for shape in p.group.shapes]
    body = draw_body(coordinates, camera, exercise.muscles, side)
    groups = lay_among(body, [p for p in props if p.layer is not Layer.GROUND])
    return _Picture(tuple(ground), tuple(groups))


def _in_order(picture: _Picture, order: Sequence[str]) -> list[Group]:
    by_name = {g.name: g for g in picture.groups}
    return [by_name[name] for name in order]


def _box(picture: _Picture) -> Box:
    points = [p for g in picture.groups for s in g.shapes for p in s.points]
    points += [p for s in picture.props for p in s.points]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(min(xs) - _MARGIN_M, min(ys) - _MARGIN_M, max(xs) + _MARGIN_M, max(ys) + _MARGIN_M)


def _union(boxes: Sequence[Box]) -> Box:
    return Box(
        min(b.left for b in boxes),
        min(b.bottom for b in boxes),
        max(b.right for b in boxes),
        max(b.top for b in boxes),
    )


def _view_box(box: Box) -> str:
    return f"0 0 {(box.right - box.left) * PIXELS_PER_M:.0f} {(box.top - box.bottom) * PIXELS_PER_M:.0f}"


def _path(points: Sequence[Point], box: Box) -> str:
    pixels = [
        (round((x - box.left) * PIXELS_PER_M, 1), round((box.top - y) * PIXELS_PER_M, 1)) for x, y in points
    ]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in pixels) + "Z"


def _sheet(pictures: Sequence[_Picture], title: str) -> str:
    boxes = [_box(p) for p in pictures]
    gap = 0.12 * PIXELS_PER_M
    width = sum((b.right - b.left) * PIXELS_PER_M for b in boxes) + gap * (len(boxes) - 1)
    height = max((b.top - b.bottom) * PIXELS_PER_M for b in boxes)
    body, left = [], 0.0
    for picture, box in zip(pictures, boxes, strict=True):
        down = height - (box.top - box.bottom) * PIXELS_PER_M
        body.append(f'<g transform="translate({left:.1f} {down:.1f})">{_picture_svg(picture, box)}</g>')
        left += (box.right - box.left) * PIXELS_PER_M + gap
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">'
        f"<title>{escape(title)}</title>{''.join(body)}</svg>"
    )


def _picture_svg(picture: _Picture, box: Box) -> str:
    out = [
        f'<path d="{_path(s.points, box)}" fill="{s.fill}" stroke="{_GROUND_EDGE}" stroke-width="1.5" '
        'stroke-linejoin="round"/>'
        for s in picture.props
    ]
    width = 2 * OUTLINE_M * PIXELS_PER_M
    for group in picture.groups:
        outline = "".join(_path(s.points, box) for s in group.shapes if s.outline)
        out.append(
            f'<path d="{outline}" fill="{INK}" stroke="{INK}" stroke-width="{width:.1f}" '
            'stroke-linejoin="round"/>'
        )
        out.extend(f'<path d="{_path(s.points, box)}" fill="{s.fill}"/>' for s in group.shapes)
    return "".join(out)
