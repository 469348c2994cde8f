"""What goes, as it goes on paper."""

from django.urls import reverse

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit import actions as audit
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.sharing import went


def test_it_says_who_when_and_why_and_no_service_s_name(committed_cast: Cast) -> None:
    cast = committed_cast
    one = went(cast, {Compartment.SAFETY.value: "He broke the door."}, reason="He was there.")
    answer = sign_in(cast.bea).get(reverse("sharing:paper", args=[cast.marta, one.pk]))
    said = " ".join(words_shown(answer.content.decode()).split())
    for words in (
        "Decided by Amal on",
        "children’s services",
        "He broke the door.",
        "Printed by Bea.",
    ):
        assert words in said
    # Why it goes against her wish is ours to keep.
    assert "He was there." not in said
    assert "Navigators" not in said
    (row,) = as_admin(
        "select event, compartments & %s from audit_entry where what = 'sharing.paper' "
        "and client_digest = %s", Compartment.SAFETY.value, audit.digest(cast.marta),
    )  # fmt: skip
    assert row == ("printed", Compartment.SAFETY.value)
