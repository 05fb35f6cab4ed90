"""Settings for tests."""

SECRET_KEY = "only-for-tests"  # noqa: S105
USE_TZ = True
INSTALLED_APPS: list[str] = []
