"""Beside the form: its language, the word that opens what was kept, the form on paper, what can't wait."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.coordination.referrals import actions, queries, rules
from alongside.coordination.referrals.forms import TonightForm, WordForm
from alongside.coordination.referrals.models import ReferralDraft
from alongside.coordination.referrals.prints import form_pdf
from alongside.coordination.referrals.views.doors import (
    LANGUAGE,
    REASON,
    SENT_FROM_ONE_ADDRESS,
    Door,
    closed,
    door_of,
    gone,
    in_her_language,
    languages,
    page_of,
)
from alongside.foundation.accounts.access import public
from alongside.foundation.accounts.adapters import too_often

TRIES = "10/h/ip"
# Pages that may be shown again in another language.
OURS = ("/ask/", "/r/")


@public(REASON)
@require_POST
def ask_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of these pages; it is kept on the server and goes with the rest."""
    chosen, here = request.POST.get("language", ""), request.POST.get("here", "")
    if chosen in dict(languages()):
        request.session[LANGUAGE] = chosen
    safe = here.startswith(OURS) and "//" not in here and "\\" not in here and here.isascii()
    return redirect(here if safe and here.isprintable() else reverse("referrals:ask_services"))


@public(REASON)
@in_her_language
def ask_word(request: HttpRequest) -> HttpResponse:
    """Take the word she was given; whether it opens anything is said on the next page, alike for all."""
    form = WordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if too_often(request, what="referrals.word", rate=TRIES):
            return page_of(request, "ask_word", {"form": form, "too_many": True}, status=429)
        if request.user.is_authenticated:
            return page_of(request, "ask_word_gone", status=410)
        # The gate learns who comes back when the next request begins.
        request.session["visitor"] = str(rules.holder_of(form.cleaned_data["word"]))
        return redirect("referrals:ask_back")
    return page_of(request, "ask_word", {"form": form}, status=422 if form.errors else 200)


@public(REASON)
@in_her_language
def ask_back(request: HttpRequest) -> HttpResponse:
    """Go on with what was kept behind a word, or say that there is nothing."""
    draft = queries.kept_draft(request.actor.holder_id)  # type: ignore[attr-defined]
    door = _door_of(draft) if draft else None
    if draft is None or door is None:
        return page_of(request, "ask_word_gone", status=410)
    return redirect(door.url("check"))


def _door_of(draft: ReferralDraft) -> Door | None:
    if draft.link is None:
        return door_of(draft.service_id, "")
    # The secret of a partner's link is kept nowhere, so that form is opened by the link alone.
    return None


@public(REASON)
@in_her_language
def ask_paper(request: HttpRequest, service_id: uuid.UUID) -> HttpResponse:
    """Give the form on paper, blank, to be filled in by hand; in large letters where that is asked for."""
    door = door_of(service_id, "")
    if door is None:
        return closed(request)
    return as_paper(request)


def as_paper(request: HttpRequest) -> HttpResponse:
    """Send the blank form; its name and its words give no service away."""
    answer = HttpResponse(
        form_pdf(large=request.GET.get("large") == "1"), content_type="application/pdf"
    )
    answer["Content-Disposition"] = 'attachment; filename="form.pdf"'
    return answer


@public(REASON)
@in_her_language
def link_tonight(request: HttpRequest, token: str) -> HttpResponse:
    """What can't wait until the morning, on one page, by a partner's link (R58)."""
    door = door_of(None, token)
    if door is None:
        return closed(request)
    holder = request.actor.holder_id  # type: ignore[attr-defined]
    if holder is None:
        if request.method != "POST":
            return page_of(request, "ask_tonight_start", {"service": door.service})
        request.session["visitor"] = str(uuid.uuid4())
        return redirect("referrals:link_tonight", token)
    form = TonightForm(request.POST or None, by_link=True)
    if form.is_bound and form.is_valid():
        return _sent_tonight(request, door, form)
    return _tonight(request, door, form)


def _tonight(
    request: HttpRequest, door: Door, form: TonightForm, *, too_many: bool = False
) -> HttpResponse:
    context = {"form": form, "service": door.service, "too_many": too_many}
    status = 429 if too_many else 422 if form.is_bound else 200
    return page_of(request, "ask_tonight", context, status=status)


def _sent_tonight(request: HttpRequest, door: Door, form: TonightForm) -> HttpResponse:
    if too_often(request, what="referrals.send", rate=SENT_FROM_ONE_ADDRESS):
        return _tonight(request, door, form, too_many=True)
    draft = None
    for part, answers in form.answers().items():
        draft = actions.keep_answers(
            key=form.cleaned_data["key"], service=door.service, link=door.link, part=part,
            answers=answers, by=request.actor, begin=True,  # type: ignore[attr-defined]
        )  # fmt: skip
        if draft is None:
            return _sent_before(request, door, form)
    if draft:
        actions.send(draft=draft, by=request.actor)  # type: ignore[attr-defined]
    return redirect("referrals:ask_sent")


def _sent_before(request: HttpRequest, door: Door, form: TonightForm) -> HttpResponse:
    """Say thank you again to whoever pressed twice, and that a form left too long has ended."""
    key: Any = form.cleaned_data["key"]
    sent = queries.was_sent(key, request.actor.holder_id)  # type: ignore[attr-defined]
    return redirect("referrals:ask_sent") if sent else gone(request, door)
