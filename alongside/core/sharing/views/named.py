"""Who is named for the locked parts of her record; a page that tells nothing to who holds none."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.sharing.actions import locked as actions
from alongside.core.sharing.forms.shares import BeginForm, NameForm
from alongside.core.sharing.models import Named
from alongside.core.sharing.queries import whom
from alongside.core.sharing.rules.locked import why_not_name
from alongside.core.sharing.rules.parts import IN_WORDS, parts_in
from alongside.core.sharing.views.hers import Hers, hers, opened
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.WRITE_CONTACT)
def named(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show who is named for the locked parts one holds, name another of her team, or begin a part."""
    her = hers(client_id)
    held = [part for part in parts_in(her.rights.reads) if part in LOCKED]
    forms = _forms(request, her, held)
    # What is sent from no box of the page is asked about again.
    begins = request.method == "POST" and not any(form.is_bound for form in forms.values())
    begin = BeginForm(request.POST if begins else None)
    if begin.is_bound and begin.is_valid():
        return _begin(request, her, Compartment(int(begin.cleaned_data["begin"])))
    for part, form in forms.items():
        if form.is_bound and form.is_valid():
            return _name(request, her, part, form)
    there = whom.holders(client_id, held)
    parts = [(IN_WORDS[part], there[part.value], forms[part]) for part in held]
    opened(request, "sharing.named", client_id, Compartment.SHARING | sum(held))
    context = {"client": her.client, "parts": parts, "begin": begin}
    wrong = begin.errors or any(form.errors for form in forms.values())
    return render(request, "sharing/named.html", context, status=422 if wrong else 200)


def _forms(
    request: WorkerRequest, her: Hers, held: list[Compartment]
) -> dict[Compartment, NameForm]:
    there = whom.holders(her.client.pk, held)
    team = whom.her_team(her.client.pk)
    forms = {}
    for part in held:
        taken = {one.membership_id for one in there[part.value]}
        sent = request.POST if request.POST.get("part") == str(part.value) else None
        others = [hat for hat in team if hat.pk not in taken]
        forms[part] = NameForm(sent, part=part, workers=others)
    return forms


def _begin(request: WorkerRequest, her: Hers, part: Compartment) -> HttpResponse:
    actions.must_hold(client_id=her.client.pk, part=part, by=request.actor)
    say(
        request,
        _("Open to you now: %(part)s. Nobody else sees it.") % {"part": IN_WORDS[part]},
    )
    return redirect("sharing:named", her.client.pk)


def _name(request: WorkerRequest, her: Hers, part: Compartment, form: NameForm) -> HttpResponse:
    actions.name(
        client_id=her.client.pk, part=part, membership=form.whom(), named_by=request.membership,
        by=request.actor,
    )  # fmt: skip
    say(
        request,
        _("%(name)s can see %(part)s now.")
        % {"name": form.whom().worker.name, "part": IN_WORDS[part]},
    )
    return redirect("sharing:named", her.client.pk)


@requires(Permission.WRITE_CONTACT)
def unname(request: WorkerRequest, client_id: uuid.UUID, named_id: uuid.UUID) -> HttpResponse:
    """Take a worker's name off a locked part."""
    her = hers(client_id)
    every = Named.objects.select_related("membership__worker")
    one = get_object_or_404(every, pk=named_id, client_id=client_id)
    part = Compartment(one.compartment)
    if said := why_not_name(part, her.rights):
        raise Refused(said, rule="locked_part")
    if request.method == "POST":
        actions.unname(named=one, ended_by=request.membership, by=request.actor)
        name = one.membership.worker.name.removesuffix(".")
        say(request, _("Taken off. %(name)s can’t open it any more.") % {"name": name})
        return redirect("sharing:named", client_id)
    opened(request, "sharing.unname", client_id, part)
    context = {"client": her.client, "one": one, "part": IN_WORDS[part]}
    return render(request, "sharing/unname.html", context)
