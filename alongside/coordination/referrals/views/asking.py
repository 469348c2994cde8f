"""The form that anybody may write, and a partner's link to the same form.

No account, no woman's name in any address, nothing kept in the browser. Whoever writes is a holder of
her own: a key in the session, made on the first press of a button, that the gate knows from the next
request on.
"""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from alongside.coordination.referrals import actions, queries, rules
from alongside.coordination.referrals.forms import (
    HER,
    OTHER,
    ExtraForm,
    MoreForm,
    ReachForm,
    WhoForm,
    more_fields,
    reach_fields,
    spoken,
    who_fields,
)
from alongside.coordination.referrals.forms.extras import as_kept, as_shown
from alongside.coordination.referrals.models import Referral, ReferralDraft
from alongside.coordination.referrals.rules import kinds
from alongside.coordination.referrals.views.doors import (
    REASON,
    SENT_FROM_ONE_ADDRESS,
    Door,
    closed,
    door_of,
    gone,
    in_her_language,
    key_in,
    language_of,
    page_of,
)
from alongside.foundation.accounts.access import public
from alongside.foundation.accounts.adapters import too_often
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.keys import new_key


def _draft(request: HttpRequest, door: Door) -> ReferralDraft | None:
    return queries.unsent_draft(door.service, door.link, request.actor.holder_id)  # type: ignore[attr-defined]


def _left(request: HttpRequest, door: Door) -> HttpResponse | None:
    """Throw away what was written, and leave, when that was the button."""
    if request.method != "POST" or "leave" not in request.POST:
        return None
    actions.throw_away(service=door.service, link=door.link, by=request.actor)  # type: ignore[attr-defined]
    # A form may not lead off this site (form-action), so a page of its own does, at once.
    return page_of(request, "ask_leave")


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
    key = key_in(request) if posted else None
    back = (request.POST if posted else request.GET).get("back", "")
    context = {
        "form": form, "someone": someone, "link": door.link, "at": at,
        "of": (3 if someone else 2) + bool(draft and _kind(draft, door)),
        "may_keep": _may_keep(request, door),
        "draft": key or (draft.pk if draft else new_key()),
        "back": "check" if back else "",
    }  # fmt: skip
    return page_of(request, name, context, status=422 if posted else 200)


def _kind(draft: ReferralDraft, door: Door) -> str:
    """Say which kind of agency writes, where that kind is asked anything more."""
    who = draft.answers.get("who", {})
    writes = bool(door.link) or who.get("writer") == Referral.Source.AGENCY
    kind = str(who.get("referrer") or "")
    return kind if writes and kinds.questions(kind) else ""


def _may_keep(request: HttpRequest, door: Door) -> bool:
    """Say whether this form can be kept behind a word: a partner's link is needed again to open its own."""
    return door.link is None and not request.user.is_authenticated


def _kept_for_later(request: HttpRequest, door: Door) -> HttpResponse:
    """Keep it for two hours behind a word, and leave nothing of it with this phone."""
    draft = _draft(request, door)
    if draft is None or not _may_keep(request, door):
        return page_of(request, "ask_later", {"word": "", "languages": []}, status=409)
    word = rules.new_word()
    actions.keep_for_later(draft=draft, holder=rules.holder_of(word), by=request.actor)  # type: ignore[attr-defined]
    request.session.flush()
    return page_of(request, "ask_later", {"word": word, "languages": []})


def _go_on(request: HttpRequest, door: Door, step: str) -> HttpResponse:
    if "later" in request.POST:
        return _kept_for_later(request, door)
    return redirect(door.url("check" if request.POST.get("back") else step))


def _kept(
    request: HttpRequest, door: Door, part: str, answers: dict[str, Any], *, begin: bool = False
) -> ReferralDraft | None:
    key = key_in(request) or (new_key() if begin else None)
    if key is None:
        return None
    return actions.keep_answers(
        key=key, service=door.service, link=door.link, part=part, answers=answers,
        by=request.actor, begin=begin,  # type: ignore[attr-defined]
    )  # fmt: skip


