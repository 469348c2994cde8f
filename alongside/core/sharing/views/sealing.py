"""Sealing a record, asking for one, and keeping them."""

import datetime
import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.core.people.models import Client, SafeContact
from alongside.core.sharing.actions import emergency, sealing
from alongside.core.sharing.forms.sealing import (
    WAIT,
    ObjectionForm,
    OpenKeptForm,
    ReferenceForm,
    SealedForm,
    SealForm,
)
from alongside.core.sharing.models import OpeningAsked, SealedRecord
from alongside.core.sharing.queries import sealing as queries
from alongside.core.sharing.rules import sealing as rules
from alongside.core.sharing.views.emergency import TOO_OFTEN, TRIES
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.adapters import too_often
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, key_within, new_key
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

SHOWN = bits(Compartment.BASICS, Compartment.SHARING)


@requires(Permission.WRITE_CONTACT)
def seal(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Say what sealing does, and seal her record at her wish."""
    client = get_object_or_404(Client, pk=client_id)
    if said := rules.why_not_seal(my_sources(client_id)):
        raise Refused(said, rule="seal")
    form = SealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sealing.seal(
            key=key_within(form.cleaned_data["key"], client_id), words=form.cleaned_data["words"],
            client_id=client_id, agency=request.membership.agency, why=SealedRecord.Why.HER_WISH,
            sealed_by=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Sealed. From now on it is as if she were not here."))
        return redirect("home:today")
    audit.record(
        Event.OPENED, what="sharing.seal", by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS,
    )  # fmt: skip
    context = {
        "client": client, "form": form, "keepers": queries.keepers(client_id, request.membership.agency),
        "has_word": SafeContact.objects.filter(client_id=client_id).exclude(code_word="").exists(),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/seal.html", context, status=status)


@requires(Permission.BREAK_GLASS)
def sealed(request: WorkerRequest) -> HttpResponse:
    """Ask for a sealed record, or open it because she is there; who is not found gets the same answer."""
    form = SealedForm(request.POST if request.method == "POST" else None, request=request)
    if request.method != "POST":
        return render(request, "sharing/sealed.html", {"form": form})
    if not form.is_valid():
        return render(request, "sharing/sealed.html", {"form": form}, status=422)
    if too_often(request, what="sharing.sealed", rate=TRIES):
        emergency.count_as_too_often(what="sharing.open_sealed", by=request.actor)
        form.add_error(None, TOO_OFTEN)
        return render(request, "sharing/sealed.html", {"form": form}, status=429)
    if form.cleaned_data["how"] == WAIT:
        return _wait(request, form)
    found = sealing.open_now(
        how=form.cleaned_data["how"], code_word=form.cleaned_data["code_word"], by=request.actor,
        **form.whom(),
    )  # fmt: skip
    if found is None:
        return render(request, "sharing/sealed.html", {"form": form, "nobody": True}, status=422)
    say(request, _("Her record is open again. Its keeper hears of it."))
    # Whoever takes new referrals may let her in and yet not see her.
    seen = Client.objects.filter(pk=found).exists()
    return redirect("home:her", found) if seen else redirect("home:today")


def _wait(request: WorkerRequest, form: SealedForm) -> HttpResponse:
    sealing.ask_to_open(
        # The same page about another woman asks for her as well.
        key=key_after(form.cleaned_data["key"], repr(form.whom())), by=request.actor,
        words=form.cleaned_data["words"], **form.whom(),
    )  # fmt: skip
    due = timezone.localtime(timezone.now() + datetime.timedelta(hours=rules.WAIT_HOURS))
    words = _(
        "If there is such a record and you were alongside her, its keeper hears of it now. "
        "Come back after %(when)s."
    )
    say(request, words % {"when": date_format(due, "l j F, H:i")}, tone="info")
    return redirect("emergency:sealed")


@requires(Permission.KEEP_SEALED)
def kept(request: WorkerRequest) -> HttpResponse:
    """List the sealed records of the keeper's agency and what is asked; seal one by its reference."""
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        # Sent twice it seals once, since what is sealed stays as it is.
        sealing.seal_by_reference(key=new_key(), by=request.actor, **form.cleaned_data)
        words = _("If there is such a record with your agency, it is sealed, and stands below.")
        say(request, words, tone="info")
        return redirect("emergency:kept")
    records = queries.kept()
    shown = dict.fromkeys((one.client.pk for one in records), SHOWN)
    audit.record_list(what="sharing.kept", by=request.actor, shown=shown)
    context = {
        "form": form,
        "records": records,
        "opened": queries.lately_opened(),
        "days": rules.SHOWN_DAYS,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/kept.html", context, status=status)


@requires(Permission.KEEP_SEALED)
def object_to(request: WorkerRequest, client_id: uuid.UUID, asked_id: uuid.UUID) -> HttpResponse:
    """Say why a sealed record should stay sealed."""
    client = get_object_or_404(Client, pk=client_id)
    openings = OpeningAsked.objects.select_related("membership__worker", "membership__agency")
    asked = get_object_or_404(openings, pk=asked_id, client_id=client_id)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sealing.object_to(
            asked=asked, words=form.cleaned_data["words"], objecting=request.membership,
            by=request.actor,
        )  # fmt: skip
        say(request, _("It stays sealed."))
        return redirect("emergency:kept")
    audit.record(
        Event.OPENED, what="sharing.object_to", by=request.actor, client_id=client_id,
        compartments=SHOWN,
    )  # fmt: skip
    context = {"client": client, "asked": asked, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/object_to.html", context, status=status)


@requires(Permission.KEEP_SEALED)
def open_kept(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Say what opening does, and open a record by the keeper's own decision, after the second step."""
    client = get_object_or_404(Client, pk=client_id)
    form = OpenKeptForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        sealing.open_kept(client_id=client_id, by=request.actor)
        say(request, _("The record is open again. You see it no more."))
        return redirect("emergency:kept")
    audit.record(
        Event.OPENED, what="sharing.open_kept", by=request.actor, client_id=client_id,
        compartments=SHOWN,
    )  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(
        request, "sharing/open_kept.html", {"client": client, "form": form}, status=status
    )
