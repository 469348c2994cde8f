"""Women of the small services: Keelson, Hearth, the talking rooms, Doorstep and the Saturday runs."""

import datetime

from alongside.config.demo.days import Days
from alongside.config.demo.person import Diary, Read, Safe, Scene, Told, Tried, Way, Wish, Woman

ADAEZE = Woman(
    key="adaeze", name="Adaeze", lead="shabnam", service="hearth_advocates", age=28, languages="Igbo and English", months=5,
    traits="pregnant kids own_phone reads mind", facts={"justice": "none", "phone": "own", "home": "sofa", "children": "none", "source": "hospital"}, quiet_days=9,
    strengths=Told(her_words="I make a home out of a corner.", worker_words="Plans ahead by the week; sews everything the baby will wear."),
    interests=Told(her_words="Sewing small things.", worker_words="Sewing, gospel, pepper soup."),
    told={
        "health": Told(her_words="Twenty-two weeks. The same midwife each time. I like her hands.",
                       worker_words="Well, and well looked after. The midwife comes to Hearth, so she need not travel."),
        "money": Told(her_words="I don't want to owe anybody.", worker_words="No income of her own just now. Hearth's own fund pays food and fares until the adviser answers; nobody else needs to know more."),
        "home": Told(her_words="My friend's front room, and her patience.", worker_words="A friend's front room until the baby. Hearth is looking for a room it can pay for itself."),
        "wants": Told(her_words="A safe place before the baby comes."),
        "children": Told(her_words="This one. My first.", worker_words="Her first. Due when the evenings are light; her friend will be with her."),
        "safety": Told("not_now"), "people": Told(her_words="My friend, and her mother's voice on Sundays.", worker_words="The friend she stays with, who has two small ones herself."),
    },
    safe=Safe(ways=(Way("call", "+447700900189", "mon tue wed thu fri 09:00-18:00"), Way("text", "+447700900189", ""),
                    Way("in_person", "Hearth's kitchen", "tue fri 11:00-14:00")), never=("letter",), checked=8,
              good_to_know="Not to be rung by anybody she has not met."),
    wishes=(
        Wish("A safe place before the baby comes", 120, "children", control="partly", waiting_on="the housing adviser", waiting_days=20,
             steps=("a corner", "someone looking", "a room paid for", "a bag packed", "home, both of us"),
             tries=(Tried(60, "A hostel said no: it can only take women it is paid for.", "turned_away", "a hostel"),),
             readings=(Read(120, "hers", 0), Read(25, "hers", 1, "Shabnam is looking. I have stopped looking at night."))),
    ),
    scenes=(Scene(4, "appointment", "With her at the midwife's, in Hearth's back room. We heard the heartbeat.", "Like a little horse.", place="office", at="11:20", part="HEALTH", led=2),),
    diary=(Diary(1, "11:00", "Midwife, in the back room", "Hearth", "The same one, please.", "HEALTH"),),
)  # fmt: skip


def _woman(
    key: str, name: str, age: int | None, lead: str, service: str, months: float, traits: str,
    good_at: tuple[str, str], enjoys: tuple[str, str], **more: object,
) -> Woman:  # fmt: skip
    return Woman(
        key=key, name=name, full_name=name, age=age, lead=lead, service=service, months=months, traits=traits,
        strengths=Told(her_words=good_at[0], worker_words=good_at[1]),
        interests=Told(her_words=enjoys[0], worker_words=enjoys[1]),
        **{"languages": "English", **more},  # type: ignore[arg-type]
    )  # fmt: skip


