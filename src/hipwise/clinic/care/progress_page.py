"""Being written."""

from typing import Any


def progress_page(subject: Any, now: Any, catalogue: Any) -> dict[str, Any]:
    """Being written."""
    return {}
