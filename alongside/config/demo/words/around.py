"""Words of made-up women about those around them; a list, not a program."""

import datetime
from typing import Any

# Woman, her lead worker, and people: name, her words, who they are, known so many days, how it was from time
# to time (days ago, how, close, trust, her words), and what she said when they were no longer part of it.
AROUND: tuple[tuple[str, str, list[Any]], ...] = (
    ("marta", "nadia", [
        ("Zosia", "My girl. She can plait now.", ["child"], 600,
         [(560, "far", 2, 3, "We write."), (300, "in_touch", 3, 3, ""), (40, "in_touch", 3, 3, "She told me a joke, in Polish.")], ""),
        ("Ewa", "My sister. She has Zosia, and an opinion.", ["sister_brother", "carer"], 600,
         [(540, "in_touch", 0, 1, "She thinks I should have left sooner."), (250, "in_touch", 1, 1, ""), (35, "in_touch", 2, 2, "She said sorry. For once.")], ""),
        ("Pat at the drop-in", "She saves me the end of the bread.", ["friend", "bread lady"], 420,
         [(400, "in_touch", 1, 2, ""), (90, "in_touch", 2, 3, "I tell her things I tell nobody.")], ""),
        ("T.", "I know what you think. I know what I think too.", ["partner"], 600,
         [(580, "with", 3, 1, ""), (500, "apart", 1, 0, "This time."), (210, "with", 2, 0, "I went back. Don't write a face."), (168, "apart", 0, 0, ""), (12, "unsure", 0, 0, "He writes. I read it twice and put it down.")], ""),
        ("Father Piotr", "He doesn't ask.", ["faith"], 300, [(280, "in_touch", 1, 3, "")], ""),
        ("Jola", "We came over on the same bus.", ["friend"], 500,
         [(480, "in_touch", 2, 2, ""), (200, "lost", 0, 1, "")], "She moved. I hope she is well."),
    ]),
    ("amina", "nadia", [
        ("Hodan", "From the quiz. She shouts louder.", ["friend", "group"], 200,
         [(190, "in_touch", 0, 1, ""), (80, "in_touch", 1, 2, ""), (15, "in_touch", 2, 3, "She has my spare key.")], ""),
        ("Hooyo", "My mother. A voice on Fridays.", ["mother"], 280, [(270, "far", 3, 3, "Far and near.")], ""),
        ("Mr Osei", "The maths teacher. He says I should sit the exam.", ["worker"], 90, [(60, "in_touch", 1, 2, "")], ""),
    ]),
    ("roza", "joy", [
        ("Berfin", "She knows the song from my village.", ["friend", "like_family"], 300,
         [(280, "in_touch", 1, 2, ""), (60, "in_touch", 3, 3, "We cook on Sundays.")], ""),
        ("The women on my floor", "We don't say much. We leave food at the door.", ["neighbour"], 200,
         [(150, "in_touch", 1, 2, "")], ""),
    ]),
    ("sian", "joy", [
        ("Mair", "Next door. She hears everything and says nothing.", ["neighbour", "friend"], 500,
         [(480, "in_touch", 1, 1, ""), (200, "in_touch", 2, 3, "I knocked. She opened.")], ""),
        ("Choir", "Eleven altos and me.", ["group"], 400, [(380, "in_touch", 2, 2, "")], ""),
    ]),
    # These two know each other; neither record shows anything of the other.
    ("kerry", "joy", [
        ("My mate from the kitchen", "That's all you're getting.", ["friend"], 300,
         [(280, "in_touch", 2, 2, ""), (40, "in_touch", 3, 3, "She came to court. In a coat.")], ""),
        ("Uncle Ray", "Not my uncle.", ["sponsor", "peer"], 200, [(150, "in_touch", 2, 3, "I ring before, not after.")], ""),
    ]),
    ("michaela", "fran", [
        ("Kez", "Somebody I used to cook with.", ["friend"], 240, [(220, "in_touch", 2, 2, ""), (30, "in_touch", 1, 2, "")], ""),
        ("Nan", "Ninety-one. She still does my hair.", ["grandparent"], 300, [(200, "in_touch", 3, 3, "")], ""),
    ]),
    ("surpreet", "orla", [
        ("The Saturday lot", "They wait for me at the gate.", ["group", "friend"], 200,
         [(180, "in_touch", 0, 1, "I ran at the back."), (20, "in_touch", 2, 3, "I ran in the middle.")], ""),
    ]),
    ("lorraine", "fran", [
        ("Alfie", "Six. Dinosaurs, all of them, in order.", ["child"], 230, [(200, "in_touch", 3, 3, "")], ""),
        ("Maureen", "The foster carer. She sends me his drawings.", ["carer"], 200,
         [(190, "in_touch", 0, 0, "I hated her."), (20, "in_touch", 1, 2, "She rang when he was ill.")], ""),
    ]),
)  # fmt: skip