HEARTH = (
    ADAEZE,
    _woman("rukhsana", "Rukhsana B.", 38, "shabnam", "hearth_advocates", 21, "interpreter esol harm kids kids_with",
           ("I can read a face across a shop.", "Shrewd, devout, very funny about both."), ("Henna. I'm booked till summer.", "Henna, weddings, her son's spelling tests."),
           languages="Mirpuri and Urdu; some English", interpreter="Mirpuri, a woman, never from this city",
           facts={"children": "with", "home": "with_him"}),
    _woman("thandi", "Thandi M.", 31, "shabnam", "hearth_advocates", 9, "mind harm reads",
           ("I organise. Give me a rota.", "Runs the kitchen rota, and the kitchen."), ("Netball.", "Netball, spreadsheets, sunlight."),
           languages="Zulu and English", facts={"home": "refuge"}),
    _woman("parveen", "Parveen A.", 46, "ines_hearth", "hearth_advocates", 13, "harm kids kids_contact reads body",
           ("I never forget a debt or a kindness.", "Keeps faith."), ("My sister's garden.", "Gardens, radio plays, good shoes."),
           languages="Urdu and English", facts={"children": "contact"}),
)  # fmt: skip
KEELSON = (
    _woman("mags", "Mags D.", 53, "morwenna", "keelson_outreach", 40, "drink substance body street no_phone dog he_dog",
           ("I know who's who out here.", "Knows every doorway and everybody in it."), ("Dog racing. The watching of.", "Dogs, brass bands, a hot pasty."),
           facts={"phone": "none", "home": "street", "pet": "dog"}),
    _woman("leanne", "Leanne F.", 32, "morwenna", "keelson_outreach", 8, "drugs substance mind harm kids kids_away shared_phone",
           ("I share. Even when I shouldn't.", "Generous to a fault, and knows it."), ("Prank calls. Used to.", "Jokes, make-up, the big dog."),
           facts={"children": "away", "phone": "shared", "home": "street", "justice": "past"}),
    _woman("tigist", "Tigist", 30, "morwenna", "keelson_outreach", 6, "interpreter esol mind harm no_phone",
           ("I walk far.", "Patient, steady, sees the beauty in things."), ("Coffee, the whole ceremony.", "Coffee ceremony, psalms, long walks."),
           languages="Tigrinya; a little English", interpreter="Tigrinya, a woman", facts={"phone": "none", "home": "walking"}),
    _woman("jackie", "Jackie V.", 45, "morwenna", "keelson_outreach", 18, "body mind drink substance probation justice reads",
           ("I can get a laugh from a copper.", "Charms doors open."), ("Snooker.", "Snooker, horoscopes, a hot bath."),
           facts={"home": "hostel", "justice": "probation"}),
    _woman("sam", "Sam B.", 27, "dilys", "womens_house", 10, "mind harm reads",
           ("I do the recycling. Properly.", "Keeps the house in order and calls it nothing."), ("Drumming on things.", "Drums, cycling, raspberry jam."),
           facts={"home": "hostel"}),
    _woman("angela", "Angela Y.", 51, "dilys", "womens_house", 26, "body mind kids kids_contact reads",
           ("I ran a nursery. Forty under fives.", "Calm in any noise."), ("Dominoes, for money.", "Dominoes, steel bands, new curtains."),
           facts={"children": "contact"}),
    _woman("elin", "Elin T.", 21, "dilys", "womens_house", 4, "mind harm reads own_phone cat",
           ("I listen.", "Listens so well that people tell her things."), ("Cats. All of them.", "Cats, folk tales, drawing maps."),
           languages="Welsh and English", facts={"children": "none", "phone": "own", "home": "sofa", "pet": "cat"}),
)  # fmt: skip
OTHERS = (
    _woman("miriam", "Miriam L.", 42, "maeve", "family", 12, "kids kids_contact mind harm reads",
           ("I argue well. Ask my brothers.", "Argues well, and listens better."), ("The law, now. Who'd have thought.", "Case law, honey cake, her girls' voices."),
           facts={"children": "contact"}),
    _woman("rosalind", "Rosalind Q.", 48, "hana", "talking_room", 9, "mind harm reads own_phone",
           ("I finish things.", "Comes each week, to the minute."), ("Bell-ringing.", "Bells, pickling, second-hand atlases."),
           facts={"children": "none", "phone": "own"}),
    _woman("abena", "Abena O.", 35, "efua", "talking_circle", 7, "mind reads",
           ("I make people sit down and eat.", "Looks after the circle before herself; working on that."), ("Highlife, and the steps to it.", "Dancing, beads, plantain."),
           languages="Twi and English", facts={"home": "refuge"}),
    _woman("moira", "Moira G.", 37, "obi", "doorstep", 14, "mind unwell no_phone body",
           ("I hear more than most.", "Gentle, observant; says when it is too loud."), ("The radio between stations.", "Radio, knitting without counting, feeding cats."),
           facts={"phone": "none", "home": "street"}),
)  # fmt: skip
RUNNERS = (
    _woman("jean", "Jean A.", 59, "orla", "saturdays", 15, "run body reads own_phone",
           ("I turn up.", "Turns up. Brings flapjack."), ("Walking, and telling everyone I'm running.", "Flapjack, hills, gossip."),
           facts={"children": "none", "phone": "own"}),
    _woman("comfort", "Comfort A.", 40, "orla", "saturdays", 9, "run mind kids kids_contact reads",
           ("I encourage. It's my name.", "Runs at the back so that nobody else has to."), ("Running slowly, talking fast.", "Running, gospel, bright socks."),
           languages="Twi and English", facts={"children": "contact"}),
)  # fmt: skip

