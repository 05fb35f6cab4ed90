"""Drawings and clips of the figure. They show no person, so they need no sign-in and may be cached."""

import gzip
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from hipwise.figure.palette import DEFAULT_SKIN_TONE, SKIN_TONES
from hipwise.figure.still import MOMENTS, still_svg
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.departure import performed, shown_faults

_KEPT_DRAWINGS = 96
# A clip is about 5 kB compressed.
_KEPT_CLIPS = 256
_RANGE_STEPS = 20
# What twentieths lose as floats.
_ROUNDING = 1e-9
_TONES = frozenset(tone.id for tone in SKIN_TONES)
# A week; the address carries a version, so that a new drawing has a new address.
_CACHE_CONTROL = "public, max-age=604800"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished answer: gzipped bytes, their type and their ETag."""

    zipped: bytes
    content_type: str
    etag: str


@login_not_required
@require_safe
def still(request: HttpRequest, exercise: str, side: str, moment: str) -> HttpResponse:
    """A still of an exercise: `moment` is start, end, both (beside each other), views (end) or thumb.

    `?range=0.8` shows the end of a movement that goes no farther; `?tone=tone-4` is a skin tone.
    """
    catalogue = load_catalogue()
    tone = request.GET.get("tone", DEFAULT_SKIN_TONE)
    if exercise not in catalogue.shown or side not in _SIDES or moment not in MOMENTS or tone not in _TONES:
        raise Http404("no such drawing")
    # A drawing never shows more than is permitted: the share is rounded down.
    step = math.floor(_share(request.GET.get("range", "1")) * _RANGE_STEPS + _ROUNDING)
    return _send(request, _drawn_still(exercise, side, moment, step, tone))


@login_not_required
@require_safe
def clip(request: HttpRequest, exercise: str, side: str) -> HttpResponse:
    """The rotations of the bones as JSON; `?range=0.8` that share of the way; `?fault=CODE` done wrongly."""
    catalogue = load_catalogue()
    if exercise not in catalogue.exercises or side not in _SIDES:
        raise Http404("no such figure")
    fault = request.GET.get("fault", "")
    known = shown_faults(catalogue.exercise(exercise), catalogue.faults)
    if fault and fault not in {shown.code for shown in known}:
        raise Http404("fault: expected one that this exercise is shown with")
    return _send(request, _written_clip(exercise, side, _range_step(request.GET.get("range", "1")), fault))


_SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "both": Side.RIGHT}


def _range_step(text: str) -> int:
    """The range in twentieths, so that no more than twenty clips of a side exist."""
    return max(1, round(_share(text) * _RANGE_STEPS))


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        raise Http404("range: expected a number from 0 to 1") from None
    if not 0 < share <= 1:
        raise Http404("range: expected a number from 0 to 1")
    return share


@lru_cache(maxsize=_KEPT_DRAWINGS)
def _drawn_still(exercise: str, side: str, moment: str, range_step: int, tone: str) -> Drawing:
    def draw(chosen: Exercise, catalogue: Catalogue) -> str:
        title = f"{chosen.name}, {side}" if side != "both" else chosen.name
        return still_svg(chosen.id, _SIDES[side], moment, title, range_step / _RANGE_STEPS, tone)

    return _drawing(exercise, draw, "image/svg+xml")


@lru_cache(maxsize=_KEPT_CLIPS)
def _written_clip(exercise: str, side: str, range_step: int, fault: str) -> Drawing:
    from hipwise.figure.clip_file import clip_mapping
    from hipwise.movement.clip import Manner, build_clip
    from hipwise.movement.range_arc import range_arc

    def write(chosen: Exercise, catalogue: Catalogue) -> str:
        share = range_step / _RANGE_STEPS
        arms, working, solved = catalogue.arm_postures, _SIDES[side], catalogue.solved.get(exercise)
        wrong = catalogue.faults[fault] if fault else None
        done, fitted = performed(chosen, catalogue, wrong)
        clip = build_clip(done, arms, working, Manner(range_share=share), fitted, wrong)
        limit = range_arc(chosen, arms, working, share, solved)
        return json.dumps(clip_mapping(clip, chosen, limit), separators=(",", ":"))

    return _drawing(exercise, write, "application/json")


def _drawing(exercise: str, draw: Callable[[Exercise, Catalogue], str], content_type: str) -> Drawing:
    catalogue = load_catalogue()
    content = draw(catalogue.shown[exercise], catalogue).encode("utf-8")
    return Drawing(
        gzip.compress(content, compresslevel=9, mtime=0),
        content_type,
        f'"{blake2s(content, digest_size=8).hexdigest()}"',
    )


def _send(request: HttpRequest, drawing: Drawing) -> HttpResponse:
    response: HttpResponse
    if request.headers.get("If-None-Match", "").removeprefix("W/") == drawing.etag:
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(drawing.zipped, content_type=drawing.content_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(drawing.zipped), content_type=drawing.content_type)
    response["ETag"] = drawing.etag
    response["Cache-Control"] = _CACHE_CONTROL
    response["Vary"] = "Accept-Encoding"
    return response
