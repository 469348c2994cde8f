"""Pages of the matching person."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.actions import matching as actions
from alongside.core.sharing.forms.matching import PairForm
from alongside.core.sharing.models import Duty
from alongside.core.sharing.queries import duties
from alongside.core.sharing.queries import matching as queries
from alongside.core.sharing.rules.matching import Answer
from alongside.foundation.accounts.access import WorkerRequest, any_worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.notices import say

SAID = {
    Answer.OTHER: _("Noted: two women."),
    Answer.LEAVE: _("Noted: one woman. Whom she keeps away is kept away from both records."),
    Answer.TAKE_OVER: _(
        "The new referral is yours to answer. You find it among the new referrals."
    ),
}


def _must_be_matching_person(request: WorkerRequest) -> None:
    if Duty.Kind.MATCHING not in duties.of(request.membership):
        raise PermissionDenied


def _written(request: WorkerRequest, what: str, pairs: list[queries.Pair]) -> None:
    shown = {side.client.pk: int(actions.SHOWN) for pair in pairs for side in pair.both}
    audit.record_list(what=what, by=request.actor, shown=shown)


@any_worker
def pairs(request: WorkerRequest) -> HttpResponse:
    """List the pairs that wait."""
    _must_be_matching_person(request)
    waiting = queries.pairs()
    _written(request, "sharing.pairs", waiting)
    return render(request, "sharing/pairs.html", {"pairs": waiting})


@any_worker
def pair(request: WorkerRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Lay two records side by side, and take the answer."""
    _must_be_matching_person(request)
    found = next((one for one in queries.pairs() if one.key == pair_id), None)
    if found is None:
        raise Http404
    form = PairForm(
        request.POST if request.method == "POST" else None,
        role=request.membership.role,
        waits=found.waits,
    )
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        actions.settle(
            pair=found.matches, answer=answer, settled_by=request.membership, by=request.actor
        )
        say(request, str(SAID[Answer(answer)]))
        return redirect("away:pairs")
    _written(request, "sharing.pair", [found])
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/pair.html", {"pair": found, "form": form}, status=status)
