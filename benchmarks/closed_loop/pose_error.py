"""How a pose model errs on one exercise: fitted to photographs of the figure, then played back over time.

    python -m benchmarks.closed_loop.pose_error DIR      fit all photographs of a folder

An error is a linear function of where the joints lie (that is how a hip line comes to show 0.4 of a pelvis
that drops), and what is left of it: a part that stays for a whole set, as a body and its clothes do, and a
part that drifts. On top comes the jitter of real clips. Photographs that show left for right, or a limb at
another place, are left out of the fit and counted.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.closed_loop.joints import other_side
from benchmarks.closed_loop.photographs import KNOWN
from hipwise.coach.landmarks import LANDMARK_NAMES
from hipwise.figure.pose import Array

FILE = Path(__file__).parent / "generated" / "pose_errors.npz"
MODELS = ("lite", "full")
# Joints whose places explain the errors.
_EXPLAIN = tuple(f"{side}_{n}" for side in ("right", "left") for n in ("shoulder", "hip", "knee", "ankle"))
_CHAIN = ("shoulder", "hip", "knee", "ankle")
_RIDGES = tuple(10.0**k for k in range(-6, 0))
# A direction in which the photographs spread by less than this share of the body's length is not fitted.
_LEAST_SPREAD = 0.008
# A median joint error of more than this share of the body's length is another limb, not an error.
_GROSS = 0.12
# Residuals that are kept, and how many are mixed in a set.
_KEPT, _MIXED = 48, 4
# Share of the variance of what is left that stays for a whole set. Photographs differ in body, place and
# detection from each other, the pictures of a set do not: their hip line strays by 4 to 5 degrees about the
# fit, that of one film of the same figure by 0.8 to 1.2.
_STAYS = 0.9
# Jitter of single pictures on real clips, share of the torso, from … to (near limb), and the far limb's
# times.
_JITTER, _FAR_TIMES = (0.004, 0.009), 2.0
_TORSO_OF_LENGTH = 0.36


@dataclass(frozen=True, slots=True)
class PoseError:
    """`weights` (1 + n_features, 3 * n_known): errors x, y in body lengths and visibility; `left` (m, 2 *
    n_known).

    Of all photographs `found` (0-1) showed somebody, `swapped` and `gross` were left out of the fit.
    """

    weights: Array
    left: Array
    found: float
    swapped: float
    gross: float

    def seen(
        self,
        true: Array,
        generator: np.random.Generator,
        times_s: Array,
        far: tuple[str, ...],
        fitted: Array | None = None,
    ) -> Array:
        """What the model sees of true places (n_frames, n_known, 2): x, y, visibility (n_frames, n_known,
        3). Beyond the postures of `fitted` (n, n_known, 2) the errors stay as at their edge.
        """
        size = body_length(true)
        told_by = features(true, size)
        if fitted is not None:
            known = features(fitted, body_length(fitted))
            told_by = told_by.clip(known.min(axis=0), known.max(axis=0))
        told = told_by @ self.weights
        count = true.shape[1]
        errors = told[:, : 2 * count] + self._left_over(times_s, generator)
        jitter = generator.uniform(*_JITTER) * _TORSO_OF_LENGTH
        times = np.array([_FAR_TIMES if name.startswith(far) else 1.0 for name in KNOWN]) if far else 1.0
        shake = generator.normal(size=true.shape) * jitter * np.reshape(times, (1, -1, 1))
        places = true + size[:, None, None] * (errors.reshape(true.shape) + shake)
        visible = np.clip(told[:, 2 * count :], 0.0, 1.0)
        return np.concatenate([places, visible[..., None]], axis=2)

    def _left_over(self, times_s: Array, generator: np.random.Generator) -> Array:
        stays = self.left[generator.integers(len(self.left))] * np.sqrt(_STAYS)
        drift = np.zeros((len(times_s), self.left.shape[1]))
        for row in self.left[generator.integers(len(self.left), size=_MIXED)]:
            frequency, phase = generator.uniform(0.05, 0.6), generator.uniform(0.0, 2.0 * np.pi)
            wave = np.sqrt(2.0 / _MIXED) * np.sin(2.0 * np.pi * frequency * times_s + phase)
            drift += np.sqrt(1.0 - _STAYS) * wave[:, None] * row
        return stays + drift


def body_length(points: Array) -> Array:
    """Shoulder to ankle along the joints, of the side that shows more of it, (n_frames,), in the points'
    unit.
    """
    lengths = []
    for side in ("right", "left"):
        chain = points[:, [KNOWN.index(f"{side}_{name}") for name in _CHAIN]]
        lengths.append(np.linalg.norm(np.diff(chain, axis=1), axis=2).sum(axis=1))
    return np.maximum(*lengths)


def features(points: Array, size: Array) -> Array:
    """(n_frames, 1 + n_features): one, and the places of the explaining joints about the hips."""
    hips = (points[:, KNOWN.index("right_hip")] + points[:, KNOWN.index("left_hip")]) / 2.0
    places = points[:, [KNOWN.index(name) for name in _EXPLAIN]] - hips[:, None]
    flat = (places / size[:, None, None]).reshape(len(points), -1)
    return np.concatenate([np.ones((len(points), 1)), flat], axis=1)


def fit(true: Array, seen: Array) -> PoseError:
    """Fit photographs: `true` (n, n_known, 2) and `seen` (n, 33, 3), pixels and visibility, NaN where not
    found.
    """
    at = [LANDMARK_NAMES.index(name) for name in KNOWN]
    other = [KNOWN.index(other_side(name)) for name in KNOWN]
    places = seen[:, at]
    found = ~np.isnan(places[:, 0, 0])
    size = body_length(true)
    error = np.linalg.norm(places[..., :2] - true, axis=2)
    turned = np.linalg.norm(places[:, other, :2] - true, axis=2)
    core = [KNOWN.index(name) for name in _EXPLAIN]
    own, mirrored = np.median(error[:, core], axis=1), np.median(turned[:, core], axis=1)
    swapped = found & (mirrored < own)
    gross = found & ~swapped & (np.percentile(error[:, core], 75, axis=1) > _GROSS * size)
    good = found & ~swapped & ~gross
    x = features(true[good], size[good])
    wrong = ((places[good, :, :2] - true[good]) / size[good, None, None]).reshape(int(good.sum()), -1)
    targets = np.concatenate([wrong, places[good, :, 2]], axis=1)
    weights = _ridge(x, targets)
    left = (targets - x @ weights)[:, : wrong.shape[1]]
    order = np.random.default_rng(1).permutation(len(left))[:_KEPT]
    return PoseError(weights, left[order], float(found.mean()), float(swapped.mean()), float(gross.mean()))


def _ridge(x: Array, targets: Array) -> Array:
    """Weights with the ridge that foretells left-out photographs best.

    Directions in which the photographs hardly differ explain nothing: a small sway would be blown up.
    """
    mean = x[:, 1:].mean(axis=0)
    z = x[:, 1:] - mean
    _, sizes, directions = np.linalg.svd(z, full_matrices=False)
    directions = directions[sizes / np.sqrt(len(z)) >= _LEAST_SPREAD]
    told = np.concatenate([np.ones((len(z), 1)), z @ directions.T], axis=1)
    kept = min((_fitted(told, targets, ridge) for ridge in _RIDGES), key=lambda pair: pair[0])[1]
    weights = np.concatenate([kept[:1], directions.T @ kept[1:]])
    weights[0] -= mean @ weights[1:]
    return weights


def _fitted(x: Array, targets: Array, ridge: float) -> tuple[float, Array]:
    """Mean squared error of left-out photographs, and the weights of all."""
    penalty = ridge * len(x) * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    inverse = np.linalg.inv(x.T @ x + penalty)
    weights: Array = inverse @ x.T @ targets
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    left_out = (targets - x @ weights) / np.maximum(1e-3, 1.0 - leverage)[:, None]
    return float((left_out[:, : 2 * targets.shape[1] // 3] ** 2).mean()), weights


@cache
def load_errors() -> Mapping[tuple[str, str], PoseError]:
    """The errors by model and exercise."""
    with np.load(FILE) as kept:
        arrays = {name: kept[name].astype(float) for name in kept.files}
    keys = {tuple(name.split("/")[:2]) for name in arrays}
    return {
        (model, exercise): PoseError(
            arrays[f"{model}/{exercise}/weights"],
            arrays[f"{model}/{exercise}/left"],
            *arrays[f"{model}/{exercise}/shares"].tolist(),
        )
        for model, exercise in keys
    }


def main() -> int:
    """Fit a folder of photographs and write the errors; those of other movements stay as they are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closed_loop.pose_error", description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    arrays: dict[str, npt.NDArray[Any]] = {}
    if FILE.exists():
        with np.load(FILE) as kept:
            arrays = {name: kept[name] for name in kept.files}
    for file in sorted(options.folder.glob("*.npz")):
        with np.load(file) as kept:
            for model in (name for name in kept.files if name != "true"):
                error = fit(kept["true"], kept[model])
                name = f"{model}/{file.stem}"
                arrays[f"{name}/weights"] = error.weights.astype(np.float32)
                arrays[f"{name}/left"] = error.left.astype(np.float16)
                arrays[f"{name}/shares"] = np.array([error.found, error.swapped, error.gross], np.float32)
                print(
                    f"{name:40} found {error.found:.2f} swapped {error.swapped:.2f} gross {error.gross:.2f} "
                    f"left over {np.sqrt((error.left**2).mean()) * 100:.1f} % of the body's length"
                )
    FILE.parent.mkdir(exist_ok=True)
    np.savez_compressed(FILE, **arrays)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
