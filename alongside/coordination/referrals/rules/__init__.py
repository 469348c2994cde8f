"""What a referral is made of, who may answer it, and what nobody is ever told."""

import datetime
import json
import re
import secrets
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.coordination.referrals.models import Referral, ReferralDraft, ReferralLink
from alongside.core.people.models import Episode, SafeWay
from alongside.core.people.rules import NO_TIME, PRESETS
from alongside.core.team.rules import Load
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role

DRAFT_LIFE = datetime.timedelta(hours=2)
LINK_LIFE = datetime.timedelta(days=90)

# Why something else was offered. Local connection, a CHAIN number and missed calls are no reasons (R25).
ANSWERS = {
    "no_room": gettext_lazy("We have no room"),
    "not_this_need": gettext_lazy("Another service fits what she needs better"),
    "rather_not": gettext_lazy("She would rather not"),
    "safety": gettext_lazy("It would not be safe for her or somebody here"),
    "no_funds_route": gettext_lazy("There is no way to pay for a place without public funds"),
    "other": gettext_lazy("Something else"),
}


def digest_of(facts: Mapping[str, Any]) -> str:
    """Compute what is kept of a form once it is sent, so that the same one can be told from another."""
    return salted_hmac("referrals", json.dumps(facts, sort_keys=True)).hexdigest()


def is_over(draft: ReferralDraft, at: datetime.datetime) -> bool:
    """Say whether an unsent form was left for so long that it has ended (two hours)."""
    return draft.changed_at <= at - DRAFT_LIFE


# A word that can be said and remembered in any language: four syllables, forty million words.
SOUNDS = [f"{first}{then}" for first in "bdfghklmnprstvz" for then in "aeiou"]


def new_word() -> str:
    """Make a word by which a kept form is found again; it means nothing and is drawn by lot."""
    return "".join(secrets.choice(SOUNDS) for _ in range(4))


def holder_of(word: str) -> uuid.UUID:
    """Work out whose form a word opens; spaces, hyphens and capitals make no difference."""
    letters = "".join(one for one in word.casefold() if one.isalpha())
    return uuid.UUID(salted_hmac("referrals.word", letters, algorithm="sha256").hexdigest()[:32])


def is_open(link: ReferralLink, at: datetime.datetime) -> bool:
    """Say whether a partner's link still opens its form."""
    return link.ended_at is None and link.expires_at > at and link.service.ended_at is None


# How the answer is kept that she is with us already, on another record.
WITH_US = "with_us"
ALREADY_OFFERED = gettext_lazy("Somebody has offered her something else already.")


def why_too_late(episode: Episode | None) -> str | None:
    """Say that somebody answered first, or None while an answer is awaited."""
    if episode and episode.state in (Episode.State.REFERRED, Episode.State.OFFERED):
        return None
    return _("Somebody has answered this already.")


def why_not_yours(episode: Episode, *, takes_them: bool) -> str | None:
    """Say who may answer to somebody who sees her for another reason, or None where she may herself."""
    if takes_them:
        return None
    said = _("Only those who take the new referrals of %(service)s can answer this one.")
    return said % {"service": episode.service.name}


# --- how she can be reached, out of a few plain answers ------------------------------------------


def is_figures(text: str) -> bool:
    """Say whether a short answer is figures alone, and so can only be meant as a phone number."""
    return bool(re.fullmatch(r"[+()\d\s./-]{3,60}", text)) and any(one.isdigit() for one in text)


