"""Moving things of Marta's to another part of her record, through the pages, and looking where they stand."""

import re
import uuid
from typing import Any

from django.db.models import Model
from django.test import Client as Browser

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.models import RowHistory
from tests.shared.forms import forms_of


def move(browser: Browser, url: str, to: Compartment | str, **typed: Any) -> Any:
    """Open the page that moves something, choose a part and press its button."""
    page = browser.get(url)
    assert page.status_code == 200, (url, page.status_code)
    form = next(one for one in forms_of(page.content.decode()) if "to" in one.fields)
    part = str(to.value) if isinstance(to, Compartment) else to
    return browser.post(url, {**form.as_sent(), "to": part, **typed})


def undo_on(browser: Browser, answer: Any) -> str:
    """Go where a move leads and give the address of the Undo that stands there."""
    page = browser.get(answer["Location"]).content.decode()
    found = re.search(r'action="([^"]*\?back=[0-9a-f-]{36})"', page)
    assert found, "no undo"
    return found.group(1)


def parts_of(hat: Membership, *kinds: type[Model]) -> set[Compartment]:
    """Say in which parts the rows of these kinds stand, as far as a hat sees them."""
    with acting_as(hat.pk):
        found = [
            part
            for kind in kinds
            for part in kind._default_manager.values_list("compartment", flat=True)
        ]
    return {Compartment(part) for part in found}


def parts_of_history(hat: Membership, key: uuid.UUID) -> set[Compartment]:
    """Say in which parts the history of one row stands, as far as a hat sees it."""
    with acting_as(hat.pk):
        found = set(RowHistory.objects.filter(row_id=key).values_list("compartment", flat=True))
    return {Compartment(part) for part in found}
