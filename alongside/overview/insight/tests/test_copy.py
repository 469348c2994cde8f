"""One copy, read by those it was handed on to; the figures come from made-up ways, however many."""

import re
import uuid

from django.utils import timezone

from alongside.overview.insight import queries
from alongside.overview.insight.models import Copy
from alongside.overview.insight.rules import Period, Travelled, period
from alongside.overview.insight.tests.counting import QUARTER
from alongside.support.outcomes.models import OutcomeArea
from tests.shared.cast import Cast, sign_in


def quarter() -> Period:
    made = period(QUARTER, timezone.localdate())
    assert made
    return made


def a_copy(
    cast: Cast, *, further: int = 0, same: int = 0, back: int = 0, shape: str = "areas"
) -> uuid.UUID:
    """Freeze a copy in which these many women went these ways, in their own view of safety."""
    area = OutcomeArea.objects.get(key="safety")
    ways = [2] * further + [0] * same + [-1] * back
    steps = [Travelled(woman, str(area.pk), "hers", rungs) for woman, rungs in enumerate(ways)]
    divided = queries.frame(shape)
    copy = Copy(
        service=cast.navigators,
        period_from=quarter().first,
        period_to=quarter().last,
        cells=queries.cells(shape, divided, queries.tables(steps, divided)),
        made_by=cast.bea,
    )
    copy.save(force_insert=True)
    return copy.pk


def test_a_commissioner_reads_what_was_handed_on(cast: Cast) -> None:
    key = a_copy(cast, further=13, same=10)
    text = sign_in(cast.conny).get(f"/counts/copies/{key}/").content.decode()
    assert "Harbour Navigators" in text
    assert re.search(r'>15 <span class="al-mute al-small">60%</span>', text)
    assert "fewer than 8" in text
    assert "A coarser view can say more" not in text


def test_no_exact_figure_is_in_the_bytes_of_any_form_of_a_copy(cast: Cast) -> None:
    key = a_copy(cast, further=133, same=111, back=43)
    browser = sign_in(cast.conny)
    for tail in ("", "paper/", "copy.csv", "copy.csv-metadata.json"):
        text = browser.get(f"/counts/copies/{key}/{tail}").content.decode()
        text = text.replace(str(key), "")
        assert "135" in text or tail.endswith("json")
        assert not re.search(r"(?<![\w.])(133|111|43|287)(?![\w.])", text), tail


def test_the_picture_is_drawn_from_what_is_shown_and_from_nothing_else(cast: Cast) -> None:
    key = a_copy(cast, further=133, same=111, back=43)
    text = sign_in(cast.conny).get(f"/counts/copies/{key}/").content.decode()
    widths = [
        float(width) for width in re.findall(r'<rect x="[^"]*" y="\d+" width="([\d.]+)%"', text)
    ]
    assert widths == [round(100 * figure / 290, 2) for figure in (135, 110, 45)]


def test_a_hidden_share_has_no_length_in_the_picture(cast: Cast) -> None:
    key = a_copy(cast, further=30, same=12, back=4)
    text = sign_in(cast.conny).get(f"/counts/copies/{key}/").content.decode()
    widths = re.findall(r'<rect x="[^"]*" y="\d+" width="([\d.]+)%"', text)
    assert widths == [f"{100 * figure / 45:.2f}" for figure in (30, 10)]


def test_the_three_shapes_can_each_go_out(cast: Cast) -> None:
    key = a_copy(cast, further=9, same=9, back=9, shape="all")
    text = sign_in(cast.conny).get(f"/counts/copies/{key}/").content.decode()
    assert "All together" in text
    assert "Being and feeling safe" not in text


def test_no_such_copy_is_absent_and_other_roles_are_refused(cast: Cast) -> None:
    assert sign_in(cast.conny).get(f"/counts/copies/{uuid.uuid4()}/").status_code == 404
    key = a_copy(cast)
    for hat in (cast.amal, cast.vera, cast.ada):
        for tail in ("", "paper/", "copy.csv", "copy.csv-metadata.json"):
            assert sign_in(hat).get(f"/counts/copies/{key}/{tail}").status_code == 403
