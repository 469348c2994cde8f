"""Who works where, what is asked of them for the whole partnership, agencies, and the clock."""

import datetime

from alongside.coordination.referrals import actions as referrals
from alongside.core.sharing.actions import duties
from alongside.core.sharing.models import Duty
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.actions import places, workers
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.models import Worker as WorkerRow
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency as AgencyRow
from alongside.foundation.directory.models import Service as ServiceRow
from tests.gate.histories.happened import Hat
from tests.gate.histories.house import History, hat_row, some
from tests.gate.histories.steps.kinds import Chance, actor, does, step

ROLES = (
    "navigator", "manager", "partner", "volunteer", "commissioner", "trustee", "data_protection",
)  # fmt: skip
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


def _administrator(history: History) -> Hat:
    return next(hat for hat in history.house.who.hats if hat.role == "administrator")


def _hat(history: History, chance: Chance) -> Hat | None:
    worn = [one for one in history.house.who.hats if one.worn and one.role != "administrator"]
    return some(chance, worn)


def _posts(history: History, hat: Hat, chance: Chance) -> dict[ServiceRow, bool]:
    own = [one for one in history.house.who.services if one.agency is hat.agency]
    picked = chance.sample(own, chance.randint(0, len(own)))
    rows = {one.key: chance.random() < 0.4 for one in picked}
    return {row: rows[row.pk] for row in ServiceRow.objects.filter(pk__in=rows)}


@step(2)
def a_hat_ends(history: History, chance: Chance) -> str | None:
    ada, hat = _administrator(history), _hat(history, chance)
    if hat is None:
        return None
    assert does(ada, lambda: workers.end_hat(hat=hat_row(hat), by=actor(ada)))
    hat.ended, hat.posts = True, {}
    history.house.who.ends_without_base(hat)
    return f"{hat} wears this hat no more"


@step(3)
def somebody_gets_a_hat(history: History, chance: Chance) -> str | None:
    ada, who = _administrator(history), history.house.who
    worker, role = chance.choice(who.workers), chance.choice(ROLES)
    hat = Hat(new_key(), worker, chance.choice(who.agencies), role)
    posts = _posts(history, hat, chance)
    given = does(
        ada,
        lambda: workers.give_hat(
            key=hat.key, worker=WorkerRow.objects.get(pk=worker.key), role=role,
            agency=AgencyRow.objects.get(pk=hat.agency.key),
            posts=[workers.PostWanted(row, triage) for row, triage in posts.items()], by=actor(ada),
        ),
    )  # fmt: skip
    if not given:
        return None
    hat.posts = {row.pk: triage for row, triage in posts.items()}
    who.hats.append(hat)
    return f"{worker.name} becomes {role} at {hat.agency.name}"


@step(2)
def posts_change(history: History, chance: Chance) -> str | None:
    ada, hat = _administrator(history), _hat(history, chance)
    if hat is None:
        return None
    posts = _posts(history, hat, chance)
    wanted = [workers.PostWanted(row, triage) for row, triage in posts.items()]
    assert does(ada, lambda: workers.set_posts(hat=hat_row(hat), posts=wanted, by=actor(ada)))
    hat.posts = {row.pk: triage for row, triage in posts.items()}
    history.house.who.ends_without_base(hat)
    return f"{hat} now works in {[row.name for row in posts] or 'no service'}"


@step(2)
def a_role_changes(history: History, chance: Chance) -> str | None:
    hat, role = _hat(history, chance), chance.choice(ROLES)
    if hat is None:
        return None

    def change() -> None:
        Membership.objects.filter(pk=hat.key).update(role=role)
        gate.recompute_membership(hat.key)

    assert does(_administrator(history), change)
    before, hat.role = str(hat), role
    return f"{before} becomes {role}"


@step(1)
def somebody_may_not_sign_in(history: History, chance: Chance) -> str | None:
    ada = _administrator(history)
    them = [one for one in history.house.who.workers if one.active and one is not ada.worker]
    if not (worker := some(chance, them)):
        return None
    row = WorkerRow.objects.get(pk=worker.key)
    assert does(ada, lambda: workers.disable(worker=row, by=actor(ada)))
    worker.active = False
    return f"{worker.name} may not sign in any more"


