"""Settings behind HTTPS. `HIPWISE_HOSTS` names the hosts; a proxy must set X-Forwarded-Proto itself."""

import os

from hipwise.clinic.settings import *  # noqa: F403

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-hipwise"
CSRF_COOKIE_NAME = "__Host-hipwise-csrf"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

if os.environ.get("HIPWISE_MAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["HIPWISE_MAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("HIPWISE_MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("HIPWISE_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("HIPWISE_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = True
    EMAIL_TIMEOUT = 10
