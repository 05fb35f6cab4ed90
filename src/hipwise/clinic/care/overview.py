"""Being written."""

from typing import Any


def patient_overview(subject: Any, now: Any, catalogue: Any) -> dict[str, Any]:
    """Being written."""
    return {}
