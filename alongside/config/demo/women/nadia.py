"""The six women Nadia is alongside: the ones the pictures of the look show."""

from alongside.config.demo.person import Diary, Read, Safe, Scene, Told, Tried, Way, Wish, Woman

_MARTA_SAFE_PATH = (
    Read(615, "hers", 0, "I don't sleep. I listen."),
    Read(615, "worker", 1, "My first view, and she should correct it."),
    Read(558, "hers", 1, "When the dog sleeps, I sleep."),
    Read(558, "worker", 1),
    Read(517, "hers", 2, "Some days I forget to look behind me."),
    Read(517, "worker", 3, "She sat with her back to the door, by choice."),
    Read(400, "hers", 2),
    Read(322, "hers", 2, "The same. The same is not bad."),
    Read(322, "worker", 2),
    Read(168, "hers", 0, "He found where I was. All of it went."),
    Read(168, "worker", 1, "Back after six weeks, and she told me at once."),
    Read(150, "hers", 1, "I know the way this time."),
    Read(133, "hers", 2, "It was quicker. I noticed that."),
    Read(133, "worker", 2, "Five weeks, not fourteen. I showed her the two dates."),
    Read(60, "worker", 3, "She gave a stranger directions.", talked_over=True),
    Read(12, "hers", 3, "Mostly. I said mostly and I meant it."),
    Read(12, "worker", 3, "We say the same, and laughed about it."),
)  # fmt: skip

MARTA = Woman(
    key="marta", name="Marta", full_name="Marta K.", lead="nadia", age=41, pronouns="she/her",
    languages="Polish and English; Polish for hard things", months=20.2, her_choice=True,
    beside=("ines", "obi"), away=((212, 170),), quiet_days=24,
    traits="dry steady dog kids_contact kids harm harm_now watched code reads",
    facts={"phone": "monitored", "home": "with_him", "children": "contact", "source": "vawg", "pet": "dog"},
    address="Flat 2, 6 Lantern Yard, ZZ99 3VZ. Ring the lower bell, twice.",
    strengths=Told(her_words="I baked for a living. Four in the morning, every morning.",
                   worker_words="Funny. Reads faces fast. Never late."),
    interests=Told(her_words="I draw. Only silly ones.", worker_words="Drawing, bread, other people's dogs."),
    told={
        "people": Told(her_words="Kula. She's eleven. She doesn't like men.",
                       worker_words="Kula, a small brown dog, wary of men. Where Marta goes, Kula goes."),
        "home": Told("dont_ask", "I told it to six people. Read it there.",
                     "Left with Kula and one bag. She has told it; do not ask again."),
        "safety": Told("dont_ask", "Not that winter. Please.",
                       "She does not want to be asked again about that winter. What he may do now, she will say."),
        "health": Told(her_words="My hands go numb. The rest is sleep.", worker_words="Hands: seen by the nurse. Sleep: see her goal."),
        "children": Told(her_words="Zosia. She's seven. She can plait now.",
                         worker_words="Zosia lives with Marta's sister; contact is agreed, without him there."),
        "wants": Told(her_words="Zosia, a door, a night's sleep. That order."),
        "money": Told("not_now"),
    },
    safe=Safe(
        ways=(
            Way("text", "+447700900112", "today today+2 10:00-14:00"),
            Way("call", "+447700900112", "today+2 10:00-14:00"),
            Way("in_person", "Mondays at the drop-in", "mon 12:00-15:00"),
        ),
        never=("voicemail", "letter"), code_word="the library", he_may_see=True,
        good_to_know="He sometimes holds her phone in the evening.", checked=9,
    ),
    wishes=(
        Wish(
            "See Zosia every Sunday without him there", 480, "children", control="partly",
            steps=("letters only", "talk on the phone", "a contact centre agrees", "a first visit",
                   "every Sunday", "every Sunday, at mine"),
            tries=(
                Tried(300, "Asked for contact. They wanted a report first.", "other", "children's services"),
                Tried(44, "The contact centre said yes. She chose the room with the window."),
            ),
            readings=(Read(480, "hers", 0, "I write and I don't know if she gets them."), Read(300, "hers", 1),
                      Read(44, "hers", 2, "They said yes. I had to sit down."), Read(44, "worker", 2)),
        ),
        Wish(
            "A door I can lock, and the dog with me", 400, "", control="not", waiting_on="housing",
            waiting_days=34,
            steps=("a bag packed", "safe tonight", "on the list", "an offer I can say yes to", "my own key"),
            tries=(
                Tried(180, "First offer: two streets from him. She said no at the window.", "not_suitable", "housing"),
                Tried(75, "Second offer: no pets. She said: then no.", "not_suitable", "housing"),
                Tried(34, "Third offer promised, dogs allowed. Rang twice since, to ask."),
            ),
            readings=(Read(400, "hers", 1), Read(180, "hers", 2, "It's a list. I'm on it."), Read(75, "worker", 2)),
        ),
        Wish(
            "Sleep", 350, "care_of_self", control="ours",
            steps=("two hours", "three", "four", "five, when Nadia rings first", "a whole night"),
            readings=(Read(350, "hers", 0, "Two hours. With shoes on."), Read(200, "hers", 1),
                      Read(165, "hers", 0), Read(90, "hers", 1), Read(12, "hers", 2, "Four. Five when you ring first.")),
        ),
    ),
    paths={"safety": _MARTA_SAFE_PATH},
    scenes=(
        Scene(2, "walk", "Walked to the chemist together. She asked for it herself.",
              "I told the man my name and he was fine.", place="out", at="10:30", led=2),
        Scene(5, "meeting", "Joint meeting: her list first. Housing did not come; I have written to ask why.",
              "I had a list. They did the list.", place="office", at="14:00", minutes=60),
        Scene(9, "text", "Sent the agreed words. She answered with hers.", place="phone", at="10:05", led=None, minutes=5),
        Scene(12, "coffee", "Check-in over coffee. Two columns, hers and mine, and the same word in both.",
              "Mostly. I said mostly and I meant it.", place="cafe", at="11:00", minutes=55),
        Scene(14, "call", "Rang once, in her hours. It rang out. No message left.", place="phone", at="10:10",
              met=False, led=None, minutes=None),
        Scene(16, "visit", "Ines and I went round. New lock, tried from both sides.", "It clicks. I like the click.",
              place="her_place", at="13:00", minutes=45, part="SAFETY", by="ines"),
        Scene(20, "drop_in", "She came to the drop-in with Kula and stayed for soup.", place="day_centre", at="12:20",
              planned=False),
    ),
    diary=(
        Diary(3, "10:00", "Contact centre: first visit with Zosia", "She knows where", "I go with her as far as the gate.", "CHILDREN"),
        Diary(2, "10:00", "Ring, in her hours", "", "Say “the library” first."),
        Diary(7, "11:00", "Coffee", "the café with the blue door"),
    ),
)  # fmt: skip

