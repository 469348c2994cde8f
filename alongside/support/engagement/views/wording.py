"""The words a service works with: letters to begin with, areas, and kinder words."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.directory.models import Service
from alongside.support.engagement.actions import everyday
from alongside.support.engagement.actions import letters as actions
from alongside.support.engagement.forms.everyday import WordingForm
from alongside.support.engagement.forms.letters import TemplateForm
from alongside.support.engagement.forms.notes import version_in
from alongside.support.engagement.models import LetterTemplate
from alongside.support.engagement.queries import everyday as queries
from alongside.support.engagement.rules.wording import OTHER_WORDS
from alongside.support.engagement.views.showing import done, sent, status_of


def _service(membership: Membership, service_id: uuid.UUID) -> Service:
    return get_object_or_404(services_of(membership), pk=service_id)


@requires(Permission.WRITE_CONTACT)
def words(request: WorkerRequest) -> HttpResponse:
    """Show the words one's services work with, and the switch for being offered kinder ones."""
    if request.method == "POST":
        off = request.POST.get("others") == "off"
        everyday.offer_words(membership=request.membership, off=off, by=request.actor)
        say(
            request,
            _("No other words are offered to you now.")
            if off
            else _("Other words are offered to you again."),
        )
        return redirect("engagement:words")
    context = {
        "off": queries.others_off(request.membership),
        "services": [service for service, _one in queries.wordings(request.membership)],
        "templates": list(queries.templates(request.membership)),
        "others": queries.other_words(request.membership),
        "areas": queries.areas(request.membership),
        "may_edit": request.membership.may(Permission.SEE_SERVICE),
    }
    return render(request, "engagement/words.html", context)


@requires(Permission.SEE_SERVICE)
def words_of(request: WorkerRequest, service_id: uuid.UUID) -> HttpResponse:
    """Edit the word lists of one service; no code, one to a line."""
    service = _service(request.membership, service_id)
    lists = dict(queries.wordings(request.membership)).get(service)
    others = OTHER_WORDS if lists is None or lists.others is None else lists.others
    form = WordingForm(
        request.POST if request.method == "POST" else None,
        initial={
            "areas": "\n".join(lists.areas if lists else []),
            "others": "\n".join(f"{said} = {instead}" for said, instead in others),
        },
    )
    version = lists.version if lists else 0
    if form.is_bound and done(
        request, form,
        lambda: everyday.save_wording(
            service=service, facts=form.cleaned_data, version=version_in(request.POST, version),
            by=request.actor,
        ),
    ):  # fmt: skip
        say(request, _("Saved for %(name)s.") % {"name": service.name})
        return redirect("engagement:words")
    context = {"service": service, "form": form, "version": version}
    return render(request, "engagement/words_of.html", context, status=status_of(form))


@requires(Permission.SEE_SERVICE)
def template_new(request: WorkerRequest, service_id: uuid.UUID) -> HttpResponse:
    """Write the words a letter of one service begins with."""
    service = _service(request.membership, service_id)
    form = TemplateForm(*sent(request))
    if form.is_bound and done(
        request, form,
        lambda: actions.save_template(
            key=key_within(form.cleaned_data["key"], service.pk), service=service,
            facts=form.facts(), membership=request.membership, by=request.actor,
        ),
    ):  # fmt: skip
        say(request, _("Saved for %(name)s.") % {"name": service.name})
        return redirect("engagement:words")
    context = {"service": service, "form": form}
    return render(request, "engagement/template.html", context, status=status_of(form))


@requires(Permission.SEE_SERVICE)
def template(request: WorkerRequest, template_id: uuid.UUID) -> HttpResponse:
    """Change the words a letter begins with; letters that went keep theirs."""
    one = get_object_or_404(queries.templates(request.membership), pk=template_id)
    told = {"topic": one.topic, "title": one.title, "body": one.body}
    form = TemplateForm(*sent(request), initial=told)
    if form.is_bound and done(
        request, form,
        lambda: actions.save_template(
            key=one.pk, service=one.service, facts=form.facts(), membership=request.membership,
            version=version_in(request.POST, one.version), by=request.actor,
        ),
    ):  # fmt: skip
        say(request, _("Saved for %(name)s.") % {"name": one.service.name})
        return redirect("engagement:words")
    context = {"service": one.service, "form": form, "one": one}
    return render(request, "engagement/template.html", context, status=status_of(form))


@requires(Permission.SEE_SERVICE)
@require_POST
def template_end(request: WorkerRequest, template_id: uuid.UUID) -> HttpResponse:
    """Stop offering a template."""
    mine = LetterTemplate.objects.filter(service__in=services_of(request.membership))
    one = mine.filter(pk=template_id).first()
    if one is None:
        raise Http404
    actions.end_template(template=one, by=request.actor)
    say(request, _("It is offered no more. Letters that went are still there."))
    return redirect("engagement:words")
