"""Which module makes which kind of prop, and all props of one exercise."""

from collections.abc import Callable, Sequence

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop import ball, band, block, board, bosu, chair, cushion, mat, tape_measure, wall
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import PlaceError, Scene
from hipwise.figure.prop_mesh import ROOM, PropMesh
from hipwise.library.exercise import Prop

Maker = Callable[[Prop, Scene], tuple[Piece, ...]]

MAKERS: dict[str, Maker] = {
    "pillow": cushion.pillow,
    "folded-towel": cushion.folded_towel,
    "yoga-block": block.yoga_block,
    "step": block.step,
    "box": block.box,
    "wobble-board": board.wobble_board,
    "baps-board": board.baps_board,
    "bosu": bosu.bosu,
    "chair": chair.chair,
    "exercise-ball": ball.exercise_ball,
    "light-ball": ball.light_ball,
    "loop-band": band.loop_band,
    "belt": band.belt,
    "tape-measure": tape_measure.tape_measure,
    "wall": wall.wall,
}
KINDS = ("mat", *MAKERS)
_ON_FLOOR_ONLY = ("mat", "wall")


def make_props(props: Sequence[Prop], scene: Scene) -> tuple[PropMesh, ...]:
    """The meshes of an exercise's props. The mat is made last, under everything that stands on it.

    Raises KeyError for a kind without a maker, PlaceError for a prop that lies nowhere.
    """
    made = [
        (prop.kind, piece)
        for prop in props
        if prop.kind != "mat"
        for piece in MAKERS[prop.kind](prop, _at(prop, scene))
    ]
    standing = [piece.solid.vertices for _, piece in made if set(piece.bones) == {ROOM} and not piece.path]
    for prop in props:
        if prop.kind == "mat":
            made += [("mat", piece) for piece in mat.mat(scene, _all_points(scene, standing))]
    return tuple(piece.mesh(kind, scene) for kind, piece in made)


def _at(prop: Prop, scene: Scene) -> Scene:
    if prop.at == "floor" and prop.kind not in _ON_FLOOR_ONLY:
        raise PlaceError(prop.at)
    return scene


def _all_points(scene: Scene, standing: Sequence[Array]) -> Array:
    points: Array = np.concatenate([scene.points.reshape(-1, 3), *standing])
    return points
