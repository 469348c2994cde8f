"""How a page about her is written down as opened, and answers what was sent."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.common.templatetags.words import clock, full_day


def sent(request: WorkerRequest) -> QueryDict | None:
    """Give what was typed, or None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def shown(
    request: WorkerRequest, client: Client, template: str, parts: int, context: dict[str, Any]
) -> HttpResponse:
    """Write down that a page about her was opened, and which parts of her record it shows; then show it."""
    audit.record(
        Event.OPENED, what=template.removesuffix(".html").replace("/", "."), by=request.actor,
        client_id=client.pk, compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {"client": client, **context}, status=status)


def saved(request: WorkerRequest, client: Client, to: str, undo: str = "") -> HttpResponse:
    """Say whose record it went to, perhaps with a way back, and go on."""
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name}, undo_url=undo)
    return redirect(to)


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
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.date):
        return full_day(value)
    if isinstance(value, datetime.time):
        return clock(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value)
    if isinstance(field, forms.ChoiceField):
        known: Any = dict(field.choices)  # type: ignore[arg-type]
        several = isinstance(field, forms.MultipleChoiceField)
        # What can't be read is no list; it says nothing.
        chosen = [value] if not several else value if isinstance(value, list) else []
        return ", ".join(str(known[one]) for one in chosen if one in known)
    return str(value)


@contextmanager
def no_beside_the_boxes(
    request: WorkerRequest,
    form: forms.Form,
    more: dict[str, Any],
    box: str | None = None,
    *,
    read: Callable[[forms.Form, Any], list[tuple[str, str]]] = as_read,
) -> Iterator[None]:
    """Bring an action's no back to its form; when somebody else saved first, with what stands now.

    What stands is put into `more`: the row as "theirs", and in words, box by box, as "as_read".
    """
    try:
        yield
    except ChangedMeanwhile as changed:
        theirs = beside_theirs(request, form, changed)
        more.update(theirs=theirs, as_read=read(form, theirs))
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(box if box in form.fields else None, refusal.reason)
