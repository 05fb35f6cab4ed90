"""The whole skin, from the table of parts to everything that a viewer or a drawing needs to know of it."""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.pose import ORIGINS, Array, Pose
from hipwise.figure.surface.bind import bind_lenses, bind_pose, longest_edge
from hipwise.figure.surface.body_file import HalfBody
from hipwise.figure.surface.build import broad
from hipwise.figure.surface.clothing import cloth_fields
from hipwise.figure.surface.example import Example, examples
from hipwise.figure.surface.field import Field
from hipwise.figure.surface.half_mesh import mesh_half
from hipwise.figure.surface.muscle_field import muscle_fields
from hipwise.figure.surface.occlusion import occlusion
from hipwise.figure.surface.relax import Faces, neighbour_mean
from hipwise.figure.surface.relief import raised
from hipwise.figure.surface.rest import settle, settle_normals
from hipwise.figure.surface.skin_weights import even_out, keep_strongest, weigh
from hipwise.figure.surface.weight_fit import fit

SPACING_M = 0.004
# Triangles of one half before long ones are cut; the whole then has about 8000 vertices.
FACE_COUNT = 5_200
_FIT_ROUNDS = 3
_SMOOTHING_ROUNDS = 8
_ARM_BONES = frozenset({"shoulderhalf", "humerus", "elbowhalf", "forearm", "hand"})


def make_half(
    spacing_m: float = SPACING_M, face_count: int = FACE_COUNT, say: Callable[[str], None] = lambda _: None
) -> HalfBody:
    """The right half of the body in neutral coordinates, from a lattice of `spacing_m`."""
    bind = bind_pose()
    field = Field(bind)
    say("triangles")
    mesh = mesh_half(field, bind_lenses(bind), partial(longest_edge, bind), spacing_m, face_count)
    say("weights")
    weights = weigh(field, bind, mesh.vertices, mesh.faces)
    normals = _on_plane(field.normals(mesh.vertices), mesh.vertices)
    say("rest")
    vertices, neutral_normals = _to_neutral(bind, weights, mesh.vertices, normals)
    postures = examples(bind, field)
    vertices, weights = _fit(postures, vertices, neutral_normals, weights, mesh.faces)
    neutral_normals = _on_plane(settle_normals(postures, vertices, neutral_normals, weights), vertices)
    say("clothing and light")
    cloth = cloth_fields(vertices, field.group_distances(mesh.vertices))
    light = occlusion(field, mesh.vertices, normals, mesh.faces)
    vertices += raised(cloth)[:, None] * neutral_normals
    _flatten_soles(vertices, neutral_normals)
    return HalfBody(
        vertices,
        neutral_normals,
        mesh.faces,
        weights,
        np.concatenate([cloth, light[:, None]], axis=1),
        muscle_fields(vertices, _smoothed(neutral_normals, mesh.faces), _has_muscles(weights)),
        broad(vertices, neutral_normals, weights),
    )


def _fit(
    postures: tuple[Example, ...], vertices: Array, normals: Array, weights: Array, faces: Faces
) -> tuple[Array, Array]:
    """Neutral places and weights in turn brought nearer to the true skin of many postures."""
    on_midline = vertices[:, 2] == 0.0
    for _ in range(_FIT_ROUNDS):
        vertices = settle(postures, vertices, normals, weights, faces)
        weights = fit(postures, vertices, normals, weights, faces)
        even_out(weights, on_midline)
    weights = keep_strongest(weights)
    return settle(postures, vertices, normals, weights, faces), weights


def _has_muscles(weights: Array) -> npt.NDArray[np.bool_]:
    """Vertices that hang on no bone of the arm; no exercise names a muscle of the arm."""
    arm = [name.split("_")[0] in _ARM_BONES for name in BONE_NAMES]
    free: npt.NDArray[np.bool_] = weights[:, arm].sum(axis=1) < 0.5
    return free


def _smoothed(normals: Array, faces: Faces) -> Array:
    """Normals without the creases of groin and knee, over which a muscle runs on."""
    smooth = normals
    for _ in range(_SMOOTHING_ROUNDS):
        smooth = neighbour_mean(smooth, faces)
    unit: Array = smooth / np.linalg.norm(smooth, axis=1, keepdims=True)
    return unit


def _on_plane(normals: Array, vertices: Array) -> Array:
    """Normals of the midline lie in its plane, as symmetry asks."""
    flat = normals.copy()
    flat[vertices[:, 2] == 0.0, 2] = 0.0
    unit: Array = flat / np.linalg.norm(flat, axis=1, keepdims=True)
    return unit


def _to_neutral(bind: Pose, weights: Array, vertices: Array, normals: Array) -> tuple[Array, Array]:
    """Undo the skinning of the bind pose: where skin and normals are when all coordinates are 0."""
    turn = np.einsum("nb,bij->nij", weights, bind.rotations[0])
    shift = weights @ (bind.places[0] - np.einsum("bij,bj->bi", bind.rotations[0], ORIGINS))
    neutral = np.linalg.solve(turn, (vertices - shift)[:, :, None])[:, :, 0]
    neutral[vertices[:, 2] == 0.0, 2] = 0.0
    turned = np.einsum("nij,ni->nj", turn, normals)
    return neutral, _on_plane(turned, neutral)


def _flatten_soles(vertices: Array, normals: Array) -> None:
    """Nothing of the skin is below the sole: what the melting of parts pushed out is cut off."""
    below = vertices[:, 1] < 0.0
    vertices[below, 1] = 0.0
    normals[below] = (0.0, -1.0, 0.0)
