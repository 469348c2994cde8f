"""The seven women Joy is alongside."""

from alongside.config.demo.person import Diary, Read, Safe, Scene, Told, Tried, Way, Wish, Woman

ROZA = Woman(
    key="roza", name="Roza", lead="joy", beside=("nadia",), age=36, languages="Kurdish, Turkish and English",
    months=12, traits="steady harm harm_now own_phone reads mind", quiet_days=14,
    facts={"justice": "none", "phone": "own", "home": "refuge", "children": "none", "source": "vawg"},
    strengths=Told(her_words="I mend things. Radios. People, a bit.", worker_words="Notices what others miss. Mends anything with a screw."),
    interests=Told(her_words="Football. Sitting down football, on the television.", worker_words="Football, taking things apart, strong tea."),
    told={"safety": Told(her_words="If I say I will ring, I will ring.",
                         worker_words="When she asks for a check, there is a check. She says who, and who not.")},
    safe=Safe(ways=(Way("call", "+447700900145", "mon tue wed thu fri sat sun 18:00-21:00"),
                    Way("text", "+447700900145", "mon tue wed thu fri sat sun 17:00-22:00")),
              never=("letter", "visit"), code_word="the radio is fixed", who_may_answer="Her sister",
              good_to_know="If she sends a full stop and nothing else, ring Ines, then her sister. Not the police.", checked=12),
    wishes=(
        Wish("A week of quiet on my phone", 150, "distance", control="not", waiting_on="the police", waiting_days=16,
             steps=("every day", "some days off", "a new number", "a week of quiet", "I forgot to check"),
             readings=(Read(150, "hers", 0), Read(150, "worker", 1), Read(60, "hers", 2, "New number. Three people have it."), Read(60, "worker", 2))),
        Wish("My own bench and my own tools", 110, "learning", control="ours"),
    ),
    scenes=(
        Scene(4, "drop_in", "Drop-in. She mended the urn before anybody asked.", "It only wanted listening to.", place="day_centre", at="13:10", planned=False, led=2),
        Scene(11, "call", "She rang at six, as agreed, to say the evening was quiet.", place="phone", at="18:00", led=2, minutes=5),
    ),
    diary=(
        Diary(0, "18:00", "Check she is all right", "by phone", "If no answer by six: ring Ines, then her sister. Not the police.", "SAFETY", "nadia"),
        Diary(6, "13:00", "Drop-in, and the tool shop after"),
    ),
)  # fmt: skip

SIAN = Woman(
    key="sian", name="Siân ap R.", full_name="Siân ap R.", lead="joy", age=52, pronouns="she/her", languages="Welsh and English",
    months=22, traits="steady harm cat body reads never_phone", quiet_days=12,
    facts={"phone": "own", "home": "with_him", "children": "none", "source": "gp", "pet": "cat", "justice": "victim"},
    strengths=Told(her_words="I'm stubborn. Ask the council.", worker_words="Keeps every letter, in order, with a note on each."),
    interests=Told(her_words="Birds. I have a list.", worker_words="Birds, the radio play, early mornings."),
    told={"wants": Told(her_words="No ringing. I mean it. A knock I know, or a note through Mair.")},
    safe=Safe(ways=(Way("call", never=True, words="He rang forty times a day."), Way("text", never=True),
                    Way("through", "Mair at the library desk", "mon tue wed thu fri sat 10:00-16:00", "A note, folded."),
                    Way("in_person", "the bench by the bird hide", "mon wed fri 09:00-11:00")),
              never=("call", "text", "voicemail"), who_may_answer="Mair", checked=33,
              good_to_know="No contact by phone, ever. It is not that she is hiding; it is that it rings."),
    wishes=(
        Wish("For them to write to me, as they promised", 120, "services", control="not", waiting_on="the police", waiting_days=41,
             tries=(Tried(69, "Update promised within 28 days, in writing. Nothing came.", "other", "the police"),
                    Tried(41, "Asked again, by letter, with her own wording. Now we count the days."))),
        Wish("The flat with the north window", 260, "safety", control="partly", state="reached", reached=95,
             steps=("his house", "the refuge", "a room", "the flat with the north window"),
             readings=(Read(260, "hers", 0), Read(200, "hers", 1), Read(95, "hers", 3, "I can see the gulls from the sink."), Read(95, "worker", 3))),
    ),
    scenes=(
        Scene(1, "visit", "Visited. She had the kettle on and the list of birds out.", "Forty-one days. I've kept count as well.", place="her_place", at="09:30", minutes=50),
        Scene(8, "walk", "Walked to the hide. A wren, she says; I saw a leaf.", "You'll learn.", place="park", at="09:10", led=2),
        Scene(10, "letter", "Wrote to the police together, one page, her words.", place="her_place", at="10:00", minutes=70),
    ),
    diary=(Diary(5, "09:30", "Review of her plan, with her", "her kitchen", "Note through Mair the day before."),),
)  # fmt: skip

