"""How she takes part, who may be invited, what may go on paper, and what is late."""

import datetime
import re
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.coordination.meetings.models import Invited, Meeting
from alongside.core.parts.rules import places
from alongside.core.sharing.models import Wish
from alongside.core.sharing.rules import wishes as wish_rules
from alongside.core.team.rules import why_not_name_ally, why_not_this_ally
from alongside.foundation.access.compartments import LOCKED
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.keys import fingerprint
from alongside.foundation.directory.models import Agency
from alongside.support.engagement.rules.letters import what_tells

# What she may need to be there; her own words stand beside them.
NEEDS: dict[str, Any] = {
    "travel": gettext_lazy("a way to get there, or the fare"),
    "children": gettext_lazy("somebody to look after the children"),
    "interpreter": gettext_lazy("an interpreter, not from her family"),
    "break": gettext_lazy("a break when she wants one"),
    "door": gettext_lazy("a seat near the door"),
    "paper": gettext_lazy("to see the papers before"),
    "before": gettext_lazy("time with somebody she trusts before, and after"),
}
SAME_BY: dict[str, tuple[str, ...]] = {
    "Meeting": ("what_for", "on_date", "at_time", "place", "brought_by", "called"),
    "Invited": ("meeting_id", "agency_id", "name", "her_say", "her_words"),
    "Minute": ("meeting_id", "kind", "words", "meant_for"),
    "Action": ("meeting_id", "whose_id", "who", "what", "due_on", "meant_for"),
}
Say, How = Invited.Say, Meeting.How


def why_not_add_any(mine: Rights) -> str | None:
    """Say why somebody with these rights may plan no meeting with her, or None."""
    if any(mine.may_write(part) for part in places(mine)):
        return None
    return _("Those alongside her plan this with her. Ask her lead worker.")


def why_not_part(part: int, mine: Rights) -> str | None:
    """Say why a meeting can't belong to this part of her record, or None."""
    if part in places(mine):
        return None
    return _("You can't write in this part of her record. Choose another.")


def why_not_write(part: int, mine: Rights) -> str | None:
    """Say why somebody with these rights may not write about a meeting of this part, or None."""
    if mine.writes & part:
        return None
    return _("This part of her record is not yours to write. Ask her lead worker.")


def why_not_invite(
    *,
    agency: Agency | None,
    name: str,
    agencies_away: Collection[uuid.UUID],
    names_away: Collection[str],
    works_there: Sequence[str],
    never: Sequence[Wish],
) -> str | None:
    """Say why this agency or person can't be invited, or None (R160).

    Never one she keeps away, whether or not somebody knows of it; where one of them works there, somebody
    else there is invited by name. What she said *never* to is not asked again here.
    """
    if agency is None and not name:
        return _("Say who is invited: choose from the list, or write a name.")
    nobody = uuid.UUID(int=0)
    if said := why_not_this_ally(
        agency.pk if agency else nobody, name, agencies=agencies_away, names=names_away
    ):
        return said
    if agency and works_there and not name:
        return _("Write who comes from %(agency)s, by name.") % {"agency": agency.name}
    if never:
        return _(
            "A wish of hers says never to this. Ask her, and write down her new wish first if she changed "
            "her mind."
        )
    return None


def why_not_typed(name: str, chosen: Agency | None, agencies: Iterable[Agency]) -> str | None:
    """Say why an agency can't be typed where one is chosen, or None.

    Only one from the list can be held against what she said. What is part of the chosen one's name is none.
    """
    mine = chosen.name.casefold() if chosen else ""
    others = (one.name.casefold() for one in agencies if one.name.casefold() not in mine)
    if any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", name.casefold()) for one in others):
        return _(
            "That names an agency. Choose it from the list; one that is not there can’t be invited."
        )
    return None


