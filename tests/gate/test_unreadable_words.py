"""A value that was damaged says so on its page; the rest of the page stands, and saving leaves it alone."""

import base64
import datetime
import logging
import uuid

import pytest
from django.apps import apps
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.encryption import UNREADABLE, sealed_fields
from alongside.overview.herspace.models import Pick
from alongside.support.engagement.models import Appointment, Contact
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import PageForm, forms_of, words_shown
from tests.shared.world import World, make_world

SAID = str(UNREADABLE)


@pytest.fixture
def world(committed_cast: Cast) -> World:
    """Marta's page with one of everything."""
    return make_world(committed_cast)


def damaged(table: str, column: str) -> set[str]:
    """Change a letter in every value of a column, and give what stands there now."""
    for key, value in as_admin(f"select id, {column} from {table} where {column} <> ''"):
        letter = "A" if value[30] != "A" else "B"
        changed = value[:30] + letter + value[31:]
        as_admin(f"update {table} set {column} = %s where id = %s", changed, key)
    return standing(table, column)


def standing(table: str, column: str) -> set[str]:
    return {value for (value,) in as_admin(f"select {column} from {table} where {column} <> ''")}


def form_with(browser: Browser, url: str, box: str) -> PageForm:
    page = browser.get(url)
    assert page.status_code == 200
    return next(form for form in forms_of(page.content.decode()) if box in form.fields)


def test_her_page_and_every_other_page_of_hers_open_and_say_so(world: World) -> None:
    cast = world.cast
    with acting_as(cast.amal.pk):
        Contact.objects.filter(pk=world.parts["contact_id"]).update(place="park")
        Pick(
            client_id=cast.marta, goal_id=world.parts["goal_id"], picked=True, made_by=cast.amal,
            compartment=1 << 11,
        ).save(force_insert=True)  # fmt: skip
    for model in apps.get_models():
        for field in sealed_fields(model).values():
            damaged(model._meta.db_table, field.column)
    browser = sign_in(cast.amal)
    pages = {
        "home:her": [], "home:timeline": [], "herspace:my_path": [], "herspace:paper": [],
        "outcomes:goals": [], "home:today": None, "home:women": None, "engagement:note_new": [],
        "engagement:note": ["contact_id"], "engagement:note_change": ["contact_id"],
        "engagement:draft_throw_away": ["draft_id"], "engagement:appointment_move": ["appointment_id"],
        "outcomes:goal": ["goal_id"], "outcomes:goal_path": ["goal_id"], "story:topic": ["subject"],
        "outcomes:change_goal": ["goal_id"], "outcomes:check_in_goal": ["goal_id"],
    }  # fmt: skip
    for name, more in pages.items():
        args = [] if more is None else [cast.marta, *(world.parts[part] for part in more)]
        page = browser.get(reverse(name, args=args))
        assert page.status_code == 200, name
        if name not in ("herspace:paper", "home:women"):
            assert SAID in words_shown(page.content.decode()), name
    looked = browser.post(reverse("people:whereabouts", args=[cast.marta]), {"reason": "visit"})
    assert SAID in words_shown(looked.content.decode())


def test_saving_a_note_leaves_the_damaged_words_and_keeps_the_others(world: World) -> None:
    browser, key = sign_in(world.cast.amal), world.parts["contact_id"]
    before = damaged("engagement_contact", "her_words")
    url = reverse("engagement:note_change", args=[world.cast.marta, key])
    sent = dict(form_with(browser, url, "her_words").as_sent())
    assert sent["her_words"] == [SAID]
    answer = browser.post(url, {**sent, "worker_words": "A walk by the water."})
    assert answer.status_code == 302
    assert standing("engagement_contact", "her_words") == before
    with acting_as(world.cast.amal.pk):
        assert Contact.objects.get(pk=key).worker_words == "A walk by the water."
    browser.post(url, {**dict(form_with(browser, url, "her_words").as_sent()), "her_words": "Yes!"})
    with acting_as(world.cast.amal.pk):
        assert Contact.objects.get(pk=key).her_words == "Yes!"


def test_saving_a_topic_leaves_the_damaged_words(world: World) -> None:
    browser = sign_in(world.cast.amal)
    before = damaged("story_topic", "her_words")
    url = reverse("story:topic", args=[world.cast.marta, "strengths"])
    sent = dict(form_with(browser, url, "her_words").as_sent())
    assert browser.post(url, {**sent, "worker_words": "Her bread."}).status_code == 302
    assert standing("story_topic", "her_words") == before


