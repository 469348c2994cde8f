"""What her wishes say about giving something away. A *never* always wins; only she changes it (R158)."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.core.sharing.models import Wish
from alongside.core.sharing.rules.parts import EVERYDAY, in_words

NEVER, ASK, SHARE = Wish.Answer.NEVER, Wish.Answer.ASK, Wish.Answer.SHARE


def is_about(wish: Wish, *, agency_id: uuid.UUID | None, worker_id: uuid.UUID | None) -> bool:
    """Say whether a wish is about this agency or worker; what is told of in words a person has to judge.

    Without a worker it is the whole agency: then also where she works there whom the wish is about, as far
    as the wish came `with_hats()`.
    """
    if wish.about == Wish.About.EVERYBODY:
        return True
    if wish.about == Wish.About.AGENCY:
        return wish.agency_id == agency_id
    if wish.about != Wish.About.WORKER:
        return False
    if worker_id is None:
        return agency_id in getattr(wish, "works_at", ())
    return wish.worker_id == worker_id


def against(
    wishes: Iterable[Wish], *, agency_id: uuid.UUID | None, worker_id: uuid.UUID | None, parts: int
) -> int:
    """Add up the parts she said never to, for this agency or worker."""
    never = 0
    for wish in wishes:
        if wish.answer == NEVER and is_about(wish, agency_id=agency_id, worker_id=worker_id):
            never |= wish.parts & parts
    return never


def to_ask(
    wishes: Iterable[Wish], *, agency_id: uuid.UUID | None, worker_id: uuid.UUID | None, parts: int
) -> int:
    """Add up the parts she wants to be asked about each time, but those she shares with just these."""
    mine = [one for one in wishes if is_about(one, agency_id=agency_id, worker_id=worker_id)]
    ask = shared = 0
    for wish in mine:
        if wish.answer == ASK:
            ask |= wish.parts & parts
        elif wish.answer == SHARE and _to_all_of_them(wish, worker_id):
            shared |= wish.parts & parts
    # A yes to these people lifts only an "ask me" about everybody.
    own = 0
    for wish in mine:
        if wish.answer == ASK and wish.about != Wish.About.EVERYBODY:
            own |= wish.parts & parts
    return (ask & ~shared) | own


def _to_all_of_them(wish: Wish, worker_id: uuid.UUID | None) -> bool:
    """Say whether a yes is to just these people; a yes to one worker is none to all of her agency."""
    if wish.about == Wish.About.WORKER:
        return worker_id is not None
    return wish.about != Wish.About.EVERYBODY


def sentence(wish: Wish) -> str:
    """Say one wish in a sentence."""
    values = {"parts": in_words(wish.parts), "whom": whom(wish)}
    everything = wish.parts & EVERYDAY == EVERYDAY
    if wish.answer == NEVER:
        if everything:
            return _("Nothing goes to %(whom)s.") % values
        return _("Nothing about %(parts)s to %(whom)s.") % values
    if wish.answer == ASK:
        if everything:
            return _("Nothing goes to %(whom)s without asking her first.") % values
        return _("Nothing about %(parts)s to %(whom)s without asking her first.") % values
    if everything:
        return _("She is glad to share with %(whom)s.") % values
    return _("She is glad to share %(parts)s with %(whom)s.") % values


def whom(wish: Wish) -> str:
    """Name whom a wish is about."""
    if wish.about == Wish.About.AGENCY and wish.agency:
        return wish.agency.name.removesuffix(".")
    if wish.about == Wish.About.WORKER and wish.worker:
        return wish.worker.name.removesuffix(".")
    if wish.about == Wish.About.WORDS:
        return wish.whom_words.removesuffix(".")
    return _("anyone")
