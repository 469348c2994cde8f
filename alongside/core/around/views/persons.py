"""One person around her: written down, changed, how it is from time to time, no longer part of her life."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.around import queries, rules
from alongside.core.around.actions import keeping, persons
from alongside.core.around.forms.persons import PersonForm, StandingForm
from alongside.core.around.models import Person
from alongside.core.around.views.answers import (
    asked,
    at,
    ending,
    may_write,
    must_write,
    person_as_read,
    taken_up,
)
from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.SEE_WOMEN)
def person(request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Show one person around her: her words first, and how it has been."""
    client, one = _person(client_id, person_id)
    may = may_write(request, client, one.compartment)
    context = {
        "one": queries.around_one(one),
        "may_write": may,
        "part_form": part_form(one) if may else None,
        "mine": request.membership.pk,
    }
    return shown(request, client, "around/person.html", one.compartment, context)


@requires(Permission.WRITE_CONTACT)
def person_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write somebody down, in her words (R9)."""
    client = get_object_or_404(Client, pk=client_id)
    mine, more = access.rights(client.pk), dict[str, Any]()
    if said := rules.why_not_add_any(mine):
        raise Refused(said, rule="may_not_add_around_her")
    form = PersonForm(sent(request), mine=mine)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more, "compartment"):
            one = persons.add_person(
                key=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
                part=form.cleaned_data["compartment"], facts=form.facts, now=form.now,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("person", client, one.pk))
    more["may_harm"] = rules.may_write_of_harm(mine)
    return asked(
        request, client, form, _("Somebody in her life"), at("around", client), lede=LEDE, **more
    )


LEDE = _("Only what she wants kept. One line is enough.")


@requires(Permission.WRITE_CONTACT)
def person_change(
    request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID
) -> HttpResponse:
    """Change what she calls somebody, how she describes them, or who they are to her."""
    client, one = _person(client_id, person_id)
    must_write(client, one.compartment)
    mine, more = access.rights(client.pk), dict[str, Any]()
    form = PersonForm(sent(request), mine=mine, person=one)
    back = at("person", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more, read=person_as_read):
            keeping.change(
                row=one, version=form.cleaned_data["version"], facts=form.facts,
                what="around.change_person", by=request.actor,
            )  # fmt: skip
            return saved(request, client, back)
    more["may_harm"] = rules.may_write_of_harm(mine)
    return asked(request, client, form, one.name, back, one.compartment, **more)


@requires(Permission.WRITE_CONTACT)
def standing_new(
    request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID
) -> HttpResponse:
    """Write down how it is between them now; what was so before stays beside it (R17)."""
    client, one = _person(client_id, person_id)
    must_write(client, one.compartment)
    form, more, back = StandingForm(sent(request)), dict[str, Any](), at("person", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more, "happened_on"):
            made = persons.add_standing(
                key=key_within(form.cleaned_data["key"], client.pk), person=one, said=form.said_now,
                on=form.cleaned_data["happened_on"], membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, back, at("standing_undo", client, one.pk, made.pk))
    return asked(request, client, form, one.name, back, one.compartment, lede=HOW_LEDE, **more)


HOW_LEDE = _("How it is changes, and may change back. Each day stays beside the others.")


@requires(Permission.WRITE_CONTACT)
@require_POST
def standing_undo(
    request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID, standing_id: uuid.UUID
) -> HttpResponse:
    """Take back how it was said to be, by its writer within ten minutes."""
    client, one = _person(client_id, person_id)
    said = get_object_or_404(queries.standings(client.pk), pk=standing_id, person=one)
    persons.take_back_standing(standing=said, by=request.actor)
    say(request, _("Taken back."), tone="info")
    return redirect(at("person", client, one.pk))


@requires(Permission.WRITE_CONTACT)
def person_end(request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Say that somebody is no longer part of her life; nobody is ever taken out."""
    client, one = _person(client_id, person_id)
    title = _("%(name)s is no longer part of her life") % {"name": one.name}
    undo = at("person_back", client, one.pk)
    return ending(request, client, one, title, back=at("around", client), undo=undo)


@requires(Permission.WRITE_CONTACT)
@require_POST
def person_back(request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Put somebody back among those who are part of her life."""
    client, one = _person(client_id, person_id)
    return taken_up(request, client, one, to=at("person", client, one.pk))


@requires(Permission.WRITE_CONTACT)
def person_part(request: WorkerRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Move somebody to another part of her record, with all that was said of them."""
    client, one = _person(client_id, person_id)
    return part_page(
        request,
        Mover(
            client=client, row=one, title=one.name, back=at("around", client),
            page=at("person_part", client, one.pk),
            move=partial(persons.put_person, person=one, by=request.actor),
        ),
    )  # fmt: skip


def _person(client_id: uuid.UUID, person_id: uuid.UUID) -> tuple[Client, Person]:
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.persons(client.pk), pk=person_id)
