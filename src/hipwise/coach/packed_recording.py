"""A recording as few bytes: what a replay needs of a set, and nothing that shows a face.

Kept are 19 of the 33 points, without depth: no judgement reads the others. x and y are kept to half a
thousandth of the picture's height, a quarter of a pixel of 480, where a pose model jitters by four to nine
thousandths of a trunk's length. Numbers are changes from moment to moment, column by column, compressed.
"""

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hipwise.coach.landmarks import LANDMARK_INDEX, MISSING, Frame, Landmark, Recording, RecordingError
from hipwise.library.validity_card import ANY_MODEL

KEPT_POINTS: tuple[str, ...] = (
    "nose",
    *(
        f"{side}_{name}"
        for name in (
            "ear",
            "shoulder",
            "elbow",
            "wrist",
            "hip",
            "knee",
            "ankle",
            "heel",
            "foot_index",
        )
        for side in ("left", "right")
    ),
)
# Eleven minutes of a set; nobody's set is longer.
MOST_MOMENTS = 10_000
# A set of a minute is about 22 kB.
MOST_BYTES = 400_000
# The coach counts well from seven pictures a second (`docs/for-developers/replay.md`).
KEPT_PER_S = 15.0

# The first kind of packet named no pose model; the second has its name, after the name's length in one byte.
_NAMELESS, _MAGIC = b"HWR1", b"HWR2"
_LONGEST_NAME = 20
_PLACES_PER_HEIGHT = 2000.0
_FURTHEST = 30_000
_VISIBILITIES = 250.0
_MS = 1000.0
_WIDTHS = 1000.0
# Each number takes at most three bytes; a packet that grows beyond is no recording.
_MOST_RAW = MOST_MOMENTS * (3 * len(KEPT_POINTS) + 1) * 3 + 16
_UNSEEN = (0, 0, 0)

# Visibility code (0: missing), x and y in places.
_Point = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PackedSet:
    """What a packet holds: the recording, scaled by image heights, and the picture's width in heights."""

    recording: Recording
    width: float


class Recorder:
    """Keeps the frames of a set that is being watched, at most `KEPT_PER_S` of a second; `model` saw them.

    It stops when the recording is as long as one may be, and says so in `is_full`.
    """

    def __init__(self, model: str = ANY_MODEL) -> None:
        self._model = model
        self._times_ms: list[int] = []
        self._moments: list[list[_Point]] = []
        self._width = 0.0
        self._begin_s = math.nan
        self._last_s = -math.inf

    @property
    def is_full(self) -> bool:
        """Was the end of the set not kept?"""
        return len(self._times_ms) >= MOST_MOMENTS

    @property
    def moments(self) -> int:
        """How many moments are kept."""
        return len(self._times_ms)

    def add(self, frame: Frame, width: float) -> None:
        """Keep a frame; x, y and the picture's `width` are in heights of the picture."""
        if self.is_full or frame.t_s - self._last_s < 0.95 / KEPT_PER_S:
            return
        if not self._times_ms:
            self._begin_s, self._width = frame.t_s, width
        self._last_s = frame.t_s
        self._times_ms.append(round((frame.t_s - self._begin_s) * _MS))
        self._moments.append([_code(frame.landmarks[place]) for place in _KEPT_PLACES])

    def pack(self) -> bytes:
        """The recording so far."""
        return _pack(self._times_ms, self._moments, self._width, self._model)


def pack_recording(recording: Recording, width: float) -> bytes:
    """Pack every moment of a recording; `width` is the picture's, in its heights.

    Raises RecordingError for one in pixels without the picture's height, or with more moments than are kept.
    """
    if len(recording.times_s) > MOST_MOMENTS:
        raise RecordingError("moments", f"at most {MOST_MOMENTS}", str(len(recording.times_s)))
    scale = 1.0 if recording.scaled else 1.0 / _height_of(recording)
    begin_s = recording.times_s[0] if recording.times_s else 0.0
    times_ms = [round((t_s - begin_s) * _MS) for t_s in recording.times_s]
    moments = [
        [_code(_scaled(frame.landmarks[place], scale)) for place in _KEPT_PLACES]
        for frame in recording.frames()
    ]
    return _pack(times_ms, moments, width, recording.model)


def unpack_recording(packet: bytes) -> PackedSet:
    """The recording of a packet. Raises RecordingError when it is none."""
    model, start = _model_of(packet)
    numbers = _numbers(_inflated(packet, start))
    try:
        width, count = next(numbers) / _WIDTHS, next(numbers)
        if not 0 <= count <= MOST_MOMENTS:
            raise RecordingError("packet", f"at most {MOST_MOMENTS} moments", str(count))
        times_s = tuple(t_ms / _MS for t_ms in _sums(numbers, count))
        landmarks = {name: _series(numbers, count) for name in KEPT_POINTS}
    except StopIteration:
        raise RecordingError("packet", "a whole recording", "one that ends early") from None
    if next(numbers, None) is not None:
        raise RecordingError("packet", "nothing after the last point", "more")
    return PackedSet(Recording(times_s, landmarks, scaled=True, model=model), width)


