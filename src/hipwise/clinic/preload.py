"""What the server reads before its first visitor comes, so that no visitor waits for it.

Content, addresses and templates stay for good. The garbage collector would walk through all of them each
time it looks at everything, a tenth of a second in the middle of somebody's page; what is frozen it leaves
alone.
"""

import gc
from pathlib import Path

from hipwise.library.catalogue import load_catalogue

_TEMPLATES = Path(__file__).parent / "templates"
# Cotton's parts are compiled with the templates that use them.
_NOT_PAGES = ("cotton",)


def preload() -> None:
    """Read everything that stays. Django is set up."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    import hipwise.clinic.asgi  # noqa: F401 - the middleware is made here

    load_catalogue()
    _ = get_resolver().url_patterns
    for name in template_names():
        get_template(name)
    gc.collect()
    gc.freeze()


def template_names() -> list[str]:
    """The names of all own templates of pages."""
    found = (file.relative_to(_TEMPLATES) for file in _TEMPLATES.rglob("*.html"))
    return sorted(str(name) for name in found if name.parts[0] not in _NOT_PAGES)
