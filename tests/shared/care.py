"""One of everything that workers do for each other: Amal and Bea meet, Cleo may be asked."""

import datetime
import uuid

from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import skills
from alongside.foundation.accounts.models import HasSkill, Membership, Skill
from alongside.foundation.common.keys import new_key
from alongside.support.workforce.actions import approaches, asking, care, sittings
from alongside.support.workforce.models import Debrief, Sitting, Words
from tests.shared.cast import Cast, actor


def skill(name: str) -> Skill:
    """Find a specialism or language of the list an installation begins with."""
    return Skill.objects.get(name=name)


VAWG = "violence against women and girls"


def knows(hat: Membership, *names: str) -> None:
    """Let somebody say what she knows and speaks, beside what she said before."""
    has = Skill.objects.filter(
        pk__in=HasSkill.objects.filter(membership=hat, ended_at__isnull=True).values("skill")
    )
    with acting_as(hat.pk):
        skills.set_skills(hat=hat, skills=[*has, *map(skill, names)], by=actor(hat))


def asked(
    cast: Cast,
    words: str = "She wants no support about him. What helps?",
    *,
    about: uuid.UUID | None = None,
    name_agency: bool = False,
) -> uuid.UUID:
    """Let Amal ask whoever knows about violence; gives the key of the question."""
    key = new_key()
    with acting_as(cast.amal.pk):
        asking.ask(
            key=key, membership=cast.amal, skill=skill(VAWG), words=words, name_agency=name_agency,
            about=about, by=actor(cast.amal),
        )  # fmt: skip
    return key


def agreed(
    cast: Cast, *, on: datetime.date | None = None, worker: Membership | None = None
) -> Sitting:
    """Let Bea offer Amal supervision, and Amal say yes."""
    key, worker = new_key(), worker or cast.amal
    with acting_as(cast.bea.pk):
        sittings.offer(
            key=key, supervisor=cast.bea, worker=worker, kind=Sitting.Kind.SUPERVISION, on_date=on,
            by=actor(cast.bea),
        )  # fmt: skip
    with acting_as(worker.pk):
        sittings.take_up(sitting=Sitting.objects.get(pk=key), membership=worker, by=actor(worker))
        return Sitting.objects.get(pk=key)


def wrote(sitting: Sitting, hat: Membership, words: str) -> uuid.UUID:
    """Let one of the two write something for the two."""
    key = new_key()
    with acting_as(hat.pk):
        sittings.write(key=key, sitting=sitting, words=words, membership=hat, by=actor(hat))
        return Words.objects.get(pk=key).pk


def offered(cast: Cast, to: Membership, words: str = "Tea at four?") -> Debrief:
    """Let Bea offer somebody a talk after something hard."""
    with acting_as(cast.bea.pk):
        sittings.offer_debrief(
            key=new_key(), to=[to], after=Debrief.After.VIOLENCE, words=words, membership=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
        return Debrief.objects.get(offered_to=to)


def taught(cast: Cast, hat: Membership | None = None, **facts: object) -> uuid.UUID:
    """Let somebody write down what another service was taught."""
    key, hat = new_key(), hat or cast.amal
    said = {
        "agency": cast.practice, "agency_name": "", "role": "receptionist", "kind": "training",
        "taught": "To offer a quiet room.", "changed": "", "on_date": timezone.localdate(), **facts,
    }  # fmt: skip
    with acting_as(hat.pk):
        asking.add_change(key=key, facts=said, membership=hat, by=actor(hat))
    return key


def approached(cast: Cast, hat: Membership | None = None, **facts: object) -> uuid.UUID:
    """Let somebody write down that a man rang who harms somebody."""
    key, hat = new_key(), hat or cast.amal
    said = {
        "how": "rang", "on_date": timezone.localdate(), "words": "A man asked whether she is here.",
        "did": "I said that we never say.", "steps": ["nothing"], **facts,
    }  # fmt: skip
    with acting_as(hat.pk):
        approaches.write_down(key=key, facts=said, membership=hat, by=actor(hat))
    return key


def workforce_of(cast: Cast) -> dict[str, object]:
    """Make one of each, by the name a URL gives it."""
    knows(cast.cleo, VAWG)
    sitting = agreed(cast, on=timezone.localdate())
    leave, check = new_key(), new_key()
    with acting_as(cast.amal.pk):
        care.add_leave(
            key=leave, membership=cast.amal, first=timezone.localdate(), last=timezone.localdate(),
            by=actor(cast.amal),
        )  # fmt: skip
        care.write_check(
            key=check, membership=cast.amal, answers={"sleep": "Badly."}, by=actor(cast.amal)
        )
    return {
        "approach_id": approached(cast), "skill_id": skill(VAWG).pk, "sitting_id": sitting.pk,
        "words_id": wrote(sitting, cast.amal, "It was a long week."),
        "debrief_id": offered(cast, cast.amal).pk, "leave_id": leave, "workforce:check_throw check_id": check,
        "question_id": asked(cast, about=cast.marta), "change_id": taught(cast),
    }  # fmt: skip
