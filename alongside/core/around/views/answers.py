"""How every page of this room is written down as opened, and answers what was sent."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alongside.core.around import rules
from alongside.core.around.actions import keeping
from alongside.core.around.forms.shape import EndForm
from alongside.core.parts.views.answers import as_read, sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


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
    return shown(request, client, "around/form.html", parts, context)


def must_write(client: Client, part: int) -> None:
    """Raise Refused where the asker may not write in a part of her record."""
    if said := rules.why_not_write(part, access.rights(client.pk)):
        raise Refused(said, rule="not_yours_to_write")


def may_write(request: WorkerRequest, client: Client, part: int) -> bool:
    """Say whether the asker may write in a part of her record, under the hat she wears."""
    may = request.membership.may(Permission.WRITE_CONTACT)
    return may and not rules.why_not_write(part, access.rights(client.pk))


def person_as_read(form: forms.Form, row: Any) -> list[tuple[str, str]]:
    """Say what stands about somebody, with what she calls them among the words of the list."""
    said = dict(as_read(form, row))
    if row is not None:
        said[str(form.fields["roles"].label)] = ", ".join(rules.roles_of(row))
    return [(label, words) for label, words in said.items() if words]


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
