"""C18: her lead worker is off sick, she rings on Sunday night, and whoever is on duty knows what to do."""

import datetime

from django.utils import timezone

from alongside.coordination.duty import queries
from alongside.coordination.duty.models import Handback
from alongside.coordination.duty.tests.test_rota import day_boxes, on_duty
from alongside.core.people import actions as people
from alongside.core.sharing.actions import away
from alongside.core.sharing.models import BreakGlass
from alongside.core.story import actions as story
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact
from tests.shared.asking import fill
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.clock import later
from tests.shared.forms import day_typed, words_shown
from tests.shared.safety import writes


def prepared(cast: Cast) -> None:
    """Before: how to reach her, what keeps her safe, a note, and what she agreed for bad nights."""
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "the library"}, version=1, by=actor(cast.amal),
            ways=[{"kind": "call", "value": "+447700900123", "hours": [], "words": "", "never": False}],
        )  # fmt: skip
        story.tell(
            client_id=cast.marta, subject="safety", by=actor(cast.amal),
            facts={"state": "told", "her_words": "I count the doors.", "worker_words": "Ring Dee first."},
        )  # fmt: skip
        Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=today, kind="coffee",
            worker_words="About the solicitor.",
        ).save(force_insert=True)  # fmt: skip
    answer = fill(
        sign_in(cast.amal), f"/women/{cast.marta}/tonight/", words="Sunday nights are hard.",
        agreed="Ring her, say the library, stay on the line.", **day_boxes("from_on", today),
        **day_boxes("until_on", today + datetime.timedelta(days=7)),
    )  # fmt: skip
    assert answer.status_code == 302


def test_the_duty_worker_knows_how_to_speak_with_her_and_what_keeps_her_safe(cast: Cast) -> None:
    prepared(cast)
    nadia = sign_in(cast.nadia)
    assert nadia.get(f"/women/{cast.marta}/").status_code == 404
    on_duty(cast, cast.nadia)
    shift = words_shown(nadia.get("/duty/now/").content.decode())
    for words in (
        "Marta",
        "may need us tonight",
        "Sunday nights are hard.",
        "say the library",
        "Amal leads",
    ):
        assert words in shift
    her = words_shown(nadia.get(f"/women/{cast.marta}/").content.decode())
    for words in ("You are on duty", "the library", "I count the doors.", "Ring Dee first."):
        assert words in her
    # Nothing else of her, and where she is to nobody.
    assert "About the solicitor." not in her
    assert nadia.get(f"/women/{cast.marta}/where/").status_code == 404


def test_what_happened_waits_for_her_lead_worker_and_no_emergency_was_needed(cast: Cast) -> None:
    prepared(cast)
    on_duty(cast, cast.nadia)
    nadia = sign_in(cast.nadia)
    page = nadia.get(f"/women/{cast.marta}/happened/").content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    data = {
        "key": key, "met": "yes", "kind": "call", "her_words": "I could not breathe.", "worry": "soon",
        "worker_words": "We counted the doors together until it was light.",
    }  # fmt: skip
    for _ in range(3):
        assert nadia.post(f"/women/{cast.marta}/happened/", data).status_code == 302
    with acting_as(cast.nadia.pk):
        # During the shift she reads her own note, and no other.
        assert [one.worker_words for one in Contact.objects.all()] == [data["worker_words"]]
    with acting_as(cast.amal.pk):
        [back] = queries.handed_back()
        assert (back.worry, back.made_by_id) == ("soon", cast.nadia.pk)
        assert BreakGlass.objects.count() == 0
    assert "What happened while you were away" in words_shown(
        sign_in(cast.amal).get("/").content.decode()
    )
    read = f"/women/{cast.marta}/happened/{back.pk}/read/"
    for _ in range(2):
        assert sign_in(cast.amal).post(read).status_code == 302
    with acting_as(cast.amal.pk):
        assert not queries.handed_back()
        assert Handback.objects.get().read_by_id == cast.amal.pk
    later(minutes=10 * 60 + 1)
    with acting_as(cast.nadia.pk):
        assert not Contact.objects.exists()
    assert nadia.get(f"/women/{cast.marta}/").status_code == 404


