"""A worker's own account: her hat, her second step, her sessions, how pages look."""

import base64

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import queries, rules
from alongside.foundation.accounts.access import WorkerRequest, is_fresh, signed_in
from alongside.foundation.accounts.actions import second_step, sessions, workers
from alongside.foundation.accounts.browsers import said_browser
from alongside.foundation.accounts.forms.signing_in import (
    AuthenticatorForm,
    OwnPageForm,
    PasskeyNameForm,
)
from alongside.foundation.accounts.middleware import RECOVERY_SHEET_DUE
from alongside.foundation.accounts.recovery import sheet
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@signed_in
def account(request: WorkerRequest) -> HttpResponse:
    """Show and change her own page: name, look, keys; from here to everything else about signing in."""
    worker = request.user
    facts = {"name": worker.name, "theme": worker.theme, "find_key_on": worker.find_key_on}
    form = OwnPageForm(request.POST if request.method == "POST" else None, initial=facts)
    if request.method == "POST" and form.is_valid():
        workers.set_own_page(worker=worker, by=request.actor, **form.cleaned_data)
        say(request, _("Kept."))
        return redirect("accounts:account")
    context = {"form": form, "steps": queries.second_steps(worker), "hats": queries.hats(worker)}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@signed_in
def proved(request: WorkerRequest) -> HttpResponse:
    """Send somebody who showed on a page of its own that it is her back to the page she left open."""
    return render(request, "accounts/proved.html", {"fresh": is_fresh(request)})


@signed_in
def hats(request: WorkerRequest) -> HttpResponse:
    """Choose which hat to wear; it stays on until she changes it or signs out."""
    mine = queries.hats(request.user)
    after = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = "/"
    if request.method == "POST":
        chosen = next((hat for hat in mine if str(hat.pk) == request.POST.get("hat")), None)
        if chosen is None:
            raise Http404
        request.session["hat"] = str(chosen.pk)
        return redirect(after)
    return render(request, "accounts/hats.html", {"hats": mine, "next": after})


@signed_in
@reauthentication_required(app="allauth.mfa")
def authenticator(request: WorkerRequest) -> HttpResponse:
    """Set up an authenticator app, or another one in place of the one before."""
    secret = request.session.setdefault(SECRET_SESSION_KEY, generate_totp_secret())
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if second_step.set_authenticator(
            worker=request.user, secret=secret, code=code, by=request.actor
        ):
            del request.session[SECRET_SESSION_KEY]
            say(request, _("Your authenticator app is set up."))
            made = second_step.make_recovery_codes(worker=request.user, by=request.actor)
            return redirect("mfa_view_recovery_codes" if made else "mfa_index")
        form.add_error("code", get_adapter().error_messages["incorrect_code"])
    address = get_adapter().build_totp_url(request.user, secret)
    picture = base64.b64encode(get_adapter().build_totp_svg(address).encode()).decode()
    context = {
        "form": form,
        "picture": f"data:image/svg+xml;base64,{picture}",
        "address": address,
        "groups": [secret[at : at + 4] for at in range(0, len(secret), 4)],
        "replaces": Authenticator.objects.filter(
            user=request.user, type=Authenticator.Type.TOTP
        ).exists(),
    }
    return render(
        request, "accounts/authenticator.html", context, status=422 if form.errors else 200
    )


@signed_in
@reauthentication_required(app="allauth.mfa")
def second_step_remove(request: WorkerRequest, pk: int) -> HttpResponse:
    """Take an authenticator app or a passkey away, unless it is the last second step."""
    step = get_object_or_404(Authenticator, pk=pk, user=request.user, type__in=queries.SECOND_STEPS)
    why_not = rules.why_not_remove(others=queries.other_second_steps(step))
    if request.method == "POST":
        try:
            second_step.remove(authenticator=step, by=request.actor)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            context = {"step": step, "why_not": refusal.reason}
            return render(request, "accounts/second_step_remove.html", context, status=409)
        say(request, _("Taken away."))
        return redirect("mfa_index")
    return render(request, "accounts/second_step_remove.html", {"step": step, "why_not": why_not})


@signed_in
def passkey_rename(request: WorkerRequest, pk: int) -> HttpResponse:
    """Give a passkey another name."""
    passkey = get_object_or_404(
        Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN
    )
    form = PasskeyNameForm(
        request.POST if request.method == "POST" else None, initial={"name": str(passkey)}
    )
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        second_step.rename_passkey(authenticator=passkey, name=name, by=request.actor)
        return redirect("mfa_index")
    context = {"form": form}
    return render(
        request, "accounts/passkey_rename.html", context, status=422 if form.errors else 200
    )


@signed_in
def session_list(request: WorkerRequest) -> HttpResponse:
    """List where she is signed in."""
    shown = [
        {
            "pk": session.pk,
            "browser": said_browser(session.user_agent),
            "address": session.ip,
            "began": session.created_at,
            "seen": session.last_seen_at,
            "this_one": session.session_key == request.session.session_key,
        }
        for session in queries.sessions(request.user)
    ]
    return render(request, "accounts/session_list.html", {"sessions": shown})


@signed_in
@require_POST
def session_end(request: WorkerRequest, pk: int) -> HttpResponse:
    """End one of her sessions."""
    sessions.end(session=get_object_or_404(UserSession, pk=pk, user=request.user), by=request.actor)
    say(request, _("Signed out there."))
    return redirect("accounts:session_list")


@signed_in
@require_POST
def session_end_others(request: WorkerRequest) -> HttpResponse:
    """End all of her sessions but this one."""
    sessions.end_all(worker=request.user, by=request.actor, but=request.session.session_key)
    say(request, _("Signed out everywhere else."))
    return redirect("accounts:session_list")


@signed_in
def recovery_sheet(request: HttpRequest) -> HttpResponse:
    """Show the key-recovery sheet to print, once, at the end of the first run."""
    if not request.session.get(RECOVERY_SHEET_DUE):
        raise Http404
    if request.method == "POST":
        del request.session[RECOVERY_SHEET_DUE]
        return redirect("/")
    return render(request, "accounts/recovery_sheet.html", {"sheet": sheet()})
