"""A performance as a film that the pose models themselves watch: route (b) of the closed loop.

Every picture is drawn once and given to each model in its mode for films, which follows the body from picture
to picture. What the models saw is kept, so that a film is drawn once and judged again when the coach changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.closed_loop.painter import Painter
from benchmarks.closed_loop.photographs import Photograph, paint_face
from benchmarks.closed_loop.run import Scene
from benchmarks.closed_loop.viewpoint import lens_at
from benchmarks.figure_seen import PoseModel
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame
from hipwise.figure.body_mesh import load_body
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import props_of
from hipwise.library.side import Side

# The skin lies so far around the joints, metres.
_SKIN_M = 0.1
_BREADTH = (-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Film:
    """What each pose model saw: `seen` maps its name to columns, rows (pixels) and visibility (n_pictures,
    33, 3) at `times_s` (n_pictures,); NaN where it found nobody. `made_from` is the movement that was drawn.
    """

    made_from: str
    times_s: Array
    seen: Mapping[str, Array]

    def frames(self, model: str) -> Iterator[Frame]:
        """As they reach the coach."""
        for t_s, rows in zip(self.times_s.tolist(), self.seen[model].tolist(), strict=True):
            if rows[0][0] != rows[0][0]:
                yield Frame(t_s, (MISSING,) * len(LANDMARK_NAMES))
            else:
                yield Frame(t_s, tuple((x, y, 0.0, visibility) for x, y, visibility in rows))


def film(scene: Scene, made_from: str, models: Mapping[str, Path], generator: np.random.Generator) -> Film:
    """Draw a scene and let the models watch it. A left side is the mirror image of the picture."""
    done = scene.done
    around = np.concatenate([place[:: len(place) // 40 + 1] for place in done.joints.values()])
    lens = lens_at(done.exercise, scene.placing, np.concatenate([around - _SKIN_M, around + _SKIN_M]))
    body = load_body()
    body = replace(body, vertices=body.vertices + generator.uniform(*_BREADTH) * body.broad)
    painter = Painter(body, props_of(done.exercise.id, Side.RIGHT), lens)
    eyes = {name: PoseModel(file, of_film=True) for name, file in models.items()}
    seen: dict[str, list[Array]] = {name: [] for name in models}
    try:
        for number, t_s in enumerate(done.times_s.tolist()):
            coordinates = {name: float(series[number]) for name, series in done.coordinates.items()}
            picture = painter.picture(coordinates)
            paint_face(picture, Photograph(coordinates, lens))
            shown = picture[:, ::-1] if scene.side is Side.LEFT else picture
            for name, model in eyes.items():
                found = model.landmarks(shown, t_s)
                seen[name].append(np.full((len(LANDMARK_NAMES), 3), np.nan) if found is None else found)
    finally:
        for model in eyes.values():
            model.close()
    return Film(made_from, done.times_s, {name: np.array(rows) for name, rows in seen.items()})


def keep(watched: Film, file: Path) -> None:
    """Writes it; a file is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".part.npz")
    np.savez_compressed(
        half,
        made_from=watched.made_from,
        times_s=watched.times_s,
        **{f"seen_{name}": rows.astype(np.float32) for name, rows in watched.seen.items()},
    )
    half.replace(file)


def kept(file: Path) -> Film:
    """Reads it back."""
    with np.load(file) as arrays:
        seen = {
            n.removeprefix("seen_"): arrays[n].astype(float) for n in arrays.files if n.startswith("seen_")
        }
        return Film(str(arrays["made_from"]), arrays["times_s"], seen)
