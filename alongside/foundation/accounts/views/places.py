"""The directory's pages: agencies, and the services women can be with."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.actions import places
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory import actions as directory
from alongside.foundation.directory import queries
from alongside.foundation.directory.forms import (
    AgencyForm,
    ConfirmForm,
    NewAgencyForm,
    NewServiceForm,
    ServiceForm,
)
from alongside.foundation.directory.models import Agency, Service

MANAGE = Permission.MANAGE_DIRECTORY


def _initial(row: Agency | Service, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields}


def _side_by_side(
    request: WorkerRequest, form: forms.Form, changed: ChangedMeanwhile
) -> list[dict[str, Any]]:
    """Put what stands now beside what was typed, where they differ; the next save goes on from there."""
    request.refusals.append(changed.rule)
    form.add_error(None, changed.reason)
    theirs: Agency | Service = changed.theirs
    data: Any = dict(form.data.items())
    data["version"] = str(theirs.version)
    form.data = data
    return [
        {
            "label": field.label,
            "theirs": _said(getattr(theirs, name)),
            "mine": _said(form.cleaned_data[name]),
        }
        for name, field in form.fields.items()
        if name not in ("key", "version") and getattr(theirs, name) != form.cleaned_data.get(name)
    ]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value in (None, "") else str(value)


@requires(MANAGE)
def agencies(request: WorkerRequest) -> HttpResponse:
    """List the agencies with their services."""
    return render(request, "accounts/agencies.html", {"agencies": queries.agencies()})


@requires(MANAGE)
def agency_add(request: WorkerRequest) -> HttpResponse:
    """Write an agency into the directory."""
    form = NewAgencyForm(
        request.POST if request.method == "POST" else None,
        initial={"version": 1, "in_partnership": True},
    )
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        key, version = form.cleaned_data["key"], form.cleaned_data["version"] or 0
        try:
            places.add_agency(key=key, version=version, facts=form.cleaned_data, by=request.actor)
            say(request, _("Kept in the directory."))
            return redirect("accounts:agency", key)
        except ChangedMeanwhile as changed:
            differences = _side_by_side(request, form, changed)
    context = {"form": form, "differences": differences}
    return render(request, "accounts/agency_add.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def agency(request: WorkerRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Show one agency: its number, whether it is confirmed, its services."""
    found = get_object_or_404(Agency, pk=agency_id)
    services = found.services.filter(ended_at__isnull=True)
    return render(request, "accounts/agency.html", {"agency": found, "services": services})


@requires(MANAGE)
def agency_change(request: WorkerRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Change an agency's entry."""
    found = get_object_or_404(Agency, pk=agency_id)
    form = AgencyForm(
        request.POST if request.method == "POST" else None, initial=_initial(found, AgencyForm)
    )
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            still = places.change_agency(
                agency=found, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                by=request.actor,
            )  # fmt: skip
            words = (
                _("Kept.") if still else _("Kept. The number is new, so ring and confirm it again.")
            )
            say(request, words, tone="safe" if still else "waiting")
            return redirect("accounts:agency", found.pk)
        except ChangedMeanwhile as changed:
            differences = _side_by_side(request, form, changed)
    context = {"form": form, "agency": found, "differences": differences}
    return render(
        request, "accounts/agency_change.html", context, status=422 if form.errors else 200
    )


@requires(MANAGE)
def agency_confirm(request: WorkerRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Confirm an agency after ringing the number it publishes (R24)."""
    found = get_object_or_404(Agency, pk=agency_id)
    asked = {"version": found.version}
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial=asked)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            places.confirm_agency(agency=found, version=version, by=request.actor)
            say(request, _("Confirmed."))
            return redirect("accounts:agency", found.pk)
        except ChangedMeanwhile as changed:
            request.refusals.append(changed.rule)
            found = changed.theirs
            # Shown anew without the tick: it was for what stood here before.
            context = {"form": ConfirmForm(initial={"version": found.version}), "changed": True}
            context["agency"] = found
            return render(request, "accounts/agency_confirm.html", context, status=422)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    context = {"form": form, "agency": found}
    return render(
        request, "accounts/agency_confirm.html", context, status=422 if form.errors else 200
    )


@requires(MANAGE)
def agency_close(request: WorkerRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Close an agency that is no more; everything shared with it ends at once."""
    found = get_object_or_404(Agency, pk=agency_id)
    if request.method == "POST":
        places.close_agency(agency=found, by=request.actor)
        say(request, _("Closed. Nothing is shared with %(name)s any more.") % {"name": found.name})
        return redirect("accounts:agency", found.pk)
    return render(request, "accounts/agency_close.html", {"agency": found})


@requires(MANAGE)
def service_add(request: WorkerRequest, agency_id: uuid.UUID) -> HttpResponse:
    """Open a service of an agency."""
    found = get_object_or_404(Agency, pk=agency_id)
    form = NewServiceForm(
        request.POST if request.method == "POST" else None,
        initial={"version": 1, "word_for_client": "woman", "words_for_clients": "women"},
    )
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            places.add_service(
                key=said["key"], agency=found, version=said["version"] or 0, facts=said,
                by=request.actor,
            )  # fmt: skip
            say(request, _("The service is in the directory."))
            return redirect("accounts:agency", found.pk)
        except ChangedMeanwhile as changed:
            differences = _side_by_side(request, form, changed)
    context = {"form": form, "agency": found, "differences": differences}
    return render(request, "accounts/service_add.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def service_change(request: WorkerRequest, service_id: uuid.UUID) -> HttpResponse:
    """Change a service: its names, its words, its gauge, whether women can ask it themselves."""
    found = get_object_or_404(Service.objects.select_related("agency"), pk=service_id)
    form = ServiceForm(
        request.POST if request.method == "POST" else None, initial=_initial(found, ServiceForm)
    )
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            directory.change_service(
                service=found, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                by=request.actor,
            )  # fmt: skip
            say(request, _("Kept."))
            return redirect("accounts:agency", found.agency_id)
        except ChangedMeanwhile as changed:
            differences = _side_by_side(request, form, changed)
    context = {"form": form, "service": found, "differences": differences}
    return render(
        request, "accounts/service_change.html", context, status=422 if form.errors else 200
    )
