"""Groups: a list on a phone for those who lead them, and who comes for those who look after the women."""

import datetime
import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.core.team.queries import beside as beside_her
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Service
from alongside.support.activities import actions, queries, rules
from alongside.support.activities.forms import GroupForm, JoinForm, LeaderForm, NewGroupForm
from alongside.support.activities.models import Activity, Belonging, Leader

# What stands in the form of a group that is changed.
STANDS = (
    "version", "name", "place", "day", "at_time", "children", "supervisor", "call_words",
)  # fmt: skip


def _led(request: WorkerRequest, activity_id: uuid.UUID) -> Activity:
    """Find a group that the one who asks leads; to others it is not there."""
    return get_object_or_404(queries.my_groups(request.membership), pk=activity_id)


def _day(number: int) -> datetime.date:
    day = rules.day_of(number)
    if day is None:
        raise Http404
    return day


@requires(Permission.BE_BESIDE)
def groups(request: WorkerRequest) -> HttpResponse:
    """Show the groups of one's services; to a volunteer those they lead."""
    mine = request.membership
    led = {one.activity_id for one in queries.led_by(mine)}
    context = {
        "groups": [(one, one.pk in led) for one in queries.groups(mine)],
        "may_see_people": mine.may(Permission.WRITE_CONTACT),
        "may_make": mine.may(Permission.CHOOSE_LEAD),
    }
    return render(request, "activities/groups.html", context)


