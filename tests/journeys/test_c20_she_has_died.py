"""C20: one confirmed, reversible action; a person tells who knew her; children and dog stay in view."""

from django.utils import timezone

from alongside.core.around.models import Child
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.overview.insight import queries as insight
from alongside.overview.insight.rules import Period
from tests.shared.around import a_pet, near_her
from tests.shared.asking import fill, put_beside
from tests.shared.cast import Cast, seen_by, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila, wish


def day() -> dict[str, str]:
    today = timezone.localdate()
    return {
        "died_on_0": str(today.day),
        "died_on_1": str(today.month),
        "died_on_2": str(today.year),
    }


def test_one_action_a_second_person_and_everybody_told_by_a_person(committed_cast: Cast) -> None:
    cast = committed_cast
    a_pet(cast, "Kula", looked_after="Joy at the day centre")
    near_her(cast, Child, name="Zosia")
    wish(cast, "never", about="words", whom_words="my brother", her_words="Not him, not ever.")
    leila = make_leila()
    give(cast, leila, Compartment.NOTES)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    period = Period("2026-q4", timezone.localdate().replace(month=1, day=1), timezone.localdate())
    with acting_as(cast.bea.pk):
        assert cast.marta in insight.women_with(cast.navigators, period)

    died = f"/women/{cast.marta}/time/died/"
    assert fill(sign_in(cast.amal), died, sure="on", **day()).status_code == 302
    # From that moment nothing goes out, and she is in no total.
    with acting_as(cast.bea.pk):
        assert cast.marta not in insight.women_with(cast.navigators, period)
    assert "A second person is asked" in words_shown(sign_in(cast.nadia).get("/").content.decode())
    assert sign_in(cast.nadia).post(died, {"confirm": "1"}).status_code == 302

    # Her last team: whom she leaves behind and what she wished, and nothing else. Everybody else: nobody.
    assert cast.marta not in seen_by(leila)
    page = words_shown(sign_in(cast.amal).get(died).content.decode())
    for said in (
        "Her record is at rest.", "Kula", "Looked after by: Joy at the day centre", "Zosia",
        "Not him, not ever.", "Housing Options", "Nadia",
    ):  # fmt: skip
        assert said in " ".join(page.split()), said
    # Who knew her is told by a person, one by one.
    today = words_shown(sign_in(cast.amal).get("/").content.decode())
    assert "To be told, by a person" in today

    # It was not so: everything is as it was.
    assert sign_in(cast.amal).post(f"{died}undo/").status_code == 302
    assert cast.marta in seen_by(leila)
    with acting_as(cast.amal.pk):
        assert Client.objects.get(pk=cast.marta).quiet == ""
    with acting_as(cast.bea.pk):
        assert cast.marta in insight.women_with(cast.navigators, period)
