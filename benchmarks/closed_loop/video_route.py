"""Route (b): the same sets, once as rendered films before the real pose model and once as route (a) sees
them.

python -m benchmarks.closed_loop --route video --models lite=pose_lite.task --exercise bridge --runs 2
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.closed_loop.film import film_frames
from benchmarks.closed_loop.run import Job, Outcome, run
from benchmarks.figure_seen import PoseModel
from benchmarks.table import print_json, print_rows, progress
from hipwise.library.catalogue import Catalogue, load_catalogue

_STAGE = 1000
_ADVICE = """Route `video` needs a pose model: {what}.
  pip install mediapipe==0.10.32
  npm pack @mediapipe/pose@0.5.1675469404 && tar xzf mediapipe-pose-*.tgz
  python -m benchmarks.pose_task package lite pose_lite.task
Then: python -m benchmarks.closed_loop --route video --models lite=pose_lite.task"""


def compare(options: argparse.Namespace) -> int:
    """Run both routes on the same sets and print them side by side; 2 when no model can be run."""
    files = dict(word.partition("=")[::2] for word in options.models)
    if not files:
        print(_ADVICE.format(what="no --models were named"), file=sys.stderr)
        return 2
    catalogue = load_catalogue()
    wanted = [e for e in catalogue.exercises.values() if options.exercise in (None, e.id)]
    jobs = [
        Job(exercise.id, fault, model, model, exercise.watch.camera, (options.seed, _STAGE, number))
        for exercise in wanted
        if exercise.watch.camera != "none"
        for model in files
        for number in range(options.runs)
        for fault in ("", *(w.code for w in exercise.watch.faults if catalogue.faults[w.code].shown_by))[:2]
    ]
    rows = []
    try:
        for done, job in enumerate(jobs, 1):
            rows.append(_row(job, *_both(job, catalogue, Path(files[job.model]))))
            progress(done, len(jobs), job.exercise)
    except (ModuleNotFoundError, FileNotFoundError) as missing:
        print(_ADVICE.format(what=missing), file=sys.stderr)
        return 2
    _report(rows, options.json)
    return 0


def _both(job: Job, catalogue: Catalogue, file: Path) -> tuple[Outcome, Outcome]:
    with PoseModel(file, of_film=True) as model:
        film = run(job, catalogue, lambda done, placing, side, _: film_frames(done, placing, model, side))
    return film, run(job, catalogue)


def _row(job: Job, film: Outcome, projected: Outcome) -> dict[str, object]:
    judged = {
        code: {
            "true": round(f.true, 1),
            "film": round(f.seen, 1),
            "projected": round(p.seen, 1) if (p := projected.judged.get(code)) else None,
            "verdict": f.verdict.value,
        }
        for code, f in film.judged.items()
    }
    return {
        "exercise": job.exercise,
        "model": job.model,
        "fault": job.fault,
        "done": film.done,
        "counted_film": film.counted,
        "counted_projected": projected.counted,
        "ranges_film": [(round(a, 1), round(b, 1)) for a, b in film.ranges],
        "holds_film": [(round(a, 2), round(b, 2)) for a, b in film.holds],
        "judged": judged,
    }


def _report(rows: Sequence[dict[str, object]], as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    print_rows(
        "The same sets as film before the pose model, and as route (a) sees them",
        ("exercise", "model", "fault", "done", "film", "projected", "true / film / projected"),
        [
            (
                r["exercise"],
                r["model"],
                r["fault"] or "right",
                r["done"],
                r["counted_film"],
                r["counted_projected"],
                "  ".join(
                    f"{code} {j['true']}/{j['film']}/{j['projected']} {j['verdict']}"
                    for code, j in r["judged"].items()  # type: ignore[attr-defined]
                ),
            )
            for r in rows
        ],
    )
