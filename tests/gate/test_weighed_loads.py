"""How much each worker's women weigh: those lead_counts() counts, by what was said last (R162)."""

import uuid
from decimal import Decimal

import pytest

from alongside.foundation.accounts.models import Membership
from tests.gate.stage import Stage

DAYS = ("2026-01-01", "2026-02-01")


@pytest.fixture
def weighing(stage: Stage) -> Stage:
    """Let the Navigators weigh."""
    stage.admin.execute(
        "update directory_service set weighed = true, weight_light = 0.5, weight_steady = 1, "
        "weight_close = 1.5 where id = %s", (stage.cast.navigators.pk,),
    )  # fmt: skip
    return stage


def weights(
    stage: Stage, hat: Membership, service: uuid.UUID | None = None
) -> dict[object, object]:
    key = service or stage.cast.navigators.pk
    return dict(stage.answers(hat, "select * from lead_weights(%s)", key))


def leads(stage: Stage, hat: Membership, *levels: str, **time: object) -> uuid.UUID:
    """Let a hat lead for a woman, with what was said of the time with her, in order."""
    woman = stage.put("people_client", name="W", audit_digest=str(uuid.uuid4()))
    facts = {"client_id": woman, "service_id": stage.cast.navigators.pk, "state": "active", **time}
    episode = stage.put("people_episode", **facts)
    stage.put("team_member", client_id=woman, membership_id=hat.pk, episode_id=episode, part="lead")
    for level, day in zip(levels, DAYS, strict=False):
        stage.put(
            "team_intensity",
            client_id=woman,
            episode_id=episode,
            level=level,
            since=day,
            made_at=day,
        )
    return woman


@pytest.mark.parametrize(
    ("levels", "full"),
    [((), "1.0"), (("light",), "0.5"), (("close",), "1.5"), (("close", "light"), "0.5")],
)
def test_each_counts_by_what_was_said_last_and_steady_where_nothing_was(
    weighing: Stage, levels: tuple[str, ...], full: str
) -> None:
    vera = weighing.cast.vera
    leads(weighing, vera, *levels)
    assert weights(weighing, weighing.cast.nadia)[vera.pk] == Decimal(full)


def test_they_are_added_up(weighing: Stage) -> None:
    vera = weighing.cast.vera
    for level in ("light", "light", "close"):
        leads(weighing, vera, level)
    assert weights(weighing, weighing.cast.nadia)[vera.pk] == Decimal("2.5")


def test_a_service_that_does_not_weigh_gives_nothing_nor_one_the_asker_does_not_work_in(
    stage: Stage,
) -> None:
    leads(stage, stage.cast.vera, "light")
    assert weights(stage, stage.cast.nadia) == {}
    stage.admin.execute("update directory_service set weighed = true")
    assert weights(stage, stage.cast.nadia)
    assert weights(stage, stage.cast.cleo) == {}
    assert weights(stage, stage.cast.nadia, stage.cast.advocates.pk) == {}


@pytest.mark.parametrize("time", [{"state": "ended"}, {"state": "referred"}])
def test_only_time_that_goes_on_counts(weighing: Stage, time: dict[str, object]) -> None:
    vera = weighing.cast.vera
    leads(weighing, vera, "light", **time)
    assert vera.pk not in weights(weighing, weighing.cast.nadia)


def test_a_woman_who_keeps_the_asker_away_or_whose_record_is_sealed_weighs_nothing(
    weighing: Stage,
) -> None:
    vera, nadia = weighing.cast.vera, weighing.cast.nadia
    woman = leads(weighing, vera, "light")
    block = weighing.put("sharing_block", client_id=woman, worker_id=nadia.worker_id)
    assert vera.pk not in weights(weighing, nadia)
    assert vera.pk in weights(weighing, weighing.cast.bea)
    weighing.admin.execute("update sharing_block set lifted_at = now() where id = %s", (block,))
    assert vera.pk in weights(weighing, nadia)
    weighing.put("sharing_sealed", client_id=woman)
    assert vera.pk not in weights(weighing, nadia)
    assert vera.pk not in weights(weighing, weighing.cast.bea)
