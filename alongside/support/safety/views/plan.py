"""Her plan: read, written section by section, looked at again; and how worried we are (R26)."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.support.safety import actions, queries, rules
from alongside.support.safety.forms import FitsForm, JudgementForm, LookForm, SectionForm
from alongside.support.safety.models import Section
from alongside.support.safety.rules import harm
from alongside.support.safety.views.answers import at, hers, must

SAFETY = Compartment.SAFETY


@requires(Permission.SEE_WOMEN)
def plan(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show her plan as it stands, how worried we are, and when it is looked at again."""
    client, mine = hers(client_id)
    page = queries.plan_page(client.pk, timezone.localdate())
    context = {
        "page": page, "may_write": _may_write(request, mine),
        "may_apart": _may_write(request, mine, rules.APART),
        "may_see_others": harm.may_see(mine),
    }  # fmt: skip
    return shown(request, client, "safety/plan.html", page.compartments, context)


def _may_write(request: WorkerRequest, mine: Rights, part: Compartment = SAFETY) -> bool:
    may = request.membership.may(Permission.WRITE_CONTACT)
    return may and rules.why_not_write(part, mine) is None


@requires(Permission.WRITE_CONTACT)
def section(request: WorkerRequest, client_id: uuid.UUID, place: int) -> HttpResponse:
    """Write one section of her plan, with what may be asked about it."""
    client, mine = hers(client_id)
    return _section(request, client, mine, _at(place), SAFETY)


@requires(Permission.WRITE_CONTACT)
def apart(request: WorkerRequest, client_id: uuid.UUID, place: int) -> HttpResponse:
    """Write what of one section is for workers she named, in its own locked part."""
    client, mine = hers(client_id, rules.APART)
    return _section(request, client, mine, _at(place), rules.APART)


def _at(place: int) -> Section:
    if found := rules.section_at(place):
        return found
    raise Http404


def _section(
    request: WorkerRequest, client: Client, mine: Rights, which: Section, part: Compartment
) -> HttpResponse:
    must(rules.why_not_write(part, mine))
    before = list(queries.before(client.pk, which, part))
    now = before[0] if before else None
    form = SectionForm(
        sent(request),
        initial={"words": now.words if now else "", "version": now.version if now else 0},
    )
    more: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.write_section(
                client_id=client.pk, section=which, part=part, words=form.cleaned_data["words"],
                version=form.cleaned_data["version"] or 0, membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("plan", client))
    fits = {row.kind for row in queries.fitting(client.pk)}
    context = {
        "form": form, "title": which.label, "before": before[1:] if now and now.words else before,
        "prompts": rules.prompts_for(which, part, fits), "is_apart": part == rules.APART,
        "asks_about_phones": which == Section.RING and part == SAFETY,
        "apart_at": _apart_at(which, mine) if part == SAFETY else 0, **more,
    }  # fmt: skip
    return shown(request, client, "safety/section.html", part, context)


def _apart_at(which: Section, mine: Rights) -> int:
    """Say where the locked half of a section is, for those who write there; nought for others."""
    may = rules.why_not_write(rules.APART, mine) is None
    return list(Section).index(which) + 1 if may else 0


@requires(Permission.WRITE_CONTACT)
def fits(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Tick which situations fit her; the plan asks about these and no others."""
    client, mine = hers(client_id)
    must(rules.why_not_write(SAFETY, mine))
    standing = queries.fitting(client.pk)
    kinds = [row.kind for row in standing]
    form = FitsForm(sent(request), initial={"fits": kinds, "stood": " ".join(kinds)})
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, {}, "fits"):
            actions.say_what_fits(
                client_id=client.pk, begins=form.begins, ends=form.ends,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("plan", client))
    parts = SAFETY.value
    for row in standing:
        parts |= row.compartment
    return shown(request, client, "safety/fits.html", parts, {"form": form})


@requires(Permission.WRITE_CONTACT)
def look(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down that her plan was made or looked at, and when to look again."""
    client, mine = hers(client_id)
    must(rules.why_not_write(SAFETY, mine))
    form = LookForm(sent(request))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, {}, "again_on"):
            actions.look_at_it(
                key=form.cleaned_data["key"], client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("plan", client))
    return shown(request, client, "safety/look.html", 0, {"form": form})


@requires(Permission.WRITE_CONTACT)
def judgement(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down how worried we are, with reasons; show what was said before."""
    client, mine = hers(client_id)
    must(rules.why_not_write(SAFETY, mine))
    form = JudgementForm(sent(request))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, {}):
            actions.judge(
                key=form.cleaned_data["key"], client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("plan", client))
    context = {"form": form, "before": list(queries.judgements(client.pk))}
    return shown(request, client, "safety/judgement.html", SAFETY, context)
