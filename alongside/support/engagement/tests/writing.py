"""Filling in and reading back notes, as the tests of every page here need it."""

import uuid

from django.test import Client as Browser
from django.urls import reverse

from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement.models import Contact
from tests.shared.forms import forms_of


def address(client_id: uuid.UUID) -> str:
    return reverse("engagement:note_new", args=[client_id])


def filled(browser: Browser, client_id: uuid.UUID, **typed: str) -> dict[str, object]:
    """Open the form as a browser does and give what it would send, with some boxes typed over."""
    page = browser.get(address(client_id))
    form = next(one for one in forms_of(page.content.decode()) if "worker_words" in one.fields)
    sent: dict[str, object] = dict(form.as_sent())
    sent.pop("keep", None)
    sent.update(typed)
    return sent


def notes(hat: Membership) -> list[Contact]:
    with acting_as(hat.pk):
        return list(Contact.objects.standing().order_by("made_at"))


def woman(hat: Membership, key: uuid.UUID) -> Client:
    with acting_as(hat.pk):
        return Client.objects.get(pk=key)


def write(browser: Browser, client_id: uuid.UUID, hat: Membership, **typed: str) -> Contact:
    """Save one note through the page and give it back."""
    browser.post(address(client_id), filled(browser, client_id, **typed))
    return notes(hat)[-1]
