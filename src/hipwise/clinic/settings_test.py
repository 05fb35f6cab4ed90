"""Settings for tests: quick password hashing and files in a folder that the system forgets."""

import os
import tempfile

os.environ.setdefault("HIPWISE_DATA", tempfile.mkdtemp(prefix="hipwise-test-"))

from hipwise.clinic.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
