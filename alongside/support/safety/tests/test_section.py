"""women/<uuid>/plan/<place>/: one section, in her words, with a version of its own."""

import threading

import pytest
from django.db import connection

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.refused import ChangedMeanwhile
from alongside.support.safety import actions, queries
from alongside.support.safety.models import Writing
from alongside.support.safety.tests.reading import at, page, send, status
from tests.shared.asking import is_shown, put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.nasty import NASTY
from tests.shared.safety import fits, writes

WAITS = "select 1 from pg_stat_activity where datname = %s and wait_event_type = 'Lock'"


def stands(cast: Cast, section: str = "signs") -> Writing | None:
    with acting_as(cast.amal.pk):
        return queries.latest(cast.marta, section, C.SAFETY)


def test_it_is_written_and_what_stood_before_is_kept(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "section", 1), words="He goes quiet.").status_code == 302
    assert send(cast.amal, at(cast, "section", 1), words="He stops texting.").status_code == 302
    assert "He stops texting." in page(cast.amal, at(cast))
    shown = page(cast.amal, at(cast, "section", 1))
    assert "How it was before" in shown
    assert "He goes quiet." in shown


def test_it_can_be_emptied(cast: Cast) -> None:
    writes(cast, "signs", "He goes quiet.")
    assert send(cast.amal, at(cast, "section", 1), words="").status_code == 302
    assert "He goes quiet." not in page(cast.amal, at(cast))
    assert send(cast.amal, at(cast, "section", 1), words="Again.").status_code == 302
    now = stands(cast)
    assert now is not None
    assert (now.version, now.words) == (3, "Again.")


def test_an_empty_one_saved_empty_is_nothing(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "section", 1), words=" ").status_code == 302
    assert stands(cast) is None


def test_what_fits_her_brings_its_own_questions_and_no_others(cast: Cast) -> None:
    assert "You could ask" not in page(cast.amal, at(cast, "section", 3))
    fits(cast, "sofa", "no_phone")
    shown = page(cast.amal, at(cast, "section", 3))
    assert "If you had to go tonight, where could you go?" in shown
    assert "Where can you walk in and find one of us?" in shown
    assert "open all night" not in shown


def test_the_second_who_saves_sees_both_texts_and_loses_nothing(cast: Cast) -> None:
    writes(cast, "signs", "First.")
    sent = {"words": "Mine.", "version": "1"}
    writes(cast, "signs", "Theirs.")
    amal = sign_in(cast.amal)
    answer = amal.post(at(cast, "section", 1), sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Theirs." in words_shown(shown)
    assert "Mine." in shown
    assert 'name="version" value="2"' in shown
    assert amal.post(at(cast, "section", 1), {**sent, "version": "2"}).status_code == 302
    now = stands(cast)
    assert now is not None
    assert now.words == "Mine."
    assert "Theirs." in page(cast.amal, at(cast, "section", 1))


def test_two_sections_written_at_once_never_meet(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    for place in (1, 2):
        amal.get(at(cast, "section", place))
    assert amal.post(at(cast, "section", 1), {"words": "A.", "version": "0"}).status_code == 302
    assert amal.post(at(cast, "section", 2), {"words": "B.", "version": "0"}).status_code == 302


def test_the_same_page_sent_twice_writes_once(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    for _ in range(2):
        answer = amal.post(at(cast, "section", 1), {"words": "A.", "version": "0"})
        assert answer.status_code == 302
    now = stands(cast)
    assert now is not None
    assert now.version == 1


def test_two_connections_write_the_same_section_and_the_second_is_told(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    met: list[object] = []

    def write(words: str, hat: Membership) -> None:
        actions.write_section(
            client_id=cast.marta, section="signs", part=C.SAFETY, words=words, version=0,
            membership=hat, by=actor(hat),
        )  # fmt: skip

    def second() -> None:
        try:
            with acting_as(cast.nadia.pk):
                write("Hers.", cast.nadia)
        except ChangedMeanwhile as changed:
            met.append(changed.theirs.words)
        finally:
            connection.close()

    with acting_as(cast.amal.pk):
        write("Ours.", cast.amal)
        other = threading.Thread(target=second)
        other.start()
        while other.is_alive() and not as_admin(WAITS, connection.settings_dict["NAME"]):
            pass
    other.join()
    assert met == ["Ours."]
    now = stands(cast)
    assert now is not None
    assert (now.version, now.words) == (1, "Ours.")


def test_two_connections_write_different_sections_and_both_stand(committed_cast: Cast) -> None:
    cast, start = committed_cast, threading.Barrier(2)
    put_beside(cast.marta, cast.nadia, by=cast.bea)

    def write(section: str, hat: Membership) -> None:
        try:
            with acting_as(hat.pk):
                start.wait()
                actions.write_section(
                    client_id=cast.marta, section=section, part=C.SAFETY, words=f"{section}.", version=0,
                    membership=hat, by=actor(hat),
                )  # fmt: skip
        finally:
            connection.close()

    both = [
        threading.Thread(target=write, args=pair)
        for pair in (("signs", cast.amal), ("first", cast.nadia))
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    for section in ("signs", "first"):
        now = stands(cast, section)
        assert now is not None
        assert now.words == f"{section}."


def test_who_may_not_write_hears_why_and_a_place_that_is_none_is_not_there(cast: Cast) -> None:
    answer = sign_in(cast.bea).post(at(cast, "section", 1), {"words": "Mine.", "version": "0"})
    assert answer.status_code == 409
    assert "written by those alongside her" in words_shown(answer.content.decode())
    for place in (0, 10, 10**30):
        assert status(cast.amal, at(cast, "section", place)) == 404
    assert status(cast.cleo, at(cast, "section", 1)) == 404


@pytest.mark.parametrize("text", NASTY)
def test_nothing_typed_breaks_it_or_is_lost(cast: Cast, text: str) -> None:
    answer = send(cast.amal, at(cast, "section", 1), words=NASTY[text])
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert is_shown(NASTY[text], answer.content.decode())
    else:
        assert page(cast.amal, at(cast))


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 60, "\x00"])
def test_a_version_nobody_was_given_never_writes_over_anything(cast: Cast, version: str) -> None:
    writes(cast, "signs", "First.")
    answer = sign_in(cast.amal).post(at(cast, "section", 1), {"words": "x", "version": version})
    assert answer.status_code == 422
    now = stands(cast)
    assert now is not None
    assert now.words == "First."
