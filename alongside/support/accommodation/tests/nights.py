"""Writing nights down, through the page and past it."""

import datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.accommodation import actions
from alongside.support.accommodation.models import Stretch
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, forms_of


def page(cast: Cast, name: str = "nights", *more: Any) -> str:
    return reverse(f"accommodation:{name}", args=[cast.marta, *more])


def send(cast: Cast, url: str, hat: Membership | None = None, **typed: Any) -> Any:
    """Open a form, fill it in and send it."""
    browser = sign_in(hat or cast.amal)
    form = next(one for one in forms_of(browser.get(url).content.decode()) if "kind" in one.fields)
    for name in ("first_night", "last_night"):
        if isinstance(typed.get(name), datetime.date):
            typed |= day_typed(name, typed.pop(name))
    return browser.post(url, {**form.as_sent(), **typed})


def written(cast: Cast, hat: Membership | None = None) -> list[Stretch]:
    """List what stands, as far as a hat sees it."""
    with acting_as((hat or cast.amal).pk):
        return list(Stretch.objects.order_by("made_at", "pk"))


def slept(cast: Cast, kind: str, **facts: Any) -> Stretch:
    """Write some nights down, as Amal does."""
    part = facts.pop("part", None)
    with acting_as(cast.amal.pk):
        return actions.add_stretch(
            key=new_key(), client_id=cast.marta, facts={"kind": kind, **facts}, part=part,
            membership_id=cast.amal.pk, by=actor(cast.amal),
        )  # fmt: skip
