"""Who is invited: on her yes alone; the invitation, who came, and what goes to one of them afterwards."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.meetings import actions, prints, queries
from alongside.coordination.meetings.forms import HandOnForm, InvitedForm, InviteForm, SentForm
from alongside.coordination.meetings.models import Invited
from alongside.coordination.meetings.views.answers import (
    asked,
    at,
    must_write,
    of_hers,
    one_invited,
    pdf,
)
from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent
from alongside.core.sharing.queries.reading import kept_away
from alongside.core.team.rules import why_not_name_ally
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.WRITE_CONTACT)
def invite(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Put an agency or a person on the list, with what she says to it (R160)."""
    client, one = of_hers(client_id, meeting_id)
    must_write(client, one.compartment)
    if said := why_not_name_ally(access.my_sources(client.pk)):
        raise Refused(said, rule="not_beside_her")
    away, more, back = kept_away(client.pk), dict[str, Any](), at("meeting", client, one.pk)
    team, parts = queries.her_team(one, away)
    form = InviteForm(sent(request), team=team, agencies=queries.agencies_for(away))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more, "name"):
            actions.invite(
                key=form.cleaned_data["key"], meeting=one, facts=form.facts(),
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, f"{back}#who")
    return asked(
        request, client, form, _("Who else is there?"), back, one.compartment | parts,
        lede=_("She says who comes. Her no stays a no."), **more,
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def invited(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> HttpResponse:
    """Write down what she says to somebody's coming, and afterwards whether they came."""
    client, one, row = one_invited(client_id, meeting_id, invited_id)
    must_write(client, one.compartment)
    form, more = InvitedForm(sent(request), row=row), dict[str, Any]()
    back = at("meeting", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.change_invited(
                invited=row, version=form.version, facts=form.facts(),
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, f"{back}#who")
    more["take_off"] = at("take_off", client, one.pk, row.pk)
    return asked(request, client, form, row.whom, back, one.compartment, **more)


@requires(Permission.WRITE_CONTACT)
@require_POST
def take_off(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> HttpResponse:
    """Take somebody off the list who never should have stood there."""
    client, one = of_hers(client_id, meeting_id)
    row = Invited.objects.filter(client_id=client.pk, meeting=one, pk=invited_id).first()
    if row is None:
        raise Http404
    actions.take_off(invited=row, by=request.actor)
    say(request, _("Off the list."), tone="info")
    return redirect(f"{at('meeting', client, one.pk)}#who")


@requires(Permission.WRITE_CONTACT)
def invitation(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> HttpResponse:
    """Print an invitation: the day, the place and the name she allows, and nothing of why."""
    client, one, row = one_invited(client_id, meeting_id, invited_id)
    actions.print_invitation(invited=row, meeting=one, client=client, by=request.actor)
    return pdf(prints.invitation_pdf(one, row, request.membership), "letter")


@requires(Permission.WRITE_CONTACT)
def sent_off(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> HttpResponse:
    """Note the day an invitation went."""
    client, one, row = one_invited(client_id, meeting_id, invited_id)
    must_write(client, one.compartment)
    form, more, back = SentForm(sent(request)), dict[str, Any](), at("meeting", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.note_sent(
                invited=row, meeting=one, client=client, on=form.cleaned_data["sent_on"],
                by=request.actor,
            )  # fmt: skip
            return saved(request, client, f"{back}#who")
    return asked(request, client, form, row.whom, back, one.compartment, **more)


@requires(Permission.WRITE_CONTACT)
def hand_on(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> HttpResponse:
    """Give somebody the lines meant for them, on her yes to exactly these (R158)."""
    client, one, row = one_invited(client_id, meeting_id, invited_id)
    must_write(client, one.compartment)
    lines, more, back = queries.meant_for(row), dict[str, Any](), at("meeting", client, one.pk)
    form = HandOnForm(sent(request), lines=lines)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.hand_on(
                key=form.cleaned_data["key"], invited=row, meeting=one, read=form.read_to_her,
                yes_on=form.cleaned_data["yes_on"], yes_words=form.cleaned_data["yes_words"],
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, f"{back}#who")
    return asked(
        request, client, form, row.whom, back, one.compartment, lines=lines,
        lede=_("These lines go to them and no others. Read them to her first."), **more,
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def extract(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> HttpResponse:
    """Print exactly what went to somebody, as she said yes to it, and only while she does."""
    client, one, row = one_invited(client_id, meeting_id, invited_id)
    lines, parts = queries.what_went(row)
    if not lines:
        raise Http404
    actions.print_extract(
        invited=row, meeting=one, client=client, lines=lines, parts=parts, by=request.actor
    )
    return pdf(prints.extract_pdf(one, row, lines, request.membership), "letter")
