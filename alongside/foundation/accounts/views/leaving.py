"""Leaving at once, and a form that was sent too late."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from alongside.foundation.accounts.access import public
from alongside.foundation.common.her_words import unread
from alongside.foundation.common.typed import typed

OUR_OWN_PLACES = ("/account/", "/first-run/")
PASSWORD_CHOSEN = ("/account/link/", "/first-run/")


@public("leaving is open to everybody, and asks nothing first")
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, whoever's it is, and go to a page that tells nothing; a plain link is enough."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    response = HttpResponseRedirect(settings.EXIT_TO)
    # Not "cache" too: Chromium looks through all it holds from everywhere before it lets her go, which takes
    # seconds on a full phone, and our pages are never kept (no-store).
    response["Clear-Site-Data"] = '"storage"'
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose session ended meanwhile: give back what was typed, and the way on.

    Only what this very request brought is shown again, and never a password.
    """
    view = request.resolver_match.func if request.resolver_match else None
    public_page = str(getattr(view, "access", "")).startswith("public")
    hers = public_page and not request.path.startswith(OUR_OWN_PLACES)
    signed_in = request.user.is_authenticated
    context = {
        "frame": "common/her_base.html" if hers else "common/base.html",
        "hers": hers,
        "exit_url": reverse("accounts:exit"),
        "wording_unread": hers and unread("stale."),
        "signed_in": signed_in or public_page,
        "again_url": request.path,
        "chosen": request.path.startswith(PASSWORD_CHOSEN),
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        "written": typed(request.POST),
    }
    return render(request, "accounts/stale_form.html", context, status=403)
