"""One visit or group written down once, kept as a note of each woman's own; and reminders she asked for."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.notices import say
from alongside.support.engagement.actions import everyday as actions
from alongside.support.engagement.forms.everyday import SeveralForm, too_many
from alongside.support.engagement.models import Appointment
from alongside.support.engagement.queries import everyday as queries
from alongside.support.engagement.views.showing import status_of


@requires(Permission.WRITE_CONTACT)
def several(request: WorkerRequest) -> HttpResponse:
    """Choose who was there, then write it once."""
    women = queries.to_write_about_at_once()
    wanted = set(request.POST.getlist("woman"))
    chosen = [one for one in women if str(one.pk) in wanted]
    shown = dict.fromkeys((one.pk for one in women), Compartment.BASICS.value)
    audit.record_list(what="engagement.several", by=request.actor, shown=shown)
    said = ""
    if request.method == "POST" and too_many(chosen):
        said = _("Choose %(most)s women at most.") % {"most": queries.MOST_AT_ONCE}
    elif request.method == "POST" and not chosen:
        said = _("Choose who was there.")
    elif request.method == "POST":
        return _written(request, chosen)
    context = {"women": women, "wanted": wanted, "said": said}
    return render(request, "engagement/several.html", context, status=422 if said else 200)


def _written(request: WorkerRequest, chosen: list[Client]) -> HttpResponse:
    """Show the form for those chosen, or keep what was written in it."""
    form = SeveralForm(request.POST if "save" in request.POST else None, women=chosen)
    if form.is_bound and form.is_valid():
        _warn(form)
    if form.is_bound and form.is_valid():
        actions.write_together(
            key=form.cleaned_data["key"], common=form.common, lines=form.lines, sure=form.sure,
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        said = ngettext(
            "Saved to one record.",
            "Saved to %(many)s records, each a note of its own.",
            len(chosen),
        )
        say(request, said % {"many": len(chosen)})
        return redirect("home:today")
    context = {"form": form, "women": chosen}
    return render(request, "engagement/several_write.html", context, status=status_of(form))


def _warn(form: SeveralForm) -> None:
    """Put a gentle word beside each text in which another of these women is named."""
    people = form.women
    for woman, words in form.lines:
        named = queries.others_named(woman, words, people)
        if named and woman.pk not in form.sure:
            form.add_error(
                f"words_{woman.pk.hex}",
                _(
                    "%(name)s is named here, and this note is %(whose)s’s alone. Take the name out, or "
                    "tick that it is somebody else."
                )
                % {"name": named[0], "whose": woman.name},
            )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
@require_POST
def appointment_reminded(
    request: WorkerRequest, client_id: uuid.UUID, appointment_id: uuid.UUID
) -> HttpResponse:
    """Note that one reminded her, in her safe hours."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(Appointment.objects.standing(), pk=appointment_id, client_id=client.pk)
    actions.mark_reminded(appointment=one, by=request.actor)
    say(request, _("Noted: %(name)s was reminded.") % {"name": client.name})
    return redirect("home:her", client.pk)