BETH = Woman(
    key="beth", name="Beth L.", full_name="Beth L.", lead="joy", age=31, languages="English", months=6,
    traits="steady mind body reads own_phone", facts={"justice": "none", "phone": "own", "home": "temporary", "children": "none", "source": "herself"},
    strengths=Told(her_words="I ring people back.", worker_words="Organised when she feels safe. A quick laugh."),
    interests=Told(her_words="Sewing. I made this.", worker_words="Sewing; cinemas in the afternoon."),
    wishes=(
        Wish("Register with a GP", 40, "health", control="partly", state="reached", reached=31, steps=("no doctor", "form filled in", "registered"),
             tries=(Tried(31, "Walked in, filled in the form, registered. The desk was kind.", reached=True),),
             readings=(Read(40, "hers", 0), Read(31, "hers", 2, "Was that it?"), Read(31, "worker", 2, "Nine days. She did it."))),
        Wish("Sell one thing I made", 70, "confidence", control="ours", steps=("in a drawer", "shown to one person", "on a table", "sold"),
             readings=(Read(70, "hers", 0), Read(10, "hers", 2))),
    ),
)  # fmt: skip

# Eight calls between ten and eleven on weekdays, to a phone he checks: nothing here counts against her.
HALIMA = Woman(
    key="halima", name="Halima S.", full_name="Halima S.", lead="joy", before="gwen", age=34, languages="Sylheti, Bengali and some English",
    interpreter="Sylheti, a woman, by phone from outside the city", months=8.5, traits="harm harm_now watched interpreter esol kids kids_with mind no_text",
    facts={"justice": "none", "phone": "monitored", "home": "with_him", "children": "with", "source": "gp"}, quiet_days=46, check_ins_until=50,
    strengths=Told(her_words="My children are polite. That is me.", worker_words="Careful, warm; teaches while she cooks."),
    interests=Told(her_words="Old film songs.", worker_words="Film songs, sewing, the pond with her children."),
    told={"home": Told(her_words="I am there still. I am not asking you to move me.", worker_words="Living with him. She sets the pace, and the way out, if and when."),
          "people": Told(her_words="My children. My mother, on Fridays.", worker_words="Her children; her mother by phone on Fridays, from her neighbour's."),
          "children": Told(her_words="Two. Both mine, both clever.", worker_words="A boy and a girl, at the same school. The school knows the word."),
          "money": Told("not_now"), "safety": Told("not_now", worker_words="Not asked again: she will say.")},
    safe=Safe(ways=(Way("call", "+447700900156", "wed 13:30-14:30", "He is at work. Not before, not after."),
                    Way("through", "the school office", "mon tue wed thu fri 08:40-09:10", "Ask if she has the reading book.")),
              never=("text", "voicemail", "letter", "say_who", "visit"), code_word="the reading book", he_may_see=True, checked=6,
              good_to_know="He checks the phone. Ten till eleven he is at home. We learned that late; it was our mistake, not hers."),
    wishes=(Wish("Talk without the door opening", 180, "people", control="partly"),
            Wish("English, so I don't need to ask him", 150, "english", control="partly", waiting_on="the college", waiting_days=23)),
    scenes=(
        *(Scene(day, "call", words, place="phone", at=at, met=False, led=None, minutes=None)
          for day, at, words in (
              (44, "10:05", "Rang. No answer."), (41, "10:20", "Rang. No answer."), (38, "10:40", "Rang. It rang out."),
              (35, "10:15", "Rang. Cut off after two rings."), (30, "10:50", "Rang. No answer."),
              (27, "10:10", "Rang. No answer, no message left."), (23, "10:30", "Rang. No answer."), (20, "10:25", "Rang. A man's voice; I said wrong number."))),
        Scene(9, "meeting", "Asked the school, with what she had allowed: she is well, at the gate each morning. All eight of my calls were at the one hour he is home.",
              place="other", at="09:00", led=0, minutes=20),
        Scene(6, "drop_in", "School office, the reading book in hand. She told me the right hour. Ten minutes, and she smiled twice.",
              "Wednesday. After the prayer, before the school. Write that.", place="other", at="08:45", minutes=10),
    ),
    diary=(Diary(6, "08:45", "School office", "ask for the reading book"),),
)  # fmt: skip

