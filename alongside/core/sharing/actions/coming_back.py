"""Coming back: one step, with the same team, and nothing asked again."""

from django.db import transaction

from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.core.sharing.queries.standing import is_there_already, may_take_back
from alongside.core.sharing.rules.coming_back import why_not_take_back
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def she_is_back(*, episode: Episode, by: Actor) -> None:
    """Open her time with a service again: her team, and all they may see, is as it was (R30, R86).

    Raises Refused for whoever was not alongside her there and where it has not ended, ChangedMeanwhile where
    somebody was quicker.
    """
    if said := why_not_take_back(
        ended=episode.state == Episode.State.ENDED, alongside=may_take_back(episode),
        there_already=is_there_already(episode),
    ):  # fmt: skip
        raise Refused(said, rule="take_back")
    people.move_episode(episode=episode, to=Episode.State.ACTIVE, by=by, ended_on=None)
    audit.record(
        Event.CHANGED, what="sharing.she_is_back", by=by, client_id=episode.client_id,
        compartments=Compartment.BASICS,
    )  # fmt: skip
