"""The page about who can see what, to look at together with her."""

import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import away, locked
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import agree, give, make_leila, page_of, tell, went, wish


def seen(cast: Cast) -> str:
    """Read the page as Marta's lead worker, as words alone."""
    return " ".join(words_shown(page_of(cast.amal, address(cast))).split())


def address(cast: Cast) -> str:
    return reverse("sharing:who_sees", args=[cast.marta])


def test_a_share_is_a_sentence_with_a_button_to_stop_it(cast: Cast) -> None:
    leila = make_leila()
    until = timezone.now() + datetime.timedelta(days=40)
    grant = give(
        cast, leila, bits(Compartment.ACCOMMODATION, Compartment.GOALS), until_at=until, purpose="A flat"
    )  # fmt: skip
    said = seen(cast)
    assert "Housing Options (Leila) can see: how to contact her, goals, accommodation." in said
    assert "Because she agreed on" in said
    assert "For this: A flat" in said
    assert reverse("sharing:stop", args=[cast.marta, grant.pk]) in page_of(cast.amal, address(cast))


def test_the_panel_of_her_page_says_the_same(cast: Cast) -> None:
    give(cast, make_leila(), Compartment.GOALS)
    wish(cast, "never", Compartment.IMMIGRATION)
    wish(cast, "ask", about="words", whom_words="children’s services")
    said = " ".join(words_shown(page_of(cast.bea, f"/women/{cast.marta}/")).split())
    assert "Housing Options (Leila) can see: how to contact her, goals." in said
    assert "Nothing about immigration to anyone." in said
    assert "Nothing goes to children’s services without asking her first." in said


def test_a_locked_part_of_a_share_is_named_only_to_who_holds_it(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.COUNSELLING, by=actor(cast.amal))
    give(cast, make_leila(), bits(Compartment.COUNSELLING, Compartment.GOALS))
    assert "counselling" in page_of(cast.amal, address(cast))
    for url in (address(cast), f"/women/{cast.marta}/"):
        assert "ounselling" not in page_of(cast.bea, url)


def test_whom_she_keeps_away_is_a_number_and_no_name(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        for name in ("Dan", "Zoltan"):
            away.keep_away(
                key=new_key(), client_id=cast.marta, person_name=name, made_by=cast.amal,
                by=actor(cast.amal),
            )  # fmt: skip
    for url in (address(cast), f"/women/{cast.marta}/"):
        said = page_of(cast.amal, url)
        assert "She keeps 2 people or places away." in said
        assert "Zoltan" not in said


def test_what_was_passed_on_shows_only_once_she_was_told(cast: Cast) -> None:
    passed = went(cast)
    for url in (address(cast), f"/women/{cast.marta}/"):
        assert "children’s services" not in page_of(cast.amal, url)
    tell(cast, passed)
    for url in (address(cast), f"/women/{cast.marta}/"):
        assert "children’s services" in page_of(cast.amal, url)


def test_what_she_agreed_to_is_asked_again_where_somebody_else_interpreted(cast: Cast) -> None:
    assert "For Harbour Navigators nothing is written down yet." in seen(cast)
    agree(cast, interpreter="other", interpreter_words="her cousin")
    for url in (address(cast), f"/women/{cast.marta}/"):
        assert "Somebody else interpreted." in page_of(cast.amal, url)
    agree(cast, interpreter="professional")
    assert "Somebody else interpreted." not in seen(cast).split("What was before")[0]


def test_the_line_that_is_the_same_for_every_woman_stands_there(cast: Cast) -> None:
    assert str(her_text("seen.some_hidden")) in seen(cast)


def test_a_share_that_a_later_never_is_against_says_so(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    wish(cast, "never", Compartment.GOALS, about="agency", agency=leila.agency)
    assert "She has since said never: goals. Ask her, and stop it." in seen(cast)


def test_a_partner_hears_why_not_and_whom_to_ask(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    answer = sign_in(leila).get(address(cast))
    assert answer.status_code == 409
    assert "Ask her, or ask her lead worker." in answer.content.decode()


def test_a_stranger_gets_what_everybody_gets_who_is_not_there(cast: Cast) -> None:
    assert sign_in(cast.cleo).get(address(cast)).status_code == 404
