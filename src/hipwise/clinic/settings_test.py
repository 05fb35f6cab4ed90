"""Settings for tests: a real SQLite file, quick password hashing, and a folder that the system forgets.

`DATABASE_URL` runs the same tests on PostgreSQL.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("HIPWISE_DATA", tempfile.mkdtemp(prefix="hipwise-test-"))

from hipwise.clinic.settings import *  # noqa: F403
from hipwise.clinic.settings import DATABASES

if not os.environ.get("DATABASE_URL"):
    # Without a name Django would test in memory, where nothing is durable and nobody else can write.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["HIPWISE_DATA"]) / "test.sqlite3")}
else:
    # A pool's connections would outlive the test database.
    DATABASES["default"]["OPTIONS"].pop("pool", None)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
