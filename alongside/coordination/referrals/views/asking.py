"""The form that anybody may write, and a partner's link to the same form.

No account, no woman's name in any address, nothing kept in the browser. Whoever writes is a holder of
her own: a key in the session, made on the first press of a button, that the gate knows from the next
request on.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import actions, queries, rules
from alongside.coordination.referrals.forms import (
    HER,
    OTHER,
    MoreForm,
    ReachForm,
    WhoForm,
    more_fields,
    reach_fields,
    spoken,
    who_fields,
)
from alongside.coordination.referrals.models import Referral, ReferralDraft, ReferralLink
from alongside.foundation.accounts.access import public
from alongside.foundation.accounts.adapters import too_often
from alongside.foundation.common.her_words import her_text, unread
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.typed import typed
from alongside.foundation.directory.models import Service

REASON = "anybody may ask for support without an account"
# A day centre's one connection may send many in an hour; nobody buries a service under made-up ones.
SENT_FROM_ONE_ADDRESS = "20/h/ip"


@dataclass(frozen=True, slots=True)
class Door:
    """Which service is written to, and by which partner's link if by one."""

    service: Service
    link: ReferralLink | None
    token: str

    def url(self, step: str) -> str:
        """Give the address of one page of this form."""
        if self.link:
            return reverse(f"referrals:link_{step}", args=[self.token])
        return reverse(f"referrals:ask_{step}", args=[self.service.pk])


def _door(service_id: uuid.UUID | None, token: str) -> Door | None:
    if token:
        link = queries.open_link(token)
        return Door(link.service, link, token) if link else None
    services = queries.open_services()
    service = services.filter(pk=service_id).first() if service_id else None
    return Door(service, None, "") if service else None


def _page(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    frame = {
        "exit_url": reverse("accounts:exit"),
        "wording_unread": unread("ask.", "link.", "stale."),
    }
    return render(request, f"referrals/{name}.html", {**frame, **(context or {})}, status=status)


def _closed(request: HttpRequest) -> HttpResponse:
    """Say the same of a service that isn't open and of a link that ended, ran out or never was."""
    return _page(request, "ask_closed", {"written": typed(request.POST)}, status=404)


def _gone(request: HttpRequest, door: Door) -> HttpResponse:
    context = {"start_url": door.url("start"), "written": typed(request.POST)}
    return _page(request, "ask_gone", context, status=410)


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("draft", ""))
    except ValueError:
        return None


def _draft(request: HttpRequest, door: Door) -> ReferralDraft | None:
    return queries.unsent_draft(door.service, door.link, request.actor.holder_id)  # type: ignore[attr-defined]


def _left(request: HttpRequest, door: Door) -> HttpResponse | None:
    """Throw away what was written, and leave, when that was the button."""
    if request.method != "POST" or "leave" not in request.POST:
        return None
    actions.throw_away(service=door.service, link=door.link, by=request.actor)  # type: ignore[attr-defined]
    # A form may not lead off this site (form-action), so a page of its own does, at once.
    return _page(request, "ask_leave")


def _about_someone(draft: ReferralDraft | None, request: HttpRequest, door: Door) -> bool:
    """Say whether somebody writes about her, as far as this writer has said."""
    if door.link:
        return True
    if draft:
        writer = draft.answers.get("who", {}).get("writer")
        if writer:
            return bool(writer != Referral.Source.HERSELF)
        return bool(draft.answers.get("reach", {}).get("someone"))
    said = request.POST if request.method == "POST" else request.GET
    return said.get("for") == "someone"


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _question(
    request: HttpRequest, door: Door, name: str, form: forms.Form, *,
    draft: ReferralDraft | None, someone: bool, at: int,
) -> HttpResponse:  # fmt: skip
    posted = request.method == "POST"
    key = _key(request) if posted else None
    back = (request.POST if posted else request.GET).get("back", "")
    context = {
        "form": form, "someone": someone, "link": door.link, "at": at, "of": 3 if someone else 2,
        "draft": key or (draft.pk if draft else new_key()), "back": "check" if back else "",
    }  # fmt: skip
    return _page(request, name, context, status=422 if posted else 200)


def _go_on(request: HttpRequest, door: Door, step: str) -> HttpResponse:
    return redirect(door.url("check" if request.POST.get("back") else step))


def _kept(
    request: HttpRequest, door: Door, part: str, answers: dict[str, Any], *, begin: bool = False
) -> ReferralDraft | None:
    key = _key(request) or (new_key() if begin else None)
    if key is None:
        return None
    return actions.keep_answers(
        key=key, service=door.service, link=door.link, part=part, answers=answers,
        by=request.actor, begin=begin,  # type: ignore[attr-defined]
    )  # fmt: skip


@public(REASON)
def ask_services(request: HttpRequest) -> HttpResponse:
    """List the services anybody may write to; with one alone, go there."""
    services = list(queries.open_services())
    if len(services) == 1:
        return redirect("referrals:ask_start", services[0].pk)
    return _page(request, "ask_services", {"services": services})


