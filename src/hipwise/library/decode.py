"""Builds frozen values from plain JSON, by the values' own type hints.

Unknown and missing keys raise `ContentError` with the place, so that a content file cannot hold a
word that nothing reads.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ContentError(ValueError):
    """Content that does not have the promised shape: `place`, what was expected, what was found."""

    def __init__(self, place: str, expected: str, found: str) -> None:
        super().__init__(f"{place}: expected {expected}, found {found}")
        self.place = place
        self.expected = expected
        self.found = found


def decode(kind: type[T], raw: object, place: str) -> T:
    """Return `raw` (parsed JSON) as a `kind`. Raises ContentError naming the place."""
    return typing.cast(T, _decode(kind, raw, place))


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (
            f.name,
            hints[f.name],
            f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
        )
        for f in dataclasses.fields(kind)
    )


def _decode(kind: Any, raw: object, place: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_optional(kind, raw, place)
    if origin is tuple:
        return _decode_tuple(kind, raw, place)
    if origin is not None and issubclass(origin, Mapping):
        return _decode_mapping(kind, raw, place)
    if dataclasses.is_dataclass(kind):
        return _decode_value(typing.cast(type, kind), raw, place)
    return _decode_scalar(kind, raw, place)


def _decode_optional(kind: Any, raw: object, place: str) -> object:
    if raw is None:
        return None
    options = [option for option in get_args(kind) if option is not type(None)]
    for option in options[:-1]:
        try:
            return _decode(option, raw, place)
        except ContentError:
            continue
    return _decode(options[-1], raw, place)


def _decode_tuple(kind: Any, raw: object, place: str) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise ContentError(place, "a list", repr(raw))
    args = get_args(kind)
    if args[-1] is Ellipsis:
        return tuple(_decode(args[0], item, f"{place}[{i}]") for i, item in enumerate(raw))
    if len(raw) != len(args):
        raise ContentError(place, f"{len(args)} entries", f"{len(raw)}")
    return tuple(
        _decode(arg, item, f"{place}[{i}]") for i, (arg, item) in enumerate(zip(args, raw, strict=True))
    )


def _decode_mapping(kind: Any, raw: object, place: str) -> dict[object, object]:
    if not isinstance(raw, dict):
        raise ContentError(place, "a mapping", repr(raw))
    key_kind, value_kind = get_args(kind)
    return {
        _decode(key_kind, key, place): _decode(value_kind, value, f"{place}.{key}")
        for key, value in raw.items()
    }


def _decode_value(kind: type, raw: object, place: str) -> object:
    if not isinstance(raw, dict):
        raise ContentError(place, "a mapping", repr(raw))
    fields = _fields(kind)
    unknown = set(raw) - {name for name, _, _ in fields}
    if unknown:
        raise ContentError(place, "known keys", f"unknown {sorted(unknown)}")
    missing = [name for name, _, required in fields if required and name not in raw]
    if missing:
        raise ContentError(place, f"the keys {missing}", "nothing there")
    values = {name: _decode(hint, raw[name], f"{place}.{name}") for name, hint, _ in fields if name in raw}
    return kind(**values)


def _decode_scalar(kind: Any, raw: object, place: str) -> object:
    if kind is Any or kind is object:
        return raw
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(raw)
        except ValueError:
            raise ContentError(place, "one of " + ", ".join(str(m.value) for m in kind), repr(raw)) from None
    if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if kind in (int, float, str) and isinstance(raw, kind) and not isinstance(raw, bool):
        return raw
    if kind is bool and isinstance(raw, bool):
        return raw
    raise ContentError(place, getattr(kind, "__name__", str(kind)), repr(raw))
