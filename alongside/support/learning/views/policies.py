"""The rules of an agency: read, said to be read, changed and looked over (R34)."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.learning.actions import policies as actions
from alongside.support.learning.forms.policies import NewPolicyForm, PolicyForm
from alongside.support.learning.models import Policy
from alongside.support.learning.queries import policies as queries
from alongside.support.learning.rules import policies as rules

MANAGE = Permission.SEE_SERVICE


@any_worker
def policies(request: WorkerRequest) -> HttpResponse:
    """List the rules of one's own agency: which one has read, and which wait to be looked over."""
    told = queries.lines(request.membership, timezone.localdate())
    context = {
        "due": [one for one in told if one.due],
        "unread": [one for one in told if not one.read_at],
        "read": [one for one in told if one.read_at],
        "ownerless": [one for one in told if one.ownerless],
        "runs": request.membership.may(MANAGE),
    }
    return render(request, "learning/policies.html", context)


@any_worker
def policy(request: WorkerRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Show a rule as it stands; to whoever looks after it, who has read it."""
    one = _policy(request, policy_id)
    return _shown(request, one, None)


@any_worker
def edition(request: WorkerRequest, policy_id: uuid.UUID, number: int) -> HttpResponse:
    """Show a rule as it stood in an earlier version."""
    return _shown(request, _policy(request, policy_id), number)


def _shown(request: WorkerRequest, one: Policy, number: int | None) -> HttpResponse:
    mine, all_of_them = request.membership, list(queries.editions(one))
    chosen = [each for each in all_of_them if number in (None, each.number)]
    if not chosen:
        raise Http404
    now, may_keep = chosen[0] is all_of_them[0], _why_not(request, one) is None
    context = {
        "one": one, "edition": chosen[0], "now": now,
        "others": [each for each in all_of_them if each is not chosen[0]],
        "read_at": queries.read_at(chosen[0], mine), "may_keep": may_keep,
        "readers": queries.readers(chosen[0], mine) if may_keep and now else None,
        "due": rules.is_due(one, timezone.localdate()),
    }  # fmt: skip
    if context["readers"]:
        audit.record(Event.COUNTED, what="learning.who_has_read", by=request.actor)
    return render(request, "learning/policy.html", context)


@any_worker
@require_POST
def policy_read(request: WorkerRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Say that one has read a rule as it stands."""
    one = _policy(request, policy_id)
    number = request.POST.get("number", "")
    actions.say_read(
        policy=one, number=int(number) if number.isdecimal() and len(number) < 6 else 0,
        membership=request.membership, by=request.actor,
    )  # fmt: skip
    say(request, _("Thank you for reading it. If something in it is not right, say so."))
    return redirect("learning:policies")


@requires(MANAGE)
def policy_new(request: WorkerRequest) -> HttpResponse:
    """Write down a rule of one's own agency."""
    form = NewPolicyForm(
        request.POST if request.method == "POST" else None,
        owners=queries.may_own(request.membership),
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.add_policy(
            key=key_within(said["key"], request.membership.pk), facts=said,
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Kept. Everybody here is asked to read it."))
        return redirect("learning:policies")
    context = {"form": form}
    return render(request, "learning/policy_form.html", context, status=422 if form.errors else 200)


@any_worker
def policy_change(request: WorkerRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Change a rule, or only say when it is looked over again; other words are a new version."""
    one = _kept(request, policy_id)
    form = PolicyForm(
        request.POST if request.method == "POST" else None,
        initial=_as_stands(one),
        owners=queries.may_own(request.membership),
    )
    theirs = None
    if form.is_bound and form.is_valid():
        try:
            _changed(request, one, form)
            return redirect("learning:policy", one.pk)
        except ChangedMeanwhile as changed:
            theirs = beside_theirs(request, form, changed)
    context = {
        "form": form, "one": one, "theirs": theirs,
        "their_words": queries.latest(one).words if theirs else "",
    }  # fmt: skip
    return render(request, "learning/policy_form.html", context, status=422 if form.errors else 200)


def _as_stands(one: Policy) -> dict[str, Any]:
    now = {name: getattr(one, name) for name in (*actions.FACTS, "version")}
    # A day that has passed is no answer to when it is looked over again.
    due = rules.is_due(one, timezone.localdate())
    return {
        **now, "owner": one.owner_id, "words": queries.latest(one).words,
        "review_on": None if due else one.review_on,
    }  # fmt: skip


def _changed(request: WorkerRequest, one: Policy, form: PolicyForm) -> None:
    said = form.cleaned_data
    new_words = actions.change_policy(
        policy=one, version=said["version"] or 0, facts=said, membership=request.membership,
        by=request.actor,
    )  # fmt: skip
    if new_words:
        say(request, _("Kept as a new version. Everybody here is asked to read it."))
    else:
        say(request, _("Kept. The words are the same, so nobody is asked to read them again."))


@any_worker
@require_POST
def policy_off(request: WorkerRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Take a rule off the list: it holds no more."""
    one = _policy(request, policy_id)
    actions.take_policy_off(policy=one, membership=request.membership, by=request.actor)
    back = reverse("learning:policy_on", args=[one.pk])
    say(request, _("Taken off. It holds no more."), tone="info", undo_url=back)
    return redirect("learning:policies")


@any_worker
@require_POST
def policy_on(request: WorkerRequest, policy_id: uuid.UUID) -> HttpResponse:
    """Put a rule back on the list."""
    one = get_object_or_404(queries.policies(request.membership, off=True), pk=policy_id)
    actions.put_policy_back(policy=one, membership=request.membership, by=request.actor)
    say(request, _("It is back on the list."))
    return redirect("learning:policy", one.pk)


def _policy(request: WorkerRequest, key: uuid.UUID) -> Policy:
    return get_object_or_404(queries.policies(request.membership), pk=key)


def _kept(request: WorkerRequest, key: uuid.UUID) -> Policy:
    one = _policy(request, key)
    if said := _why_not(request, one):
        raise Refused(said, rule="not_yours_to_keep")
    return one


def _why_not(request: WorkerRequest, one: Policy) -> str | None:
    runs = request.membership.may(MANAGE)
    return rules.why_not_keep(one, mine=request.membership, runs=runs)
