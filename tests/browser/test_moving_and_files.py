"""Moving something to another part of her record, and adding a file, with the browser's own means alone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact
from tests.browser.conftest import Live
from tests.browser.walking import follow, is_headed, is_told, press, unfold
from tests.shared.files import photo
from tests.shared.world import make_world


@pytest.mark.parametrize("javascript", [True, False])
def test_a_note_is_moved_on_its_own_page_and_back(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    world = make_world(live.cast)
    page = window(hat=live.cast.amal, javascript=javascript)
    note = [live.cast.marta, world.parts["contact_id"]]
    page.goto(reverse("engagement:note", args=note))
    unfold(page, "Move to another part of her record")
    page.get_by_label("Which part of her record?").select_option(label="Health")
    expect(page.get_by_text("also what it said before").first).to_be_visible()
    press(page, "Move it")
    is_told(page, "Moved to “Health”")
    press(page, "Undo")
    is_told(page, "Back where it was.")
    with acting_as(live.cast.amal.pk):
        assert (
            Contact.objects.get(pk=world.parts["contact_id"]).get_compartment_display()
            == "Contact notes"
        )


@pytest.mark.parametrize("javascript", [True, False])
def test_a_photo_is_added_and_opened(
    live: Live, window: Callable[..., Page], javascript: bool
) -> None:
    make_world(live.cast)
    page = window(hat=live.cast.amal, javascript=javascript)
    page.goto(reverse("papers:papers", args=[live.cast.marta]))
    follow(page, "Add a file")
    box = {"name": "IMG_2041.JPG", "mimeType": "image/jpeg"}
    page.get_by_label("The file").set_input_files({**box, "buffer": b"<svg/>"})
    page.get_by_label("What is it?").fill("Card from the hospital")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("something else")
    expect(page.get_by_label("What is it?")).to_have_value("Card from the hospital")
    page.get_by_label("The file").set_input_files({**box, "buffer": photo()})
    press(page, "Save")
    is_told(page, "Saved to Marta’s record.")
    is_headed(page, "Card from the hospital")
    with page.expect_download() as coming:
        follow(page, "Open the file")
    assert coming.value.suggested_filename.startswith("file-")
    assert coming.value.suggested_filename.endswith(".jpg")
    press(page, "Not needed any more")
    is_told(page, "Taken off. It can be put back.")
    press(page, "Undo")
    is_headed(page, "Card from the hospital")
