"""How every page of this room is written down as opened, and answers what was sent."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.coordination.meetings import queries, rules
from alongside.coordination.meetings.models import Invited, Meeting
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.common.templatetags.words import clock, full_day


def of_hers(client_id: uuid.UUID, meeting_id: uuid.UUID) -> tuple[Client, Meeting]:
    """Fetch a woman and one of her meetings, or answer that there is nothing."""
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.meetings_of(client.pk), pk=meeting_id)


def one_invited(
    client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> tuple[Client, Meeting, Invited]:
    """Fetch somebody on the list of one of her meetings as well."""
    client, meeting = of_hers(client_id, meeting_id)
    found = queries.invited_of(client.pk).filter(meeting=meeting)
    return client, meeting, get_object_or_404(found, pk=invited_id)


def shown(
    request: WorkerRequest,
    client: Client,
    template: str,
    parts: int,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Write down that a page about her was opened, and which parts of her record it shows; then show it."""
    what = template.removesuffix(".html").replace("/", ".")
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    return render(request, template, {"client": client, **context}, status=status)


def asked(
    request: WorkerRequest,
    client: Client,
    form: forms.Form,
    title: Any,
    back: str,
    parts: int = 0,
    **more: Any,
) -> HttpResponse:
    """Show the one page on which this room asks; `more` may hold what somebody else saved meanwhile."""
    context = {"form": form, "heading": title, "back": back, **more}
    return shown(
        request, client, "meetings/form.html", parts, context, 422 if form.is_bound else 200
    )


def sent(request: WorkerRequest) -> QueryDict | None:
    """Give what was typed, or None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def must_write(client: Client, part: int) -> None:
    """Raise Refused where the asker may not write in a part of her record."""
    if said := rules.why_not_write(part, access.rights(client.pk)):
        raise Refused(said, rule="not_yours_to_write")


def may_write(request: WorkerRequest, client: Client, part: int) -> bool:
    """Say whether the asker may write in a part of her record, under the hat she wears."""
    may = request.membership.may(Permission.WRITE_CONTACT)
    return may and not rules.why_not_write(part, access.rights(client.pk))


@contextmanager
def no_beside_the_boxes(
    request: WorkerRequest, form: forms.Form, more: dict[str, Any], box: str | None = None
) -> Iterator[None]:
    """Bring an action's no back to its form; when somebody else saved first, with what stands now."""
    try:
        yield
    except ChangedMeanwhile as changed:
        more["theirs"] = as_read(form, beside_theirs(request, form, changed))
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(box if box in form.fields else None, refusal.reason)


def as_read(form: forms.Form, row: Any) -> list[tuple[str, str]]:
    """Say what stands in a row, box by box, with the form's own labels."""
    said = []
    for name, field in form.fields.items():
        if row is None or field.widget.is_hidden or not hasattr(row, name):
            continue
        if text := _as_text(field, getattr(row, name)):
            said.append((str(field.label), text))
    return said


def _as_text(field: forms.Field, value: Any) -> str:
    if isinstance(value, datetime.date):
        return full_day(value)
    if isinstance(value, datetime.time):
        return clock(value)
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value) if value else ""
    if isinstance(field, forms.MultipleChoiceField):
        known: Any = dict(field.choices)  # type: ignore[arg-type]
        ticked = value if isinstance(value, list) else []
        return ", ".join(str(known[one]) for one in ticked if one in known)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, "")) if value else ""
    return "" if value is None else str(value)


def saved(request: WorkerRequest, client: Client, to: str) -> HttpResponse:
    """Say whose record it went to, and go on."""
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
    return redirect(to)


def at(name: str, client: Client, *keys: uuid.UUID) -> str:
    """Give the address of one of her pages of this room."""
    return reverse(f"meetings:{name}", args=[client.pk, *keys])


def pdf(made: bytes, name: str) -> HttpResponse:
    """Give a paper to be kept under a name that says nothing."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
