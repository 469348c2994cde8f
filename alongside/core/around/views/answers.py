"""How every page of this room is written down as opened, and answers what was sent."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alongside.core.around import rules
from alongside.core.around.actions import keeping
from alongside.core.around.forms.shape import EndForm
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.common.templatetags.words import clock, full_day


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
    return shown(request, client, "around/form.html", parts, context, 422 if form.is_bound else 200)


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
        request.refusals.append(changed.rule)
        again = request.POST.copy()
        again["version"] = str(changed.theirs.version) if changed.theirs else ""
        form.data = again
        form.add_error(None, changed.reason)
        more["theirs"] = as_read(form, changed.theirs)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(box if box in form.fields else None, refusal.reason)


def as_read(form: forms.Form, row: Any) -> list[tuple[str, str]]:
    """Say what stands in a row, box by box, with the form's own labels."""
    said = []
    for name, field in form.fields.items():
        if row is None or field.widget.is_hidden or not hasattr(row, name):
            continue
        if text := _as_text(field, row, name):
            said.append((str(field.label), text))
    return said


def _as_text(field: forms.Field, row: Any, name: str) -> str:
    value = getattr(row, name)
    if name == "roles":
        return ", ".join(rules.roles_of(row))
    if isinstance(value, datetime.date):
        return full_day(value)
    if isinstance(value, datetime.time):
        return clock(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        # Choices are asked for by their value; nothing said is no choice.
        choices: Any = field.choices
        return str(dict(choices).get(value, "")) if value not in ("", None) else ""
    return "" if value is None else str(value)


def saved(request: WorkerRequest, client: Client, to: str, undo: str = "") -> HttpResponse:
    """Say whose record it went to, and go on."""
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name}, undo_url=undo)
    return redirect(to)


def ending(
    request: WorkerRequest, client: Client, row: Any, title: Any, *, back: str, undo: str
) -> HttpResponse:
    """Ask whether somebody or something is no longer part of her life, and write it down."""
    must_write(client, rules.part_of(row))
    form = EndForm(sent(request))
    if form.is_bound and form.is_valid():
        what = f"around.end_{row.NOUN}"
        keeping.end(row=row, words=form.cleaned_data["end_words"], what=what, by=request.actor)
        say(request, _("Kept with what was before."), tone="info", undo_url=undo)
        return redirect(back)
    return asked(request, client, form, title, back, rules.part_of(row), is_end=True)


def taken_up(request: WorkerRequest, client: Client, row: Any, *, to: str) -> HttpResponse:
    """Put somebody or something back among what is now."""
    keeping.take_up(row=row, what=f"around.take_up_{row.NOUN}", by=request.actor)
    say(request, _("It is back on %(name)s’s record.") % {"name": client.name})
    return redirect(to)


def at(name: str, client: Client, *keys: uuid.UUID) -> str:
    """Give the address of one of her pages of this room."""
    return reverse(f"around:{name}", args=[client.pk, *keys])


def headed(text: str) -> str:
    """Write a word as a heading begins."""
    return capfirst(text)
