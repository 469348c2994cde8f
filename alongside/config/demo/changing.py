"""One woman who has somebody new, one who will; who is alongside from elsewhere; a service whose money ends."""

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.core.team.models import Ally, Introduction, LeadChange
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory import actions as directory

LIKES = "Somebody who drinks tea and is not in a hurry."
MATTERS = {
    "fatuma": {
        "wants_known": "I was a mother to six. Ask them by name.", "leave_be": "The year of the boat.",
        "little_things": "Tea at four. Shoes off. The radio stays on.",
        "words": "She says no by talking about the weather. Then I come another day.", "with_her": True,
    },
    "ling": {
        "wants_known": "I draw first. Then I talk.", "leave_be": "", "little_things": "A pencil on the table.",
        "words": "Book the same interpreter; she waits for her.", "with_her": True,
    },
}  # fmt: skip
FROM_ELSEWHERE = (
    ("nadia", "marta", "practice", "health", "Her tablets, every other Friday", "Ask for the nurse at the desk", True),
    ("joy", "jade", "hub", "group", "Pottery, Tuesdays", "", None),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Change one lead worker at her wish, begin with another, name two from elsewhere, and end a service."""
    _would_like(made, "fatuma", "tamsin", LIKES)
    _meets(made, days, "fatuma", "tamsin", (9, "First time together", "happened"))
    _would_like(made, "ling", "blessing", "A woman. Patient, like me.")
    _meets(
        made, days, "ling", "blessing", (3, "First time together", "happened"),
        (-4, "Second time together, drawing", "planned"),
    )  # fmt: skip
    manager = made.managers["navigators"]
    set_holder(manager.pk)
    change = LeadChange.objects.open().select_related("episode__service", "chosen").get(
        client_id=key_of("woman", "fatuma")
    )  # fmt: skip
    team.change_lead(change=change, stays_until=days.ago(-10), agreed_by=manager, by=actor(manager))
    _from_elsewhere(made)
    _our_money_ends(made, days)
    set_holder(None)


def _hers(hat: Membership, woman: str) -> Episode:
    set_holder(hat.pk)
    return Episode.objects.open().select_related("service").get(
        client_id=key_of("woman", woman), service__name="Harbour Navigators"
    )  # fmt: skip


def _would_like(made: Partnership, woman: str, chosen: str, likes: str) -> None:
    """Let her say to Leyla that she would like somebody else, write what matters, and choose with Ruth."""
    leyla, manager = made.hats["leyla"], made.managers["navigators"]
    episode = _hers(leyla, woman)
    change = team.would_like_somebody_else(
        key=key_of("change", woman), episode=episode, likes=likes, rather_not="", membership=leyla,
        by=actor(leyla),
    )  # fmt: skip
    team.write_handover(
        key=key_of("handover", woman), episode=episode, facts=MATTERS[woman], membership=leyla, by=actor(leyla)
    )  # fmt: skip
    set_holder(manager.pk)
    change = LeadChange.objects.select_related("episode__service").get(pk=change.pk)
    team.choose_next(change=change, chosen=made.hats[chosen], her_choice=True, by=actor(manager))


def _meets(
    made: Partnership, days: Days, woman: str, chosen: str, *meetings: tuple[int, str, str]
) -> None:
    leyla = made.hats["leyla"]
    episode = _hers(leyla, woman)
    for ago, what, state in meetings:
        key = key_of("introduction", f"{woman} {ago}")
        team.set_introduction(
            key=key, episode=episode, membership=leyla, by=actor(leyla),
            facts={
                "whom": made.hats[chosen].worker.name, "what": what, "place": "The small room, with tea",
                "on_date": days.ago(ago), "brings": leyla,
            },
        )  # fmt: skip
        if state == Introduction.State.HAPPENED:
            team.say_of_introduction(
                introduction=Introduction.objects.select_related("episode").get(
                    client_id=episode.client_id, on_date=days.ago(ago)
                ),
                state=state, on=None, membership=leyla, by=actor(leyla),
            )  # fmt: skip


def _from_elsewhere(made: Partnership) -> None:
    for name, woman, agency, role, for_her, reached, her_choice in FROM_ELSEWHERE:
        hat = made.hats[name]
        set_holder(hat.pk)
        facts = {
            "agency": made.agencies[agency], "service": None, "role": Ally.Role(role), "name": "",
            "for_her": for_her, "reached": reached, "since": None, "her_choice": her_choice,
        }  # fmt: skip
        team.name_ally(
            key=key_of("ally", woman), client_id=key_of("woman", woman), facts=facts, agencies_away=(),
            names_away=(), membership=hat, by=actor(hat),
        )  # fmt: skip


def _our_money_ends(made: Partnership, days: Days) -> None:
    """Let the money of Keelson's outreach end in ten weeks."""
    manager = made.managers["keelson_outreach"]
    set_holder(manager.pk)
    directory.say_funded_until(
        service=made.services["keelson_outreach"], day=days.ago(-70), by=actor(manager)
    )