# Woman, her lead worker, the animal, what stands about it, and where it was turned away (days ago, agency, who, words).
PETS: tuple[tuple[str, str, str, dict[str, str], list[Any]], ...] = (
    ("marta", "nadia", "Kula",
     {"kind": "dog", "own_word": "small brown dog", "words": "She's eleven. She doesn't like men.",
      "needs": "Two short walks, her blanket, nobody bending over her.", "looked_after": "Pat at the drop-in, for two nights",
      "vet": "Harbour Vets; the charity clinic on Thursdays", "to_bring": "A ground floor room and a door that shuts."},
     [(75, "housing", "", "“No pets.” She said: then no."), (190, "", "A night shelter", "Kula could stay in a van, they said. So they both left.")]),
    ("sian", "joy", "Mrs Pugh",
     {"kind": "cat", "words": "She picks who may stay.", "needs": "Her tablets, in butter.", "looked_after": "Mair next door",
      "vet": "", "to_bring": "A window sill."}, []),
    ("debs", "blessing", "Duke",
     {"kind": "dog", "words": "My dog. That's the list.", "needs": "His coat, his dinner, in that order.", "looked_after": "",
      "vet": "The street vet, first Monday", "to_bring": "Room for a big dog, and no stairs."},
     [(26, "", "The hostel on Quay Street", "They take one dog, and they have one.")]),
    ("mags", "morwenna", "Bosun", {"kind": "dog", "words": "He was here first.", "needs": "A bath. He knows why."}, []),
)  # fmt: skip

# Woman, her lead worker, and rows about her children: kind, a name to be pointed at by, what stands there.
NEAR: tuple[tuple[str, str, list[Any]], ...] = (
    ("marta", "nadia", [
        ("child", "zosia", {"name": "Zosia", "born_year": 2019, "born_about": True, "lives": "family", "words": "She can plait now."}),
        ("agreed", "sundays", {"child": "zosia", "agreed": "Sundays from 2 to 4, at the contact centre. By the side door.",
                               "agreed_by": "the contact centre, with Ewa", "words": "They said yes. I had to sit down."}),
        ("day", "first", {"arrangement": "sundays", "kind": "together", "on_date": -3, "at_time": datetime.time(14),
                          "place_words": "The Little Boathouse, she knows where", "with_whom": "Nadia, as far as the gate",
                          "wants_to_say": "That I kept her letters. All of them."}),
    ]),
    ("amina", "nadia", [
        ("child", "a", {"name": "A.", "lives": "adopted", "words": "I have letters once a year."}),
        ("agreed", "letters", {"child": "a", "agreed": "A letter each way, every June.", "agreed_by": "the adoption team",
                               "words": "I write it in January. I change one word a month."}),
        ("day", "june", {"arrangement": "letters", "kind": "to_send", "on_date": -25, "wants_to_say": "That I can do the sums now."}),
    ]),
    ("adaeze", "shabnam", [
        ("expected", "first", {"words": "This one. My first.", "who_knows": "My friend, the midwife, you.",
                               "wants_known": "Nobody at home. Not yet.", "due_on": -95}),
    ]),
    ("lorraine", "fran", [
        ("child", "alfie", {"name": "Alfie", "born_year": 2020, "lives": "care", "words": "Six. Dinosaurs, all of them, in order."}),
        ("process", "court", {"kind": "court", "whom": "Alfie", "led_by": "The family court; the children's team", "began_on": 220,
                              "beside_her": "Maeve, and her solicitor", "words": "They have a file. I have a boy."}),
        ("day", "papers", {"process": "court", "kind": "to_get", "on_date": 6, "state": "been", "how_it_was": "Forty pages. Maeve read them with me, with tea."}),
        ("day", "statement", {"process": "court", "kind": "to_send", "on_date": -2, "with_whom": "Maeve types it"}),
        ("day", "hearing", {"process": "court", "kind": "hearing", "on_date": -7, "at_time": datetime.time(10, 30),
                            "with_whom": "Maeve; Fran waits outside", "wants_to_say": "That I never missed a contact. Not one."}),
        ("agreed", "contact", {"child": "alfie", "agreed": "Wednesdays after school, an hour and a half.", "agreed_by": "the children's team"}),
        ("day", "last", {"arrangement": "contact", "kind": "together", "on_date": 5, "state": "been", "how_it_was": "He fell asleep on my arm. I didn't move it."}),
        ("day", "next", {"arrangement": "contact", "kind": "together", "on_date": -2, "at_time": datetime.time(15, 45)}),
    ]),
    ("halima", "joy", [
        ("child", "boy", {"name": "Y.", "born_year": 2016, "born_about": True, "lives": "with_her", "words": "Both mine, both clever."}),
        ("child", "girl", {"name": "S.", "born_year": 2018, "born_about": True, "lives": "with_her"}),
        ("process", "need", {"kind": "need", "whom": "both", "led_by": "The children's team", "beside_her": "Joy, and an interpreter she chose",
                             "words": "I want help, not a visit.", "began_on": 70}),
        ("day", "meeting", {"process": "need", "kind": "meeting", "on_date": -9, "at_time": datetime.time(11), "with_whom": "Joy, and the interpreter",
                            "wants_to_say": "That the school is good to them."}),
    ]),
    ("fatuma", "leyla", [
        ("child", "three", {"name": "Three of them", "lives": "grown_up", "words": "All grown. They ring. I tell them to eat."}),
    ]),
)  # fmt: skip
