"""Every write to what she has told us; causes, days, subjects and what she says of herself stand beside."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.core.people.rules import why_not_take_back
from alongside.core.story import rules
from alongside.core.story.models import Entry, Subject, Topic
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after, key_within, new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused

WORDS = ("her_words", "worker_words")


@transaction.atomic
def tell(
    *,
    client_id: uuid.UUID,
    subject: str,
    facts: Mapping[str, Any],
    by: Actor,
    version: int | None = None,
    part: int | None = None,
    key: uuid.UUID | None = None,
) -> uuid.UUID | None:
    """Add what she said about one subject, or that she would rather not; no version for the first time (R2).

    The newest words stand on the topic, and all there ever were as entries: nothing is written over. They
    stand in the subject's own part of her record, or in `part` where it was moved; a locked one is begun with
    it. `key` is the form's: twice sent is once told, and sent with other words it is told beside. Gives
    the key of what was added. Raises Refused where others hold that part, ChangedMeanwhile when somebody else
    wrote first.
    """
    part = Subject.objects.get(key=subject).compartment if part is None else part
    parts.must_hold(client_id=client_id, part=part, by=by)
    key = key_within(key or new_key(), client_id)
    if _told_before(key, client_id, facts):
        return key
    hers = Topic.objects.filter(client_id=client_id, subject_id=subject, compartment=part)
    topic = Topic(client_id=client_id, subject_id=subject, compartment=part)
    try:
        if version is None:
            topic, told = _tell_first(hers, topic, facts)
        else:
            topic, told = _tell_again(hers, version, facts)
    except ChangedMeanwhile:
        # The other half of a double click was quicker.
        if _told_before(key, client_id, facts):
            return key
        raise
    added = None
    if told and any(facts.get(name) for name in WORDS):
        added = _keep_entry(key, topic, facts)
    _written(topic, "story.tell", by)
    return added


def _tell_first(
    hers: QuerySet[Topic], topic: Topic, facts: Mapping[str, Any]
) -> tuple[Topic, bool]:
    for name, value in facts.items():
        setattr(topic, name, value)
    try:
        with transaction.atomic():
            topic.save(force_insert=True)
    except IntegrityError:
        # Two people wrote about the same subject for the first time: the second sees both texts.
        theirs = hers.first()
        same = theirs and all(getattr(theirs, name) == value for name, value in facts.items())
        if not same:
            raise ChangedMeanwhile(theirs) from None
        assert theirs is not None
        return theirs, False
    return topic, True


def _tell_again(
    hers: QuerySet[Topic], version: int, facts: Mapping[str, Any]
) -> tuple[Topic, bool]:
    there = hers.filter(version=version).first()
    # Words left empty take nothing away: what stood goes on standing.
    new = {name: value for name, value in facts.items() if value or name not in WORDS}
    if not any(facts.get(name) for name in WORDS):
        new = {name: value for name, value in new.items() if name == "state"}
    if there is None or not _change(there, version, new):
        raise ChangedMeanwhile(hers.first())
    return there, True


def _change(topic: Topic, version: int, facts: Mapping[str, Any]) -> bool:
    row = Topic.objects.filter(pk=topic.pk, version=version)
    return bool(row.update(**sealed(Topic, topic.pk, facts), version=F("version") + 1))


def _told_before(key: uuid.UUID, client_id: uuid.UUID, facts: Mapping[str, Any]) -> bool:
    there = Entry.objects.filter(pk=key, client_id=client_id).first()
    return there is not None and all(getattr(there, name) == facts.get(name, "") for name in WORDS)


def _keep_entry(key: uuid.UUID, topic: Topic, facts: Mapping[str, Any]) -> uuid.UUID:
    if Entry.objects.filter(pk=key, client_id=topic.client_id).exists():
        # The same form with other words: a copied tab, or the way back.
        key = key_after(key, repr([facts.get(name, "") for name in WORDS]))
    Entry(
        pk=key, client_id=topic.client_id, topic=topic, compartment=topic.compartment,
        her_words=facts.get("her_words", ""), worker_words=facts.get("worker_words", ""),
        on_date=facts.get("told_on"), told_at=facts.get("told_at", ""), heard_by=facts.get("heard_by"),
    ).save(force_insert=True)  # fmt: skip
    return key


@transaction.atomic
def take_back(*, entry: Entry, membership_id: uuid.UUID, by: Actor) -> None:
    """Take back what one added oneself, within ten minutes; the words before it stand again.

    Raises Refused where it is too late or somebody else's.
    """
    if said := why_not_take_back(
        made_by=entry.heard_by_id, made_at=entry.made_at, by=membership_id
    ):
        raise Refused(said, rule="too_late_to_take_back")
    _end(entry)
    topic = Topic.objects.filter(pk=entry.topic_id).first()
    if entry.kind == Entry.Kind.SAID and topic:
        _change(topic, topic.version, _standing_words(topic))
    audit.record(
        Event.TAKEN_BACK, what="story.take_back", by=by, client_id=entry.client_id,
        compartments=entry.compartment,
    )  # fmt: skip


def _end(entry: Entry) -> None:
    Entry.objects.standing().filter(pk=entry.pk).update(
        ended_at=timezone.now(), version=F("version") + 1
    )


def _standing_words(topic: Topic) -> dict[str, Any]:
    """Find the newest words of each voice that stand, and who heard the newest of all."""
    said = Entry.objects.standing().filter(topic=topic, kind=Entry.Kind.SAID)
    entries = list(said.order_by("made_at", "pk"))
    facts: dict[str, Any] = {
        name: next((getattr(one, name) for one in reversed(entries) if getattr(one, name)), "")
        for name in WORDS
    }
    if not entries:
        return {**facts, "told_on": None, "told_at": "", "heard_by": None,
                "state": Topic.State.NOT_ASKED if topic.told else topic.state}  # fmt: skip
    last = entries[-1]
    return {**facts, "told_on": last.on_date, "told_at": last.told_at, "heard_by": last.heard_by_id}


# --- how it is gone on with -----------------------------------------------------------------------


@transaction.atomic
def look_after(
    *,
    client_id: uuid.UUID,
    subject: str,
    part: int,
    facts: Mapping[str, Any],
    by: Actor,
    version: int | None = None,
) -> None:
    """Say who may speak of it next, as she wishes, and who looks after this section of a joint gathering.

    `facts` are ask_next, ask_worker, owner, owner_agency. Raises ChangedMeanwhile; Refused where one worker
    alone may ask and none is named.
    """
    if facts.get("ask_next") == Topic.Next.WORKER and not facts.get("ask_worker"):
        raise Refused(_("Say which worker may speak of it."), rule="nobody_named")
    parts.must_hold(client_id=client_id, part=part, by=by)
    hers = Topic.objects.filter(client_id=client_id, subject_id=subject, compartment=part)
    topic = Topic(client_id=client_id, subject_id=subject, compartment=part)
    if version is None:
        topic, _new = _tell_first(hers, topic, facts)
    else:
        found = hers.filter(version=version).first()
        if found is None or not _change(found, version, facts):
            raise ChangedMeanwhile(hers.first())
        topic = found
    _written(topic, "story.look_after", by)


@transaction.atomic
def let_travel(*, topic: Topic, on: datetime.date, membership_id: uuid.UUID, by: Actor) -> None:
    """Mark, at her yes of that day, that this may go along with a referral (R133).

    Raises Refused where nothing was told yet, ChangedMeanwhile.
    """
    if said := rules.why_not_travel(topic):
        raise Refused(said, rule="nothing_told")
    if not _change(topic, topic.version, {"travels_on": on, "travels_by": membership_id}):
        raise ChangedMeanwhile(Topic.objects.filter(pk=topic.pk).first())
    _written(topic, "story.let_travel", by)


@transaction.atomic
def keep_here(*, topic: Topic, by: Actor) -> None:
    """Mark at her word that this no longer goes along; what went already can't be called back."""
    if not _change(topic, topic.version, {"travels_on": None, "travels_by": None}):
        raise ChangedMeanwhile(Topic.objects.filter(pk=topic.pk).first())
    _written(topic, "story.keep_here", by)


