"""The women Leyla and Fran are alongside: interpreters, a hearing next week, and one over the gauge."""

from alongside.config.demo.person import Diary, Read, Safe, Scene, Told, Tried, Way, Wish, Woman

YASMIN = Woman(
    key="yasmin", name="ياسمين Yasmin", full_name="Yasmin Al-N.", lead="leyla", age=32, languages="Arabic; some English",
    interpreter="Arabic, a woman, not from this city", months=10, traits="interpreter esol harm mind no_phone",
    facts={"justice": "none", "phone": "none", "home": "refuge", "children": "none", "source": "vawg"}, quiet_days=12,
    strengths=Told(her_words="كنت معلّمة. I was a teacher.", worker_words="Taught for nine years. Explains better than I do."),
    interests=Told(her_words="Poems. By heart.", worker_words="Poetry, cardamom coffee, correcting my spelling."),
    safe=Safe(ways=(Way("in_person", "the Women's House, garden door", "mon tue wed thu fri sat sun 09:00-17:00", "Come with the interpreter or come slowly."),
                    Way("through", "the house desk", "")), never=("letter", "say_who"), checked=15),
    wishes=(
        Wish("باب لي وحدي (a door of my own)", 280, "safety", control="not", waiting_on="housing", waiting_days=19,
             steps=("a shared room", "a room alone", "a place for a year", "a door of my own"),
             readings=(Read(280, "hers", 0, "Four women and one lamp."), Read(90, "hers", 1, "أسمع نفسي. I hear myself."), Read(90, "worker", 2))),
        Wish("Teach again. Anything. Anyone", 120, "work_skills", control="partly", steps=("not here", "an English class", "help in a class", "teach"),
             readings=(Read(120, "hers", 1), Read(14, "hers", 2, "The small ones call me Miss."))),
    ),
    scenes=(
        Scene(6, "visit", "Visit with the interpreter she likes. She corrected my Arabic twice and my English once.",
              "Slowly, slowly. You are learning.", place="her_place", at="11:00", minutes=60),
        Scene(10, "appointment", "With her to the college. They tested her English and asked where she taught.", place="other", at="10:00", led=2, minutes=90),
    ),
    diary=(Diary(1, "11:00", "Visit, interpreter booked", "the garden door"), Diary(8, "11:00", "Visit, interpreter booked", "the garden door")),
)  # fmt: skip

NASRIN = Woman(
    key="nasrin", name="Nasrin G.", full_name="Nasrin G.", lead="leyla", age=44, languages="Farsi; a little English",
    interpreter="Farsi, a woman", months=18, traits="interpreter esol body mind harm kids kids_with", facts={"justice": "none", "children": "with", "home": "temporary", "source": "council"},
    told={"children": Told(her_words="My daughter. She plays while I cook.", worker_words="Her daughter is with her. The violin belongs to the school, and the school said: keep it.")},
    strengths=Told(her_words="I planned weddings for two hundred.", worker_words="Plans everything, and the second plan too."),
    interests=Told(her_words="Roses.", worker_words="Roses, her daughter's violin, pomegranate anything."),
)  # fmt: skip
FATUMA = Woman(
    key="fatuma", name="Fatuma A.", full_name="Fatuma A.", lead="leyla", age=58, languages="Somali and English", months=30,
    traits="dry steady body kids esol", facts={"justice": "none", "home": "sofa", "children": "contact", "source": "hospital"},
    told={"children": Told(her_words="All grown. They ring. I tell them to eat.", worker_words="Grown-up children in three cities. They ring.")},
    strengths=Told(her_words="I raised six, four not mine.", worker_words="The one the others go to."),
    interests=Told(her_words="My tea, my radio, my people.", worker_words="Tea at four, wherever she is."),
)  # fmt: skip
LING = Woman(
    key="ling", name="Ling", lead="leyla", age=35, languages="Mandarin", interpreter="Mandarin, a woman, by video",
    months=5, traits="interpreter esol harm mind own_phone", facts={"justice": "none", "phone": "own", "home": "acquaintance", "children": "none", "source": "police"},
    strengths=Told(her_words="I am patient.", worker_words="Draws what she can't say yet, and draws well."),
    interests=Told(her_words="Drawing rain.", worker_words="Ink, rain, dumplings made by hand."),
)  # fmt: skip
MEHWISH = Woman(
    key="mehwish", name="Mehwish R.", full_name="Mehwish R.", lead="leyla", age=26, languages="Urdu, Punjabi and English",
    months=4, traits="dry steady harm harm_now watched reads never_phone", facts={"justice": "none", "phone": "monitored", "home": "with_him", "children": "none", "source": "vawg"},
    strengths=Told(her_words="First in my class. Twice.", worker_words="Sharp, careful, funny under her breath."),
    interests=Told(her_words="Cricket. I bowl.", worker_words="Cricket, law programmes, long skirts with pockets."),
    safe=Safe(ways=(Way("email", "m.reader@example.org", "", "An address only she knows."),
                    Way("in_person", "the law section of the library", "tue thu sat 15:00-17:00")),
              never=("call", "text", "voicemail", "letter", "say_who", "visit"), he_may_see=True, code_word="overdue book", checked=9),
)  # fmt: skip

