"""A cousin who works at Housing and is kept away, two records that may be one woman's, and a made-up one."""

from alongside.config.demo.admitting import Asked, ask
from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.person import Safe, Way
from alongside.coordination.referrals.models import Referral
from alongside.core.sharing.actions import away, decoys, duties, matching
from alongside.core.sharing.models import Duty
from alongside.foundation.access.context import set_holder

MEHWISH = "My husband's cousin. He works where they give out the flats, and he talks."
# She was with the Navigators until two months ago; now she writes to Hearth herself, by the same number.
AGAIN = Asked(
    "shola_again", "Shola", "hearth_advocates",
    Safe((Way("call", "+447700900422", "mon tue wed thu fri 09:00-17:00"),), ("voicemail",), checked=None),
    1, Referral.Source.HERSELF,
    facts={"wants": "Somebody who cooks what I cook. I had a worker before, and she was good to me."},
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> int:
    """Keep the cousin away, let Shola write again and be noticed, and make a record of nobody; say how many wrote."""
    _keep_away(made)
    _wren_is_asked(made, days)
    _nobody(made, days)
    return 1


def _keep_away(made: Partnership) -> None:
    leyla = made.hats["leyla"]
    set_holder(leyla.pk)
    away.keep_away(
        key=key_of("away", "mehwish"), client_id=key_of("woman", "mehwish"), worker=made.workers["tariq"],
        works_at=made.agencies["housing"], person_name="Tariq M.", her_words=MEHWISH, made_by=leyla,
        by=actor(leyla),
    )  # fmt: skip


def _wren_is_asked(made: Partnership, days: Days) -> None:
    ada = made.hats["ada"]
    set_holder(ada.pk)
    duties.give(
        key=key_of("duty", "matching wren"), membership=made.hats["wren"], kind=Duty.Kind.MATCHING,
        given_by=ada, by=actor(ada),
    )  # fmt: skip
    ask(AGAIN, made, days)
    set_holder(None)
    matching.compare_waiting()


def _nobody(made: Partnership, days: Days) -> None:
    iain = made.hats["iain"]
    set_holder(iain.pk)
    decoys.add(
        key=key_of("woman", "odile"), service=made.services["navigators"], name="Odile",
        full_name="Odile Farrow", born=days.ago(15_000), ended_on=days.ago(520),
        through="the day centre, in the mornings", by=actor(iain),
    )  # fmt: skip