AMINA = Woman(
    key="amina", name="Amina H.", full_name="Amina H.", lead="nadia", age=29, pronouns="she/her",
    languages="Somali and English", months=9.5, traits="dry steady reads own_phone mind kids kids_away",
    facts={"justice": "none", "phone": "own", "home": "temporary", "children": "away", "source": "council"}, quiet_days=15,
    strengths=Told(her_words="I can do anything with numbers.", worker_words="Calm. Asks the question others don't."),
    interests=Told(her_words="Quiz programmes. I shout at them.", worker_words="Quizzes, maths puzzles, very sweet tea."),
    told={
        "wants": Told(her_words="A room with a table in it. Then college."),
        "home": Told(her_words="One room, one ring, one window.", worker_words="Temporary room; third move in a year."),
        "children": Told("dont_ask", "I have letters once a year.", "A letter goes each June. Help her, if she asks."),
    },
    safe=Safe(ways=(Way("text", "+447700900123", "mon tue wed thu fri sat sun 09:00-16:00"),
                    Way("call", "+447700900123", "mon wed fri 13:00-16:00"),
                    Way("in_person", "the café with the corner table", "")), never=("say_who",), checked=30),
    wishes=(
        Wish("Finish my maths", 210, "learning", control="partly",
             steps=("thinking about it", "found the class", "first lesson", "every week", "the exam"),
             readings=(Read(210, "hers", 0), Read(120, "hers", 2, "I was the quickest. I hid it."),
                       Read(40, "hers", 3), Read(40, "worker", 3))),
        Wish("A letter that gets to them", 160, "children", control="not",
             steps=("can't say their names", "one line", "a letter written", "a letter sent"),
             readings=(Read(160, "hers", 0), Read(50, "hers", 2, "I wrote it. I haven't sealed it."))),
    ),
    scenes=(
        Scene(4, "coffee", "Coffee. She brought last year's exam paper and did half of it on the napkin.",
              "Seven eighths. Seven eighths!", place="cafe", at="11:30", led=2, minutes=50),
        Scene(11, "text", "Messages about the class: which bus, which door.", place="phone", at="14:20", led=2, minutes=5),
        Scene(13, "coffee", "Tea. She was low, and said it was the month for it.", "June is long.", place="cafe",
              at="11:30", minutes=40),
    ),
    diary=(
        Diary(0, "11:30", "Coffee", "the café with the corner table", "She asked for the corner table."),
        Diary(7, "11:30", "Coffee", "the café with the corner table"),
        Diary(14, "11:30", "Coffee", "the café with the corner table"),
    ),
)  # fmt: skip