@public(REASON)
def ask_start(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Explain leaving, and that it clears no history, before anything is asked."""
    door = _door(service_id, token)
    if door is None:
        return _closed(request)
    if request.method != "POST":
        return _page(request, "ask_start", {"service": door.service, "link": door.link})
    someone = door.link is not None or request.POST.get("for") == "someone"
    if request.actor.holder_id is None:  # type: ignore[attr-defined]
        # The gate learns who writes when the next request begins, so nothing is written in this one.
        request.session["visitor"] = str(uuid.uuid4())
    elif (draft := _draft(request, door)) and someone != _about_someone(draft, request, door):
        # Begun again for another person: what was written for the first does not mix in.
        actions.throw_away(service=door.service, link=door.link, by=request.actor)  # type: ignore[attr-defined]
    return redirect(door.url("reach") + ("?for=someone" if someone else ""))


@public(REASON)
def ask_reach(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask how she can be reached safely: the one page that needs an answer."""
    door = _door(service_id, token)
    if door is None:
        return _closed(request)
    if left := _left(request, door):
        return left
    if request.method != "POST" and request.actor.holder_id is None:  # type: ignore[attr-defined]
        return redirect(door.url("start"))
    draft = _draft(request, door)
    someone = _about_someone(draft, request, door)
    initial = draft.answers.get("reach") if draft else None
    form = ReachForm(_data(request), initial=initial, voice=OTHER if someone else HER)
    if request.method == "POST" and form.is_valid():
        answers = {**form.cleaned_data, "someone": someone}
        if _kept(request, door, "reach", answers, begin=True) is None:
            return _gone(request, door)
        return _go_on(request, door, "more")
    return _question(request, door, "ask_reach", form, draft=draft, someone=someone, at=1)


@public(REASON)
def ask_more(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask what may be left empty."""
    door = _door(service_id, token)
    if door is None:
        return _closed(request)
    if left := _left(request, door):
        return left
    draft = _draft(request, door)
    if draft is None:
        return _gone(request, door)
    someone = _about_someone(draft, request, door)
    voice = OTHER if someone else HER
    form = MoreForm(_data(request), initial=draft.answers.get("more"), voice=voice)
    if request.method == "POST" and form.is_valid():
        if _kept(request, door, "more", form.cleaned_data) is None:
            return _gone(request, door)
        return _go_on(request, door, "who" if someone else "check")
    return _question(request, door, "ask_more", form, draft=draft, someone=someone, at=2)


@public(REASON)
def ask_who(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask who writes, whether she knows, and whether it is safe to contact her (C17)."""
    door = _door(service_id, token)
    if door is None:
        return _closed(request)
    if left := _left(request, door):
        return left
    draft = _draft(request, door)
    if draft is None:
        return _gone(request, door)
    unknown = bool(draft.answers.get("reach", {}).get("unknown"))
    form = WhoForm(
        _data(request), initial=_who_so_far(draft), unknown=unknown, agency_known=bool(door.link)
    )
    if request.method == "POST" and form.is_valid():
        if _kept(request, door, "who", form.cleaned_data) is None:
            return _gone(request, door)
        return _go_on(request, door, "check")
    return _question(request, door, "ask_who", form, draft=draft, someone=True, at=3)


def _who_so_far(draft: ReferralDraft) -> dict[str, Any]:
    who = draft.answers.get("who")
    if who:
        return dict(who)
    someone = draft.answers.get("reach", {}).get("someone")
    return {"writer": Referral.Source.FRIEND if someone else Referral.Source.HERSELF}


@public(REASON)
def ask_check(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Show everything before it is sent; sending twice sends once."""
    door = _door(service_id, token)
    if door is None:
        return _closed(request)
    if left := _left(request, door):
        return left
    if request.method == "POST":
        return _send(request, door)
    draft = _draft(request, door)
    if draft is None:
        return _gone(request, door)
    if step := _still_to_answer(draft, door):
        return redirect(door.url(step))
    return _check(request, draft, door)


def _check(
    request: HttpRequest, draft: ReferralDraft, door: Door, *, too_many: bool = False
) -> HttpResponse:
    parts = _said_back(request, draft, door)
    context = {"draft": draft.pk, "parts": parts, "too_many": too_many}
    return _page(request, "ask_check", context, status=429 if too_many else 200)


def _still_to_answer(draft: ReferralDraft, door: Door) -> str:
    if "reach" not in draft.answers:
        return "reach"
    someone = door.link or draft.answers["reach"].get("someone")
    return "who" if someone and "who" not in draft.answers else ""


def _send(request: HttpRequest, door: Door) -> HttpResponse:
    key = _key(request)
    mine = ReferralDraft.objects.filter(service=door.service, link=door.link)
    draft = mine.select_related("service", "link__agency").filter(pk=key).first() if key else None
    if draft and draft.sent_at:
        return redirect("referrals:ask_sent")
    if draft is None or rules.is_over(draft, timezone.now()):
        return _gone(request, door)
    if step := _still_to_answer(draft, door):
        return redirect(door.url(step))
    if too_often(request, what="referrals.send", rate=SENT_FROM_ONE_ADDRESS):
        return _check(request, draft, door, too_many=True)
    actions.send(draft=draft, by=request.actor)  # type: ignore[attr-defined]
    return redirect("referrals:ask_sent")


def _said_back(request: HttpRequest, draft: ReferralDraft, door: Door) -> list[dict[str, Any]]:
    """List the answers page by page, each page with the way back to it."""
    someone = _about_someone(draft, request, door)
    voice = OTHER if someone else HER
    titles = {"reach": "reach_her_title", "more": "more_her_title"} if someone else {}
    fields = {"reach": reach_fields(voice), "more": more_fields(voice)}
    if someone:
        fields["who"] = who_fields(agency_known=bool(door.link), sender_known=False)
    return [
        {
            "title": her_text(f"ask.{titles.get(part, f'{part}_title')}"),
            "url": f"{door.url(part)}?back=check",
            "rows": spoken(asked, draft.answers.get(part, {})),
        }
        for part, asked in fields.items()
    ]


@public(REASON)
def ask_sent(request: HttpRequest) -> HttpResponse:
    """Give the receipt: the same bytes for everybody, naming nobody (C17)."""
    return _page(request, "ask_sent")
