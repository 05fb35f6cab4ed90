"""Writes drawings as SVG: one posture, start and end beside each other, or the frames of a loop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from hipwise.body.mirror import mirror
from hipwise.figure.camera import Camera, Point, camera_for
from hipwise.figure.drawing import INK, OUTLINE_M, draw_body, draw_props
from hipwise.figure.flat_shape import Group, Shape
from hipwise.figure.props import Layer, lay_among
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.motion import Motion, build_motion

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
    motion = build_motion(exercise, arms, Side.RIGHT, frames_per_s=4.0, range_share=range_share)
    chosen = {"start": [0.0], "end": [_end_share(motion)], "both": [0.0, _end_share(motion)]}[moment]
    views = [exercise.movement.view] * len(chosen)
    pictures = [
        _picture(exercise, motion, share, side, view) for share, view in zip(chosen, views, strict=True)
    ]
    return _sheet(pictures, title)


def views_svg(
    exercise: Exercise, arms: Mapping[str, ArmPosture], side: Side, share: float, title: str
) -> str:
    """The posture at `share` (0-1) of the repetition from the side, the front and above."""
    motion = build_motion(exercise, arms, Side.RIGHT, frames_per_s=4.0)
    pictures = [_picture(exercise, motion, share, side, view) for view in ("side", "front", "top")]
    return _sheet(pictures, title)


def loop_frames(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    side: Side,
    range_share: float = 1.0,
    frame_count: int = 25,
) -> dict[str, object]:
    """The loop as data: a view box, the shapes' paint in order, and their points frame by frame.

    Times run from 0 to 1 over the moving parts: `out` frames cover the way out, `back` frames the way
    back, so that a player can stretch each to the prescribed tempo. Points are whole pixels.
    """
    motion = build_motion(exercise, arms, Side.RIGHT, 12.0, range_share=range_share)
    shares = [i / (frame_count - 1) for i in range(frame_count)]
    pictures = [_picture(exercise, motion, share, side, exercise.movement.view) for share in shares]
    order = [g.name for g in pictures[len(pictures) // 2].groups]
    box = _union([_box(p) for p in pictures])
    ordered = [_in_order(p, order) for p in pictures]
    return {
        "viewBox": _view_box(box),
        "duration_s": motion.duration_s,
        "parts": [_part_at(motion, share) for share in shares],
        "words": [_word_at(motion, share) for share in shares],
        "outline": {"colour": INK, "width": round(2 * OUTLINE_M * PIXELS_PER_M, 1)},
        "groups": [
            {"name": g.name, "shapes": [{"fill": s.fill, "outline": s.outline} for s in g.shapes]}
            for g in ordered[0]
        ],
        "props": [{"fill": s.fill, "d": _path(s.points, box)} for s in pictures[0].props],
        "propEdge": _GROUND_EDGE,
        "frames": [[_path(s.points, box) for g in picture for s in g.shapes] for picture in ordered],
    }


@dataclass(frozen=True, slots=True)
class _Picture:
    props: tuple[Shape, ...]
    groups: tuple[Group, ...]


def _picture(exercise: Exercise, motion: Motion, share: float, side: Side, view: str) -> _Picture:
    movement = exercise.movement
    index = min(len(motion.frames) - 1, round(share * (len(motion.frames) - 1)))
    right = motion.frames[index].coordinates
    coordinates = mirror(right) if side is Side.LEFT else right
    camera = _camera(movement.orientation, view, side)
    start = motion.frames[0].coordinates
    grounded = mirror(start) if side is Side.LEFT else start
    props = draw_props(movement.props, coordinates, grounded, camera, side)
    ground = [shape for p in props if p.layer is Layer.GROUND for shape in p.group.shapes]
    body = draw_body(coordinates, camera, exercise.muscles, side)
    groups = lay_among(body, [p for p in props if p.layer is not Layer.GROUND])
    return _Picture(tuple(ground), tuple(groups))


def _camera(orientation: str, view: str, side: Side) -> Camera:
    """The camera; for the left side it stands on the mirrored place, so the working side stays visible."""
    camera = camera_for(orientation, view)
    if side is not Side.LEFT:
        return camera
    r = camera.rotation
    return Camera((-r[0], -r[1], r[2], r[3], r[4], -r[5], r[6], r[7], -r[8]))


def _in_order(picture: _Picture, order: Sequence[str]) -> list[Group]:
    by_name = {g.name: g for g in picture.groups}
    return [by_name[name] for name in order]


def _end_share(motion: Motion) -> float:
    """Where in the repetition the end posture is: the last frame of the way out."""
    parts = [f.part for f in motion.frames]
    last_out = max((i for i, part in enumerate(parts) if part == "out"), default=0)
    nxt = min(last_out + 1, len(parts) - 1)
    return nxt / (len(parts) - 1)


def _part_at(motion: Motion, share: float) -> str:
    return motion.frames[round(share * (len(motion.frames) - 1))].part


def _word_at(motion: Motion, share: float) -> str:
    return motion.frames[round(share * (len(motion.frames) - 1))].word


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
