#!/usr/bin/env python3
"""Computes the figure's generated files, stage after stage; a stage whose sources did not change is skipped.

make figure                                      all stages that are out of date
.venv/bin/python scripts/make_figure.py body     only the named ones
.venv/bin/python scripts/make_figure.py --again  also those that are up to date
"""

import os
import sys

# One thread each: the work is many small products, which threads only slow down. Before numpy is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hipwise.figure import fingerprint
from hipwise.figure.contact import stage as contact_stage
from hipwise.figure.illustration import sources as illustration_sources
from hipwise.figure.prop import sources as prop_sources
from hipwise.figure.surface import sources as surface_sources

PACKAGE = Path(fingerprint.__file__).resolve().parent.parent
GENERATED = PACKAGE / "figure" / "generated"
REVIEW_SHEET = PACKAGE.parent.parent / "docs" / "for-therapists" / "movements.md"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step: the files of the package that it is made from, those that it writes, and the work."""

    name: str
    made_from: Callable[[], tuple[str, ...]]
    writes: tuple[Path, ...]
    work: Callable[[], None]

    @property
    def stamp(self) -> Path:
        """Where the fingerprint of the last time is kept, beside the generated files."""
        return GENERATED / f"{self.name}.fingerprint"

    def is_up_to_date(self) -> bool:
        """Whether everything is there and was made from the present sources."""
        there = self.stamp.exists() and all(path.exists() for path in self.writes)
        return there and self.stamp.read_text().strip() == fingerprint.of_files(self.made_from())


def make_body() -> None:
    """Body mesh for Python (`body.npz`) and for viewers (`body.glb`)."""
    import numpy as np

    from hipwise.figure.surface.body import make_half
    from hipwise.figure.surface.body_file import encode
    from hipwise.figure.surface.body_glb import body_glb

    body = encode(make_half(say=say))
    np.savez_compressed(GENERATED / "body.npz", **body)
    (GENERATED / "body.glb").write_bytes(body_glb(body))


def make_props() -> None:
    """The props of every exercise, fitted to the body (`props.json`)."""
    from hipwise.figure.body_mesh import load_body
    from hipwise.figure.prop.kept import all_props, props_text
    from hipwise.figure.prop.scene import skin_of
    from hipwise.library.catalogue import load_catalogue

    props = all_props(load_catalogue(), skin_of(load_body()))
    (GENERATED / "props.json").write_text(props_text(props), "utf-8")


def make_contacts() -> None:
    """The movement of every exercise fitted to its contacts (`library/generated/solved/`)."""
    from hipwise.figure.contact.stage import solve_all
    from hipwise.library.catalogue import load_catalogue
    from hipwise.movement.review_sheet import review_sheet

    catalogue = load_catalogue()
    solve_all(catalogue.shown, catalogue, say)
    # Read anew: the sheet shows what was just written.
    load_catalogue.cache_clear()
    REVIEW_SHEET.write_text(review_sheet(load_catalogue()), "utf-8")


def make_faults() -> None:
    """The movement of every exercise done with each fault that is shown (`library/generated/departed/`)."""
    from hipwise.figure.contact.stage import solve_all
    from hipwise.library.catalogue import load_catalogue
    from hipwise.movement.departure import departed_exercises

    catalogue = load_catalogue()
    solve_all(departed_exercises(catalogue), catalogue, say, contact_stage.DEPARTED_FOLDER)


def make_drawings() -> None:
    """Line art of every exercise."""
    from hipwise.figure.illustration import drawings

    drawings.make_drawings(GENERATED / "drawings", say)


STAGES: tuple[Stage, ...] = (
    Stage(
        "body", lambda: surface_sources.MADE_FROM, (GENERATED / "body.npz", GENERATED / "body.glb"), make_body
    ),
    Stage("contacts", lambda: contact_stage.MADE_FROM, (contact_stage.SOLVED_FOLDER,), make_contacts),
    Stage("props", prop_sources.made_from, (GENERATED / "props.json",), make_props),
    Stage("faults", lambda: contact_stage.DEPARTED_FROM, (contact_stage.DEPARTED_FOLDER,), make_faults),
    Stage("drawings", illustration_sources.made_from, (GENERATED / "drawings",), make_drawings),
)


def main(arguments: list[str]) -> None:
    """Run the wanted stages in their order."""
    again = "--again" in arguments
    wanted = [name for name in arguments if not name.startswith("-")]
    unknown = set(wanted) - {stage.name for stage in STAGES}
    if unknown:
        known = ", ".join(stage.name for stage in STAGES)
        raise SystemExit(f"No stage is called {', '.join(sorted(unknown))}; the stages are {known}.")
    GENERATED.mkdir(exist_ok=True)
    for stage in STAGES:
        if not wanted or stage.name in wanted:
            run(stage, again)


def run(stage: Stage, again: bool) -> None:
    """Run one stage unless it is up to date, and keep its fingerprint."""
    if stage.is_up_to_date() and not again:
        say(f"{stage.name}: up to date")
        return
    started, worked = time.perf_counter(), processor_seconds()
    say(f"{stage.name} …")
    stage.work()
    stage.stamp.write_text(fingerprint.of_files(stage.made_from()) + "\n")
    spent = processor_seconds() - worked
    say(f"{stage.name}: {time.perf_counter() - started:.0f} s, {spent:.0f} s of a processor")


def processor_seconds() -> float:
    """What this process and those that it waited for worked: a figure that a busy machine leaves alone."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def say(text: str) -> None:
    """Tell the person what is being waited for."""
    print(f"› {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
