"""Every change of what workers know and speak, and of the list they choose from."""

import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import HasSkill, Membership, Skill
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@transaction.atomic
def set_skills(*, hat: Membership, skills: Collection[Skill], by: Actor) -> None:
    """Say anew what a worker knows and speaks under one hat; what is no longer ticked ends (R1, R139)."""
    Membership.objects.select_for_update().get(pk=hat.pk)
    now = HasSkill.objects.filter(membership=hat, ended_at__isnull=True)
    wanted = {skill.pk for skill in skills}
    # What was taken off the list stays hers: the page could not show it.
    offered = Skill.objects.offered().values("pk")
    now.filter(skill__in=offered).exclude(skill__in=wanted).update(ended_at=timezone.now())
    has = set(now.values_list("skill_id", flat=True))
    for key in wanted - has:
        HasSkill(membership=hat, skill_id=key).save(force_insert=True)
    audit.record(Event.STAFF, what="accounts.set_skills", by=by)


@transaction.atomic
def add_skill(*, key: uuid.UUID, kind: str, name: str, by: Actor) -> None:
    """Put a specialism or language on the list; the same page sent twice adds it once.

    Raises Refused where it stands there already.
    """
    if Skill.objects.filter(pk=key).exists():
        return
    _must_be_new(kind, name)
    place = Skill.objects.filter(kind=kind).count()
    try:
        with transaction.atomic():
            Skill(pk=key, kind=kind, name=name, place=place).save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return
    audit.record(Event.STAFF, what="accounts.add_skill", by=by)


@transaction.atomic
def change_skill(*, skill: Skill, version: int, name: str, offered: bool, by: Actor) -> None:
    """Rename a specialism or language, or take it off the list; whoever has it keeps it.

    Raises Refused where another has that name, ChangedMeanwhile where somebody saved first.
    """
    _must_be_new(skill.kind, name, but=skill.pk)
    ended = None if offered else skill.ended_at or timezone.now()
    rows = Skill.objects.filter(pk=skill.pk, version=version).update(
        name=name, ended_at=ended, version=F("version") + 1
    )
    if not rows:
        raise ChangedMeanwhile(theirs=Skill.objects.get(pk=skill.pk))
    audit.record(Event.STAFF, what="accounts.change_skill", by=by)


def _must_be_new(kind: str, name: str, but: uuid.UUID | None = None) -> None:
    others = Skill.objects.filter(kind=kind, name__iexact=name)
    if (others.exclude(pk=but) if but else others).exists():
        raise Refused(_("This stands on the list already."), rule="skill_there")