def _height_of(recording: Recording) -> float:
    if not recording.image_height_px:
        raise RecordingError("recording", "the height of its picture", "none")
    return recording.image_height_px


def _scaled(landmark: Landmark, scale: float) -> Landmark:
    x, y, z, visibility = landmark
    return (scale * x, scale * y, scale * z, visibility)


def _code(landmark: Landmark) -> _Point:
    """A point as whole numbers; one that is missing, or far outside the picture, is missing."""
    x, y, _, visibility = landmark
    if not (math.isfinite(x) and math.isfinite(y) and visibility >= 0.0):
        return _UNSEEN
    across, down = round(x * _PLACES_PER_HEIGHT), round(y * _PLACES_PER_HEIGHT)
    if abs(across) > _FURTHEST or abs(down) > _FURTHEST:
        return _UNSEEN
    # Rounded down: what was hardly seen never becomes seen.
    return 1 + math.floor(min(visibility, 1.0) * _VISIBILITIES), across, down


def _pack(times_ms: Sequence[int], moments: Sequence[Sequence[_Point]], width: float, model: str) -> bytes:
    if not (model.isascii() and model.isalpha() and len(model) <= _LONGEST_NAME):
        raise RecordingError("pose model", f"a name of at most {_LONGEST_NAME} letters", repr(model))
    name = model.encode("ascii")
    raw = bytearray()
    _write(raw, (round(width * _WIDTHS), len(times_ms)))
    _write(raw, _changes(times_ms))
    for column in zip(*moments, strict=True) if moments else ():
        codes, xs, ys = zip(*_carried(column), strict=True)
        for series in (codes, xs, ys):
            _write(raw, _changes(series))
    return _MAGIC + bytes([len(name)]) + name + zlib.compress(bytes(raw), 9)


def _carried(column: Iterable[_Point]) -> Iterator[_Point]:
    """A missing point stays where it was last, so that its way costs nothing."""
    x = y = 0
    for code, own_x, own_y in column:
        if code:
            x, y = own_x, own_y
        yield code, x, y


def _changes(values: Iterable[int]) -> Iterator[int]:
    before = 0
    for value in values:
        yield value - before
        before = value


def _sums(numbers: Iterator[int], count: int) -> list[int]:
    """The next numbers, each with all before it. Raises StopIteration when there are not as many."""
    value = 0
    sums: list[int] = []
    for _ in range(count):
        value += next(numbers)
        sums.append(value)
    return sums


def _write(raw: bytearray, numbers: Iterable[int]) -> None:
    """Whole numbers, the sign in the last bit, seven bits a byte."""
    for number in numbers:
        bits = number << 1 if number >= 0 else (-number << 1) - 1
        while bits > 0x7F:
            raw.append(bits & 0x7F | 0x80)
            bits >>= 7
        raw.append(bits)


def _numbers(raw: bytes) -> Iterator[int]:
    bits = shift = 0
    for byte in raw:
        bits |= (byte & 0x7F) << shift
        shift += 7
        if byte & 0x80:
            continue
        yield bits >> 1 if not bits & 1 else -((bits + 1) >> 1)
        bits = shift = 0


def _model_of(packet: bytes) -> tuple[str, int]:
    """The pose model that a packet names, any where it names none, and where its numbers begin."""
    kind, rest = packet[: len(_MAGIC)], packet[len(_MAGIC) :]
    if len(packet) > MOST_BYTES or kind not in (_MAGIC, _NAMELESS):
        found = "something else" if kind not in (_MAGIC, _NAMELESS) else f"{len(packet)} bytes"
        raise RecordingError("packet", f"a packed recording of at most {MOST_BYTES} bytes", found)
    if kind == _NAMELESS:
        return ANY_MODEL, len(kind)
    name = rest[1 : 1 + rest[0]] if rest else b""
    if not name or len(name) > _LONGEST_NAME or not name.isalpha():
        raise RecordingError("packet", "the name of a pose model", "none")
    return name.decode("ascii"), len(kind) + 1 + len(name)


def _inflated(packet: bytes, start: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(packet[start:], _MOST_RAW)
    except zlib.error as error:
        raise RecordingError("packet", "compressed numbers", str(error)) from None
    if not reader.eof or reader.unused_data:
        raise RecordingError("packet", "a whole recording", "one that ends early, or goes on too long")
    return raw


def _series(numbers: Iterator[int], count: int) -> tuple[Landmark, ...]:
    codes, xs, ys = _sums(numbers, count), _sums(numbers, count), _sums(numbers, count)
    return tuple(_landmark(*point) for point in zip(codes, xs, ys, strict=True))


def _landmark(code: int, x: int, y: int) -> Landmark:
    if code <= 0:
        return MISSING
    visibility = min(1.0, (code - 1) / _VISIBILITIES)
    return (x / _PLACES_PER_HEIGHT, y / _PLACES_PER_HEIGHT, math.nan, visibility)


_KEPT_PLACES = tuple(LANDMARK_INDEX[name] for name in KEPT_POINTS)
