"""Somebody who looks after two records says whether they are one woman's."""

from alongside.core.sharing.actions import one_woman
from alongside.foundation.common.keys import new_key
from tests.gate.histories.happened import Match, Woman
from tests.gate.histories.house import History, some
from tests.gate.histories.steps.guarding import kept_away_everywhere
from tests.gate.histories.steps.kinds import Chance, actor, must, step


@step(5)
def says_of_two_records(history: History, chance: Chance) -> str | None:
    """More often by somebody who looks after both; for anybody else it has to be refused."""
    who = history.house.who
    hats = [one for one in who.hats if one.worn]
    both = [
        (hat, one, other) for hat in hats for one in who.women for other in who.women
        if one is not other and who.looks_after(hat, one) and who.looks_after(hat, other)
    ]  # fmt: skip
    if not hats or len(who.women) < 2:
        return None
    anybody = (chance.choice(hats), *chance.sample(who.women, 2))
    hat, one, other = (both and chance.random() < 0.8 and some(chance, both)) or anybody
    same, goes_on = chance.random() < 0.6, chance.choice([one, other])
    done = must(
        hat,
        lambda: one_woman.say_of_two(
            client_id=one.key, other_id=other.key, same=same, goes_on=goes_on.key, by=actor(hat)
        ),
        may=who.looks_after(hat, one) and who.looks_after(hat, other)
        and not (same and (one.died or other.died)),
        what="to say of two records",
    )  # fmt: skip
    if done:
        _noted(one, other, same)
        _noted(other, one, same)
        if same:
            kept_away_everywhere(history, one)
    said = "are one woman's" if same else "are two women's"
    return f"{hat} says that {one} and {other} {said}{'' if done else ', which is refused'}"


def _noted(woman: Woman, other: Woman, same: bool) -> None:
    there = [match for match in woman.matches if match.other == other.key]
    if not there:
        there = [Match(new_key(), other.key)]
        woman.matches += there
    for match in there:
        match.settled, match.same, match.joined = True, same, same
