"""Messages taken for a colleague: in the same words whoever rings, and read by that colleague alone."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, any_worker
from alongside.foundation.common.notices import say
from alongside.support.engagement.actions import everyday as actions
from alongside.support.engagement.forms.everyday import MessageForm
from alongside.support.engagement.models import Message
from alongside.support.engagement.queries import everyday as queries
from alongside.support.engagement.views.showing import done, sent, status_of


@any_worker
def messages(request: WorkerRequest) -> HttpResponse:
    """List the messages taken for this hat."""
    context = {
        "messages_for_me": queries.messages(request.membership),
        "done": queries.done_messages(request.membership),
    }
    return render(request, "engagement/messages.html", context)


@any_worker
def message_new(request: WorkerRequest) -> HttpResponse:
    """Take a message for a colleague; no record is opened, and nobody is said to be known here."""
    colleagues = queries.colleagues(request.membership)
    form = MessageForm(*sent(request), colleagues=colleagues)
    if form.is_bound and done(
        request, form,
        lambda: actions.take_message(
            key=form.cleaned_data["key"], to=form.cleaned_data["to"], facts=form.facts(),
            membership=request.membership, by=request.actor,
        ),
    ):  # fmt: skip
        name = form.cleaned_data["to"].worker.name
        say(request, _("The message is with %(name)s. Only they can read it now.") % {"name": name})
        return redirect("engagement:messages")
    context = {"form": form, "anybody": colleagues.exists()}
    return render(request, "engagement/message_new.html", context, status=status_of(form))


@any_worker
@require_POST
def message_done(request: WorkerRequest, message_id: uuid.UUID) -> HttpResponse:
    """Note that a message is done with."""
    one = get_object_or_404(Message, pk=message_id, to=request.membership)
    actions.finish_message(message=one, by=request.actor)
    say(request, _("Done."))
    return redirect("engagement:messages")
