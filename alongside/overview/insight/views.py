import uuid
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service
from alongside.overview.insight import actions, queries, rules
from alongside.overview.insight.forms import CopyForm
from alongside.overview.insight.models import Copy


@requires(Permission.SEE_SERVICE)
@require_GET
def counts(request: WorkerRequest) -> HttpResponse:
    """Lead a manager to the counts of her service, this year."""
    service = services_of(request.membership).first()
    if service is None:
        return render(request, "insight/counts.html")
    year = str(timezone.localdate().year)
    return redirect("insight:service_counts", service_id=service.pk, period=year)


@requires(Permission.SEE_SERVICE)
@require_GET
def service_counts(request: WorkerRequest, service_id: uuid.UUID, period: str) -> HttpResponse:
    """Show how far the women of a service have travelled, exactly, and beside it what may be handed on."""
    services = list(services_of(request.membership))
    service, chosen = _asked_for(services, service_id, period)
    shape = request.GET.get("shape", "")
    shape = shape if shape in rules.SHAPES else "areas"
    context = _counted(request, service, chosen, shape)
    context |= _chips(services, service, chosen, shape)
    audit.record(Event.COUNTED, what="insight.service_counts", by=request.actor, basis=chosen.slug)
    return render(request, "insight/service_counts.html", context)


def _asked_for(
    services: Iterable[Service], service_id: uuid.UUID, period: str
) -> tuple[Service, rules.Period]:
    service = next((one for one in services if one.pk == service_id), None)
    chosen = rules.period(period, timezone.localdate())
    if service is None or chosen is None:
        raise Http404
    return service, chosen


def _counted(
    request: WorkerRequest, service: Service, chosen: rules.Period, shape: str
) -> dict[str, Any]:
    today = timezone.localdate()
    women = queries.women_with(service, chosen)
    divided = queries.frame(shape)
    steps = queries.travelled(women, chosen)
    made = queries.tables(steps, divided)
    goes_out = set(queries.for_a_copy(women))
    outgoing = queries.tables([one for one in steps if one.client in goes_out], divided)
    content = queries.cells(shape, divided, outgoing)
    taken = queries.taken(service)
    return {
        "service": service,
        "period_name": chosen.name(today),
        "period_slug": chosen.slug,
        "shape": shape,
        "women": len(women),
        "voices": [
            (exact, copied)
            for exact, copied in zip(made, queries.copy_tables(content), strict=True)
            if exact.with_women
        ],
        "without_check_ins": [table.label for table in made if not table.with_women],
        "left_out": divided.left_out,
        "hides": rules.hides_something(content),
        "coarser": [(one, rules.SHAPES[one]) for one in rules.coarser_than(shape)],
        "made": taken.get((chosen.first, chosen.last)),
        "why_not": rules.why_not_copy(chosen, taken, today),
        "form": CopyForm(initial={"shape": shape, "key": new_key()}),
        "may_hand_on": request.membership.may(Permission.HAND_ON_COPIES),
    }


def _chips(
    services: Iterable[Service], service: Service, chosen: rules.Period, shape: str
) -> dict[str, Any]:
    def address(to: uuid.UUID, slug: str, finely: str) -> str:
        return reverse("insight:service_counts", args=[to, slug]) + f"?shape={finely}"

    today = timezone.localdate()
    return {
        "period_chips": [
            {
                "label": one.short_name(today),
                "url": address(service.pk, one.slug, shape),
                "current": one.slug == chosen.slug,
            }
            for one in rules.periods(today)
        ],
        "shape_chips": [
            {"label": label, "url": address(service.pk, chosen.slug, one), "current": one == shape}
            for one, label in rules.SHAPES.items()
        ],
        "service_chips": [
            {
                "label": one.name,
                "url": address(one.pk, chosen.slug, shape),
                "current": one.pk == service.pk,
            }
            for one in services
        ],
    }


@requires(Permission.HAND_ON_COPIES)
@require_POST
def copy_make(request: WorkerRequest, service_id: uuid.UUID, period: str) -> HttpResponse:
    """Freeze the copy of a period, once."""
    service, chosen = _asked_for(services_of(request.membership), service_id, period)
    form = CopyForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Open the counts again and choose how finely to divide them."), rule="form")
    actions.make_copy(
        copy_id=form.cleaned_data["key"],
        service=service,
        period=chosen,
        shape=form.cleaned_data["shape"],
        membership=request.membership,
        by=request.actor,
    )
    say(request, _("The copy is made. It stays as it is from now on."))
    return redirect("insight:copy", copy_id=form.cleaned_data["key"])


@requires(Permission.READ_COPIES)
@require_GET
def copies(request: WorkerRequest) -> HttpResponse:
    """List the copies that were handed on."""
    return render(request, "insight/copies.html", {"copies": queries.copies()[:200]})


def _copy_page(request: WorkerRequest, copy_id: uuid.UUID, template: str) -> HttpResponse:
    one = get_object_or_404(queries.copies(), pk=copy_id)
    context = {
        "copy": one,
        "copy_tables": queries.copy_tables(one.cells),
        "left_out": one.cells["left_out"],
        "hides": rules.hides_something(one.cells),
        "shape_name": rules.SHAPES[one.cells["shape"]],
    }
    return render(request, template, context)


@requires(Permission.READ_COPIES)
@require_GET
def copy(request: WorkerRequest, copy_id: uuid.UUID) -> HttpResponse:
    """Show one copy: what is on this page is all there is of it."""
    audit.record(Event.COUNTED, what="insight.copy", by=request.actor)
    return _copy_page(request, copy_id, "insight/copy.html")


@requires(Permission.READ_COPIES)
@require_GET
def copy_paper(request: WorkerRequest, copy_id: uuid.UUID) -> HttpResponse:
    """Show the same copy laid out for paper."""
    audit.record(Event.PRINTED, what="insight.copy_paper", by=request.actor)
    return _copy_page(request, copy_id, "insight/copy_paper.html")


@requires(Permission.READ_COPIES)
@require_GET
def copy_csv(request: WorkerRequest, copy_id: uuid.UUID) -> HttpResponse:
    """Hand the same copy out as a spreadsheet file."""
    one = get_object_or_404(Copy, pk=copy_id)
    audit.record(Event.PRINTED, what="insight.copy_csv", by=request.actor)
    return HttpResponse(
        rules.as_csv(one.cells),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="copy.csv"',
            "Link": '<copy.csv-metadata.json>; rel="describedby"; type="application/csvm+json"',
        },
    )


@requires(Permission.READ_COPIES)
@require_GET
def copy_about(request: WorkerRequest, copy_id: uuid.UUID) -> JsonResponse:
    """Describe that file for machines."""
    one = get_object_or_404(queries.copies(), pk=copy_id)
    title = f"{one.service.name}: {one.period_from:%Y-%m-%d} to {one.period_to:%Y-%m-%d}"
    return JsonResponse(
        rules.about_csv(title=title, file="copy.csv"),
        headers={"Content-Disposition": 'attachment; filename="copy.csv-metadata.json"'},
    )
