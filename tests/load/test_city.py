"""The generator on a small scale: what it makes is true to every rule, and the same each time."""

import datetime
import uuid
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.urls import reverse

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.actions import digest, signature
from alongside.foundation.audit.models import Entry
from alongside.foundation.common.encryption import sealed_fields
from alongside.foundation.common.keyring import VERSION
from tests.load import city
from tests.load.record import ENTRY
from tests.load.town import Town
from tests.load.volumes import Volumes
from tests.shared.cast import seen_by, sign_in
from tests.shared.database import address, as_admin

VILLAGE = Volumes(
    "village", women=60, active=24, contacts=1_200, readings=400, audit=1_200, workers=20, agencies=3,
    services=4,
)  # fmt: skip
TODAY = datetime.date(2026, 11, 2)
# What a database adds of its own, and no seed decides: the transaction a row was written in.
OF_THE_DATABASE = {"transaction", "starts"}
MADE = (
    "directory_agency", "directory_service", "accounts_worker", "accounts_membership", "accounts_post",
    "people_client", "people_safecontact", "people_safeway", "people_whereabouts", "people_episode",
    "team_member", "story_topic", "referrals_referral", "referrals_outcome", "engagement_contact",
    "engagement_appointment", "outcomes_goal", "outcomes_step", "outcomes_attempt", "outcomes_reading",
    "herspace_sheet", "herspace_pick", "audit_entry", "audit_history", "access_pass",
)  # fmt: skip
ORPHANS = """
    select c.conname, format('select count(*) from %%s t where %%s and not exists '
        '(select 1 from %%s o where %%s)', c.conrelid::regclass,
        (select string_agg(format('t.%%I is not null', a.attname), ' and ') from unnest(c.conkey) k
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k),
        c.confrelid::regclass,
        (select string_agg(format('o.%%I = t.%%I', theirs.attname, ours.attname), ' and ')
         from unnest(c.conkey, c.confkey) as k(our, their)
         join pg_attribute ours on ours.attrelid = c.conrelid and ours.attnum = k.our
         join pg_attribute theirs on theirs.attrelid = c.confrelid and theirs.attnum = k.their))
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace
"""


def loaded(seed: str = "a village", **more: Any) -> Town:
    """Load the village into this test's own database."""
    city.load(address("admin"), VILLAGE, seed=seed, today=TODAY, **more)
    return Town(VILLAGE, seed, TODAY)


def content() -> dict[str, str]:
    """Sum up every table that is made, without what the database adds of its own."""
    sums = {}
    with psycopg.connect(address("admin")) as connection:
        for table in MADE:
            row = connection.execute(
                "select md5(coalesce(string_agg(said, '|' order by said), '')) from "
                f"(select (to_jsonb(t) - %s::text[])::text as said from {table} t) told",
                (sorted(OF_THE_DATABASE),),
            ).fetchone()
            assert row is not None
            sums[table] = row[0]
    return sums


def test_what_is_made_is_true_to_every_key_and_rule(fresh_database: str) -> None:
    loaded()
    assert gate.passes_that_differ() == 0
    for table in MADE:
        assert as_admin(f"select count(*) from {table}")[0][0] > 0, table
    for name, count in as_admin(ORPHANS):
        assert as_admin(count)[0][0] == 0, name
    (missing,) = as_admin(
        "select count(*) from engagement_contact c where not exists "
        "(select 1 from audit_history h where h.row_id = c.id and h.client_id = c.client_id "
        "and h.compartment = c.compartment and h.new = to_jsonb(c))"
    )
    assert missing == (0,)


def test_nothing_that_the_product_seals_is_written_in_clear(fresh_database: str) -> None:
    loaded()
    told = 0
    for model in (one for one in apps.get_models() if one._meta.db_table in MADE):
        for name in sealed_fields(model):
            where = f"from {model._meta.db_table} where {name} <> ''"
            told += as_admin(f"select count(*) {where}")[0][0]
            assert as_admin(f"select {name} {where} and {name} not like %s", f"{VERSION}:%") == []
    assert told


def test_the_record_is_signed_as_the_product_signs(fresh_database: str) -> None:
    loaded()
    women = {digest(key) for (key,) in as_admin("select id from people_client")}
    rows = as_admin(f"select {ENTRY.copy.partition('(')[2].partition(')')[0]} from audit_entry")
    columns = [name.strip() for name in ENTRY.copy.partition("(")[2].partition(")")[0].split(",")]
    assert len(rows) == VILLAGE.audit
    for row in rows[::50]:
        entry = Entry(**dict(zip(columns, row, strict=True)))
        assert entry.hmac == signature(entry)
        assert entry.client_digest in women


def test_a_made_up_worker_opens_her_pages(fresh_database: str) -> None:
    town = loaded()
    hat = Membership.objects.get(pk=town.key("hat", town.places[0].navigators[0]))
    coordinator = Membership.objects.get(pk=town.key("hat", town.coordinators[0]))
    hers = seen_by(hat)
    assert 0 < len(hers) <= 7
    assert hers < seen_by(coordinator)
    for worker in (hat, coordinator):
        browser = sign_in(worker)
        for place in (reverse("home:today"), reverse("home:women")):
            assert browser.get(place).status_code == 200
        for client_id in sorted(hers)[:2]:
            assert browser.get(reverse("home:her", args=[client_id])).status_code == 200
            assert browser.get(reverse("home:timeline", args=[client_id])).status_code == 200
    assert sign_in(hat).get(reverse("home:her", args=[uuid.uuid4()])).status_code == 404


def test_the_same_seed_makes_the_same_people_and_a_stopped_run_goes_on(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city, "WOMEN_A_PART", 15)
    written: list[tuple[str, int]] = []
    write = city.Loader.write

    def until_the_power_fails(loader: city.Loader, stage: str, part: int) -> int:
        if (stage, part) == ("women", 2):
            raise KeyboardInterrupt
        return write(loader, stage, part)

    def noted(loader: city.Loader, stage: str, part: int) -> int:
        written.append((stage, part))
        return write(loader, stage, part)

    with monkeypatch.context() as patched:
        patched.setattr(city.Loader, "write", until_the_power_fails)
        with pytest.raises(KeyboardInterrupt):
            loaded()
    assert as_admin("select count(*) from people_client") == [(30,)]
    with monkeypatch.context() as patched:
        patched.setattr(city.Loader, "write", noted)
        loaded()
    assert [part for stage, part in written if stage == "women"] == [2, 3]
    assert as_admin("select count(*) from people_client") == [(60,)]
    stopped = content()
    as_admin("drop schema bench cascade")
    _emptied()
    monkeypatch.setattr(city, "WOMEN_A_PART", 60)
    loaded()
    assert content() == stopped
    as_admin("drop schema bench cascade")
    _emptied()
    loaded("another village")
    other = content()
    assert other["people_client"] != stopped["people_client"]
    with pytest.raises(ValueError, match="another plan"):
        loaded()


def _emptied() -> None:
    """Empty what was loaded, past every key, in a database that is thrown away."""
    as_admin(f"truncate {', '.join((*MADE, 'engagement_draft', 'mfa_authenticator'))} cascade")