def test_without_a_shift_nothing_is_handed_back(cast: Cast) -> None:
    assert sign_in(cast.amal).get(f"/women/{cast.marta}/happened/").status_code == 409
    assert sign_in(cast.cleo).get(f"/women/{cast.marta}/happened/").status_code == 404
    assert "You are not on duty now" in words_shown(
        sign_in(cast.nadia).get("/duty/now/").content.decode()
    )


def test_never_to_somebody_she_keeps_away(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    on_duty(cast, cast.nadia)
    shift = words_shown(sign_in(cast.nadia).get("/duty/now/").content.decode())
    assert "Marta" not in shift
    assert sign_in(cast.nadia).get(f"/women/{cast.marta}/").status_code == 404


def agreed_at_the_start(cast: Cast, **said: str) -> None:
    """At the start, over coffee: what she agrees to, and who reads what while Amal is away."""
    answer = fill(
        sign_in(cast.amal), f"/women/{cast.marta}/sharing/agreement/", her_words="Yes, with you.",
        freedom="alone", interpreter="nobody", could="yes", **day_typed("agreed_on", timezone.localdate()),
        **said,
    )  # fmt: skip
    assert answer.status_code == 302, words_shown(answer.content.decode())


def on_the_shift(cast: Cast) -> str:
    nadia = sign_in(cast.nadia)
    her = words_shown(nadia.get(f"/women/{cast.marta}/").content.decode())
    shift = words_shown(nadia.get("/duty/now/").content.decode())
    assert "I count the doors." in her
    return f"{her}\n{shift}"


def test_it_was_explained_to_her_at_the_start_and_whoever_is_on_duty_knows(cast: Cast) -> None:
    prepared(cast)
    on_duty(cast, cast.nadia)
    assert on_the_shift(cast).count("Not explained to her yet") == 2
    agreed_at_the_start(cast, on_duty="told", on_duty_words="Good. Somebody should.")
    shown = on_the_shift(cast)
    assert shown.count("She was told that you can read this.") == 2
    # Her words about it are for those alongside her.
    assert "Somebody should" not in shown


def test_where_she_would_rather_not_the_shift_says_so_and_her_worker_has_it_to_settle(
    cast: Cast,
) -> None:
    prepared(cast)
    on_duty(cast, cast.nadia)
    agreed_at_the_start(cast, on_duty="rather_not", on_duty_words="Not strangers at night.")
    assert on_the_shift(cast).count("Read only what you need.") == 2
    today = words_shown(sign_in(cast.amal).get("/").content.decode())
    assert "she would rather nobody on duty read what keeps her safe" in today
    link = sign_in(cast.amal).get("/").content.decode().split("/duty/")[0].rsplit('"', 1)[1]
    answer = fill(
        sign_in(cast.amal), f"{link}/duty/", on_duty="agreed", on_duty_words="They ring her first."
    )
    assert answer.status_code == 302
    assert "Ask her worker what was agreed" in on_the_shift(cast)
    assert "To talk over with her" not in words_shown(sign_in(cast.amal).get("/").content.decode())


def test_her_safety_plan_is_there_for_the_shift_and_no_longer(cast: Cast) -> None:
    writes(cast, "ring", "I ring Dee and say blue.")
    writes(cast, "first", "I count the doors.")
    plan = f"/women/{cast.marta}/plan/"
    nadia = sign_in(cast.nadia)
    assert nadia.get(plan).status_code == 404
    on_duty(cast, cast.nadia)
    assert "Her safety plan" in words_shown(nadia.get("/duty/now/").content.decode())
    assert "I ring Dee and say blue." in words_shown(nadia.get(plan).content.decode())
    her = words_shown(nadia.get(f"/women/{cast.marta}/").content.decode())
    assert "I count the doors." in her
    # Read, and not rewritten in the night.
    assert nadia.get(f"{plan}1/").status_code == 409
    later(minutes=10 * 60 + 1)
    assert nadia.get(plan).status_code == 404
