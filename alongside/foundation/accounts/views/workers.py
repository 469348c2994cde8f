"""Workers: who is here, under which hats; inviting, and ending. Nothing about a woman is shown."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.actions import links
from alongside.foundation.accounts.actions import workers as staff
from alongside.foundation.accounts.forms.workers import (
    CloseForm,
    HatForm,
    InvitationForm,
    PostsForm,
    SureForm,
)
from alongside.foundation.accounts.models import Membership, OneTimeLink, Worker
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory import queries as directory
from alongside.foundation.directory.models import Agency

MANAGE = Permission.MANAGE_WORKERS


def _agency_asked_for(request: WorkerRequest) -> Agency | None:
    """Find the agency named in the address; with only one there is nothing to choose."""
    try:
        key = uuid.UUID(request.GET.get("agency", ""))
    except ValueError:
        only = list(Agency.objects.all()[:2])
        return only[0] if len(only) == 1 else None
    return get_object_or_404(Agency, pk=key)


def _link_page(request: WorkerRequest, token: str, *, whose: str, fresh: bool) -> HttpResponse:
    """Show a link that was just made; it is in no other page and not in the database."""
    address = request.build_absolute_uri(reverse("accounts:link", args=[token]))
    context = {"address": address, "whose": whose, "fresh": fresh}
    return render(request, "accounts/link_made.html", context)


@requires(MANAGE)
def workers(request: WorkerRequest) -> HttpResponse:
    """List everybody who works here, and the invitations still open."""
    context = {"workers": queries.workers(), "invitations": queries.open_invitations()}
    return render(request, "accounts/workers.html", context)


@requires(MANAGE)
def invite(request: WorkerRequest) -> HttpResponse:
    """Invite somebody to an agency under a role, by a link that is shown once to hand over."""
    agency = _agency_asked_for(request)
    if agency is None:
        choice = {"agencies": directory.agencies(), "title": _("Invite somebody")}
        return render(request, "accounts/choose_agency.html", choice)
    form = InvitationForm(request.POST if request.method == "POST" else None, agency=agency)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if OneTimeLink.objects.filter(pk=said["key"]).exists():
            return render(request, "accounts/link_shown_before.html")
        try:
            token = links.invite(
                key=said["key"], name=said["name"], email=said["email"], agency=agency,
                role=said["role"], posts=form.posts(), made_by=request.membership, by=request.actor,
            )  # fmt: skip
            return _link_page(request, token, whose=said["name"], fresh=False)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    context = {"form": form, "agency": agency}
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
@require_POST
def invitation_take_back(request: WorkerRequest, link_id: uuid.UUID) -> HttpResponse:
    """Close an invitation that nobody has used."""
    links.take_back(
        link=get_object_or_404(queries.open_invitations(), pk=link_id), by=request.actor
    )
    say(request, _("Taken back. The link opens nothing now."))
    return redirect("accounts:workers")


@requires(MANAGE)
def worker(request: WorkerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Show one worker: hats, services, and what can be done."""
    somebody = get_object_or_404(Worker, pk=worker_id)
    context = {
        "worker": somebody,
        "hats": queries.hats_with_posts().filter(worker=somebody),
        "second_step": queries.has_second_factor(somebody),
    }
    return render(request, "accounts/worker.html", context)


