"""The women Ines, Tamsin, Blessing and Kasia are alongside: most of each life is dealt out by chance."""

from alongside.config.demo.person import Diary, Read, Safe, Scene, Told, Way, Wish, Woman


def _woman(
    key: str, name: str, age: int | None, lead: str, months: float, traits: str,
    good_at: tuple[str, str], enjoys: tuple[str, str], **more: object,
) -> Woman:  # fmt: skip
    return Woman(
        key=key, name=name, full_name=name, age=age, lead=lead, months=months, traits=traits,
        strengths=Told(her_words=good_at[0], worker_words=good_at[1]),
        interests=Told(her_words=enjoys[0], worker_words=enjoys[1]),
        **{"languages": "English", **more},  # type: ignore[arg-type]
    )  # fmt: skip


LULUDI_SAFE = Safe(
    ways=(
        Way("through", "her cousin at the flower stall", "mon tue wed thu fri sat 09:00-15:00", "Say it, do not write it."),
        Way("in_person", "the drop-in, the long table", "mon thu 11:00-14:00"),
    ),
    never=("letter", "text"), who_may_answer="Her cousin", checked=16,
    good_to_know="Nothing in writing: she does not read, and others would read it for her.",
)  # fmt: skip

LULUDI = Woman(
    key="luludi", name="Luludi", lead="kasia", languages="Romani; some Romanian and English", interpreter="Romani, a woman, not of her family",
    months=7, traits="no_reading interpreter esol kids kids_with body no_phone",
    facts={"phone": "none", "home": "temporary", "children": "with", "source": "outreach", "justice": "none"},
    strengths=Told(her_words="I sell flowers to people with no hands free.", worker_words="Reads people, prices and weather. Keeps every date in her head."),
    interests=Told(her_words="Weddings.", worker_words="Weddings, coffee to stand a spoon in, her boys in clean shirts."),
    told={"home": Told(her_words="One room, four of us, and my sister's pots.", worker_words="One room in a hotel, for her and the boys; the third since winter."), "wants": Told(her_words="The boys at school, with shoes."), "children": Told(her_words="Three boys. Loud.", worker_words="Her three boys are with her. She knows every teacher by voice.")}, safe=LULUDI_SAFE,
    wishes=(
        Wish("The boys at one school, the same one", 150, "children", control="partly", waiting_on="children's services", waiting_days=14,
             steps=("no school", "a place promised", "shoes and bags", "both in", "a whole term"),
             readings=(Read(150, "hers", 0), Read(70, "hers", 2, "Shoes. You should see them look at the shoes."), Read(70, "worker", 2))),
        Wish("A stall with a roof", 60, "money", control="partly"),
    ),
    scenes=(Scene(5, "drop_in", "Drew the week as six pictures: bus, school, stall, nurse, church, rest. She put them in her own order.",
                  "Now I can read it.", place="day_centre", at="11:30", led=2),),
    diary=(Diary(2, "11:00", "Drop-in: the picture card for next week", "the long table"),),
)  # fmt: skip

OKSANA = _woman(
    "oksana", "Oksana", 50, "kasia", 20, "interpreter esol body kids kids_contact",
    ("I keep accounts. I kept them for a whole farm.", "Exact, dry, generous."),
    ("Sunflowers, of course. Also chess.", "Chess, gardens, letters to her son."),
    languages="Ukrainian and Russian; some English", interpreter="Ukrainian",
    facts={"children": "contact", "home": "sofa"},
)  # fmt: skip

