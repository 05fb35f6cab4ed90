"""Films of the closed loop: drawn quickly, short, kept, and judged beside the fitted errors."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.closed_loop.__main__ import _options
from benchmarks.closed_loop.calibrate import errors_beyond
from benchmarks.closed_loop.film import Film, keep, kept
from benchmarks.closed_loop.run import Job, has_fault, staged
from benchmarks.closed_loop.video_route import faulty_reels, reels
from benchmarks.figure_picture import Moment, figure_picture, lens_for, skin_at

from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING
from hipwise.figure.body_mesh import load_body
from hipwise.figure.prop_mesh import props_of
from hipwise.library.catalogue import load_catalogue
from hipwise.library.share import Share
from hipwise.library.side import Side
from hipwise.library.validity_card import Calibration

CATALOGUE = replace(load_catalogue(), validity={})
STANDING = {"pelvis_ty": 0.0, "arm_add_r": -12.0, "arm_add_l": -12.0}


def test_a_picture_of_a_film_is_nearly_that_of_a_photograph() -> None:
    pytest.importorskip("cv2")
    from benchmarks.closed_loop.painter import Painter

    body, props = load_body(), props_of("step-down", Side.RIGHT)
    lens = lens_for(camera_place("standing", "front"), skin_at(body, STANDING))
    slow = figure_picture(body, Moment(STANDING, props), lens, finer=1).astype(int)
    quick = Painter(body, props, lens).picture(STANDING).astype(int)
    # Only edges of body and cloth differ, by a pixel.
    assert (np.abs(slow - quick).max(axis=-1) > 24).mean() < 0.02


def test_a_set_for_a_film_is_short() -> None:
    for exercise, most_s in (("bridge", 26.0), ("single-leg-stance", 20.0)):
        job = Job(
            exercise, "", "lite", "lite", CATALOGUE.exercise(exercise).watch.camera, (4,), is_short=True
        )
        done = staged(job, CATALOGUE)[0].done
        assert done.times_s[-1] < most_s
        assert done.repetitions <= 2
        assert len(done.times_s) / done.times_s[-1] < 10.0


def test_what_was_seen_of_a_film_is_read_back(tmp_path: Path) -> None:
    seen = np.arange(2.0 * 33 * 3).reshape(2, 33, 3)
    seen[1] = np.nan
    file = tmp_path / "bridge" / "1-000.npz"
    keep(Film("a movement", np.array([0.0, 0.1]), {"lite": seen}), file)
    back = kept(file)
    assert back.made_from == "a movement"
    first, second = back.frames("lite")
    assert first.landmarks[1] == (3.0, 4.0, 0.0, 5.0)
    assert second.landmarks == (MISSING,) * len(LANDMARK_NAMES)
    assert [path.name for path in file.parent.iterdir()] == ["1-000.npz"]


def test_the_exercises_are_filmed_in_turn_every_other_time_with_a_fault() -> None:
    made = list(reels(CATALOGUE, _options(["--route", "video", "--runs", "4"])))
    names = [reel.job.exercise for reel in made]
    assert len(names) == 4 * len(set(names))
    assert len(set(names[: len(names) // 4])) == len(names) // 4
    assert all(not reel.job.fault for reel in made if reel.number % 2 == 0)
    assert {reel.job.fault for reel in made if reel.job.exercise == "hip-hike"} == {
        "",
        "PELVIC_DROP",
        "KNEE_BEND",
    }


def test_films_of_one_fault_all_have_it_in_every_exercise_that_names_it() -> None:
    options = _options(["--route", "video", "--fault", "PELVIC_DROP", "--runs", "2"])
    made = list(faulty_reels(CATALOGUE, options))
    assert {"hip-hike", "step-down"} <= {reel.job.exercise for reel in made}
    assert len(made) == 2 * len({reel.job.exercise for reel in made})
    assert all(has_fault(reel.job, staged(reel.job, CATALOGUE)[0], CATALOGUE) for reel in made)


def test_errors_beyond_those_of_the_calibration_are_counted() -> None:
    calibration = Calibration(0.5, 1.0, 2.0, 0.0)
    pairs = [(10.0, 6.0), (10.0, 6.5), (10.0, 8.0), (10.0, float("nan"))]
    beyond, error = errors_beyond(pairs, calibration)
    assert beyond == Share(1, 3)
    assert error == pytest.approx(3.4)
