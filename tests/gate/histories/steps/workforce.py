"""How close the time with her is said to be, and what a worker asks with her in mind."""

from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.foundation.accounts.models import Skill
from alongside.foundation.common.keys import new_key
from alongside.support.workforce.actions import asking
from tests.gate.histories.happened import BIT
from tests.gate.histories.house import History, hat_row, some
from tests.gate.histories.steps.kinds import Chance, actor, does, must, pairs, rights_of, step


@step(2)
def says_how_close(history: History, chance: Chance) -> str | None:
    found = [
        (hat, woman, episode)
        for hat, woman in pairs(history, reads="basics")
        for episode in woman.episodes
    ]
    if not (picked := some(chance, found)):
        return None
    hat, woman, episode = picked
    key, level = new_key(), chance.choice(["light", "steady", "close"])

    def say() -> None:
        row = Episode.objects.select_related("service").get(pk=episode.key)
        team.say_how_close(
            key=key, episode=row, level=level, membership=hat_row(hat), by=actor(hat)
        )

    writes = rights_of(history, hat, woman)[1] & BIT["basics"]
    may = bool(writes) and episode.state == "active"
    must(hat, say, may=may, what="to say how close the time is")
    return f"{hat} says that the time with {woman} is {level}{'' if may else ', refused'}"


@step(2)
def asks_with_her_in_mind(history: History, chance: Chance) -> str | None:
    if not (pair := some(chance, pairs(history, reads="notes", writes="notes"))):
        return None
    hat, woman = pair
    skill = Skill.objects.offered().first()
    assert skill is not None
    assert does(
        hat,
        lambda: asking.ask(
            key=new_key(), membership=hat_row(hat), skill=skill, words="What would help?",
            name_agency=False, about=woman.key, by=actor(hat),
        ),
    )  # fmt: skip
    return f"{hat} asks a specialist with {woman} in mind"