# --- another part of her record -------------------------------------------------------------------


@transaction.atomic
def put_topic(*, topic: Topic, part: int, to: int, by: Actor) -> None:
    """Move what she told about one subject to another part of her record; what stood before goes with it.

    It no longer goes along with referrals until she says so anew. Raises Refused where the asker may not,
    where that part has words about the subject already, and where somebody moved it meanwhile.
    """
    parts.must_move(client_id=topic.client_id, part=part, to=to, by=by)
    try:
        with transaction.atomic():
            there = Topic.objects.filter(pk=topic.pk, compartment=part)
            rows = there.update(
                compartment=to, travels_on=None, travels_by=None, version=F("version") + 1
            )
    except IntegrityError:
        raise Refused(
            _("There are words about this in that part already. Put yours beside them there."),
            rule="topic_there",
        ) from None
    # A cause in a part of its own stays there.
    Entry.objects.filter(topic_id=topic.pk, client_id=topic.client_id, compartment=part).update(
        compartment=to, version=F("version") + 1
    )
    parts.moved(
        rows=rows, client_id=topic.client_id, part=part, to=to, what="story.put_topic", by=by
    )


def _written(topic: Topic, what: str, by: Actor) -> None:
    audit.record(
        Event.CHANGED, what=what, by=by, client_id=topic.client_id, compartments=topic.compartment
    )
