"""When we tried, when we met, and who led."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.support.engagement.queries.attempts import Attempt, Lately, lately_tried, who_led
from alongside.support.engagement.rules import pictures
from alongside.support.engagement.views.showing import shown


@requires(Permission.SEE_WOMEN)
def tried(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show when and how we tried beside the hours she gave, and who led the time together."""
    client = get_object_or_404(Client, pk=client_id)
    lately, months = lately_tried(client.pk), who_led(client.pk)
    parts = lately.compartments
    for month in months:
        parts |= month.compartments
    context = {
        **_pictures(lately), "lately": lately, "months": months, "led": pictures.led_bars(months),
        "gaps": pictures.gaps([(one.weekday, one.hour) for one in lately.tries], lately.safe_hours),
    }  # fmt: skip
    return shown(request, client, "engagement/tried.html", parts, context)


def _pictures(lately: Lately) -> dict[str, Any]:
    def marks(found: list[Attempt]) -> list[tuple[int, int | None, str]]:
        return [(one.weekday, one.hour, one.way) for one in found]

    safe = lately.safe_hours
    return {
        "tries": pictures.week(
            marks(lately.tries),
            safe,
            key="tries",
            title=_("When we tried"),
            about=pictures.tried_in_words,
        ),
        "met": pictures.week(
            marks(lately.met), safe, key="met", title=_("When we met"), about=pictures.met_in_words
        ),
    }
