"""A movement as marker paths (`.trc`), as OpenSim reads them: millimetres, x forward, y up, z right."""

from collections.abc import Mapping

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import Vector
from hipwise.exchange.motion.marker import marker_places
from hipwise.exchange.motion.repetition import Repetition

_MM = 1000.0


def trc_bytes(repetition: Repetition) -> bytes:
    """The file's content."""
    frames = repetition.motion.frames
    places = [marker_places(forward_kinematics(frame.coordinates)) for frame in frames]
    names = list(places[0])
    rate = (len(frames) - 1) / repetition.motion.duration_s
    name = f"{repetition.exercise.id}-{repetition.motion.side.value}.trc"
    numbers = (f"{rate:.6f}", f"{rate:.6f}", len(frames), len(names), "mm", f"{rate:.6f}", 1, len(frames))
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        "\t".join(str(number) for number in numbers),
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{i}" for i in range(1, len(names) + 1) for axis in "XYZ"),
        "",
    ]
    length = _MM * repetition.scale
    times = [frame.t_s for frame in frames]
    rows = [_row(i, t, here, length) for i, (t, here) in enumerate(zip(times, places, strict=True), 1)]
    return ("\n".join((*head, *rows)) + "\n").encode()


def _row(number: int, t_s: float, places: Mapping[str, Vector], length: float) -> str:
    values = (f"{c * length + 0.0:.3f}" for place in places.values() for c in place)
    return "\t".join((str(number), f"{t_s:.6f}", *values))