def as_phone(text: str) -> str:
    """Read a telephone number out of a short answer (E.164), or nothing where it isn't one."""
    if not is_figures(text):
        return ""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if (
        phonenumbers.is_possible_number_with_reason(number)
        != phonenumbers.ValidationResult.IS_POSSIBLE
    ):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_email(text: str) -> bool:
    """Say whether a short answer is an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def hours_from(ticked: Sequence[str]) -> list[dict[str, Any]]:
    """Turn parts of the day into hours, parts that touch becoming one; nothing ticked is any time."""
    hours: list[dict[str, Any]] = []
    for name, part in PRESETS.items():
        if name not in ticked:
            continue
        if hours and hours[-1]["until"] == part["from"] and hours[-1]["days"] == part["days"]:
            hours[-1] = {**hours[-1], "until": part["until"]}
        else:
            hours.append(dict(part))
    return hours


def ways_from(reach: Mapping[str, Any], safe: str = "") -> list[dict[str, Any]]:
    """Turn what was written about reaching her into ways: a phone, an e-mail, or a person or place.

    Where the writer doubts that it is `safe`, no time is open, so that using it takes a reason.
    """
    text = str(reach.get("way") or "")
    if not text or reach.get("unknown"):
        return []
    ticked = list(reach.get("when") or [])
    doubted = safe in (Referral.Yes.NO, Referral.Yes.UNSURE)
    hours = NO_TIME if doubted else hours_from(ticked)
    standing = {"hours": hours, "words": "", "never": False}
    if phone := as_phone(text):
        # A text stays on a screen, so it is never assumed; a call is.
        kinds = {"text": ["text"], "both": ["text", "call"]}.get(
            str(reach.get("how") or ""), ["call"]
        )
        return [{"kind": kind, "value": phone, **standing} for kind in kinds]
    if is_email(text):
        return [{"kind": SafeWay.Kind.EMAIL.value, "value": text, **standing}]
    kind = SafeWay.Kind.IN_PERSON if "in_person" in ticked else SafeWay.Kind.THROUGH
    return [{"kind": kind.value, "value": text, **standing}]


def safe_contact_from(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the answers into the facts of her safe-contact card, a warning by the writer included."""
    reach, who = answers.get("reach", {}), answers.get("who", {})
    said = []
    if reach.get("unknown"):
        said.append(_("Whoever wrote does not know a safe way to reach her."))
    if who.get("safe_to_contact") == Referral.Yes.NO:
        said.append(_("Whoever wrote says it is not safe to contact her."))
    return {
        "never": list(reach.get("never") or []),
        "he_may_see": bool(reach.get("seen")),
        "good_to_know": " ".join(said),
    }


def is_hearsay(source: str, safe: str, *, confirmed: bool) -> bool:
    """Say whether how to reach her is only what somebody else says: it may be his number, not hers (C17)."""
    told_us = confirmed and safe == Referral.Yes.YES
    return source != Referral.Source.HERSELF and not told_us


def name_or_none_yet(name: str, at: datetime.datetime) -> str:
    """Give a woman who left her name out something to be found by; one word is a name."""
    day = date_format(timezone.localtime(at), "j F, H:i")
    return name or _("No name yet (wrote on %(day)s)") % {"day": day}


# --- who wrote -----------------------------------------------------------------------------------


def who_wrote(referral: Referral, agency: str, sender: str) -> list[str]:
    """Say in sentences who wrote, and in words where we don't know that it was really them (C17)."""
    source = Referral.Source
    if referral.written_on:
        said = [_typed_in(referral, sender)]
        if referral.source != source.HERSELF:
            said.append(_someone_wrote(referral, agency, ""))
    elif referral.source == source.HERSELF:
        said = [_("She wrote this herself.")]
    elif referral.source == source.INTERNAL:
        said = [_("%(name)s of %(agency)s wrote this.") % {"name": sender, "agency": agency}]
    else:
        said = [_someone_wrote(referral, agency, sender)]
    if not referral.confirmed:
        said.append(_("Source not confirmed: anybody could have sent it."))
    return said


def _typed_in(referral: Referral, typist: str) -> str:
    values = {
        "name": typist,
        "day": date_format(referral.written_on or referral.received_at, "j F Y"),
    }
    if referral.source == Referral.Source.HERSELF:
        return _("She wrote this on paper on %(day)s. %(name)s typed it in.") % values
    return _("It came on paper, of %(day)s. %(name)s typed it in.") % values


def _someone_wrote(referral: Referral, agency: str, sender: str) -> str:
    name = sender or referral.sender_name or _("Somebody who gave no name")
    if referral.source == Referral.Source.FRIEND:
        return _("%(name)s wrote this, as a friend or relative.") % {"name": name}
    place = agency or referral.sender_agency_words
    if not place:
        return _("%(name)s wrote this, from an agency not named.") % {"name": name}
    if not referral.confirmed:
        return _("%(name)s wrote this, and says they are from %(agency)s.") % {
            "name": name,
            "agency": place,
        }
    return _("%(name)s of %(agency)s wrote this.") % {"name": name, "agency": place}


