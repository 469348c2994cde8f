"""A worker's own page, her leave, what she writes for herself; and what her manager may count."""

import datetime
import uuid
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.support.workforce.actions import care as actions
from alongside.support.workforce.forms.care import CheckForm, LeaveForm
from alongside.support.workforce.models import Leave, SelfCheck, Sitting
from alongside.support.workforce.queries import asking, todays
from alongside.support.workforce.queries import care as queries
from alongside.support.workforce.rules.care import SELF_CHECK

# How far back a manager's counts go.
COUNTED = datetime.timedelta(days=92)
# How many sittings that are over stand on the page.
OVER = 6


@requires(Permission.CARE)
def care(request: WorkerRequest) -> HttpResponse:
    """Show a worker what is there for her: sittings, offers, leave, and the ways to ask for more."""
    mine, today = request.membership, timezone.localdate()
    sittings = list(queries.sittings_of(mine))
    context = {
        # What is next stands in the list below it.
        "hand": replace(todays(mine, timezone.now()), next=None),
        "ahead": [one for one in sittings if one.state == Sitting.State.PLANNED],
        "asked": [
            one for one in sittings
            if (one.state == Sitting.State.ASKED and one.worker_id == mine.pk)
            or (one.state == Sitting.State.OFFERED and one.supervisor_id == mine.pk)
        ],
        "over": [one for one in sittings if one.state == Sitting.State.KEPT][::-1][:OVER],
        "yes": list(queries.offered_by(mine)[:OVER]),
        "leaves": list(queries.leaves_of(mine, today)),
        "may_consult": mine.may(Permission.CONSULT),
        "may_log": mine.may(Permission.LOG_CHANGES),
        "runs": mine.may(Permission.SEE_SERVICE),
    }  # fmt: skip
    return render(request, "workforce/care.html", context)


@requires(Permission.CARE)
def leave(request: WorkerRequest) -> HttpResponse:
    """Write down when one is away; why is nobody's business (R22, R141)."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_leave(
                key=key_within(said["key"], request.membership.pk), membership=request.membership,
                first=said["first_day"], last=said["last_day"] or said["first_day"], by=request.actor,
            )  # fmt: skip
            say(request, _("Kept. Have good days."))
            return redirect("workforce:leave")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("last_day", refusal.reason)
    context = {"form": form, "leaves": queries.leaves_of(request.membership, timezone.localdate())}
    return render(request, "workforce/leave.html", context, status=422 if form.errors else 200)


@requires(Permission.CARE)
@require_POST
def leave_back(request: WorkerRequest, leave_id: uuid.UUID) -> HttpResponse:
    """Take days of one's own leave back."""
    found = get_object_or_404(Leave, pk=leave_id, membership=request.membership)
    actions.take_leave_back(leave=found, by=request.actor)
    say(request, _("Taken back."))
    return redirect("workforce:leave")


@requires(Permission.CARE)
def check(request: WorkerRequest) -> HttpResponse:
    """A few kind questions for oneself, which nobody else ever sees (R22)."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.write_check(
            key=key_within(said["key"], request.membership.pk), membership=request.membership,
            answers={name: said[name] for name in SELF_CHECK}, by=request.actor,
        )  # fmt: skip
        say(request, _("Kept for you alone."))
        return redirect("workforce:check")
    before = [
        (
            one,
            [
                (SELF_CHECK[name], words)
                for name, words in one.answers.items()
                if name in SELF_CHECK
            ],
        )
        for one in queries.checks_of(request.membership)
    ]
    context = {"form": form, "before": before}
    return render(request, "workforce/check.html", context, status=422 if form.errors else 200)


@requires(Permission.CARE)
@require_POST
def check_throw(request: WorkerRequest, check_id: uuid.UUID) -> HttpResponse:
    """Throw away what one wrote for oneself."""
    found = get_object_or_404(SelfCheck, pk=check_id, holder_id=request.membership.pk)
    actions.throw_check_away(check=found, by=request.actor)
    say(request, _("Gone. Nothing of it is kept."))
    return redirect("workforce:check")


@requires(Permission.SEE_SERVICE)
def team(request: WorkerRequest) -> HttpResponse:
    """Show whoever runs a service how supervision goes there: counts alone, and days of leave (R21, R33)."""
    today = timezone.localdate()
    services = list(services_of(request.membership))
    context = {
        "kept": queries.kept_in(services, today - COUNTED, today),
        "leaves": queries.leaves_in(services, today),
        "taught": asking.taught_by_agency(request.membership, today - datetime.timedelta(days=365)),
        "advice": asking.advice_in(request.membership, today - COUNTED),
    }
    audit.record(Event.COUNTED, what="workforce.team", by=request.actor)
    return render(request, "workforce/team.html", context)
