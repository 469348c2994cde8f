import csv
import io

from alongside.overview.insight.tests.test_copy import a_copy
from tests.shared.cast import Cast, sign_in


def test_the_file_holds_the_same_figures_and_leads_to_its_description(cast: Cast) -> None:
    key = a_copy(cast, further=13, same=10)
    answer = sign_in(cast.conny).get(f"/counts/copies/{key}/copy.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="copy.csv"'
    assert "copy.csv-metadata.json" in answer["Link"]
    assert answer["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    safety = next(row for row in rows if row["part"] == "Being and feeling safe")
    assert safety == {
        "part": "Being and feeling safe",
        "voice": "her view",
        "women": "25",
        "further": "15",
        "same": "10",
        "back": "fewer than 8",
    }
