from alongside.overview.insight.tests.test_copy import a_copy
from tests.shared.cast import Cast, sign_in


def test_the_description_is_in_the_words_of_the_standard(cast: Cast) -> None:
    about = sign_in(cast.conny).get(f"/counts/copies/{a_copy(cast)}/copy.csv-metadata.json").json()
    assert about["@context"] == "http://www.w3.org/ns/csvw"
    assert about["dc:title"] == "Harbour Navigators: 2026-01-01 to 2026-03-31"
    women = about["tableSchema"]["columns"][2]
    assert (women["name"], women["datatype"]) == ("women", "integer")
    assert women["null"] == ["fewer than 8", "not shown"]