FIRST_SATURDAY, LAST_SATURDAY = datetime.date(2020, 7, 4), datetime.date(2021, 5, 29)
_FELT = {
    0: "It felt as though it could be an adventure worth trying out.",
    4: "I ran from one lamp-post to the next. Then I laughed.",
    11: "Four lamp-posts. Nobody hurried me.",
    19: "I was tired all week and then it was Saturday.",
    25: "Christmas, in the drizzle. You came as well.",
    26: "Happy new year. Two robins and us.",
    33: "It's the one place where my shoulders come down.",
    40: "Thirty minutes. I kept looking at the watch to see if it was true.",
    47: "Three kilometres, all of us. I want the start line.",
}


def surpreet(days: Days) -> Woman:
    """Every Saturday from the first to the last, Christmas and New Year too, counted from the calendar."""
    weeks = (LAST_SATURDAY - FIRST_SATURDAY).days // 7 + 1
    saturdays = [FIRST_SATURDAY + datetime.timedelta(weeks=week) for week in range(weeks)]
    return Woman(
        key="surpreet", name="Surpreet", full_name="Surpreet K.", lead="orla", service="saturdays", age=34, pronouns="she/her",
        languages="Punjabi and English", months=(days.today - FIRST_SATURDAY).days / 30.44, her_choice=True, only_by_hand=True,
        traits="run mind own_phone reads", facts={"justice": "none", "phone": "own", "home": "temporary", "children": "none", "source": "herself"},
        strengths=Told(her_words="I come back. I didn't know that about me.", worker_words="First to arrive, kind to whoever is new."),
        interests=Told(her_words="Saturday mornings.", worker_words="Running, now; tea from a flask; other people's dogs."),
        told={"wants": Told(her_words="To be with people and not be looked at."),
              "health": Told("not_now"), "money": Told(her_words="It's tight. The shoes were free and that mattered.", worker_words="Kit given, no charge for anything.")},
        safe=Safe(ways=(Way("text", "+447700900190", "sat sun 08:00-12:00"), Way("text", "+447700900190", "mon tue wed thu fri 17:00-20:00"),
                        Way("in_person", "the bandstand on Saturdays", "sat 08:45-10:30")), never=("voicemail",), checked=30),
        wishes=(
            Wish("Join a parkrun, with one of you beside me", days.since(FIRST_SATURDAY), "confidence", control="partly",
                 steps=("a walk in the park", "run a bit, walk a bit", "thirty minutes, stop and start", "three kilometres", "five kilometres", "the start line"),
                 readings=tuple(Read(days.since(saturdays[week]), voice, rung, words) for week, voice, rung, words in (
                     (0, "hers", 0, _FELT[0]), (0, "worker", 0, "Walked with us. Asked if she might come back."), (9, "hers", 1, _FELT[11]), (9, "worker", 1, ""),
                     (22, "hers", 0, "A hard week. I walked it."), (22, "worker", 1, "She came. That was the run."),
                     (29, "hers", 1, ""), (40, "hers", 2, _FELT[40]), (40, "worker", 2, "Thirty minutes, stop and start."),
                     (47, "hers", 3, _FELT[47]), (47, "worker", 3, "Three kilometres, talking all the way.")))),
        ),
        scenes=tuple(
            Scene(days.since(saturday), "session", _session(week), _FELT.get(week, ""), place="park", at="09:00", led=1 if week < 20 else 2, minutes=60)
            for week, saturday in enumerate(saturdays)
        )
        + (
            Scene(
                12, "coffee", "Tea with the runners, and the old log book out. She read her first Saturday aloud.",
                "I sound so polite. I was terrified.", place="park", at="10:30", minutes=30,
            ),
        ),
        diary=(Diary((5 - days.today.weekday()) % 7 or 7, "09:00", "Saturday run", "the bandstand", "If she misses one, nothing is lost."),),
    )  # fmt: skip


def _session(week: int) -> str:
    early = (
        "One to one, two metres apart. We walked and she ran the short bits.",
        "One to one. She chose the flat loop.",
        "Just the two of us, and a wave to the swans.",
    )
    later = (
        "Small group, six of us. She ran beside the new one.",
        "Small group. Intervals, and tea from the flask after.",
        "Group of five. She set the pace for the second lap.",
        "Group of four. She knew the route and we followed.",
        "Small group. Lamp-posts again, fewer stops.",
    )
    special = {25: "The day after Christmas. We came, so did she.", 26: "New Year. Cold feet, good company.", 22: "She walked today. We walked with her.", 40: "Thirty minutes of stop and start, her idea.", 47: "Three kilometres, the whole group, and cake on the wall."}  # fmt: skip
    return special.get(week) or (early[week % 3] if week < 12 else later[week % 5])


def women(days: Days) -> tuple[Woman, ...]:
    """Everybody who is not with the Navigators."""
    return (*HEARTH, *KEELSON, *OTHERS, *RUNNERS, surpreet(days))