def does_she_know(referral: Referral) -> str:
    """Say whether she knows that somebody wrote for her; nothing where she wrote herself."""
    yes = Referral.Yes
    if referral.source == Referral.Source.HERSELF:
        return ""
    return {
        yes.YES.value: _("She knows about this, they say."),
        yes.NO.value: _("She does not know about this."),
        yes.UNSURE.value: _("They are not sure that she knows about this."),
    }.get(referral.she_knows, _("Nobody said whether she knows about this."))


def is_it_safe(referral: Referral) -> str:
    """Say what the writer said about contacting her; nothing where she wrote herself."""
    yes = Referral.Yes
    if referral.source == Referral.Source.HERSELF:
        return ""
    return {
        yes.YES.value: _("It is safe to contact her, they say."),
        yes.NO.value: _("They say it is not safe to contact her."),
        yes.UNSURE.value: _("They are not sure that it is safe to contact her."),
    }.get(referral.safe_to_contact, _("Nobody said whether it is safe to contact her."))


def why_nothing_goes_out(episode: Episode, *, kept_away: bool) -> str | None:
    """Say why the sender hears nothing, or None where an answer may be given (R24).

    `kept_away` says that she keeps the sender's agency away, or somebody who works there (R16).
    """
    if episode.sender_agency is None:
        return _(
            "Nothing goes back to whoever wrote. If they ring, we can't say whether we know her."
        )
    if kept_away:
        return _(
            "She keeps somebody away who works at %(agency)s, or all of it. So nothing goes back. If they "
            "ring, we can't say whether we know her."
        ) % {"agency": episode.sender_agency.name}
    if not episode.outcome_allowed:
        return _("She did not agree that %(agency)s may hear what comes of this.") % {
            "agency": episode.sender_agency.name
        }
    if episode.sender_agency.confirmed_at is None:
        return _(
            "Nothing goes back: nobody has rung the published number of %(agency)s to make sure of them."
        ) % {"agency": episode.sender_agency.name}
    return None


# --- who could be alongside her ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom we would ask to be her lead worker, and why; None where nobody has room."""

    membership: Membership | None
    words: str
    her_wish: bool = False


def _plain(text: str) -> str:
    marked = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in marked if not unicodedata.combining(letter)).casefold()


def wished_for(loads: Sequence[Load], wish: str) -> Load | None:
    """Find the worker whom her wish names; None when it names nobody or two.

    A first name is enough; of several workers who share it the full name tells which.
    """
    said = " ".join(_plain(wish).split())
    full = [(load, _plain(load.membership.worker.name).split()) for load in loads]
    named = [(load, names) for load, names in full if _is_named(names[:1], said)]
    if len(named) > 1 and len({names[0] for _load, names in named}) == 1:
        named = [
            (load, names) for load, names in named if len(names) > 1 and _is_named(names, said)
        ]
    return named[0][0] if len(named) == 1 else None


def _is_named(names: Sequence[str], said: str) -> bool:
    return bool(names) and bool(re.search(rf"(?<!\w){re.escape(' '.join(names))}(?!\w)", said))


def propose_lead(loads: Sequence[Load], wish: str) -> Proposal:
    """Propose a lead worker: the one she would like, then the one with most room (R33, R130)."""
    wished = wished_for(loads, wish)
    if wished and (wished.room is None or wished.room > 0):
        name = wished.membership.worker.name
        return Proposal(
            wished.membership,
            _("We would propose %(name)s: she asked for this worker.") % {"name": name},
            her_wish=True,
        )
    at_work = [load for load in loads if load.room is None or load.room > 0]
    navigators = [load for load in at_work if load.membership.role == Role.NAVIGATOR]
    best = min(navigators or at_work, key=lambda load: load.women, default=None)
    if best is None:
        return Proposal(None, _("Everybody is alongside as many women as the service agreed."))
    said = _("We would propose %(name)s, who has most room.") % {
        "name": best.membership.worker.name
    }
    if wished:
        said += " " + _("She asked for %(name)s, who has no room now.") % {
            "name": wished.membership.worker.name
        }
    return Proposal(best.membership, said)
