"""Telling something through the page, as a worker does."""

import uuid
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from alongside.core.story.models import Entry, Topic
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of


def address(cast: Cast, subject: str = "strengths") -> str:
    return reverse("story:topic", args=[cast.marta, subject])


def sent(browser: Browser, url: str, holds: str = "her_words", **typed: Any) -> Any:
    """Open a page, fill in the form that holds a box of this name, and send it."""
    page = browser.get(url)
    assert page.status_code == 200, (url, page.status_code)
    form = next(one for one in forms_of(page.content.decode()) if holds in one.fields)
    return browser.post(form.action or url, {**form.as_sent(), **typed})


def told(cast: Cast, hat: Membership, subject: str = "strengths", **typed: Any) -> Any:
    """Tell a worker something about one subject."""
    return sent(sign_in(hat), address(cast, subject), **{"state": "told", **typed})


def standing(cast: Cast, **about: Any) -> Topic:
    """Give what stands about one subject, as Amal sees it."""
    with acting_as(cast.amal.pk):
        return Topic.objects.select_related("subject").get(client_id=cast.marta, **about)


def entries(cast: Cast, hat: Membership | None = None, **about: Any) -> list[Entry]:
    """List what hangs on her topics, the first first."""
    with acting_as((hat or cast.amal).pk):
        return list(
            Entry.objects.filter(client_id=cast.marta, **about).order_by("place", "made_at", "pk")
        )


def new_form() -> str:
    """Give a form's key."""
    return str(uuid.uuid4())
