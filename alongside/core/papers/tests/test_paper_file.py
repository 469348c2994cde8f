"""The file itself, sent: what travels with it, who gets it, and what is written down."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from alongside.core.papers.models import Paper
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.files import a_paper, letter, photo
from tests.shared.forms import words_shown


def paper(cast: Cast, content: bytes, part: C = C.NOTES) -> Paper:
    with acting_as(cast.amal.pk):
        return a_paper(cast, "Letter from the council", part, content)


def address(cast: Cast, one: Paper) -> str:
    return reverse("papers:paper_file", args=[cast.marta, one.pk])


@pytest.mark.parametrize(
    ("content", "kind", "ending"),
    [
        (letter(), "application/pdf", "pdf"),
        (photo(), "image/jpeg", "jpg"),
        (photo("PNG"), "image/png", "png"),
        (b"Dear Marta", "text/plain; charset=utf-8", "txt"),
    ],
)
def test_it_is_a_file_to_keep_apart_under_a_name_that_says_nothing(
    cast: Cast, content: bytes, kind: str, ending: str
) -> None:
    one = paper(cast, content)
    answer = sign_in(cast.amal).get(address(cast, one))
    assert answer["Content-Type"] == kind
    assert (
        answer["Content-Disposition"] == f'attachment; filename="file-{one.pk.hex[-6:]}.{ending}"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert (
        answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert len(answer.content) == one.size


def test_it_is_written_down_as_opened_with_its_part(committed_cast: Cast) -> None:
    one = paper(committed_cast, b"Dear Marta", C.HEALTH)
    sign_in(committed_cast.amal).get(address(committed_cast, one))
    rows = as_admin("select event, compartments from audit_entry where what = 'papers.open_paper'")
    assert rows == [("opened", C.HEALTH)]


def test_a_missing_or_damaged_file_gets_a_sentence(cast: Cast) -> None:
    one = paper(cast, b"Dear Marta")
    path = Path(settings.FILES, str(one.pk))
    path.write_bytes(path.read_bytes()[:-3])
    for _ in range(2):
        answer = sign_in(cast.amal).get(address(cast, one))
        assert answer.status_code == 409
        assert "missing or damaged" in words_shown(answer.content.decode())
        path.unlink(missing_ok=True)


def test_whoever_sees_that_part_not_gets_what_never_was(cast: Cast) -> None:
    one = paper(cast, b"Dear Marta", C.IMMIGRATION)
    never = Paper(pk=cast.marta)
    hidden, absent = (sign_in(cast.bea).get(address(cast, some)) for some in (one, never))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert sign_in(cast.amal).get(address(cast, one)).status_code == 200