@step(3)
def somebody_may_sign_in_again(history: History, chance: Chance) -> str | None:
    if not (worker := some(chance, [one for one in history.house.who.workers if not one.active])):
        return None
    ada, row = _administrator(history), WorkerRow.objects.get(pk=worker.key)
    assert does(ada, lambda: workers.allow_again(worker=row, by=actor(ada)))
    worker.active = True
    return f"{worker.name} may sign in again"


# --- what is asked of somebody for the whole partnership ------------------------------------------


@step(4)
def is_given_a_duty(history: History, chance: Chance) -> str | None:
    ada, who = _administrator(history), history.house.who
    hat, kind = (
        chance.choice([one for one in who.hats if not one.ended]),
        chance.choice(["safety", "matching"]),
    )
    if any(one is hat and what == kind for one, what in who.duties):
        return None

    given = does(
        ada,
        lambda: duties.give(
            key=new_key(), membership=hat_row(hat), kind=kind, given_by=hat_row(ada), by=actor(ada)
        ),
    )
    if not given:
        return None
    who.duties.append((hat, kind))
    return f"{hat} becomes {kind} lead"


@step(1)
def a_duty_ends(history: History, chance: Chance) -> str | None:
    who = history.house.who
    if not (duty := some(chance, who.duties)):
        return None
    hat, kind = duty

    ada = _administrator(history)

    def end() -> None:
        standing = Duty.objects.get(membership_id=hat.key, kind=kind, ended_at=None)
        duties.end(duty=standing, by=actor(ada))

    assert does(ada, end)
    who.duties = [one for one in who.duties if one is not duty]
    return f"{hat} is {kind} lead no more"


# --- agencies -------------------------------------------------------------------------------------


@step(1)
def an_agency_closes(history: History, chance: Chance) -> str | None:
    ada, standing = _administrator(history), [a for a in history.house.who.agencies if not a.closed]
    if not (agency := some(chance, standing)):
        return None
    row = AgencyRow.objects.get(pk=agency.key)
    assert does(ada, lambda: places.close_agency(agency=row, by=actor(ada)))
    agency.closed = True
    return f"{agency.name} closes"


@step(2)
def an_agency_is_rung(history: History, chance: Chance) -> str | None:
    ada, agency = _administrator(history), chance.choice(history.house.who.agencies)
    row = AgencyRow.objects.get(pk=agency.key)
    if not row.phone:
        return None
    assert does(ada, lambda: places.confirm_agency(agency=row, version=row.version, by=actor(ada)))
    agency.confirmed = True
    return f"{agency.name} is rung, and it is really them"


@step(1)
def an_agency_moves_its_phone(history: History, chance: Chance) -> str | None:
    ada, agency = _administrator(history), chance.choice(history.house.who.agencies)
    row = AgencyRow.objects.get(pk=agency.key)
    facts = {
        "name": row.name, "kind": row.kind, "phone": f"01632960{chance.randint(100, 899)}",
        "ask_for": "", "in_partnership": row.in_partnership,
    }  # fmt: skip
    assert does(
        ada,
        lambda: places.change_agency(agency=row, version=row.version, facts=facts, by=actor(ada)),
    )
    agency.confirmed = agency.confirmed and facts["phone"] == row.phone
    return f"{agency.name} has another number"


# --- time -----------------------------------------------------------------------------------------


@step(5)
def time_goes_by(history: History, chance: Chance) -> str | None:
    """Jump ahead, back, or to the very moment at which something begins or ends, or just before it."""
    who = history.house.who
    moments = [
        moment - early
        for one in who.passes()
        for moment in (one.starts, one.until)
        if moment and moment.year < 9999
        for early in (datetime.timedelta(0), datetime.timedelta(microseconds=1))
    ]
    jump = chance.choice([59 * MINUTE, 61 * MINUTE, 121 * MINUTE, DAY, 3 * DAY, 31 * DAY, -DAY])
    moment = chance.choice(moments) if moments and chance.random() < 0.6 else who.now + jump
    said = "on" if moment >= who.now else "back"
    history.house.who.now = moment
    history.set_clock()
    return f"the clock goes {said} to {moment:%d %B %Y, %H:%M:%S.%f}"


@step(1)
def forms_are_swept(history: History, chance: Chance) -> str | None:
    who = history.house.who
    assert does(_administrator(history), lambda: referrals.sweep())
    for woman in who.women:
        woman.links = [one for one in woman.links if not one[2] < who.now - DAY]
    return "what was left unsent is swept away"
