"""Where every page lives. Signing in is required everywhere but where a view says otherwise."""

from django.urls import include, path

from hipwise.clinic.people.views import account, home, join

urlpatterns = [
    path("", home, name="home"),
    path("account/", account, name="account"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("join/<str:secret>/", join, name="join"),
]
