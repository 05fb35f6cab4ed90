"""The names of time zones that a person can choose, and the field that offers them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """All names in their order. Looking for them opens some six hundred files, so it is done once."""
    return tuple(sorted(available_timezones()))


def zone_choices() -> dict[str, str]:
    """What a person can choose, with its words: as the clinic, or one of the zones."""
    return {"": "As the clinic", **{zone: zone for zone in time_zones()}}


class ZoneSelect(forms.Select):
    """A list of all zones. Its options are written at once: one template for each took 60 ms."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field with the chosen zone."""
        chosen = str(value or "")
        options = dict(_options())
        if chosen in options:
            words = zone_choices()[chosen]
            options[chosen] = format_html('<option value="{}" selected>{}</option>', chosen, words)
        flat = forms.utils.flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        every = format_html_join("", "{}", ((option,) for option in options.values()))
        return format_html("<select{}>{}</select>", flat, every)


@lru_cache(maxsize=1)
def _options() -> Mapping[str, SafeString]:
    """Each option by its value."""
    choices = zone_choices().items()
    return {value: format_html('<option value="{}">{}</option>', value, words) for value, words in choices}