MICHAELA = Woman(
    key="michaela", name="Michaela D.", full_name="Michaela D.", lead="fran", age=35, languages="English", months=12,
    traits="drink substance mind reads own_phone hostel", facts={"phone": "own", "home": "hostel", "source": "outreach"},
    strengths=Told(her_words="I wash up, I don't moan.", worker_words="Steady. Somebody people sit next to."),
    interests=Told(her_words="The quiz at the drop-in.", worker_words="Quizzes, jigsaws, soap operas."),
    told={"people": Told(her_words="Somebody I used to cook with. I'd rather not be in a group with her, no offence.",
                         worker_words="Asks who else is coming before a group. Tell her numbers, not names.")},
)  # fmt: skip
LORRAINE = Woman(
    key="lorraine", name="Lorraine S.", full_name="Lorraine S.", lead="fran", beside=("maeve",), age=29, languages="English", months=8,
    traits="dry steady kids kids_contact mind harm reads own_phone", facts={"phone": "own", "home": "temporary", "children": "contact", "source": "children"}, quiet_days=9,
    told={"children": Told(her_words="Alfie. Six. Dinosaurs, all of them, in order.", worker_words="Alfie is with foster carers; every contact kept. Hearing next week.")},
    check_ins_until=30,
    strengths=Told(her_words="I've not missed one. Not one.", worker_words="Every contact kept, every class done, every paper in the folder."),
    interests=Told(her_words="Baking for Alfie's class.", worker_words="Baking, dinosaurs (for Alfie), early nights."),
    wishes=(Wish("Bring Alfie home", 230, "children", control="not", waiting_on="children's services", waiting_days=21,
                 steps=("an hour, somebody watching", "two hours", "a day", "a night", "home"),
                 readings=(Read(230, "hers", 0), Read(120, "hers", 1), Read(40, "hers", 2, "A whole day. He fell asleep on me."), Read(40, "worker", 3))),
            Wish("Say it in court and not cry, or cry and still say it", 40, "confidence", control="ours")),
    scenes=(Scene(3, "coffee", "Practised the hearing at the kitchen table. I was the judge; she was herself.", "I did it twice. The second time I looked up.",
                  place="office", at="10:00", minutes=75, led=2),
            Scene(7, "meeting", "Meeting with children's services. Maeve beside her. Her papers were the only ones in order.", place="office", at="13:30", minutes=80)),
    diary=(Diary(6, "09:30", "Family court: hearing about Alfie", "the side entrance", "Maeve meets her at the bus. Nobody asks how she feels before.", "CHILDREN"),
           Diary(5, "16:00", "Go through the folder once, then stop", "our office")),
)  # fmt: skip
FFION = Woman(
    key="ffion", name="Ffion E.", full_name="Ffion E.", lead="fran", age=43, languages="British Sign Language; reads English",
    interpreter="BSL, a woman, not from the local Deaf club", months=16, traits="steady deaf interpreter reads own_phone harm",
    facts={"justice": "none", "phone": "own", "home": "refuge", "children": "none", "source": "vawg"},
    strengths=Told(her_words="I see everything.", worker_words="Sees a room faster than anybody. Teaches us signs."),
    interests=Told(her_words="Dance. I feel it in the floor.", worker_words="Dancing, films with good captions."),
    told={"safety": Told(her_words="He has friends at the club. So I have no club.", worker_words="The local Deaf club is not safe for her. Interpreters from outside the city only.")},
    safe=Safe(ways=(Way("text", "+447700900178", "mon tue wed thu fri sat sun 08:00-22:00", "Plain, short. Video by agreement."),
                    Way("in_person", "the café with the lamps", "tue fri 10:00-12:00"), Way("call", never=True, words="She is Deaf.")),
              never=("call", "voicemail"), checked=11, good_to_know="Face her, one at a time, light on your face."),
    wishes=(Wish("A doctor who books the interpreter before I come", 200, "health", control="partly", waiting_on="practice", waiting_days=29,
                 steps=("notes on paper", "booked once", "booked each time"), tries=(Tried(170, "No interpreter came. She left, and told them why, in writing.", "other", "practice"),),
                 readings=(Read(200, "hers", 0), Read(60, "hers", 1, "They booked her. I told them good."))),
            Wish("Dance somewhere with a wooden floor", 90, "care_of_self", control="ours")),
)  # fmt: skip
AOIFE = Woman(
    key="aoife", name="Aoife O'Dwyer-N'Diaye", full_name="Aoife O'Dwyer-N'Diaye", lead="fran", age=32, languages="English and French", months=9,
    traits="kids kids_with mind reads own_phone", facts={"justice": "none", "phone": "own", "home": "temporary", "children": "with", "source": "herself"},
    strengths=Told(her_words="I spell my name without being asked.", worker_words="Bright, blunt, reads bedtime stories with voices."),
    interests=Told(her_words="Trad music, loud.", worker_words="Fiddle tunes, mango, her twins' drawings."),
)  # fmt: skip
WILHELMINA = Woman(
    key="wilhelmina", name="Wilhelmina Anastasia-Philomena van der Hoogestraaten-Okonkwo", lead="fran", age=61, languages="Dutch and English", months=34,
    traits="body mind reads own_phone dog he_dog", facts={"phone": "own", "home": "temporary", "children": "none", "source": "hospital", "pet": "dog"},
    strengths=Told(her_words="It is all one name, and I will have all of it.", worker_words="Dignity, and a filing system."),
    interests=Told(her_words="Opera, on the small radio.", worker_words="Opera, the dog, the crossword in ink."),
    told={"people": Told(her_words="Caruso. He sings too.", worker_words="Dog, Caruso, small and proud. Where she goes he goes.")},
)  # fmt: skip
TRACEY = Woman(
    key="tracey", name="Tracey B.", full_name="Tracey B.", lead="fran", age=49, languages="English", months=20,
    traits="drink substance body kids kids_away shared_phone", facts={"phone": "shared", "home": "street", "children": "away", "source": "outreach", "justice": "past"},
    strengths=Told(her_words="I look after the young ones out there.", worker_words="Everybody's aunt on the street."),
    interests=Told(her_words="Feeding the pigeons. They're all right.", worker_words="Birds, horses on the television, a good coat."),
)  # fmt: skip
CHANTELLE = Woman(
    key="chantelle", name="Chantelle R.", full_name="Chantelle R.", lead="fran", age=23, languages="English", months=6.5,
    traits="mind harm harm_now own_phone reads pregnant kids", facts={"phone": "own", "home": "sofa", "children": "none", "source": "herself", "justice": "victim"},
    strengths=Told(her_words="I don't give up, I go round.", worker_words="Finds the side door to everything."),
    interests=Told(her_words="Doing hair. Yours needs it.", worker_words="Hair, babies' names, scary films."),
    told={"children": Told(her_words="Due when the clocks go. It's a secret from him.", worker_words="Expecting. One midwife, met twice, liked. He does not know; nothing by post."),},
)  # fmt: skip
BERNIE = Woman(
    key="bernie", name="Bernie", full_name="Bernadette C.", lead="fran", age=45, languages="English", months=15,
    traits="no_reading kids kids_contact harm body own_phone", facts={"phone": "own", "home": "sofa", "children": "contact", "source": "council"},
    strengths=Told(her_words="I can judge a horse and a man. The horse quicker.", worker_words="Remembers everything, being used to."),
    interests=Told(her_words="Singing. Old ones.", worker_words="Horses, singing, a clean step."),
    told={"wants": Told(her_words="Somewhere near my own, with room for the wagon.")},
)  # fmt: skip

WOMEN = (
    YASMIN, NASRIN, FATUMA, LING, MEHWISH, MICHAELA, LORRAINE, FFION, AOIFE, WILHELMINA, TRACEY, CHANTELLE, BERNIE,
)  # fmt: skip
