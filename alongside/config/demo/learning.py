"""What the made-up workers learn, who was there, and the rules of Harbour with who has read them."""

import datetime

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.words.learning import POLICIES, TRAININGS, Ruled, Taught
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.support.learning.actions import trainings
from alongside.support.learning.models import Edition, HasRead, Policy, Training

READ_AFTER = datetime.timedelta(days=4)


def bring_in(made: Partnership, days: Days) -> None:
    """Write it all down, each as who would have."""
    for place, one in enumerate(TRAININGS):
        _training(made, days, place, one)
    for rule in POLICIES:
        _rule(made, days, rule)
    set_holder(None)


def _training(made: Partnership, days: Days, place: int, one: Taught) -> None:
    hat, key = made.hats[one.by], key_of("training", str(place))
    set_holder(hat.pk)
    giver = made.agencies.get(one.giver)
    facts = {
        "title": one.title, "subject": one.subject.value, "giver": giver,
        "giver_words": "" if giver else one.giver, "place": one.place, "roles": list(one.roles),
        "on_date": None if one.ago is None else days.ago(one.ago), "again_months": one.months,
    }  # fmt: skip
    along = [made.agencies[name] for name in one.along.split()]
    trainings.add_training(key=key, facts=facts, along=along, membership=hat, by=actor(hat))
    training = Training.objects.select_related("agency").get(pk=key)
    for said in one.there.split():
        name, _, ago = said.partition("@")
        _there(made, training, name, days.ago(int(ago or one.ago or 0)), hat)


def _there(
    made: Partnership, training: Training, name: str, on: datetime.date, manager: Membership
) -> None:
    who = made.hats[name]
    # Volunteers of her agency she writes down herself; the others say it.
    for_them = who.role == Role.VOLUNTEER and who.agency_id == manager.agency_id
    said_by = manager if for_them else who
    set_holder(said_by.pk)
    trainings.was_there(
        key=key_of("there", f"{training.pk} {name}"), training=training, who=who, on_date=on,
        said_by=said_by, by=actor(said_by),
    )  # fmt: skip


def _rule(made: Partnership, days: Days, one: Ruled) -> None:
    owner, key = made.hats[one.owner], key_of("rule", one.title)
    set_holder(owner.pk)
    policy = Policy(
        pk=key, agency=made.agencies["harbour"], title=one.title, about=one.about, owner=owner,
        review_on=days.ago(-one.review), made_by=owner, version=len(one.editions),
    )  # fmt: skip
    policy.save(force_insert=True)
    for number, (ago, readers, words) in enumerate(one.editions, start=1):
        # Each stands from the day it was written on, so the rows are made as they stood then.
        edition = Edition(
            pk=key_of("edition", f"{one.title} {number}"), policy=policy, number=number, words=words,
            made_by=owner, made_at=days.at(ago, datetime.time(11)),
        )  # fmt: skip
        edition.save(force_insert=True)
        for name in readers.split():
            read_at = min(edition.made_at + READ_AFTER, days.now)
            HasRead(
                pk=key_of("read", f"{one.title} {number} {name}"), edition=edition,
                membership=made.hats[name], read_at=read_at,
            ).save(force_insert=True)  # fmt: skip
