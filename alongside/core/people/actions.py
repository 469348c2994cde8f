"""Every write about a woman herself."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people import queries, rules
from alongside.core.people.models import Client, Episode, SafeContact, SafeWay, Whereabouts
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@transaction.atomic
def admit(
    *,
    name: str,
    service_id: uuid.UUID,
    by: Actor,
    client_id: uuid.UUID | None = None,
    episode_id: uuid.UUID | None = None,
    sender_agency_id: uuid.UUID | None = None,
    sender_id: uuid.UUID | None = None,
    outcome_allowed: bool = False,
) -> tuple[uuid.UUID, uuid.UUID]:
    """Make a woman's record and her referred episode, through the gate's one door (R24).

    Returns (client id, episode id); the caller may add to them for two hours and read nothing back.
    """
    client_id, episode_id = client_id or new_key(), episode_id or new_key()
    gate.admit(
        client_id=client_id, episode_id=episode_id, service_id=service_id, name=name,
        audit_digest=audit.digest(client_id), link=by.holder_id, sender_agency_id=sender_agency_id,
        sender_id=sender_id, outcome_allowed=outcome_allowed,
    )  # fmt: skip
    audit.record(
        Event.ADDED,
        what="people.admit",
        by=by,
        client_id=client_id,
        compartments=Compartment.BASICS,
    )
    return client_id, episode_id


@transaction.atomic
def set_safe_contact(
    *,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    ways: Sequence[Mapping[str, Any]],
    by: Actor,
    version: int | None = None,
) -> None:
    """Write how to reach her safely: `facts` are SafeContact fields, each way all of a SafeWay's.

    With `version`, changes the card: unless `facts` say that she was asked, nobody has checked with her
    what stands now; ways that changed are ended and kept. Raises ChangedMeanwhile.
    """
    if version is None:
        _write_first(SafeContact(client_id=client_id, **facts))
    else:
        unasked = {"checked_on": None, "checked_by": None}
        changed = SafeContact.objects.filter(client_id=client_id, version=version).update(
            **{**unasked, **facts}, version=F("version") + 1
        )
        if not changed:
            raise ChangedMeanwhile(_card(client_id))
        _end_changed_ways(client_id, ways)
    for place, way in enumerate(ways):
        if not (version is not None and _standing(client_id, way).exists()):
            SafeWay(client_id=client_id, place=place, **way).save(force_insert=True)
    gate.find_matches(client_id)
    audit.record(
        Event.ADDED if version is None else Event.CHANGED,
        what="people.set_safe_contact", by=by, client_id=client_id, compartments=Compartment.BASICS,
    )  # fmt: skip


def _write_first(card: SafeContact) -> None:
    try:
        with transaction.atomic():
            card.save(force_insert=True)
    except IntegrityError:
        # Two people wrote it for the first time at once.
        raise ChangedMeanwhile(_card(card.client_id)) from None


def _card(client_id: uuid.UUID) -> SafeContact | None:
    return SafeContact.objects.filter(client_id=client_id).first()


def _standing(client_id: uuid.UUID, way: Mapping[str, Any]) -> Any:
    return SafeWay.objects.filter(client_id=client_id, ended_at__isnull=True, **way)


def _end_changed_ways(client_id: uuid.UUID, ways: Sequence[Mapping[str, Any]]) -> None:
    kept = [key for way in ways for key in _standing(client_id, way).values_list("pk", flat=True)]
    SafeWay.objects.filter(client_id=client_id, ended_at__isnull=True).exclude(pk__in=kept).update(
        ended_at=timezone.now()
    )


@transaction.atomic
def confirm_safe_contact(
    *, client_id: uuid.UUID, version: int, membership_id: uuid.UUID, by: Actor
) -> None:
    """Note that she was asked today whether the card, as it stood in this version, is still right.

    Raises Refused where nothing is written yet, ChangedMeanwhile where she was asked about another card.
    """
    changed = SafeContact.objects.filter(client_id=client_id, version=version).update(
        checked_on=timezone.localdate(), checked_by_id=membership_id, hearsay=False
    )
    if not changed:
        if card := _card(client_id):
            raise ChangedMeanwhile(card)
        raise Refused(
            _("There is nothing to check yet. Write how to reach her first."), rule="no_card"
        )
    audit.record(
        Event.CHANGED, what="people.confirm_safe_contact", by=by, client_id=client_id,
        compartments=Compartment.BASICS,
    )  # fmt: skip


@transaction.atomic
def reach_out(*, way: SafeWay, reason: str, by: Actor) -> None:
    """Let a person use one way now; outside her hours it takes a reason, kept in the record.

    Raises Refused where she asked to stop or has died, for a way she said never to use, or outside her hours
    without a reason.
    """
    safe = SafeContact.objects.filter(client_id=way.client_id).first()
    now = timezone.now()
    client = Client.objects.get(pk=way.client_id)
    if said := queries.why_not_contact(client, timezone.localdate(now)):
        raise Refused(said, rule="quiet")
    if said := rules.why_not_reach(way, safe.never if safe else [], now, reason):
        raise Refused(said, rule="outside_her_hours")
    if not rules.reach(way, safe.never if safe else [], now).open:
        audit.record(
            Event.CONTACTED, what="people.reach_out", by=by, client_id=way.client_id,
            compartments=Compartment.BASICS, basis=reason,
        )  # fmt: skip


@transaction.atomic
def set_whereabouts(
    *,
    client_id: uuid.UUID,
    address: str,
    since: datetime.date | None,
    membership_id: uuid.UUID,
    by: Actor,
    key: uuid.UUID | None = None,
) -> Whereabouts:
    """Write where she is from now on; what was there before ends and is kept.

    The same form again changes nothing; with other words it counts anew. Raises Refused for a key of
    something else.
    """
    key = key or new_key()
    # Two who write at once take turns, so that one place stands and not two.
    Client.objects.select_for_update().filter(pk=client_id).first()
    written = Whereabouts.objects.filter(client_id=client_id)
    if there := written.filter(pk=key).first():
        if (there.address, there.since) == (address, since):
            return there
        key = key_after(key, f"{address}\n{since}")
        if there := written.filter(pk=key).first():
            return there
    place = Whereabouts(
        pk=key, client_id=client_id, address=address, since=since, made_by_id=membership_id
    )
    until = since or timezone.localdate()
    written.filter(until__isnull=True).update(until=Greatest(Value(until), "since"))
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    audit.record(
        Event.ADDED, what="people.set_whereabouts", by=by, client_id=client_id,
        compartments=Compartment.LOCATION,
    )  # fmt: skip
    return place


@transaction.atomic
def reveal_whereabouts(*, client_id: uuid.UUID, reason: str, by: Actor) -> list[Whereabouts]:
    """Show where she is to somebody who says why; the look-up stands in the record.

    Raises Refused without one of the reasons that the record can keep.
    """
    if reason not in rules.LOOK_REASONS:
        raise Refused(_("Say why you need to know where she is."), rule="no_reason")
    places = list(Whereabouts.objects.filter(client_id=client_id, until__isnull=True))
    audit.record(
        Event.REVEALED, what="people.reveal_whereabouts", by=by, client_id=client_id,
        compartments=Compartment.LOCATION, basis=reason,
    )  # fmt: skip
    return places


@transaction.atomic
def set_basics(*, client_id: uuid.UUID, facts: Mapping[str, Any], version: int, by: Actor) -> None:
    """Change her name, pronouns, languages or birthday. Raises ChangedMeanwhile."""
    if not Client.objects.filter(pk=client_id, version=version).update(
        **facts, version=F("version") + 1
    ):
        raise ChangedMeanwhile(Client.objects.filter(pk=client_id).first())
    gate.find_matches(client_id)
    audit.record(
        Event.CHANGED,
        what="people.set_basics",
        by=by,
        client_id=client_id,
        compartments=Compartment.BASICS,
    )


def note_last_contact(*, client_id: uuid.UUID, on: datetime.date | None, words: str) -> None:
    """Keep the day and kind of the last time together on her row, for lists; for the contact's action."""
    Client.objects.filter(pk=client_id).update(last_contact_on=on, last_contact_words=words[:80])


