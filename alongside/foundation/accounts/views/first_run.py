"""Opening an empty installation, by the link that the terminal printed."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from alongside.foundation.accounts.access import WorkerRequest, public
from alongside.foundation.accounts.actions import first_run as opening
from alongside.foundation.accounts.forms.first_run import FirstRunForm
from alongside.foundation.accounts.middleware import RECOVERY_SHEET_DUE
from alongside.foundation.accounts.views.links import begin
from alongside.foundation.common.notices import say
from alongside.foundation.directory import queries as directory


def _is_ours(token: str) -> bool:
    try:
        kept = (settings.KEYS / "first-run.token").read_text().strip()
    except OSError:
        return False
    return bool(kept) and constant_time_compare(kept, token)


@public("opened with the one-time link of an empty installation")
def first_run(request: WorkerRequest, token: str) -> HttpResponse:
    """Make the first agency, service and administrator; open only while there is no agency."""
    if not _is_ours(token):
        raise Http404
    if not directory.is_empty():
        if request.method != "POST":
            raise Http404
        # The button was pressed twice, or the form came back after it was sent.
        say(request, _("This was done already. Sign in with the password you chose."))
        return redirect("account_login")
    form = FirstRunForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data}
        try:
            with transaction.atomic():
                worker = opening.open_installation(
                    key=facts.pop("key"), facts=facts, by=request.actor
                )
        except IntegrityError:
            return redirect("account_login")
        response = begin(request, worker)
        request.session[RECOVERY_SHEET_DUE] = True
        return response
    return render(
        request, "accounts/first_run.html", {"form": form}, status=422 if form.errors else 200
    )