@requires(MANAGE)
def hat_add(request: WorkerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Give a worker another hat."""
    somebody = get_object_or_404(Worker, pk=worker_id)
    agency = _agency_asked_for(request)
    if agency is None:
        title = _("Another hat for %(name)s") % {"name": somebody.name}
        choice = {"agencies": directory.agencies(), "title": title}
        return render(request, "accounts/choose_agency.html", choice)
    form = HatForm(request.POST if request.method == "POST" else None, agency=agency)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            # Sent twice, it is there already; a key of anything else is no hat of theirs.
            if not Membership.objects.filter(pk=said["key"], worker=somebody).exists():
                staff.give_hat(
                    key=said["key"], worker=somebody, agency=agency, role=said["role"],
                    posts=form.posts(), by=request.actor,
                )  # fmt: skip
            say(request, _("%(name)s has another hat.") % {"name": somebody.name})
            return redirect("accounts:worker", somebody.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    context = {"form": form, "agency": agency, "worker": somebody}
    return render(request, "accounts/hat_add.html", context, status=422 if form.errors else 200)


def _hat(hat_id: uuid.UUID) -> Membership:
    return get_object_or_404(queries.hats_with_posts(), pk=hat_id)


@requires(MANAGE)
def hat_posts(request: WorkerRequest, hat_id: uuid.UUID) -> HttpResponse:
    """Say anew in which services a hat works and where it takes new referrals."""
    hat = _hat(hat_id)
    now: list[tuple[str, bool]] = [(str(post.service_id), post.triage) for post in hat.posts_now]  # type: ignore[attr-defined]
    initial = {
        "services": [key for key, _t in now],
        "triage": [key for key, triage in now if triage],
    }
    form = PostsForm(
        request.POST if request.method == "POST" else None, agency=hat.agency, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            staff.set_posts(hat=hat, posts=form.posts(), by=request.actor)
            say(request, _("Kept."))
            return redirect("accounts:worker", hat.worker_id)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    context = {"form": form, "hat": hat}
    return render(request, "accounts/hat_posts.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def hat_end(request: WorkerRequest, hat_id: uuid.UUID) -> HttpResponse:
    """Take a hat off somebody, after saying what that means."""
    hat = _hat(hat_id)
    if request.method == "POST":
        try:
            staff.end_hat(hat=hat, by=request.actor)
        except Refused as refusal:
            return _refused(request, refusal, "accounts/hat_end.html", {"worn": hat})
        say(request, _("The hat is off."))
        return redirect("accounts:worker", hat.worker_id)
    return render(request, "accounts/hat_end.html", {"worn": hat})


@requires(MANAGE)
def fresh_start(request: WorkerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Make a link by which a worker chooses a new password; nobody chooses it for her."""
    somebody = get_object_or_404(Worker, pk=worker_id, is_active=True)
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if OneTimeLink.objects.filter(pk=key).exists():
            return render(request, "accounts/link_shown_before.html")
        token = links.start_fresh(
            key=key, worker=somebody, made_by=request.membership, by=request.actor
        )
        return _link_page(request, token, whose=somebody.name, fresh=True)
    context = {"worker": somebody, "form": form}
    return render(request, "accounts/fresh_start.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def worker_close(request: WorkerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Keep a worker from signing in and end every session of hers at once."""
    somebody = get_object_or_404(Worker, pk=worker_id, is_active=True)
    form = CloseForm(request.POST if request.method == "POST" else None)
    context = {"worker": somebody, "form": form}
    if form.is_bound and form.is_valid():
        end = staff.leave if form.cleaned_data["left"] else staff.disable
        try:
            end(worker=somebody, by=request.actor)
        except Refused as refusal:
            return _refused(request, refusal, "accounts/worker_close.html", context)
        say(request, _("%(name)s is signed out everywhere.") % {"name": somebody.name})
        return redirect("accounts:worker", somebody.pk)
    return render(request, "accounts/worker_close.html", context)


@requires(MANAGE)
@require_POST
def worker_open(request: WorkerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Let a worker sign in again."""
    somebody = get_object_or_404(Worker, pk=worker_id, is_active=False)
    staff.allow_again(worker=somebody, by=request.actor)
    say(request, _("%(name)s can sign in again.") % {"name": somebody.name})
    return redirect("accounts:worker", somebody.pk)


def _refused(
    request: WorkerRequest, refusal: Refused, template: str, context: dict[str, object]
) -> HttpResponse:
    request.refusals.append(refusal.rule)
    return render(request, template, {**context, "why_not": refusal.reason}, status=409)
