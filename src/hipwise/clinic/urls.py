"""Where every page lives. Signing in is required everywhere but where a view says otherwise."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path

from hipwise.clinic.api.api import api
from hipwise.clinic.api.figures import clip, still
from hipwise.clinic.people.views import account, home, join


def _open(patterns: list[URLResolver | URLPattern]) -> list[URLResolver | URLPattern]:
    """Leave signing in to the interface itself: it answers 401, where a page would lead to a form."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = login_not_required(pattern.callback)
    return patterns


_patterns, _app, _namespace = api.urls

urlpatterns = [
    path("", home, name="home"),
    path("", include("hipwise.clinic.patient.urls")),
    path("clinic/", include("hipwise.clinic.therapist.urls")),
    path("api/", (_open(_patterns), _app, _namespace)),
    path("figure/<slug:exercise>/<slug:side>/<slug:moment>.svg", still, name="figure-still"),
    path("figure/<slug:exercise>/<slug:side>.json", clip, name="figure-clip"),
    path("account/", account, name="account"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("join/<str:secret>/", join, name="join"),
]