def test_saving_a_goal_leaves_its_damaged_words_and_steps(world: World) -> None:
    browser = sign_in(world.cast.amal)
    before = [damaged("outcomes_goal", "words"), damaged("outcomes_step", "words")]
    url = reverse("outcomes:change_goal", args=[world.cast.marta, world.parts["goal_id"]])
    sent = dict(form_with(browser, url, "words").as_sent())
    assert sent["step_1"] == [SAID]
    assert browser.post(url, {**sent, "control": "ours"}).status_code == 302
    assert [standing("outcomes_goal", "words"), standing("outcomes_step", "words")] == before


def test_a_note_taken_back_and_sent_again_leaves_the_damaged_words(world: World) -> None:
    browser, key = sign_in(world.cast.amal), world.parts["contact_id"]
    before = damaged("engagement_contact", "her_words")
    browser.post(reverse("engagement:note_undo", args=[world.cast.marta, key]))
    url = reverse("engagement:note_new", args=[world.cast.marta])
    sent = dict(form_with(browser, f"{url}?draft={key}", "her_words").as_sent())
    sent.pop("keep", None)
    assert browser.post(url, sent).status_code == 302
    assert standing("engagement_contact", "her_words") == before
    with acting_as(world.cast.amal.pk):
        assert Contact.objects.get(pk=key).taken_back_at is None


def test_a_damaged_draft_is_left_and_what_is_written_now_is_kept_beside_it(world: World) -> None:
    browser = sign_in(world.cast.amal)
    before = damaged("engagement_draft", "fields")
    url = reverse("engagement:note_new", args=[world.cast.marta])
    form = form_with(browser, url, "her_words")
    assert form.as_sent()["key"] != [str(world.parts["draft_id"])]
    browser.post(
        reverse("engagement:draft", args=[world.cast.marta]),
        {**dict(form.as_sent()), "her_words": "new"},
    )
    now = standing("engagement_draft", "fields")
    assert len(now) == 2
    assert before < now


def test_moving_an_appointment_leaves_the_damaged_one(world: World) -> None:
    browser, key = sign_in(world.cast.amal), world.parts["appointment_id"]
    before = damaged("engagement_appointment", "what")
    url = reverse("engagement:appointment_move", args=[world.cast.marta, key])
    sent = dict(form_with(browser, url, "on_date_0").as_sent())
    day = timezone.localdate() + datetime.timedelta(days=30)
    later = {"on_date_0": day.day, "on_date_1": day.month, "on_date_2": day.year}
    assert browser.post(url, {**sent, **later}).status_code == 302
    with acting_as(world.cast.amal.pk):
        assert [one.what for one in Appointment.objects.all()] == [SAID, SAID]
    assert before <= standing("engagement_appointment", "what")


def test_saving_a_row_whole_leaves_the_damaged_words(world: World) -> None:
    before = damaged("engagement_contact", "her_words")
    with acting_as(world.cast.amal.pk):
        for read in (True, False):
            row = Contact.objects.get(pk=world.parts["contact_id"])
            assert not read or row.her_words == SAID
            row.worker_words = "more"
            row.save(force_update=True)
    assert standing("engagement_contact", "her_words") == before


@pytest.mark.parametrize(
    "value",
    [
        "in the clear",
        "e1:",
        "e1:00000000:" + base64.urlsafe_b64encode(b"x" * 40).decode(),
        "e1:../../../:AAAA",
    ],
)
def test_whatever_stands_in_place_of_sealed_words_the_page_opens(world: World, value: str) -> None:
    as_admin("update engagement_contact set her_words = %s", value)
    as_admin("update engagement_draft set fields = %s", value)
    browser = sign_in(world.cast.amal)
    url = reverse("engagement:note", args=[world.cast.marta, world.parts["contact_id"]])
    for page in (browser.get(url), browser.get(reverse("home:her", args=[world.cast.marta]))):
        assert page.status_code == 200
        assert SAID in words_shown(page.content.decode())
        assert value not in page.content.decode()


def test_the_log_names_the_column_and_why_and_not_a_word(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    (before,) = damaged("people_whereabouts", "address")
    with caplog.at_level(logging.ERROR), acting_as(world.cast.amal.pk):
        (place,) = people.reveal_whereabouts(
            client_id=world.cast.marta, reason="visit", by=actor(world.cast.amal)
        )
        assert place.address == SAID
    (line,) = [record.getMessage() for record in caplog.records if "sealed" in record.name]
    assert line == (
        "A value of people_whereabouts.address can't be read: it is not what was sealed for this place."
    )
    assert before not in caplog.text
    assert isinstance(place.pk, uuid.UUID)