DEE = Woman(
    key="dee", name="Dee", lead="nadia", age=38, languages="English", months=14,
    traits="reads probation justice kids kids_contact body own_phone",
    facts={"phone": "own", "home": "sofa", "children": "contact", "source": "probation", "justice": "probation"},
    quiet_days=14,
    strengths=Told(her_words="I'm loyal. It's got me in trouble.", worker_words="Says it straight. Brings biscuits for the office."),
    interests=Told(her_words="Country music. The sad kind.", worker_words="Country songs, charity shops, Kit's football."),
    told={
        "people": Told(her_words="Kit. He's fourteen. He's taller than me.", worker_words="Kit lives with Dee's mother; Sundays together."),
        "justice": Told(her_words="I keep every one now.", worker_words="On an order until spring. Probation write late; she does not."),
        "wants": Told(her_words="The flat, the letter, Kit."),
        "children": Told(her_words="Kit, and he's fourteen, so he's nobody's.", worker_words="Kit is with Dee's mother, by agreement. Sundays are theirs."),
    },
    safe=Safe(ways=(Way("call", "+447700900134", "mon tue wed thu fri 09:00-12:00"),
                    Way("text", "+447700900134", "mon tue wed thu fri 09:00-18:00")), never=("letter",), checked=41),
    wishes=(
        Wish("Kit at mine on Sundays, in a kitchen", 390, "children", control="partly", waiting_on="housing", waiting_days=19,
             steps=("on the phone", "at my mum's", "an afternoon out", "Sunday dinner at mine"),
             readings=(Read(390, "hers", 0), Read(200, "hers", 1), Read(30, "hers", 2, "He had seconds.", method="reflection"))),
        Wish("The letter that says I kept them all", 90, "services", control="not", waiting_on="probation", waiting_days=12,
             tries=(Tried(30, "Asked for it in writing. They said next week.", "other", "probation"),)),
    ),
    scenes=(
        Scene(3, "court_wait", "Waited at court with her, and did the quiz in the paper. Put off to another day.",
              "At least I knew the capital of Peru.", place="court", at="09:40", minutes=150),
        Scene(8, "call", "Call to settle her list for the joint meeting.", "The flat, the letter, Kit. In that order.",
              place="phone", at="10:20", led=2, minutes=15),
    ),
    diary=(
        Diary(0, "14:00", "Joint meeting", "our office, upstairs", "Her items: the flat, the letter, Kit. Probation has not replied."),
        Diary(5, "10:00", "Probation, with her", "their side door"),
    ),
)  # fmt: skip