def why_not_twice(there: Iterable[Invited], agency: Agency | None, name: str) -> str | None:
    """Say why somebody can't stand on a list a second time, or None: what she says of them stands once."""
    same = (agency.pk if agency else None, name.casefold())
    if any((one.agency_id, one.name.casefold()) == same for one in there):
        return _("They are on the list already. Change there what she says.")
    return None


def why_not_move(handed_on: bool) -> str | None:
    """Say why a meeting stays in its part of her record, or None: what went can't be moved with it."""
    if handed_on:
        return _(
            "Lines of this meeting went to somebody. What went stays where it is, and so does the meeting."
        )
    return None


def never_to(wishes: Iterable[Wish], agency: Agency | None, part: int) -> list[Wish]:
    """List her wishes that say never to an agency, or to everybody about the part a meeting belongs to."""
    if agency is None:
        return []
    return [
        one for one in wishes
        if one.answer == Wish.Answer.NEVER
        and wish_rules.is_about(one, agency_id=agency.pk, worker_id=None)
        and (one.about == Wish.About.AGENCY or one.parts & part)
    ]  # fmt: skip


def why_not_send(invited: Invited, meeting: Meeting) -> str | None:
    """Say why no invitation goes to somebody, or None: it goes on her yes alone (R160)."""
    if invited.her_say == Say.NO:
        return _("She said no to this. It stays a no until she says otherwise.")
    if invited.her_say != Say.YES:
        return _("Ask her first. An invitation goes on her yes alone.")
    if meeting.state == Meeting.State.OFF:
        return _("This meeting was called off.")
    if meeting.state == Meeting.State.HELD:
        return _("This meeting took place already.")
    return None


def why_not_on_paper(meeting: Meeting, names: Iterable[str]) -> str | None:
    """Say why an invitation may not go like this, or None: it never says what kind of service we are."""
    said = "\n".join((meeting.place, meeting.called))
    if telling := what_tells(said, names):
        return _(
            "“%(words)s” says what kind of service we are, or what it is about. Write the place another way."
        ) % {"words": telling[0]}
    return None


def why_not_change_say(
    before: Invited, facts: Mapping[str, Any], sources: Collection[str]
) -> str | None:
    """Say why somebody can't write down what she says to a person's coming, or None.

    Those alongside her do that, with her; who came and was asked again others may write.
    """
    same = all(facts[name] == getattr(before, name) for name in ("her_say", "her_words"))
    return None if same else why_not_name_ally(sources)


def why_not_held(meeting: Meeting, today: datetime.date) -> str | None:
    """Say why a meeting can't have taken place, or None."""
    if meeting.on_date > today:
        return _("Its day is still to come. Move it first if it was earlier.")
    return None


def why_not_hand_on(lines: Sequence[str], invited: Invited) -> str | None:
    """Say why nothing of what was said goes to somebody, or None."""
    if invited.her_say != Say.YES:
        return _("She has not said yes to them, so nothing goes to them from here.")
    if not lines:
        return _("Nothing is meant for them yet. Tick their name beside a line first.")
    return None


def digest(lines: Sequence[str]) -> str:
    """Sum up lines, so that a form can say which ones were read to her."""
    return fingerprint("\n".join(lines))


def why_not_these(lines: Sequence[str], read: str) -> str | None:
    """Say why her yes doesn't hold for these lines, or None: it was to those read to her."""
    if read == digest(lines):
        return None
    return _("What is meant for them changed meanwhile. Read it to her again: it stands above.")


def why_not_print(meeting: Meeting) -> str | None:
    """Say why what is spoken of or was said goes on no paper, or None: what is locked is never printed."""
    if meeting.compartment in LOCKED:
        return _("This meeting stands in a locked part of her record, which is never printed.")
    return None


def needs_said(meeting: Meeting) -> list[str]:
    """Say what she needs to be there, ours before her own words."""
    ticked = meeting.needs if isinstance(meeting.needs, list) else []
    said = [str(label) for one, label in NEEDS.items() if one in ticked]
    return [*said, meeting.needs_words] if meeting.needs_words else said
