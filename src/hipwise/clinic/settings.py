"""Settings for everyday use on one machine. Production adds HTTPS, tests take a database of their own."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from hipwise.clinic.data_folder import data_folder, secret_key
from hipwise.clinic.database import database_from_url, sqlite_database

HERE = Path(__file__).parent
DATA = data_folder()
SECRET_KEY = secret_key(DATA)
# Set by `hipwise serve --demo`: the sign-in page then lists the invented people.
DEMONSTRATION = os.environ.get("HIPWISE_DEMO") == "1"

DEBUG = False
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, os.environ.get("HIPWISE_HOSTS", "").split(",")),
]
CSRF_TRUSTED_ORIGINS = list(filter(None, os.environ.get("HIPWISE_ORIGINS", "").split(",")))

_url = os.environ.get("DATABASE_URL")
DATABASES = {"default": database_from_url(_url) if _url else sqlite_database(DATA / "hipwise.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hipwise_cache"},
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "hipwise.clinic.apps.ClinicConfig",
    "hipwise.clinic.people.apps.PeopleConfig",
    "hipwise.clinic.care.apps.CareConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hipwise.clinic.static_files.StaticFiles",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "hipwise.clinic.urls"
ASGI_APPLICATION = "hipwise.clinic.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hipwise.clinic.people.shell.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]
COTTON_DIR = "cotton"

# People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["hipwise.clinic.people.sign_in.MemberBackend"]
PASSWORD_HASHERS = [
    "hipwise.clinic.people.password_hash.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hipwise.clinic.people.password_rule.NotYourName"},
    {
        "NAME": "hipwise.clinic.people.password_rule.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "hipwise.clinic.people.password_rule.NotWidelyUsed"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "hipwise.clinic.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "hipwise.clinic.people.forms.SignUpForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Hipwise"

# Without a mail server, e-mails (password reset, reminders) are printed in the terminal and sent nowhere.
EMAIL_BACKEND = "hipwise.clinic.terminal_mail.EmailBackend"
if os.environ.get("HIPWISE_MAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["HIPWISE_MAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("HIPWISE_MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("HIPWISE_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("HIPWISE_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("HIPWISE_MAIL_FROM", "hipwise@localhost")

# The push services of today's browsers: the server posts reminders to these hosts and to no other.
PUSH_SERVICES = [
    "fcm.googleapis.com",
    "jmt17.google.com",  # Google's too: seen with Debian's Chromium 156, which is not built by Google
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
]

# Browser rules ------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "worker-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str] | str] = {
    "fullscreen": "self",
    "screen-wake-lock": "self",
    **{
        name: []
        for name in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
        )
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 28
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hipwise.clinic.static_files.VersionedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = os.environ.get("HIPWISE_AUTOREFRESH") == "1"
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {
    ".wasm": "application/wasm",
    ".glb": "model/gltf-binary",
    ".mjs": "text/javascript",
    ".task": "application/octet-stream",
}

# Words and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = os.environ.get("HIPWISE_TIME_ZONE", "UTC")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
    },
}
