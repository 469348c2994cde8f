"""A file added to her record: kept once, sealed, and every no beside its box."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.core.papers.models import Paper
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.common import shelf
from alongside.foundation.common.cleaning import MOST_BYTES
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.files import HIDDEN, letter, photo
from tests.shared.forms import words_shown


def address(cast: Cast) -> str:
    return reverse("papers:paper_new", args=[cast.marta])


def send(cast: Cast, content: bytes, name: str = "letter.pdf", **typed: Any) -> Any:
    hat = typed.pop("hat", cast.amal)
    said = {
        "key": str(uuid.uuid4()), "title": "Letter from the council", "compartment": str(C.NOTES.value),
        "file": SimpleUploadedFile(name, content), **typed,
    }  # fmt: skip
    return sign_in(hat).post(address(cast), said)


def kept(cast: Cast) -> list[Paper]:
    with acting_as(cast.amal.pk):
        return list(Paper.objects.order_by("made_at"))


def on_disk(one: Paper) -> bytes:
    return Path(settings.FILES, str(one.pk)).read_bytes()


def test_it_is_kept_sealed_under_its_key_and_without_what_it_hid(cast: Cast) -> None:
    answer = send(cast, letter())
    (one,) = kept(cast)
    assert answer["Location"] == reverse("papers:paper", args=[cast.marta, one.pk])
    assert (one.title, one.kind, one.compartment) == ("Letter from the council", "pdf", C.NOTES)
    assert on_disk(one).startswith(b"e1:")
    assert b"%PDF" not in on_disk(one)
    content = shelf.get(one.pk)
    assert HIDDEN not in content
    assert len(content) == one.size


def test_the_same_form_sent_twice_keeps_it_once_and_another_file_beside_it(cast: Cast) -> None:
    key = str(uuid.uuid4())
    for sent, rows in ((photo(), 1), (photo(), 1), (b"Dear", 2), (b"Dear", 2), (photo(), 2)):
        assert send(cast, sent, key=key).status_code == 302
        assert len(kept(cast)) == rows


def test_recorded_in_a_locked_part_its_writer_is_the_first_to_hold_it(cast: Cast) -> None:
    assert send(cast, b"The visa", compartment=str(C.IMMIGRATION.value)).status_code == 302
    assert kept(cast)[0].compartment == C.IMMIGRATION
    with acting_as(cast.bea.pk):
        assert not Paper.objects.exists()


def test_a_locked_part_that_others_hold_gets_a_sentence_and_keeps_what_was_typed(
    cast: Cast,
) -> None:
    send(cast, b"The visa", compartment=str(C.IMMIGRATION.value))
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    answer = send(
        cast, b"Other", title="A card", compartment=str(C.IMMIGRATION.value), hat=cast.nadia
    )
    assert answer.status_code == 422
    said = words_shown(answer.content.decode())
    assert "only to workers she named" in said
    assert "A card" in said
    assert "Choose the file once more" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 9), "room for 10"),
        (b"<svg/>", "something else"),
        (b"%PDF-1.4 no", "damaged"),
    ],
)
def test_what_is_not_taken_gets_a_sentence_and_keeps_the_words(
    cast: Cast, content: bytes, said: str
) -> None:
    answer = send(cast, content, title="A card")
    assert answer.status_code == 422
    shown = words_shown(answer.content.decode())
    assert said in shown
    assert "A card" in shown
    assert kept(cast) == []


def test_with_something_else_to_mend_the_file_is_asked_for_again(cast: Cast) -> None:
    answer = send(cast, b"Dear", title=" ")
    assert answer.status_code == 422
    shown = words_shown(answer.content.decode())
    assert "Say in a few words what it is." in shown
    assert "Choose the file once more" in shown


def test_no_file_at_all_is_asked_for(cast: Cast) -> None:
    sent = {"key": str(uuid.uuid4()), "title": "A card", "compartment": str(C.NOTES.value)}
    answer = sign_in(cast.amal).post(address(cast), sent)
    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a\u202egpj.exe", "C:\\zqnameqz\\x.pdf", "x" * 400, "zq\x00qz", ".pdf"],
)
def test_its_own_name_is_never_kept(cast: Cast, name: str) -> None:
    assert send(cast, b"Dear", name).status_code == 302
    (one,) = kept(cast)
    page = sign_in(cast.amal).get(reverse("papers:paper", args=[cast.marta, one.pk]))
    assert "zqnameqz" not in page.content.decode()
    assert one.title == "Letter from the council"


def test_a_part_she_may_not_write_gets_a_sentence(cast: Cast) -> None:
    answer = send(cast, b"Dear", compartment=str(C.BASICS.value))
    assert answer.status_code == 422
    assert "Choose another." in words_shown(answer.content.decode())


def test_a_full_disk_keeps_nothing_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "put", full)
    answer = send(cast, b"Dear")
    assert answer.status_code == 422
    assert "could not be kept" in words_shown(answer.content.decode())
    assert kept(cast) == []


def test_nobody_else_adds_to_her_record(cast: Cast) -> None:
    assert send(cast, b"Dear", hat=cast.cleo).status_code == 404
    assert send(cast, b"Dear", hat=cast.vera).status_code == 403
