"""Finding anything, and the keys that make it quick."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.directory import queries as directory
from alongside.overview.home import rules
from alongside.overview.home.queries import finding


@requires(Permission.SEE_WOMEN)
def find(request: WorkerRequest) -> HttpResponse:
    """Find women among those this hat sees, pages and agencies; what was typed goes nowhere."""
    words = request.POST.get("q", "").replace("\x00", "").strip()[:200]
    here = finding.found(words, timezone.now())
    recent = [] if words else finding.recent()
    shown = {line.client.pk: line.compartments for line in here.all}
    shown |= {client.pk: Compartment.BASICS.value for client in recent}
    audit.record_list(what="home.find", by=request.actor, shown=shown)
    long = len("".join(rules.plain_words(words))) >= rules.HEARD_FROM
    context = {
        "found": here,
        "most": finding.FOUND,
        "recent": recent,
        "pages": [
            {"label": one.label, "url": reverse(one.url_name)}
            for one in rules.pages_found(words, request.membership)
        ],
        "agencies": directory.found(words.split()[: rules.MOST_WORDS]) if long else [],
        "may_refer": request.membership.may(Permission.REFER),
        "words": words,
        "asked": bool(words),
        "may_break_glass": request.membership.may(Permission.BREAK_GLASS),
    }
    return render(request, "home/find.html", context)


@any_worker
def keys(request: WorkerRequest) -> HttpResponse:
    """Say which keys there are, and where they are switched off."""
    return render(
        request, "home/keys.html", {"may_find": request.membership.may(Permission.SEE_WOMEN)}
    )
