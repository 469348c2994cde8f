"""Meetings with her in them: planned, changed section by section, held or called off, on paper."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.coordination.meetings import actions, prints, queries, rules
from alongside.coordination.meetings.forms import (
    AfterForm,
    HerPartForm,
    MeetingForm,
    OffForm,
    PointsForm,
)
from alongside.coordination.meetings.models import Meeting
from alongside.coordination.meetings.views.answers import (
    asked,
    at,
    may_write,
    must_write,
    of_hers,
    pdf,
)
from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent, shown
from alongside.core.people.models import Client
from alongside.core.sharing.queries.reading import kept_away
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Agency

NEW_LEDE = gettext_lazy("She is at the table, in the way she chooses, and her points come first.")
TITLES = {
    "when": (gettext_lazy("What, when and where"), NEW_LEDE),
    "her_part": (gettext_lazy("Her part"), gettext_lazy("Her choice, and she may change it up to the day.")),
    "points": (gettext_lazy("What is spoken of"), gettext_lazy("Hers stand first, whoever brings the rest.")),
    "afterwards": (
        gettext_lazy("Afterwards"), gettext_lazy("How her view was given, and what she says of it."),
    ),
    "off": (gettext_lazy("It was called off"), gettext_lazy("All that was written stays.")),
}  # fmt: skip


@requires(Permission.SEE_WOMEN)
def meetings(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show her meetings, those ahead first."""
    client = get_object_or_404(Client, pk=client_id)
    found, parts = list(queries.meetings_of(client.pk)), 0
    for one in found:
        parts |= one.compartment
    context = {
        "ahead": [one for one in reversed(found) if one.state == Meeting.State.PLANNED],
        "before": [one for one in found if one.state != Meeting.State.PLANNED],
        "may_add": request.membership.may(Permission.WRITE_CONTACT)
        and not rules.why_not_add_any(access.rights(client.pk)),
    }  # fmt: skip
    return shown(request, client, "meetings/meetings.html", parts, context)


@requires(Permission.WRITE_CONTACT)
def new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Plan a meeting with her in it (R10)."""
    client = get_object_or_404(Client, pk=client_id)
    mine, more = access.rights(client.pk), dict[str, Any]()
    if said := rules.why_not_add_any(mine):
        raise Refused(said, rule="may_not_plan")
    brings = {"brought_by": request.membership.worker.name}
    form = MeetingForm(sent(request), mine=mine, initial=brings)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more, "compartment"):
            one = actions.plan_meeting(
                key=form.cleaned_data["key"], client=client, part=form.cleaned_data["compartment"],
                facts=form.facts(), membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("meeting", client, one.pk))
    back = at("meetings", client)
    return asked(request, client, form, _("A meeting with her"), back, lede=NEW_LEDE, **more)


@requires(Permission.SEE_WOMEN)
def meeting(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Show one meeting: her part first, her points first, who is invited, what was said and promised."""
    client, one = of_hers(client_id, meeting_id)
    may = may_write(request, client, one.compartment)
    context = {
        "told": queries.told(one), "meeting": one, "may_write": may, "today": timezone.localdate(),
        "part_form": part_form(one) if may else None, "may_print": not rules.why_not_print(one),
    }  # fmt: skip
    return shown(request, client, "meetings/meeting.html", one.compartment, context)


@requires(Permission.WRITE_CONTACT)
def section(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, name: str
) -> HttpResponse:
    """Change one section of a meeting: when it is, her part, the points, that it is off, or afterwards."""
    client, one = of_hers(client_id, meeting_id)
    must_write(client, one.compartment)
    form, more, back = _form(request, one, name), dict[str, Any](), at("meeting", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            _save(request, one, name, form)
            return saved(request, client, f"{back}#{name}")
    title, lede = TITLES[name]
    return asked(request, client, form, title, back, one.compartment, lede=lede, **more)


def _form(request: WorkerRequest, one: Meeting, name: str) -> Any:
    if name == "when":
        return MeetingForm(sent(request), row=one, mine=access.rights(one.client_id))
    if name == "off":
        offered = queries.agencies_for(kept_away(one.client_id))
        rows = Agency.objects.filter(pk__in=[agency.pk for agency in offered])
        return OffForm(sent(request), row=one, agencies=rows)
    kinds: dict[str, Any] = {"her_part": HerPartForm, "points": PointsForm, "afterwards": AfterForm}
    return kinds[name](sent(request), row=one)


def _save(request: WorkerRequest, one: Meeting, name: str, form: Any) -> None:
    asked: dict[str, Any] = {
        "meeting": one, "version": form.version, "facts": form.facts(), "by": request.actor
    }  # fmt: skip
    if name == "off":
        actions.call_off(**asked)
    elif name == "afterwards":
        actions.say_afterwards(**asked, membership=request.membership)
    else:
        actions.change_meeting(**asked)


@requires(Permission.WRITE_CONTACT)
@require_POST
def held(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Say that a meeting took place; twice is once."""
    client, one = of_hers(client_id, meeting_id)
    try:
        if one.state != Meeting.State.HELD:
            actions.hold(meeting=one, version=one.version, by=request.actor)
    except ChangedMeanwhile:
        # The other half of a double click was quicker.
        pass
    say(request, _("It took place. Who came, and what was said?"))
    return redirect(f"{at('meeting', client, one.pk)}#who")


@requires(Permission.WRITE_CONTACT)
def part(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Move a meeting to another part of her record, with all that hangs on it."""
    client, one = of_hers(client_id, meeting_id)
    return part_page(
        request,
        Mover(
            client, one, _("A meeting"), back=at("meeting", client, one.pk), page=at("part", client, one.pk),
            move=partial(actions.put_meeting, meeting=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.SEE_WOMEN)
def agenda(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Print what is spoken of, her points first."""
    _client, one = of_hers(client_id, meeting_id)
    actions.print_agenda(meeting=one, by=request.actor)
    return pdf(prints.agenda_pdf(one), "our-meeting")