INES = (
    _woman("sofia", "Sofia V.", 27, "ines", 9, "esol harm harm_now interpreter mind",
           ("I clean fast and I notice things.", "Sees the detail. Saves every receipt."), ("Dancing at the sink.", "Dancing, dubbed soap operas, her little brother's messages."),
           languages="Romanian; some English", interpreter="Romanian, a woman", facts={}),
    _woman("kath", "Kath M.", 56, "ines", 41, "harm body kids reads",
           ("Forty years on a till. You can't cheat me.", "Quick sums, quicker mercy."), ("Bowls. Don't laugh.", "Bowls, crossword, her granddaughter."),
           told={"children": Told(her_words="Grown. I've a granddaughter who bosses me.", worker_words="Grown up; the granddaughter rings on Thursdays.")}, facts={"children": "contact"}),
    _woman("zara", "Zara I.", 24, "ines", 5.5, "steady dry harm harm_now watched reads",
           ("I'm the one who says it.", "Brave in the family, and tired of it."), ("Photography. Feet, mostly.", "Pictures of shoes, law school prospectuses."),
           languages="Punjabi and English", facts={"phone": "monitored", "home": "refuge"}),
    _woman("donna", "Donna J.", 42, "ines", 27, "harm drink substance kids kids_away mind reads",
           ("I can paint a room in a day.", "Hard graft and soft hands."), ("Old motorbikes.", "Motorbikes, wallpaper, cold tea."),
           facts={"children": "away", "home": "hostel"}),
    _woman("ewa", "Ewa", 39, "ines", 14, "esol harm kids kids_with reads",
           ("I can bake for a wedding.", "Tireless, and learning not to be."), ("Mushrooms. Finding, not eating.", "Forests, mushrooms, her daughter's handstands."),
           languages="Polish; good English", facts={"children": "with", "home": "temporary", "justice": "victim"}),
)  # fmt: skip
TAMSIN = (
    _woman("holly", "Holly N.", 20, "tamsin", 11, "mind drugs substance probation justice reads shared_phone",
           ("I can talk anybody down.", "The peacemaker at the bus station."), ("Lyrics. I write them.", "Rhymes, trainers, rain on a tent."),
           facts={"phone": "shared", "home": "hostel", "justice": "probation"}),
    _woman("abi", "Abi F.", 22, "tamsin", 8, "mind reads kids kids_with",
           ("I'm a good mum. Write that first.", "A good mother. First, as she asked."), ("Cartoons, for him. Mostly for him.", "Cartoons, plaits, pancakes."),
           facts={"children": "with", "home": "temporary"}),
    _woman("sue", "Sue C.", 63, "tamsin", 15, "body mind harm reads cat",
           ("I've buried two husbands and I'm still polite.", "Manners as a kind of armour; kindness under it."), ("The afternoon film.", "Old films, wool, her cat on the sill."),
           facts={"pet": "cat"}),
    _woman("rhiannon", "Rhiannon W.", 34, "tamsin", 19, "drugs substance justice mind kids kids_away reads",
           ("I stopped once. I know the road.", "Knows herself exactly."), ("Running for buses.", "Hills, loud music, quiet people."),
           facts={"children": "away", "home": "street", "justice": "past"}),
    _woman("tash", "Tash K.", 28, "tamsin", 3, "mind harm reads",
           ("I'm good with old people.", "Gentle, late, sorry for being late."), ("Gaming. Don't tell my nan.", "Games, noodles, her nan's stories."),
           facts={"home": "sofa"}),
)  # fmt: skip
BLESSING = (
    _woman("grace", "Grace M.", 47, "blessing", 16, "steady body kids kids_contact reads",
           ("I nursed for twenty years.", "Notices who is ill before they do."), ("Church, and the cake after.", "Hymns, lemon cake, walking fast."),
           languages="Shona and English", facts={"children": "contact", "home": "sofa"}),
    _woman("keisha", "Keisha P.", 33, "blessing", 12, "mind harm kids kids_contact reads probation justice",
           ("I don't lie. It's expensive.", "Straight, and expects the same."), ("Plants. I've got nine.", "Plants, podcasts, her boys' school plays."),
           facts={"children": "contact", "justice": "probation"}),
    _woman("debs", "Debs H.", 44, "blessing", 36, "drink drugs substance mind body kids kids_away shared_phone dog he_dog",
           ("I'm still here. That's a skill.", "Outlasts everything."), ("My dog. That's the list.", "Her dog, his coat, his dinner."),
           facts={"children": "away", "phone": "shared", "home": "street", "pet": "dog", "justice": "past"}),
    _woman("mandeep", "Mandeep S.", 39, "blessing", 10, "harm harm_now watched kids kids_with reads",
           ("I can do three jobs and none of them knows.", "Plans like a general."), ("Badminton, before.", "Badminton, budgets, her daughter's jokes."),
           languages="Punjabi and English", facts={"children": "with", "phone": "monitored", "home": "with_him"}),
    _woman("laura", "Laura G.", 25, "blessing", 4.5, "mind drugs substance reads no_phone",
           ("I draw people. Quick, before they look.", "Sees faces the way others read."), ("Charcoal. It gets on everything.", "Drawing, night buses, cinnamon buns."),
           facts={"phone": "none", "home": "walking"}),
)  # fmt: skip
KASIA = (
    LULUDI,
    OKSANA,
    _woman("steph", "Steph A.", 30, "kasia", 13, "harm mind reads kids kids_with",
           ("I fix bikes.", "Handy, blunt, never tired of the same question."), ("The velodrome, on the telly.", "Bikes, oil, her son on the crossbar."),
           facts={"children": "with", "home": "refuge"}),
    _woman("jo", "Jo T.", 36, "kasia", 6, "drink substance probation justice reads harm",
           ("I keep my temper now.", "Counts to ten and says the ten out loud."), ("Fishing.", "Fishing, flasks, long silences."),
           facts={"home": "hostel", "justice": "probation"}),
    _woman("nicky", "Nicky R.", 41, "kasia", 23, "mind body kids kids_away harm no_phone",
           ("I know every song from that year.", "A memory for tunes and for kindness."), ("Karaoke, once I'm in.", "Songs, sequins, chips with curry."),
           facts={"children": "away", "phone": "none", "home": "acquaintance"}),
    _woman("paige", "Paige O.", 19, "kasia", 2.5, "mind reads shared_phone",
           ("I'm quick. I just go quiet.", "Quick, watchful, very funny when safe."), ("Baking videos. I've no oven.", "Baking videos, the big dog at the drop-in."),
           facts={"children": "none", "phone": "shared", "home": "sofa"}),
)  # fmt: skip

WOMEN = (*INES, *TAMSIN, *BLESSING, *KASIA)