PRECIOUS = Woman(
    key="precious", name="Precious O.", full_name="Precious O.", lead="nadia", age=33, languages="English and Yoruba",
    months=7, traits="no_phone mind body reads", quiet_days=30,
    facts={"justice": "none", "phone": "none", "home": "walking", "children": "none", "source": "outreach"},
    strengths=Told(her_words="I can sing you to sleep.", worker_words="A voice that stops the room. Great patience."),
    interests=Told(her_words="The choir, when I'm well.", worker_words="Singing; hats; the big library."),
    safe=Safe(
        ways=(Way("through", "the day centre desk", "mon tue wed thu fri sat sun 08:00-12:00", "Ask for her by first name only."),
              Way("in_person", "breakfast at the day centre", "mon tue wed thu fri 08:00-10:00")),
        never=("letter", "visit"), code_word="choir practice", who_may_answer="The cook at the day centre", checked=25,
        good_to_know="Has no phone, and does not want one just now.",
    ),
    wishes=(
        Wish("A doctor who knows my name", 120, "health", control="partly", waiting_on="practice", waiting_days=8,
             steps=("no doctor", "know which one", "been in the door", "registered", "seen by the same one twice"),
             tries=(Tried(70, "Told to book by phone at eight. She has no phone.", "no_phone", "practice"),
                    Tried(8, "The link worker took the form herself and will bring the answer.")),
             readings=(Read(120, "hers", 0), Read(60, "hers", 1, "I know where the door is."))),
        Wish("Sing with people who know the harmony", 100, "people", control="ours"),
    ),
    scenes=(
        Scene(1, "drop_in", "Left word with the cook: “choir practice”, and when I am in.", place="day_centre", at="09:10", met=False, led=None, minutes=None),
        Scene(4, "outreach", "Looked in the three places she goes. The man at the flower stall saw her on Monday, well.",
              place="out", at="06:50", met=False, led=None, minutes=None, planned=False),
        Scene(6, "drop_in", "Kept her a plate at the drop-in until two.", place="day_centre", at="12:30", met=False, led=None, minutes=None),
        Scene(9, "drop_in", "Breakfast at the day centre. She sang the first verse for the cook.",
              "I've got it all still, up here.", place="day_centre", at="08:40", planned=False),
        Scene(21, "walk", "Walked to the big library. She read to me from the children's corner.", place="out", at="10:15"),
        Scene(27, "drop_in", "She had not slept. We kept it small: socks, porridge, quiet.", "Don't fix it. Just sit there.",
              place="day_centre", at="08:20", planned=False),
    ),
    diary=(Diary(1, "08:30", "Look in at breakfast", "the day centre", "Say “choir practice”."),),
)  # fmt: skip

# Registering with a doctor took Shanice a year and five tries, and Beth (Joy's) nine days.
SHANICE = Woman(
    key="shanice", name="Shanice B.", full_name="Shanice B.", lead="nadia", before="gwen", age=27, languages="English",
    months=15.5, traits="mind drugs substance justice reads shared_phone",
    facts={"phone": "shared", "home": "hostel", "children": "none", "source": "outreach", "justice": "past"},
    away=((250, 236),), quiet_days=12, check_ins_until=61,
    strengths=Told(her_words="I never grass and I never forget a kindness.", worker_words="Comes back. Every time, she comes back."),
    interests=Told(her_words="Nails. I do everybody's.", worker_words="Nails, and the kind of colour that shouts."),
    wishes=(
        Wish(
            "Register with a GP", 432, "health", control="partly", state="reached", reached=60,
            steps=("no doctor", "know which one", "been in the door", "registered"),
            tries=(
                Tried(420, "Turned away at the desk: no address. None is needed.", "no_address", "practice"),
                Tried(371, "Told to ring at eight in the morning. The phone was her friend's, and off.", "no_phone", "practice"),
                Tried(300, "The waiting room. She got as far as the chairs; we left, and that was right.", "too_much"),
                Tried(243, "The appointment came while she was inside for two weeks.", "away"),
                Tried(60, "I stood beside her. She gave her own name and the desk wrote it down.", reached=True),
            ),
            readings=(
                Read(432, "hers", 0, "They don't want my sort."), Read(371, "hers", 1), Read(300, "hers", 2),
                Read(300, "worker", 2, "She got to the chairs."), Read(240, "hers", 0, "Back to nought."),
                Read(60, "hers", 3, "I'm on the screen. Me."), Read(60, "worker", 3, "A year, and hers."),
            ),
        ),
        Wish("Do nails in a shop, with a chair", 150, "learning", control="ours",
             steps=("on a wall outside", "at the drop-in", "a course", "a chair in a shop"),
             readings=(Read(150, "hers", 0), Read(64, "hers", 1, "Six hands on Tuesday. I counted."))),
    ),
    scenes=(
        Scene(1, "call", "She rang from her friend's phone with the date of her blood test.", place="phone", at="15:10",
              planned=False, led=2, minutes=10),
        Scene(6, "drop_in", "Nails at the drop-in: six hands, one of them mine.", "Hold still, you're worse than the kids.",
              place="day_centre", at="13:00", led=2, minutes=60),
    ),
    diary=(Diary(4, "09:20", "Blood test, with her", "the practice", "She talks, I carry the coats.", "HEALTH"),),
)  # fmt: skip

