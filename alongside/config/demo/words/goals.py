"""What women want, in words such as theirs: the bank the goals of the made-up women are dealt from.

Each theme has several wordings of the wish, the steps she set herself from where she starts upwards, who the
next move may wait on, and tries with what stood in the way.
"""

from dataclasses import dataclass, field

OURS, PARTLY, NOT_OURS = "ours", "partly", "not"


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at a goal: what happened, and what stood in the way, coded."""

    words: str
    barrier: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One kind of wish."""

    area: str
    wishes: tuple[str, ...]
    steps: tuple[tuple[str, ...], ...]
    control: str = PARTLY
    waits: tuple[str, ...] = ()
    tries: tuple[Try, ...] = ()
    reached: str = ""
    needs: frozenset[str] = field(default_factory=frozenset)
    not_for: frozenset[str] = field(default_factory=frozenset)


HOUSING, PRACTICE, POLICE, MIND = "housing", "practice", "the police", "outreach_mind"
PROBATION, SOCIAL, JOB, SCHOOL = "probation", "children's services", "the job centre", "the college"


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


THEMES: dict[str, Theme] = {
    "door": Theme(
        area="safety",
        wishes=(
            "A door I can lock",
            "A place where nobody has the other key",
            "My own front door, any size",
            "Somewhere with a lock and a window",
            "To put my bag down and leave it there",
        ),
        steps=(
            (
                "a bag by the door",
                "a bed that is mine tonight",
                "a room with a lock",
                "my name on the list",
                "an offer I can say yes to",
                "my own key",
            ),
            (
                "anywhere indoors",
                "the same bed each night",
                "a room to myself",
                "my own front door",
            ),
        ),
        waits=(HOUSING,),
        tries=(
            Try(
                "Offered a place two streets from his mother's. She said no, and why.",
                "not_suitable",
                HOUSING,
            ),
            Try(
                "Viewed a room in a mixed house, shared bathroom, no lock. Not for her.",
                "not_suitable",
                HOUSING,
            ),
            Try("Nothing free on the women's corridor this month.", "no_place", "a hostel"),
            Try("Offered a place with no pets allowed.", "not_suitable", HOUSING),
            Try("Papers handed in. They asked for one more, and she had it with her."),
        ),
        reached="She has the key. She showed me it works from both sides.",
    ),
    "gp": Theme(
        area="health",
        wishes=(
            "A doctor who knows my name",
            "Register with a GP",
            "To see the same nurse twice",
            "A doctor, a woman if I can",
        ),
        steps=(
            (
                "no doctor",
                "know which one",
                "been in the door",
                "registered",
                "seen by the same one twice",
            ),
            ("no doctor", "form filled in", "registered"),
        ),
        waits=(PRACTICE,),
        tries=(
            Try(
                "Asked for proof of address. She has none, and they need none.",
                "no_address",
                PRACTICE,
            ),
            Try("Told to book by phone at eight. She has no phone.", "no_phone", PRACTICE),
            Try("The waiting room was too much. We left, and that was right.", "too_much"),
            Try("Asked for a passport.", "no_id", PRACTICE),
        ),
        reached="Registered. The desk said her name properly.",
    ),
    "sleep": Theme(
        area="care_of_self",
        wishes=("Sleep", "To sleep through", "One whole night", "A bed where I sleep, not wait"),
        steps=(
            ("two hours", "four hours", "half a night", "most nights", "I wake up when I want to"),
        ),
        control=OURS,
        reached="She says she has stopped counting.",
    ),
    "children_see": Theme(
        area="children",
        wishes=(
            "See my little one every week",
            "More than an hour with them",
            "To see my boys without somebody writing it down",
            "Be at the school gate",
        ),
        steps=(
            (
                "letters only",
                "a date for contact",
                "one visit, somebody watching",
                "every week",
                "just us",
            ),
        ),
        waits=(SOCIAL,),
        tries=(
            Try(
                "Visit called off by the centre the same morning.", "no_place", "the contact centre"
            ),
            Try("The room was double booked. We met in the garden instead.", "", ""),
        ),
        needs=_of("kids_contact"),
        reached="Every Sunday now, and nobody with a clipboard.",
    ),
    "children_letters": Theme(
        area="children",
        wishes=(
            "For them to know I never stopped",
            "A letter that gets to them",
            "A photo, once a year",
            "To say goodbye properly",
        ),
        steps=(
            (
                "can't say their names",
                "one line",
                "a letter written",
                "a letter sent",
                "one that came back",
            ),
        ),
        waits=(SOCIAL,),
        needs=_of("kids_away"),
        reached="The letter went. She chose the stamp.",
    ),
    "children_with": Theme(
        area="children",
        wishes=(
            "Keep us together",
            "A nursery place, so I can breathe",
            "A bedroom for her, with a bed in it",
        ),
        steps=(
            (
                "all in one room",
                "a cot of his own",
                "nursery two mornings",
                "a routine",
                "a quiet evening",
            ),
        ),
        waits=(HOUSING, SOCIAL),
        needs=_of("kids_with"),
        reached="Two mornings a week. The first one she sat outside on the wall.",
    ),
    "baby": Theme(
        area="children",
        wishes=("Have this baby and keep this baby", "A safe place before the baby comes"),
        steps=(
            (
                "told nobody",
                "a midwife I like",
                "a plan on paper",
                "a bag packed",
                "home, both of us",
            ),
        ),
        waits=(SOCIAL,),
        needs=_of("pregnant"),
    ),
    "mind": Theme(
        area="mind",
        wishes=(
            "Somebody to talk to who doesn't write it all down",
            "For the noise to go down",
            "A good day, then another",
            "Talk about it once, with the right person",
        ),
        steps=(
            (
                "on my own with it",
                "told one person",
                "on the list",
                "first time in the room",
                "a few good days",
                "more good than bad",
            ),
        ),
        waits=(MIND,),
        tries=(
            Try(
                "Letter came to the old address. The date had gone by.", "turned_away", "the clinic"
            ),
            Try(
                "Told she must stop drinking first, and then ask again.",
                "turned_away",
                "the clinic",
            ),
            Try("She got as far as the lift. We went home by the park.", "too_much"),
            Try("First talk, a small room, the door left open. She stayed to the end."),
        ),
        needs=_of("mind"),
        reached="Same person, same chair, every second week.",
    ),
    "drink_less": Theme(
        area="care_of_self",
        wishes=(
            "Drink less, not never",
            "One dry day, then see",
            "To stop before noon feels far away",
        ),
        steps=(("every day", "not before noon", "one dry day", "dry weekdays", "when I choose"),),
        tries=(
            Try(
                "Detox bed offered with two hours' notice, and nobody for the cat.",
                "not_suitable",
                "the clinic",
            ),
        ),
        needs=_of("drink"),
        reached="By her own count, when she chooses.",
    ),
    "script": Theme(
        area="care_of_self",
        wishes=(
            "A script that holds me",
            "Get to the chemist without meeting them",
            "To be steady",
        ),
        steps=(("every day, anything", "an appointment", "started", "steady a month", "steady"),),
        waits=("the treatment place",),
        tries=(
            Try(
                "Script stopped after two days away. Back to the start, they said.",
                "turned_away",
                "the clinic",
            ),
            Try("Restarted the same week, as the nurse rang round for her."),
        ),
        needs=_of("drugs"),
        reached="Steady three months. She said it before I did.",
    ),
    "money": Theme(
        area="money",
        wishes=(
            "My own money on my own card",
            "To know what comes in and when",
            "Clear the one debt that rings me",
            "Buy my own food, and choose it",
        ),
        steps=(
            ("nothing", "a claim in", "first money", "my own account", "a little left on Sunday"),
        ),
        waits=(JOB, "the bank"),
        tries=(
            Try("The bank asked for a bill with her name. She has no bills.", "no_id", "the bank"),
            Try("Payment stopped: a letter she never got.", "turned_away", "the job centre"),
        ),
        reached="It landed on a Tuesday, on her card.",
    ),
    "court": Theme(
        area="safety",
        wishes=(
            "Get the order, and have it mean something",
            "Get through court without seeing him",
        ),
        steps=(("said nothing", "told one officer", "statement made", "date set", "it is over"),),
        control=NOT_OURS,
        waits=(POLICE,),
        tries=(
            Try("Update promised in 28 days. Nothing came.", "other", "the police"),
            Try(
                "A new officer, and would she tell it again. She said: read it.",
                "other",
                "the police",
            ),
        ),
        needs=_of("harm"),
        reached="Granted. She keeps it folded behind her bus pass.",
    ),
    "away_from_him": Theme(
        area="distance",
        wishes=(
            "For him to stop",
            "A week without a message from him",
            "Be able to go to the shop",
        ),
        steps=(
            ("every day", "some days off", "a new number", "a week of quiet", "I forgot to check"),
        ),
        waits=(POLICE,),
        needs=_of("harm_now"),
    ),
    "probation_done": Theme(
        area="services",
        wishes=("Finish my order without going back", "Keep all of them, every one"),
        steps=(("missed most", "two of five", "most of them", "all of them this month", "done"),),
        waits=(PROBATION,),
        needs=_of("probation"),
        reached="Signed off. She bought us both a cake.",
    ),
    "people": Theme(
        area="people",
        wishes=(
            "One friend who isn't mixed up in it",
            "Ring my sister",
            "Somebody to sit with on a Sunday",
            "People who don't know the old me",
        ),
        steps=(
            (
                "nobody",
                "somebody to nod to",
                "one cup of tea",
                "I was asked back",
                "people of mine",
            ),
        ),
        control=OURS,
        reached="Sunday dinner, and she was asked to bring the pudding.",
    ),
    "english": Theme(
        area="learning",
        wishes=(
            "English, so I don't need to ask",
            "Read the letter myself",
            "Talk to the doctor alone",
        ),
        steps=(("a few words", "a class found", "went once", "every week", "I read it myself"),),
        waits=(SCHOOL,),
        tries=(
            Try("Class is on the day she can't; no other until spring.", "no_place", "the college"),
            Try("Went with me, stayed at the back, came out smiling."),
        ),
        needs=_of("esol"),
        reached="She read the letter to me.",
    ),
    "work": Theme(
        area="learning",
        wishes=(
            "A job with my hands",
            "Do the care course",
            "Volunteer first, then see",
            "Drive again",
        ),
        steps=(
            ("thinking about it", "looked it up", "put my name down", "first day", "every week"),
        ),
        waits=(SCHOOL, JOB),
        reached="First day done. She kept the badge on all evening.",
    ),
    "teeth": Theme(
        area="health",
        wishes=("My teeth", "Smile with my mouth open", "A dentist who isn't cross"),
        steps=(("hurts", "a dentist found", "first chair", "the worst one out", "smile"),),
        waits=("the dentist",),
        tries=(Try("The list is full until the new year.", "no_place", "the dentist"),),
        reached="She smiled in the mirror, and then at the dentist.",
    ),
    "go_out": Theme(
        area="confidence",
        wishes=("Go on the bus by myself", "Walk into a room and stay", "Say no and not shake"),
        steps=(
            (
                "with you",
                "with you two seats back",
                "there alone, back with you",
                "alone",
                "without thinking",
            ),
        ),
        control=OURS,
        reached="There and back. She sent me the ticket.",
    ),
    "dog": Theme(
        area="safety",
        wishes=("A place that takes the dog", "Never be parted from the dog"),
        steps=(("no one takes us", "one place might", "his papers done", "both of us in"),),
        waits=(HOUSING,),
        tries=(Try("Rang four places. None takes a dog.", "not_suitable", "a hostel"),),
        needs=_of("dog"),
        reached="Both in. The dog chose the bed.",
    ),
    "cook": Theme(
        area="care_of_self",
        wishes=("Cook my own dinner", "Eat at a table", "Paint my nails and have nowhere to be"),
        steps=(("no kitchen", "a kettle", "a hot plate", "my own pan", "somebody round to eat"),),
        control=OURS,
        reached="Rice, lamb, two plates.",
    ),
    "heard": Theme(
        area="services",
        wishes=(
            "For them to ring me back",
            "To tell it once, and that's it",
            "Be in the room when they decide",
        ),
        steps=(("told about it after", "asked before", "in the room", "they asked me first"),),
        waits=(HOUSING, SOCIAL),
        tries=(
            Try(
                "Meeting held without her. I asked for it again, with her, and got it.",
                "other",
                "housing",
            ),
        ),
        reached="Her list was the agenda.",
    ),
    "name_it": Theme(
        area="abuse",
        wishes=(
            "Know what's normal and what isn't",
            "Stop saying sorry for him",
            "Trust my own eyes",
        ),
        steps=(
            (
                "it was nothing",
                "it wasn't nothing",
                "I can say what it was",
                "I saw it coming and left",
            ),
        ),
        needs=_of("harm"),
        control=OURS,
    ),
}
