"""Settings behind HTTPS. `HIPWISE_HOSTS` names the hosts; a proxy must set X-Forwarded-Proto itself."""

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
