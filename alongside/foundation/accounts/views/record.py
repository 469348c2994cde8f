"""The record of who opened what: how far it is sealed, the seal on paper, and its alarms."""

import base64
import uuid
from io import BytesIO

import qrcode
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.actions import alarms as answering
from alongside.foundation.accounts.forms.record import LookedIntoForm
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import queries as audit
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.READ_SEAL)
def seal(request: WorkerRequest) -> HttpResponse:
    """Say how far the record is sealed, and give its latest seal to print and keep on paper (S37)."""
    state = audit.sealed(settings.HEADS)
    context = {
        "state": state,
        "picture": _picture(state.code) if state.code else "",
        "answers_alarms": request.membership.may(Permission.ANSWER_ALARMS),
    }
    return render(request, "accounts/seal.html", context)


def _picture(code: str) -> str:
    drawn = BytesIO()
    qrcode.make(f"ALONGSIDE {code}", image_factory=SvgPathFillImage).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"


@requires(Permission.ANSWER_ALARMS)
def alarms(request: WorkerRequest) -> HttpResponse:
    """List the alarms of her own agency: those to look into, and those somebody has looked into (S9)."""
    shown = queries.alarms()
    waiting = [alarm for alarm in shown if alarm.answered_at is None]
    context = {"waiting": waiting, "answered": [one for one in shown if one.answered_at]}
    return render(request, "accounts/alarms.html", context)


@requires(Permission.ANSWER_ALARMS)
def alarm(request: WorkerRequest, alarm_id: uuid.UUID) -> HttpResponse:
    """Say of one alarm: I have looked into this, and what came of it."""
    shown = next((one for one in queries.alarms() if one.id == alarm_id), None)
    if shown is None:
        raise Http404
    form = LookedIntoForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer(alarm=shown, note=form.cleaned_data["note"], by=request.actor)
            say(request, _("Kept."))
            return redirect("accounts:alarms")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            status = 409
    context = {"alarm": shown, "form": form}
    status = 422 if form.errors and status == 200 else status
    return render(request, "accounts/alarm.html", context, status=status)