@transaction.atomic
def move_episode(*, episode: Episode, to: str, by: Actor, **facts: Any) -> None:
    """Move an episode to its next state, if that is a move it may make, and work out the passes anew.

    It ends only where the database finds why (coordination/endings). Raises Refused, ChangedMeanwhile.
    """
    if to not in Episode.MOVES[Episode.State(episode.state)]:
        raise Refused(_("This has already been answered."), rule="episode_moved")
    if to == Episode.State.ACTIVE:
        # Whoever is with us again is spoken with again.
        facts = {"stopped_on": None, "try_after": None, **facts}
        Client.objects.filter(pk=episode.client_id, quiet=Client.Quiet.STOPPED).update(
            quiet="", quiet_until=None
        )
    changed = Episode.objects.filter(pk=episode.pk, version=episode.version).update(
        state=to, version=F("version") + 1, **facts
    )
    if not changed:
        raise ChangedMeanwhile(Episode.objects.filter(pk=episode.pk).first())
    audit.record(
        Event.CHANGED, what="people.move_episode", by=by, client_id=episode.client_id,
        compartments=Compartment.BASICS, basis=to,
    )  # fmt: skip
    gate.recompute_client(episode.client_id)


@transaction.atomic
def fall_quiet(
    *, client_id: uuid.UUID, quiet: str, by: Actor, until: datetime.date | None = None
) -> None:
    """Let nothing go out to her any more; with an empty `quiet`, again. The passes are worked out anew."""
    Client.objects.filter(pk=client_id).update(
        quiet=quiet, quiet_until=until, version=F("version") + 1
    )
    audit.record(
        Event.CHANGED, what="people.fall_quiet", by=by, client_id=client_id,
        compartments=Compartment.BASICS, basis=quiet,
    )  # fmt: skip
    gate.recompute_client(client_id)