# Away and back four times, twice through another agency's door; one line of life, nothing asked again.
GEMMA = Woman(
    key="gemma", name="Gemma T.", full_name="Gemma T.", lead="joy", before="gwen", age=40, languages="English", months=25.5,
    traits="drugs substance mind justice kids kids_away reads shared_phone hostel", her_choice=True,
    facts={"phone": "shared", "home": "street", "children": "away", "source": "outreach", "justice": "past"},
    away=((655, 610), (480, 438), (300, 255), (120, 78)),
    strengths=Told(her_words="I always come back. Ask anyone.", worker_words="Four times away, four times back. That is her strength, not a gap in it."),
    interests=Told(her_words="Bingo, and proper chips.", worker_words="Bingo; the sea in winter; making people laugh in queues."),
    told={"wants": Told(her_words="Don't make me start again."),
          "health": Told("dont_ask", "It's all in there. Don't ask it again.", "Told at the first coming back. Nobody needs it twice.")},
    wishes=(
        Wish("A script that holds me", 700, "care_of_self", control="partly", steps=("every day, anything", "an appointment", "started", "steady a month", "steady"),
             tries=(Tried(470, "Script stopped after two days away.", "turned_away", "the clinic"), Tried(430, "Restarted the same week: the nurse rang round for her.")),
             readings=(Read(700, "hers", 0), Read(600, "hers", 2), Read(435, "hers", 0, "Lost it again."), Read(320, "hers", 3),
                       Read(250, "hers", 1), Read(150, "hers", 3, "A month. It's been a month."), Read(76, "hers", 1),
                       Read(76, "worker", 2, "One step lower than spring, and quicker back."), Read(20, "hers", 2))),
        Wish("To say goodbye properly", 260, "children", control="not", steps=("can't say their names", "one line", "a letter written", "a letter sent"),
             readings=(Read(260, "hers", 0), Read(40, "hers", 1, "One line. It took me two hours."))),
    ),
)  # fmt: skip

# Three services, three ways of asking about her. What she has lived through before belongs to a part of her
# record that reaches only people she names, so none of it stands in the parts written here.
JADE = Woman(
    key="jade", name="Jade M.", full_name="Jade M.", lead="joy", age=30, pronouns="she/her", languages="English", months=13,
    traits="steady mind harm reads own_phone", facts={"phone": "own", "home": "hostel", "children": "none", "source": "council"},
    strengths=Told(her_words="I'm funny and I'm on time.", worker_words="Quick, brave in queues, kind to the new ones."),
    interests=Told(her_words="Roller skating. Badly.", worker_words="Skating, make-up, history programmes."),
    told={"wants": Told(her_words="One place where I'm asked what I need, and not what I am."),
          "home": Told(her_words="The men's hostel said no and the women's hostel said they'd ask.",
                       worker_words="Sent between three services with three rules. One said yes in writing; we use that one.")},
    safe=Safe(ways=(Way("text", "+447700900167", "", "Jade. Always Jade."), Way("call", "+447700900167", "mon tue wed thu fri 11:00-19:00")),
              never=("letter",), checked=27, good_to_know="Letters come in the wrong name, so nothing by post until that is mended."),
    wishes=(Wish("Every letter in my own name", 240, "services", control="not", waiting_on="the job centre", waiting_days=27,
                 steps=("none of them", "the doctor", "the bank", "the council", "all of them"),
                 tries=(Tried(200, "The women's house wrote back: she is welcome, and they say why."), Tried(130, "Another place said they had no policy, and closed the file.", "turned_away", "a hostel")),
                 readings=(Read(240, "hers", 0), Read(130, "hers", 1), Read(35, "hers", 2, "The bank lady said it first try."), Read(35, "worker", 2))),
            Wish("Skate without holding on", 60, "confidence", control="ours")),
)  # fmt: skip

# Kerry and Michaela (Fran's) know each other; nothing in either record says so.
KERRY = Woman(
    key="kerry", name="Kerry W.", full_name="Kerry W.", lead="joy", age=37, languages="English", months=17,
    traits="drink substance mind reads own_phone hostel", facts={"phone": "own", "home": "hostel", "source": "outreach"},
    strengths=Told(her_words="I can cook for forty.", worker_words="Runs a kitchen like a ship."),
    interests=Told(her_words="Car boot sales.", worker_words="Bargains, gravy, soap operas."),
    told={"people": Told(her_words="My mate from the kitchen. That's all you're getting.",
                         worker_words="A friend from the hostel kitchen. She gives no name, and none stands here.")},
)  # fmt: skip

WOMEN = (ROZA, SIAN, BETH, HALIMA, GEMMA, JADE, KERRY)
