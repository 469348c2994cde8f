"""Every form, sent with the name of every field there is: nothing lands that it didn't ask for (S6)."""

import datetime
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.test import Client as Browser
from django.test import override_settings

from alongside.foundation.common.encryption import sealed_fields
from tests.journeys.test_bad_input import forms_on, paths
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin, as_written
from tests.shared.forms import PageForm, day_typed
from tests.shared.world import make_world

WORD, NUMBER, KEY = "zq7smuggled", 70707070, uuid.UUID("5a7e5a7e-5a7e-7a7e-8a7e-5a7e5a7e5a7e")
DAY = datetime.date(1909, 9, 9)
SMUGGLED = f"{WORD}|{NUMBER}|{KEY}|{DAY}"
OURS = [one for one in apps.get_models() if one.__module__.startswith("alongside.")]
# What a form says yes to by being sent: the record of it, that a check-in was talked over, her picks,
# whose words they are, that her peers read a goal, and which of two records of one woman goes on.
MEANT = {
    "audit_entry.allowed", "outcomes_goal.with_peers", "outcomes_reading.talked_over", "herspace_pick.picked",
    "sharing_match.goes_on", "sharing_match.is_new", "sharing_match.is_same",
    "workforce_words.by_worker",
}  # fmt: skip
TOGETHER = 12
TABLES = sorted(one._meta.db_table for one in apps.get_models() if one._meta.managed)


def smuggled() -> dict[str, str]:
    """Give a value that can be known again for the name of every field of every model of ours."""
    found: dict[str, str] = {}
    for model in OURS:
        for field in model._meta.concrete_fields:
            found[field.name] = found[field.attname] = _value(field)
    return found


def _value(field: Any) -> str:
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.UUIDField):
        return str(KEY)
    if isinstance(kind, models.BooleanField):
        return "on"
    if isinstance(kind, models.DateTimeField):
        return f"{DAY} 09:09"
    if isinstance(kind, models.DateField):
        return str(DAY)
    return str(NUMBER) if isinstance(kind, models.IntegerField) else WORD


def said_yes() -> dict[str, int]:
    """Count, for every yes-or-no column of ours, the rows that say yes."""
    columns = [
        (model._meta.db_table, field.column)
        for model in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, models.BooleanField) and model._meta.managed
    ]
    return dict(
        as_admin(
            " union all ".join(
                f"select '{table}.{column}', count(*) from {table} where \"{column}\""
                for table, column in columns
            )
        )
    )


def landed() -> list[str]:
    """List the tables in which something smuggled stands, sealed words opened."""
    found = [
        table
        for (table,) in as_admin(
            " union all ".join(
                f"select '{table}' where exists (select 1 from \"{table}\" t where t::text ~ '{SMUGGLED}')"
                for table in TABLES
            )
        )
    ]
    for model in OURS:
        names = sorted(sealed_fields(model))
        if names and WORD in str(as_written(model._meta.db_table, *names)):
            found.append(f"{model._meta.db_table}, sealed")
    return found


def filled(form: PageForm) -> dict[str, list[str]]:
    """Fill a form as a careful person would, so that it is taken: words, a day, the first choice."""
    sent = form.as_sent()
    today = day_typed("", datetime.date(2026, 11, 2))
    for name, one in form.fields.items():
        ending = name[name.rfind("_") :] if name[-2:] in ("_0", "_1", "_2") else ""
        if one.textual and not sent.get(name, [""])[0]:
            sent[name] = [today.get(ending, "A few words")]
        elif one.offered and name not in sent and one.kind != "button":
            sent[name] = [next((value for value in one.offered if value), "")]
    return sent


@pytest.mark.parametrize("who", ["amal", "bea", "ada", "stranger"])
@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5000)
def test_no_form_writes_a_field_it_did_not_ask_for(committed_cast: Cast, who: str) -> None:
    # There are more fields than one form may bring: with the limit nothing would be read at all.
    world = make_world(committed_cast)
    browser = Browser() if who == "stranger" else sign_in(getattr(committed_cast, who), fresh=True)
    browser.raise_request_exception = False
    extra, taken, tried, before, since = smuggled(), 0, 0, said_yes(), []
    # Once her record is sealed nobody has a form about her any more.
    for path in sorted(paths(world, who), key=lambda one: one.endswith("/seal/")):
        for form in forms_on(browser, path):
            cache.clear()
            more = {name: [value] for name, value in extra.items() if name not in form.fields}
            answer = browser.post(form.action or path, {**more, **filled(form)})
            assert answer.status_code < 500, path
            since.append(path)
            # Every row of every table is looked through, so several forms at once.
            if len(since) == TOGETHER:
                assert landed() == [], since
                since.clear()
            now = said_yes()
            grown, before = {name for name, rows in now.items() if rows > before[name]}, now
            asked = {name for name in grown if name.partition(".")[2] in form.fields}
            assert grown - asked <= MEANT, path
            taken += answer.status_code in (302, 303)
            tried += 1
    assert landed() == [], since
    assert tried >= {"amal": 55, "bea": 9, "ada": 10, "stranger": 2}[who]
    assert taken >= {"amal": 30, "bea": 4, "ada": 4, "stranger": 0}[who]
