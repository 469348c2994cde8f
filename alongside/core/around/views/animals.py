"""Her animals: what each needs, who looks after it, and where one was turned away (R234)."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.around import queries, rules
from alongside.core.around.actions import animals, keeping
from alongside.core.around.forms.animals import PetForm, TurnedAwayForm
from alongside.core.around.models import Pet
from alongside.core.around.views.answers import asked, at, ending, may_write, must_write, taken_up
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
def pets(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List her animals, and those she had before."""
    client = get_object_or_404(Client, pk=client_id)
    every, parts = list(queries.pets(client.pk)), 0
    for one in every:
        parts |= one.compartment
    may = request.membership.may(Permission.WRITE_CONTACT)
    context = {
        "pets": [one for one in every if not one.ended_at],
        "before": [one for one in every if one.ended_at],
        "may_add": may and rules.may_add(access.rights(client.pk)),
    }
    return shown(request, client, "around/pets.html", parts, context)


@requires(Permission.SEE_WOMEN)
def pet(request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID) -> HttpResponse:
    """Show one animal of hers."""
    client, one = _pet(client_id, pet_id)
    may = may_write(request, client, one.compartment)
    context = {
        "pet": one,
        "turned": list(queries.turned_away(one)),
        "may_write": may,
        "part_form": part_form(one) if may else None,
    }
    return shown(request, client, "around/pet.html", one.compartment, context)


@requires(Permission.WRITE_CONTACT)
def pet_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write an animal of hers down."""
    client = get_object_or_404(Client, pk=client_id)
    mine, more = access.rights(client.pk), dict[str, Any]()
    if said := rules.why_not_add_any(mine):
        raise Refused(said, rule="may_not_add_around_her")
    form = PetForm(sent(request), mine=mine)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more, "compartment"):
            one = animals.add_pet(
                key=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
                part=form.cleaned_data["compartment"], facts=form.facts_for(Pet),
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("pet", client, one.pk))
    return asked(request, client, form, _("An animal of hers"), at("pets", client), **more)


@requires(Permission.WRITE_CONTACT)
def pet_change(request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID) -> HttpResponse:
    """Change what stands about an animal of hers."""
    client, one = _pet(client_id, pet_id)
    must_write(client, one.compartment)
    more: dict[str, Any] = {}
    form = PetForm(sent(request), mine=access.rights(client.pk), row=one)
    back = at("pet", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            keeping.change(
                row=one, version=form.cleaned_data["version"], facts=form.facts_for(Pet),
                what="around.change_pet", by=request.actor,
            )  # fmt: skip
            return saved(request, client, back)
    return asked(request, client, form, one.name, back, one.compartment, **more)


@requires(Permission.WRITE_CONTACT)
def pet_end(request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID) -> HttpResponse:
    """Say that an animal is with her no longer."""
    client, one = _pet(client_id, pet_id)
    title = _("%(name)s is with her no longer") % {"name": one.name}
    undo = at("pet_back", client, one.pk)
    return ending(request, client, one, title, back=at("pets", client), undo=undo)


@requires(Permission.WRITE_CONTACT)
@require_POST
def pet_back(request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID) -> HttpResponse:
    """Put an animal back among those she has."""
    client, one = _pet(client_id, pet_id)
    return taken_up(request, client, one, to=at("pet", client, one.pk))


@requires(Permission.WRITE_CONTACT)
def pet_part(request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID) -> HttpResponse:
    """Move an animal to another part of her record."""
    client, one = _pet(client_id, pet_id)
    return part_page(
        request,
        Mover(
            client=client, row=one, title=one.name, back=at("pets", client),
            page=at("pet_part", client, one.pk),
            move=partial(animals.put_pet, pet=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def turned_new(request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID) -> HttpResponse:
    """Write down where an animal of hers was not taken, and when."""
    client, one = _pet(client_id, pet_id)
    must_write(client, one.compartment)
    form, more, back = TurnedAwayForm(sent(request)), dict[str, Any](), at("pet", client, one.pk)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        with no_beside_the_boxes(request, form, more, "happened_on"):
            made = animals.note_turned_away(
                key=key_within(typed["key"], client.pk), pet=one, on=typed["happened_on"],
                against=typed["against"], agency=typed["agency"], words=typed["words"],
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, back, at("turned_undo", client, one.pk, made.pk))
    title = _("%(name)s was turned away") % {"name": one.name}
    return asked(request, client, form, title, back, one.compartment, **more)


@requires(Permission.WRITE_CONTACT)
@require_POST
def turned_undo(
    request: WorkerRequest, client_id: uuid.UUID, pet_id: uuid.UUID, turned_id: uuid.UUID
) -> HttpResponse:
    """Take back a day on which an animal was turned away, by its writer within ten minutes."""
    client, one = _pet(client_id, pet_id)
    turned = get_object_or_404(queries.turned_away(one), pk=turned_id)
    animals.take_back_turned_away(turned=turned, by=request.actor)
    say(request, _("Taken back."), tone="info")
    return redirect(at("pet", client, one.pk))


def _pet(client_id: uuid.UUID, pet_id: uuid.UUID) -> tuple[Client, Pet]:
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.pets(client.pk), pk=pet_id)