# Two views kept apart: the worker sees him as the risk; she sees losing touch with her daughter.
CARYS = Woman(
    key="carys", name="Carys P.", full_name="Carys P.", lead="nadia", age=46, languages="Welsh and English", months=11,
    traits="mind harm harm_now drink substance kids kids_contact reads watched no_text",
    facts={"justice": "none", "phone": "monitored", "home": "with_him", "children": "contact", "source": "gp"}, quiet_days=10, check_ins_until=25,
    strengths=Told(her_words="I keep my word.", worker_words="Proud, exact, generous. Knows every hymn."),
    interests=Told(her_words="The garden at my mother's.", worker_words="Growing things; hymns; crime novels, never the end first."),
    told={"children": Told(her_words="Cerian. She's twenty-two and she's got my temper.", worker_words="Her daughter, grown up, in another town. They talk on Sundays."),
          "people": Told(her_words="My sister. And Cerian, when she picks up.", worker_words="Her sister, whose kitchen is the safe telephone."),
          "safety": Told(her_words="I don't want support about him. Write that.", worker_words="Written. Her view and mine stand side by side in the check-ins.")},
    safe=Safe(ways=(Way("call", "+441632960155", "tue thu 13:00-15:00", "Her sister's kitchen."),
                    Way("in_person", "the church hall on Thursdays", "thu 10:00-12:00")),
              never=("text", "voicemail", "letter", "say_who"), who_may_answer="Her sister", he_may_see=True,
              good_to_know="If a man answers: wrong number.", checked=18),
    wishes=(
        Wish("Not lose Cerian", 300, "children", control="partly",
             steps=("she hangs up", "she texts back", "we talk on Sundays", "she comes for tea"),
             readings=(Read(300, "hers", 0, "She's who I'm afraid of losing. Not him."), Read(150, "hers", 1),
                       Read(33, "hers", 2, "Sundays. Ten minutes. I keep the kettle off."))),
        Wish("A week at my mother's, with the beans in", 80, "care_of_self", control="ours"),
    ),
    paths={
        "abuse": (
            Read(300, "hers", 0, "It's not him. I don't want help about him.", talked_over=False),
            Read(300, "worker", 1, "I see him as the greatest risk; she does not. Both stand here."),
            Read(190, "hers", 0), Read(190, "worker", 1),
            Read(88, "hers", 1, "I'm only saying I heard you."), Read(88, "worker", 2),
            Read(20, "hers", 2, "The messages frighten me. I'm saying it once."),
            Read(20, "worker", 2, "She said it herself. A step, and hers.", talked_over=False),
        ),
        "distance": (
            Read(300, "worker", 1), Read(300, "hers", 3, "He's no bother."), Read(20, "worker", 1, talked_over=False),
            Read(20, "hers", 2),
        ),
    },
    scenes=(
        Scene(5, "coffee", "Church hall. She talked about Cerian for an hour and I asked about nothing else.",
              "Ask me about my daughter. That's the door in.", place="other", at="10:30", minutes=60),
        Scene(7, "call", "Her sister answered. Carys was out; left only our first names, as agreed.", place="phone", at="13:15",
              met=False, led=None, minutes=None),
        Scene(20, "walk", "Walked the garden wall with her. She said one thing about the messages, once. I thanked her and did not press.",
              "They frighten me. There.", place="out", at="10:40", part="SAFETY"),
    ),
    diary=(Diary(2, "10:30", "Church hall, tea", "the side room", "Not about him, unless she starts."),),
)  # fmt: skip

WOMEN = (MARTA, AMINA, DEE, PRECIOUS, SHANICE, CARYS)
