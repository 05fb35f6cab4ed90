"""Where an answer leads: to the page that a form names, if it is one of ours."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, usual: str) -> HttpResponseRedirect:
    """Leads to the posted `next`, else to the usual address."""
    following = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(following if is_ours else usual)
