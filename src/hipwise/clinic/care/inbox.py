"""Being written."""

from typing import Any


def inbox_page(subject: Any, now: Any, catalogue: Any) -> dict[str, Any]:
    """Being written."""
    return {}
