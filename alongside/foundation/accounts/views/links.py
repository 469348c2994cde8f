"""What a one-time link opens: the welcome of somebody invited, or a new password."""

import uuid

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.access import WorkerRequest, public
from alongside.foundation.accounts.actions import links
from alongside.foundation.accounts.forms.signing_in import FreshStartForm, WelcomeForm
from alongside.foundation.accounts.models import OneTimeLink, Worker
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

OPENED = "one_time_link"


def begin(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Sign somebody in who has just chosen her password, and lead her to her second step."""
    login = Login(user=worker, email=worker.email, redirect_url=reverse("mfa_index"))
    response: HttpResponse = perform_login(request, login)
    # She wrote the password a moment ago; asking for it again at once would teach nothing.
    reauthenticate_by_password(request)
    return response


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_closed.html", status=404)


@public("opened with a one-time link")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Take a one-time link from its address into the session, so that no log or history keeps it open.

    Looking uses nothing up: mail programs open links before people do.
    """
    found = queries.link_by_token(token)
    if found is None or not found.is_open:
        return _closed(request)
    if request.user.is_authenticated:
        return render(request, "accounts/link_signed_in.html")
    request.session[OPENED] = str(found.pk)
    return redirect("accounts:link_open")


@public("opened with a one-time link")
def link_open(request: WorkerRequest) -> HttpResponse:
    """Show what a one-time link is for: a welcome, or a new password."""
    opened: str = request.session.get(OPENED) or str(uuid.UUID(int=0))
    found = OneTimeLink.objects.filter(pk=opened).first()
    if request.user.is_authenticated:
        return _closed(request)
    if found is None or not found.is_open:
        if found is not None and found.used_at and request.method == "POST":
            # The button was pressed twice: the first press did it.
            say(request, _("This link was used. Sign in with the password you chose."))
            return redirect("account_login")
        return _closed(request)
    try:
        if found.kind == OneTimeLink.Kind.FRESH_START:
            return _fresh_start(request, found)
        return _welcome(request, found)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        return _closed(request)


def _fresh_start(request: WorkerRequest, found: OneTimeLink) -> HttpResponse:
    assert found.worker is not None
    if not found.worker.is_active:
        raise Refused(_("This account is closed."), rule="worker_closed")
    form = FreshStartForm(request.POST if request.method == "POST" else None, worker=found.worker)
    if request.method == "POST" and form.is_valid():
        links.set_new_password(link=found, password=form.cleaned_data["password"], by=request.actor)
        say(request, _("Your new password is kept. Sign in with it now."))
        return redirect("account_login")
    context = {"form": form, "email": found.worker.email}
    return render(
        request, "accounts/fresh_start_link.html", context, status=422 if form.errors else 200
    )


def _welcome(request: WorkerRequest, found: OneTimeLink) -> HttpResponse:
    form = WelcomeForm(
        request.POST if request.method == "POST" else None,
        email=found.email,
        initial={"name": found.name},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        worker = links.accept(
            link=found, name=said["name"], password=said["password"], by=request.actor
        )
        return begin(request, worker)
    context = {"form": form, "invitation": found}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)
