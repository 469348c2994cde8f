"""What may not stand in a question that names no woman (R23, R37), kind by kind."""

import pytest

from alongside.support.workforce.rules.naming import name_in, why_not_send

NAMES = ["Marta", "Marta Kowalska-Nowak", "Zoë", "Joy", "Bo"]
HARMLESS = [
    "She wants no support about him, and his messages frighten her. What helps?",
    "She is 34 and has been with us for 2 years. On 3 of 5 days she came.",
    "May I write to the school? I hope so; it would be a joy.",
    "We met at 14:30 on Tuesday, for 45 minutes, in room with a window.",
    "He pays £1,200 a month. She is on step 3 of 12.",
    "In 2019 she left. There is a way back, and a place to stay.",
    "4 women at the house, 5 minutes from the park, and 3 days on the way.",
    "Section 17 and Article 8, what do I need to know?",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_tells_of_nobody_goes(text: str) -> None:
    assert why_not_send(text, NAMES) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("marta is afraid", "name you know"),
        ("MARTA’s brother", "name you know"),
        ("Kowalska wrote", "name you know"),
        ("Zoe rang", "name you know"),
        ("Zoë rang", "name you know"),
        ("then Joy said", "name you know"),
        ("Bo came", "name you know"),
        ("Ring 07700 900123", "phone number"),
        ("Ring +48 512 345 678", "phone number"),
        ("0 7 7 0 0 9 0 0 1 2 3", "phone number"),
        ("her mail is a@example.org", "e-mail"),
        ("it is A1B2C-3D4E5", "reference"),
        ("born 1987", "birth date"),
        ("DOB 3 March", None),
        ("born on 3 March 1987", "birth date"),
        ("03/03/87", "birth date"),
        ("1987-03-03", "birth date"),
        ("March 3rd, 1987", "birth date"),
        ("at ZZ99 3WZ", "address"),
        ("at zz993wz", "address"),
        ("4 Lantern Yard", "address"),
        ("12a Long High Street", "address"),
        ("flat 7", "address"),
    ],
)
def test_what_could_tell_is_said_in_a_sentence(text: str, said: str | None) -> None:
    why = why_not_send(text, NAMES)
    assert (why is None) if said is None else (said in str(why))


def test_a_name_is_shown_as_the_writer_knows_it_and_no_other_name_with_it() -> None:
    assert name_in("MARTA and others", NAMES) == "Marta"
    assert "Kowalska" not in str(why_not_send("marta", NAMES))
