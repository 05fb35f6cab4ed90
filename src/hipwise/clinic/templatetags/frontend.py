"""Template tags for what the front-end build made: addresses of scripts, style sheet and icons; the theme.

The build writes a manifest that maps each source to its hashed file. Without a build the pages still
work: the style sheet's source is served as it is, and no scripts are loaded.
"""

import json
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.patient.dose_dots import DoseDots, dose_dots
from hipwise.figure.palette import (
    DEFAULT_SKIN_TONE,
    MUSCLE_STEADY,
    MUSCLE_STRETCHED,
    MUSCLE_WORKING,
    SHIRT,
    SHORTS,
    SKIN_TONES,
    SkinTone,
    skin_tone,
)
from hipwise.figure.stature import STATURES, Statures
from hipwise.library.side import Side

BUILT = Path(__file__).parent.parent / "static" / "built"
THEMES = ("light", "dark")
_WITHOUT_BUILD = {"hipwise.css": "css/hipwise.css", "icons.svg": "icons.svg"}

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file by its plain name: `hipwise.css`, `icons.svg`, `session.js`."""
    built = _files().get(name)
    if built is not None:
        return _address(f"built/{built['file']}")
    return _address(_WITHOUT_BUILD.get(name, name))


@lru_cache(maxsize=256)
def _address(path: str) -> str:
    """A static file's address; working it out for each icon took a tenth of a long page."""
    return static(path)


@register.simple_tag
def script(name: str) -> SafeString:
    """The module script of that name and preloads for what it imports; nothing when it was not built."""
    built = _files().get(f"{name}.js")
    if built is None:
        return SafeString("")
    preloads = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((static(f"built/{f}"),) for f in built["imports"])
    )
    return format_html(
        '{}<script type="module" src="{}"></script>', preloads, static(f"built/{built['file']}")
    )


@register.simple_tag
def icon_address(name: str) -> str:
    """Where the icon of that name lies in the sprite."""
    return f"{asset('icons.svg')}#{name}"


@register.simple_tag
def clip_address(exercise: str) -> str:
    """Where the clip of an exercise's right side lies."""
    clips = figure_urls(exercise, (Side.RIGHT,), 1.0)["clip"]
    assert isinstance(clips, dict)
    return str(clips[Side.RIGHT.value])


@register.simple_tag
def skin_tones() -> tuple[SkinTone, ...]:
    """The tones that the figure may have, from light to dark."""
    return SKIN_TONES


@register.simple_tag
def statures() -> Statures:
    """The heights that the figure may have."""
    return STATURES


@register.simple_tag
def muscle_colours() -> dict[str, str]:
    """The colour of a muscle's patch by its role."""
    return {"working": MUSCLE_WORKING, "stretched": MUSCLE_STRETCHED, "steady": MUSCLE_STEADY}


@register.simple_tag
def figure_palette() -> str:
    """What the figure wears until the reader chooses, as JSON for the viewer: colours as #rrggbb."""
    usual = skin_tone(DEFAULT_SKIN_TONE)
    return json.dumps(
        {
            "skin": usual.skin,
            "hair": usual.hair,
            "shirt": SHIRT,
            "shorts": SHORTS,
            "working": MUSCLE_WORKING,
            "stretched": MUSCLE_STRETCHED,
        },
        separators=(",", ":"),
    )


@register.simple_tag(takes_context=True)
def theme(context: dict[str, Any]) -> SafeString:
    """The attribute for the reader's own choice of light or dark; empty when the system decides."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if isinstance(request, HttpRequest) else None
    return format_html(' data-theme="{}"', chosen) if chosen in THEMES else SafeString("")


@register.simple_tag(name="dose_dots")
def dots_of_change(change: dict[str, list[int]] | None) -> DoseDots | None:
    """The dots of a change of dose `{old: [sets, repetitions], new: [sets, repetitions]}`."""
    if not change or not change.get("old") or not change.get("new"):
        return None
    (old_sets, old_repetitions), (new_sets, new_repetitions) = change["old"], change["new"]
    return dose_dots((old_sets, old_repetitions), (new_sets, new_repetitions))


# What triggered a rule, in words for a patient; other facts stand in the rule's own sentence.
_FACT_WORDS = {
    "value": "What you told us",
    "strength": "What you told us",
    "base": "Your usual morning",
    "limit": "The limit",
    "delta": "More than usual",
}


@register.filter
def told_facts(facts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The numbers that a patient compares, with their words; empty when the rule compares none."""
    told = [(_FACT_WORDS[name.lower()], value) for name, value in facts if name.lower() in _FACT_WORDS]
    order = list(_FACT_WORDS.values())
    return sorted(told, key=lambda fact: order.index(fact[0])) if len(told) > 1 else []


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, for a template's loop."""
    return text.split()


def _files() -> dict[str, dict[str, Any]]:
    manifest = BUILT / "manifest.json"
    changed = _changed(manifest, int(time.monotonic()))
    return {} if changed is None else _read(manifest, changed)


@lru_cache(maxsize=1)
def _changed(manifest: Path, _second: int) -> int | None:
    """When the manifest was written; None without one. A page with a hundred icons looks only once."""
    try:
        return manifest.stat().st_mtime_ns
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _read(manifest: Path, changed: int) -> dict[str, dict[str, Any]]:
    """Files by plain name. `changed` is the manifest's time: a new build is seen without a restart."""
    entries = json.loads(manifest.read_text("utf-8"))
    files = {}
    for source, entry in entries.items():
        plain = f"{entry['name']}{Path(entry['file']).suffix}" if entry.get("isEntry") else Path(source).name
        files[plain] = {"file": entry["file"], "imports": _imports(entries, source)}
    return files


def _imports(entries: dict[str, Any], source: str) -> list[str]:
    """The files a script imports at once, nearest first, each once."""
    found: dict[str, None] = {}
    for imported in entries[source].get("imports", ()):
        found[entries[imported]["file"]] = None
        found.update(dict.fromkeys(_imports(entries, imported)))
    return list(found)
