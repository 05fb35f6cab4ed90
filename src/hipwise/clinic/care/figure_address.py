"""The addresses of an exercise's drawings; a changed drawing has a changed address."""

from functools import cache, lru_cache
from hashlib import blake2s
from importlib import resources

from django.urls import reverse

from hipwise.library.side import Side

_STILLS = ("start", "end", "both", "views", "thumb")


def figure_urls(exercise: str, sides: tuple[Side, ...], range_share: float) -> dict[str, object]:
    """The addresses of an item's drawings: stills of the first side, clips of every side that works."""
    first = sides[0].value

    question = f"?range={range_share:g}&v={drawing_version()}"
    stills = {moment: _address("figure-still", exercise, first, moment) + question for moment in _STILLS}
    clips = {side.value: _address("figure-clip", exercise, side.value) + question for side in sides}
    return {**stills, "clip": clips}


# Each exercise and movement of a test, each side, each still and the clip.
@lru_cache(maxsize=1024)
def _address(name: str, *where: str) -> str:
    """Without its question. A long page names hundreds of drawings, and the way to them stays."""
    return reverse(name, args=where)


_ROOMS = (
    "library/generated",
    "library/generated/solved",
    "figure",
    "figure/generated",
    "figure/generated/drawings",
    "body",
    "movement",
)


@cache
def drawing_version() -> str:
    """A short hash of everything that drawings are made of: content, movements, drawings, and the code."""
    digest = blake2s(digest_size=4)
    for room in _ROOMS:
        folder = resources.files("hipwise").joinpath(*room.split("/"))
        found = folder.iterdir() if folder.is_dir() else ()
        files = [file for file in found if file.name.endswith((".json", ".py"))]
        for file in sorted(files, key=lambda entry: entry.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()