@public(REASON)
@in_her_language
def ask_services(request: HttpRequest) -> HttpResponse:
    """List the services anybody may write to; with one alone, go there."""
    services = list(queries.open_services())
    if len(services) == 1:
        return redirect("referrals:ask_start", services[0].pk)
    return page_of(request, "ask_services", {"services": services})


@public(REASON)
@in_her_language
def ask_start(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Explain leaving, and that it clears no history, before anything is asked."""
    door = door_of(service_id, token)
    if door is None:
        return closed(request)
    if request.method != "POST":
        context: dict[str, Any] = {"service": door.service, "link": door.link}
        if door.link:
            context["tonight_url"] = door.url("tonight")
        return page_of(request, "ask_start", context)
    someone = door.link is not None or request.POST.get("for") == "someone"
    if request.actor.holder_id is None:  # type: ignore[attr-defined]
        # The gate learns who writes when the next request begins, so nothing is written in this one.
        request.session["visitor"] = str(uuid.uuid4())
    elif (draft := _draft(request, door)) and someone != _about_someone(draft, request, door):
        # Begun again for another person: what was written for the first does not mix in.
        actions.throw_away(service=door.service, link=door.link, by=request.actor)  # type: ignore[attr-defined]
    return redirect(door.url("reach") + ("?for=someone" if someone else ""))


@public(REASON)
@in_her_language
def ask_reach(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask how she can be reached safely: the one page that needs an answer."""
    door = door_of(service_id, token)
    if door is None:
        return closed(request)
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
            return gone(request, door)
        return _go_on(request, door, "more")
    return _question(request, door, "ask_reach", form, draft=draft, someone=someone, at=1)


@public(REASON)
@in_her_language
def ask_more(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask what may be left empty."""
    door = door_of(service_id, token)
    if door is None:
        return closed(request)
    if left := _left(request, door):
        return left
    draft = _draft(request, door)
    if draft is None:
        return gone(request, door)
    someone = _about_someone(draft, request, door)
    voice = OTHER if someone else HER
    form = MoreForm(_data(request), initial=draft.answers.get("more"), voice=voice)
    if request.method == "POST" and form.is_valid():
        if _kept(request, door, "more", form.cleaned_data) is None:
            return gone(request, door)
        return _go_on(request, door, "who" if someone else "check")
    return _question(request, door, "ask_more", form, draft=draft, someone=someone, at=2)


@public(REASON)
@in_her_language
def ask_who(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask who writes, whether she knows, and whether it is safe to contact her (C17)."""
    door = door_of(service_id, token)
    if door is None:
        return closed(request)
    if left := _left(request, door):
        return left
    draft = _draft(request, door)
    if draft is None:
        return gone(request, door)
    unknown = bool(draft.answers.get("reach", {}).get("unknown"))
    form = WhoForm(
        _data(request), initial=_who_so_far(draft), unknown=unknown, agency_known=bool(door.link)
    )
    if request.method == "POST" and form.is_valid():
        kept = _kept(request, door, "who", form.cleaned_data)
        if kept is None:
            return gone(request, door)
        return _go_on(request, door, "extra" if _kind(kept, door) else "check")
    return _question(request, door, "ask_who", form, draft=draft, someone=True, at=3)


@public(REASON)
@in_her_language
def ask_extra(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Ask one kind of agency what only they know, such as a day of release; all of it may stay empty."""
    door = door_of(service_id, token)
    if door is None:
        return closed(request)
    if left := _left(request, door):
        return left
    draft = _draft(request, door)
    if draft is None:
        return gone(request, door)
    if not (kind := _kind(draft, door)):
        return redirect(door.url("check"))
    so_far = as_shown(draft.answers.get("extra", {}))
    form = ExtraForm(_data(request), initial=so_far, kind=kind, directory=False)
    if request.method == "POST" and form.is_valid():
        answers = {name: as_kept(value) for name, value in form.cleaned_data.items()}
        if _kept(request, door, "extra", answers) is None:
            return gone(request, door)
        return _go_on(request, door, "check")
    return _question(request, door, "ask_extra", form, draft=draft, someone=True, at=4)


def _who_so_far(draft: ReferralDraft) -> dict[str, Any]:
    who = draft.answers.get("who")
    if who:
        return dict(who)
    someone = draft.answers.get("reach", {}).get("someone")
    return {"writer": Referral.Source.FRIEND if someone else Referral.Source.HERSELF}


@public(REASON)
@in_her_language
def ask_check(
    request: HttpRequest, service_id: uuid.UUID | None = None, token: str = ""
) -> HttpResponse:
    """Show everything before it is sent; sending twice sends once."""
    door = door_of(service_id, token)
    if door is None:
        return closed(request)
    if left := _left(request, door):
        return left
    if request.method == "POST":
        return _kept_for_later(request, door) if "later" in request.POST else _send(request, door)
    draft = _draft(request, door)
    if draft is None:
        return gone(request, door)
    if step := _still_to_answer(draft, door):
        return redirect(door.url(step))
    return _check(request, draft, door)


def _check(
    request: HttpRequest, draft: ReferralDraft, door: Door, *, too_many: bool = False
) -> HttpResponse:
    parts = _said_back(request, draft, door)
    may_keep = _may_keep(request, door)
    context = {"draft": draft.pk, "parts": parts, "too_many": too_many, "may_keep": may_keep}
    return page_of(request, "ask_check", context, status=429 if too_many else 200)


def _still_to_answer(draft: ReferralDraft, door: Door) -> str:
    if "reach" not in draft.answers:
        return "reach"
    someone = door.link or draft.answers["reach"].get("someone")
    return "who" if someone and "who" not in draft.answers else ""


def _send(request: HttpRequest, door: Door) -> HttpResponse:
    key = key_in(request)
    mine = ReferralDraft.objects.filter(service=door.service, link=door.link)
    draft = mine.select_related("service", "link__agency").filter(pk=key).first() if key else None
    if draft and draft.sent_at:
        return redirect("referrals:ask_sent")
    if draft is None or rules.is_over(draft, timezone.now()):
        return gone(request, door)
    if step := _still_to_answer(draft, door):
        return redirect(door.url(step))
    if too_often(request, what="referrals.send", rate=SENT_FROM_ONE_ADDRESS):
        return _check(request, draft, door, too_many=True)
    actions.send(draft=draft, by=request.actor, asked_in=language_of(request))  # type: ignore[attr-defined]
    return redirect("referrals:ask_sent")


def _said_back(request: HttpRequest, draft: ReferralDraft, door: Door) -> list[dict[str, Any]]:
    """List the answers page by page, each page with the way back to it."""
    someone = _about_someone(draft, request, door)
    voice = OTHER if someone else HER
    titles = {"reach": "reach_her_title", "more": "more_her_title"} if someone else {}
    fields = {"reach": reach_fields(voice), "more": more_fields(voice)}
    if someone:
        fields["who"] = who_fields(agency_known=bool(door.link), sender_known=False)
    said = [
        {
            "title": her_text(f"ask.{titles.get(part, f'{part}_title')}"),
            "url": f"{door.url(part)}?back=check",
            "rows": spoken(asked, draft.answers.get(part, {})),
        }
        for part, asked in fields.items()
    ]
    if _kind(draft, door):
        extra = kinds.said_back(draft.answers.get("extra", {}))
        url = f"{door.url('extra')}?back=check"
        said.append({"title": her_text("ask.extra_title"), "url": url, "rows": extra})
    return said


@public(REASON)
@in_her_language
def ask_sent(request: HttpRequest) -> HttpResponse:
    """Give the receipt: the same bytes for everybody, naming nobody (C17)."""
    return page_of(request, "ask_sent")
