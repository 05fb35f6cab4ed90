"""The forms in which a movement can be written, by the ending of the file's name."""

from collections.abc import Callable

from hipwise.exchange.motion.glb_file import glb_bytes
from hipwise.exchange.motion.json_file import json_bytes
from hipwise.exchange.motion.mot_file import mot_bytes
from hipwise.exchange.motion.repetition import Repetition
from hipwise.exchange.motion.trc_file import trc_bytes

WRITERS: dict[str, Callable[[Repetition], bytes]] = {
    ".json": json_bytes,
    ".mot": mot_bytes,
    ".trc": trc_bytes,
    ".glb": glb_bytes,
}
