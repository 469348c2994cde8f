"""Letters and photos of them on the records of some made-up women, drawn here."""

import datetime
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.papers import actions
from alongside.core.papers.models import Paper
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import set_holder
from alongside.foundation.common.cleaning import clean

MORNING = datetime.time(11, 20)
PAPER, INK = (250, 248, 242), (40, 34, 46)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of hers, kept so many days ago by her lead worker, scanned or photographed."""

    woman: str
    lead: str
    ago: int
    part: C
    title: str
    lines: tuple[str, ...]
    kind: str = "PDF"


LETTERS = (
    Letter("marta", "nadia", 41, C.CHILDREN, "The contact centre agrees to Sundays",
           ("The Little Boathouse contact centre", "", "Dear Marta,", "Zosia's visits may be on Sundays, from 2 to 4.",
            "You come by the side door. Nobody else is told the time.", "", "Made up for the demo.")),
    Letter("marta", "nadia", 12, C.NOTES, "Her drawing of Kula",
           ("K u l a", "", "She drew this at the library.", "She says I may keep it.", "", "Made up for the demo."), "PNG"),
    Letter("marta", "nadia", 9, C.MONEY, "Photo of the benefits letter",
           ("Your payment from 3 May", "", "We have changed the account it goes to,", "as you asked us by phone.", "",
            "Made up for the demo."), "JPEG"),
    Letter("amina", "nadia", 20, C.IMMIGRATION, "Letter about her papers",
           ("About your application", "", "Your solicitor has sent us what we asked for.", "You need do nothing now.", "",
            "Made up for the demo.")),
    Letter("roza", "joy", 6, C.HEALTH, "Photo of the hospital card",
           ("Outpatients, 2 June, 10.40", "", "Please bring this card.", "", "Made up for the demo."), "JPEG"),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Keep each letter, as her lead worker."""
    for one in LETTERS:
        hat = made.hats[one.lead]
        set_holder(hat.pk)
        paper = actions.add_paper(
            key=key_of("paper", one.title), client_id=key_of("woman", one.woman), title=one.title,
            part=one.part, file=clean(drawn(one)), membership=hat, by=actor(hat),
        )  # fmt: skip
        Paper.objects.filter(pk=paper.pk).update(made_at=days.at(one.ago, MORNING))
    set_holder(None)


def drawn(letter: Letter) -> bytes:
    """Draw a letter as a scanner or a phone would see it."""
    sheet = Image.new("RGB", (900, 700), PAPER)
    pen = ImageDraw.Draw(sheet)
    for place, line in enumerate(letter.lines):
        pen.text((80, 80 + 64 * place), line, fill=INK, font=ImageFont.load_default(34))
    into = io.BytesIO()
    sheet.save(into, letter.kind)
    return into.getvalue()
