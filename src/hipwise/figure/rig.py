"""The rig under its former name, for the modules of this room."""

from hipwise.body.rig import BONE_NAMES, RIG, RigBone

__all__ = ["BONE_NAMES", "RIG", "RigBone"]