@requires(Permission.CHOOSE_LEAD)
def group_new(request: WorkerRequest) -> HttpResponse:
    """Begin a group."""
    services = services_of(request.membership)
    form = NewGroupForm(
        request.POST if request.method == "POST" else None, services=services,
        supervisors=queries.may_supervise(services),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            group = actions.make_group(
                key=facts.pop("key"), facts=facts, membership=request.membership, by=request.actor
            )
            return redirect("activities:people", group.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    status = 422 if form.errors else 200
    return render(request, "activities/group_form.html", {"form": form}, status=status)


@requires(Permission.CHOOSE_LEAD)
def group_change(request: WorkerRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Change a group, and whom its leaders turn to."""
    group, theirs = get_object_or_404(queries.groups(request.membership), pk=activity_id), None
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(group, name) for name in STANDS},
        supervisors=queries.may_supervise(Service.objects.filter(pk=group.service_id)),
    )
    if form.is_bound and form.is_valid():
        try:
            _changed(request, group, form)
            say(request, _("Saved."))
            return redirect("activities:people", group.pk)
        except ChangedMeanwhile as changed:
            theirs = beside_theirs(request, form, changed)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("supervisor", refusal.reason)
    context = {"form": form, "group": group, "theirs": theirs}
    status = 422 if form.errors else 200
    return render(request, "activities/group_form.html", context, status=status)


def _changed(request: WorkerRequest, group: Activity, form: GroupForm) -> None:
    facts = {name: said for name, said in form.cleaned_data.items() if name != "key"}
    actions.change_group(
        activity=group, version=facts.pop("version") or 0, facts=facts, membership=request.membership,
        by=request.actor,
    )  # fmt: skip


@requires(Permission.CHOOSE_LEAD)
def group_end(request: WorkerRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Ask whether a group meets no more, and end it."""
    # One that ended a moment ago is found, so that a double click does no harm.
    mine = Activity.objects.filter(service__in=services_of(request.membership))
    group = get_object_or_404(mine.select_related("service"), pk=activity_id)
    if request.method == "POST":
        actions.end_group(activity=group, membership=request.membership, by=request.actor)
        say(request, _("%(name)s meets no more.") % {"name": group.name})
        return redirect("activities:groups")
    return render(request, "activities/group_end.html", {"group": group})


@requires(Permission.BE_BESIDE)
def today(request: WorkerRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Show a leader today's list, or the last one before."""
    group = _led(request, activity_id)
    return _list(request, group, queries.day_shown(group, timezone.localdate()))


@requires(Permission.BE_BESIDE)
def day(request: WorkerRequest, activity_id: uuid.UUID, day: int) -> HttpResponse:
    """Show a leader the list of one day."""
    group = _led(request, activity_id)
    return _list(request, group, _day(day))


def _list(request: WorkerRequest, group: Activity, on: datetime.date) -> HttpResponse:
    if said := queries.why_not_list(group, on, timezone.localdate()):
        raise Refused(said, rule="day")
    told = queries.list_of(group, on)
    audit.record_list(what="activities.list", by=request.actor, shown=told.shown)
    before = rules.day_before(on)
    earlier = queries.why_not_list(group, before, timezone.localdate()) is None
    context = {
        "group": group,
        "told": told,
        "number": rules.number_of(on),
        "before": rules.number_of(before) if earlier else None,
        "now": queries.day_shown(group, timezone.localdate()) == on,
        "ways": rules.ways(),
        "things": rules.things(),
        "seats": queries.who_sits(group),
    }
    return render(request, "activities/list.html", context)


@requires(Permission.BE_BESIDE)
@require_POST
def mark(request: WorkerRequest, activity_id: uuid.UUID, day: int) -> HttpResponse:
    """Write down with one tap whether she is here."""
    group = _led(request, activity_id)
    belonging = get_object_or_404(queries.belonging(group), pk=_key(request.POST.get("who", "")))
    actions.mark(
        activity=group, day=_day(day), belonging=belonging, said=request.POST.get("said", ""),
        membership=request.membership, by=request.actor,
    )  # fmt: skip
    here = reverse("activities:day", args=[group.pk, day])
    return redirect(f"{here}#w-{belonging.pk}")


@requires(Permission.BE_BESIDE)
@require_POST
def give(request: WorkerRequest, activity_id: uuid.UUID, day: int) -> HttpResponse:
    """Write down with one tap what she was given that day, or that she was not (R159)."""
    group = _led(request, activity_id)
    belonging = get_object_or_404(queries.belonging(group), pk=_key(request.POST.get("who", "")))
    given = "gave" in request.POST
    actions.give(
        activity=group, day=_day(day), belonging=belonging, given=given,
        what=request.POST.get("gave" if given else "not", ""), membership=request.membership,
        by=request.actor,
    )  # fmt: skip
    here = reverse("activities:day", args=[group.pk, day])
    return redirect(f"{here}#w-{belonging.pk}")


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


@requires(Permission.BE_BESIDE)
@require_POST
def off(request: WorkerRequest, activity_id: uuid.UUID, day: int) -> HttpResponse:
    """Call a day off, or take that back."""
    group = _led(request, activity_id)
    actions.call_off(
        activity=group, day=_day(day), off=request.POST.get("off") == "yes",
        membership=request.membership, by=request.actor,
    )  # fmt: skip
    return redirect("activities:day", group.pk, day)


# --- for those who look after the women ------------------------------------------------------------------


@requires(Permission.WRITE_CONTACT)
def people(request: WorkerRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Show who leads a group and, of the women one looks after, who comes; let one more come."""
    group = get_object_or_404(queries.groups(request.membership), pk=activity_id)
    form = JoinForm(request.POST if request.method == "POST" else None, who=queries.may_join(group))
    if form.is_bound and form.is_valid() and _joined(request, group, form):
        return redirect("activities:people", group.pk)
    return _people(request, group, join=form)


def _joined(request: WorkerRequest, group: Activity, form: JoinForm) -> bool:
    try:
        actions.join(
            key=form.cleaned_data["key"], activity=group, client_id=form.cleaned_data["who"].pk,
            membership=request.membership, by=request.actor,
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error("who", refusal.reason)
        return False
    say(request, _("She is on the list from now on."))
    return True


def _people(
    request: WorkerRequest,
    group: Activity,
    *,
    join: JoinForm | None = None,
    lead: LeaderForm | None = None,
) -> HttpResponse:
    coming = list(queries.who_comes(group))
    audit.record_list(
        what="activities.people", by=request.actor,
        shown={one.client_id: Compartment.BASICS | Compartment.GROUPS for one in coming},
    )  # fmt: skip
    runs = queries.runs(group, request.membership)
    context = {
        "group": group,
        "coming": coming,
        "leaders": list(queries.leaders_of([group.pk])),
        "runs": runs,
        "seats": queries.who_sits(group),
        "leads": queries.leads(group, request.membership),
        "join": join or JoinForm(who=queries.may_join(group)),
        "lead": lead or LeaderForm(who=beside_her.may_be_beside(group.service)) if runs else None,
    }
    wrong = any(form is not None and form.errors for form in (join, lead))
    return render(request, "activities/people.html", context, status=422 if wrong else 200)


@requires(Permission.WRITE_CONTACT)
@require_POST
def leave(request: WorkerRequest, activity_id: uuid.UUID, belonging_id: uuid.UUID) -> HttpResponse:
    """End that she comes, at her word."""
    group = get_object_or_404(queries.groups(request.membership), pk=activity_id)
    belonging = get_object_or_404(
        Belonging, pk=belonging_id, activity=group, client_id__in=Client.objects.values("pk")
    )
    actions.leave(belonging=belonging, membership=request.membership, by=request.actor)
    say(request, _("She is off the list. She can come back any day."))
    return redirect("activities:people", group.pk)


@requires(Permission.CHOOSE_LEAD)
def leader_new(request: WorkerRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Let one more person lead a group."""
    group = get_object_or_404(queries.groups(request.membership), pk=activity_id)
    form = LeaderForm(
        request.POST if request.method == "POST" else None,
        who=beside_her.may_be_beside(group.service),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.let_lead(
                key=form.cleaned_data["key"], activity=group, membership=form.cleaned_data["who"],
                made_by=request.membership, by=request.actor,
            )  # fmt: skip
            return redirect("activities:people", group.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("who", refusal.reason)
    return _people(request, group, lead=form)


@requires(Permission.CHOOSE_LEAD)
@require_POST
def leader_off(
    request: WorkerRequest, activity_id: uuid.UUID, leader_id: uuid.UUID
) -> HttpResponse:
    """End that somebody leads a group."""
    group = get_object_or_404(queries.groups(request.membership), pk=activity_id)
    leader = get_object_or_404(
        Leader.objects.select_related("activity__service"), pk=leader_id, activity=group
    )
    actions.lead_no_more(leader=leader, membership=request.membership, by=request.actor)
    return redirect("activities:people", group.pk)
