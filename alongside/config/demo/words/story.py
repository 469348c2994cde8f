"""What she has told us, subject by subject: her words and the worker's, by the facts of her life.

Hard facts are few and plain. Nobody is described by what was done to them.
"""

# Where she was when she came to us. Her words, then the worker's.
HOME: dict[str, tuple[tuple[str, str], ...]] = {
    "hostel": (
        (
            "Forty men and me and two other girls.",
            "Mixed hostel. Kept a chair under the door handle.",
        ),
        (
            "I had a room, but everyone had the code.",
            "Mixed hostel. Asked for a women's corridor and waited.",
        ),
        ("It was all right in the day.", "Mixed hostel; spent the nights walking."),
    ),
    "sofa": (
        (
            "My friend's sofa, till her boyfriend came home.",
            "Sofa to sofa; each one had a price or an end.",
        ),
        (
            "I was at my cousin's. Then I wasn't.",
            "Stayed with family until they could not have her.",
        ),
        ("I knew how to fold up small.", "Four sofas in a year, by her count."),
    ),
    "acquaintance": (
        (
            "A man said I could stay. You know.",
            "Stayed with somebody she had just met, as it was that or outside.",
        ),
        (
            "He had a spare room and then he didn't.",
            "With a new acquaintance; left in the night, safely.",
        ),
    ),
    "street": (
        (
            "Behind the bank, where there's a grille with warm air.",
            "Slept out. Not seen by any count, as she hid well.",
        ),
        ("You don't sleep. You sit.", "Slept out, mostly sitting, in sight of a camera."),
        ("I moved every night so no one would learn where.", "Slept out and moved each night."),
    ),
    "walking": (
        ("Night bus there and back.", "Rode the night buses and washed at the station."),
        ("The hospital waiting room, till they noticed.", "Waiting rooms and all-night cafés."),
    ),
    "refuge": (
        ("It saved us. Then our time was up.", "Refuge for five months; nowhere to go on to."),
        ("I liked the garden.", "Came from a refuge in another town."),
        ("Six of us round one table.", "Refuge; did well in a small house."),
    ),
    "temporary": (
        ("One room, one ring, one window.", "Temporary room; third move in a year."),
        (
            "They said two weeks. It's been two years.",
            "Temporary accommodation, far from everybody she knows.",
        ),
        ("A hotel. It sounds nice, doesn't it.", "Placed in a hotel with no kitchen."),
    ),
    "with_him": (
        (
            "I was still there. I had a bag ready.",
            "Living with the person she feared when she first wrote.",
        ),
        (
            "The house is in his name. So was I, he thought.",
            "Left with one bag, and her papers in her coat.",
        ),
        (
            "I waited till bin day. He puts the bins out.",
            "Planned her leaving for months and chose the day.",
        ),
    ),
}

SAFETY: dict[str, tuple[tuple[str, str], ...]] = {
    "now": (
        (
            "He knows people everywhere.",
            "He looks for her. Home, phone and route are agreed with her.",
        ),
        (
            "It's the messages. He never shouts in them.",
            "Messages most days; she keeps them all, for later.",
        ),
        ("My own family would tell him.", "Her family side with him; nothing goes through them."),
        (
            "He's out in spring.",
            "He is away until spring. She wants to be ready by then, and not sooner.",
        ),
        (
            "It's not only him. It's his brothers.",
            "Several people; she drew who is who, and keeps the drawing.",
        ),
    ),
    "school": (
        ("He waits by the school.", "She changes her way home each day. The school knows."),
    ),
    "past": (
        ("It's over. It's over in the day.", "Past harm that is still near at night."),
        (
            "I don't want to talk about him, I want to talk about Friday.",
            "She looks ahead; we follow.",
        ),
        ("Six years. I got out on a Tuesday.", "Left some years ago. Loud voices bring it back."),
        (
            "I was young. Nobody asked.",
            "Harm when she was a girl; she told it once and that is enough.",
        ),
        ("Out there, it's strangers.", "Harm from strangers while she slept out."),
    ),
}

HEALTH: dict[str, tuple[tuple[str, str], ...]] = {
    "mind": (
        (
            "Some days my head's a bus station.",
            "Low mood and bad nights; sees the same doctor now.",
        ),
        (
            "They've called it three things.",
            "Three diagnoses in ten years. She goes by how the week is.",
        ),
        (
            "I hear things when I'm tired.",
            "Hears voices when worn out; rest is the first medicine.",
        ),
        (
            "I go blank. I'm still here, I just go blank.",
            "Goes far away when frightened. Say her name, wait.",
        ),
        (
            "I check everything. The door, the gas, the door.",
            "Anxious, checking; better with somebody beside her.",
        ),
    ),
    "drink": (
        ("Wine's my coat.", "Drinks in the evenings, less than last year."),
        (
            "I know what it costs. I know what it saves, too.",
            "Drink helps her sleep; wants another way to sleep.",
        ),
    ),
    "drugs": (
        ("I'm on a script. It holds.", "On a script, same chemist daily."),
        ("It turns the sound down.", "Uses when frightened. Has naloxone and knows how."),
        ("I want off it, but not all at once.", "Cutting down with the nurse, at her speed."),
    ),
    "body": (
        ("My back. From before.", "Old injury to her back. No stairs if it can be helped."),
        ("Asthma, and the damp.", "Asthma; the damp matters, and housing have it in writing."),
        ("Sugar. I know, I know.", "Diabetes; meals at fixed times."),
        ("My hands on cold mornings.", "Arthritis. Mornings are slow."),
        ("I get fits. Not often.", "Epilepsy, well held. She has told us what to do."),
    ),
    "well": (("Strong as a horse, me.", "Well. Wants a check-up because it is her turn."),),
}

CHILDREN: dict[str, tuple[tuple[str, str], ...]] = {
    "with": (
        (
            "They're my whole clock.",
            "Her children are with her. School and nursery know who may collect.",
        ),
        ("I do everything with one hand.", "With her, and doing well. Mornings are the hard part."),
    ),
    "contact": (
        (
            "They're with my family. I ring at bath time.",
            "With family, by agreement; she rings most evenings.",
        ),
        ("Two hours, every other Saturday.", "Contact in a centre, every other Saturday."),
        (
            "They're with their dad. I'll leave it there.",
            "Children with their father; contact by agreement, not easily.",
        ),
    ),
    "away": (
        (
            "I've got three. I always say three.",
            "Three children, adopted. She says three, and so do we.",
        ),
        (
            "Don't ask me their birthdays.",
            "Children in care. Some dates are hard; she will tell us which.",
        ),
        (
            "I have letters once a year.",
            "Letters once a year, in June. Help her write, if she asks.",
        ),
    ),
    "none": (
        ("No. I'd have liked to.", "No children. Be gentle with the question."),
        ("No kids. Nieces!", "Nieces she adores."),
    ),
}

MONEY: tuple[tuple[str, str], ...] = (
    (
        "He had my card. I had pocket money, at forty.",
        "Money was kept from her for years. Her own account since spring.",
    ),
    (
        "I've worked since I was fifteen.",
        "Has worked in kitchens, care and cleaning; wants hours, not promises.",
    ),
    (
        "The debts are in my name. The car isn't.",
        "Debts made in her name. The advice worker has the list.",
    ),
    ("I don't open the brown ones.", "Post is hard. We open it together on Thursdays."),
    ("Enough if nothing breaks.", "Gets what she is due now; it took two goes."),
    (
        "I send some home. Don't tell me not to.",
        "Sends a little to her mother each month, and plans for it.",
    ),
    ("I'm good with money when I've got some.", "Keeps a notebook to the penny."),
)
JUSTICE: dict[str, tuple[tuple[str, str], ...]] = {
    "probation": (
        ("I keep every one now.", "On a community order; wants it finished, and is on the way."),
        ("She's all right, my officer. This one.", "On licence; the officer comes to us, which helps."),
    ),
    "past": (
        ("I did my time. It was for him, really.", "Prison, some time ago. She does not want it to be the first thing known."),
        ("They came for him and took us both.", "Arrested once when she was the one who rang."),
        ("Shoplifting. Nappies. There, that's my crime.", "Old fines, paid."),
    ),
    "victim": (
        ("I told it to four of them.", "Gave a statement; waits to hear."),
        ("They never rang back.", "Reported, and is owed an update."),
    ),
}  # fmt: skip

PEOPLE: dict[str, tuple[tuple[str, str], ...]] = {
    "dog": (
        (
            "Biscuit. He's nine. He's my burglar alarm.",
            "Dog, Biscuit, nine, gentle. Where she goes he goes.",
        ),
        ("Duke keeps my feet warm.", "Dog, Duke, old and quiet. Vet papers are in her folder."),
        ("He's called Elvis and he can't sing.", "Dog, Elvis. Afraid of bins."),
        (
            "Monty found me, not the other way round.",
            "Dog, Monty. He will not go to men he does not know.",
        ),
    ),
    "cat": (
        (
            "Mabel. She was his mum's. She likes me better.",
            "Cat, Mabel, with a neighbour until there is a place for both.",
        ),
        ("There's a cat that's mostly mine.", "A cat that comes and goes."),
    ),
    "others": (
        (
            "My auntie. She's the only one who never said I told you so.",
            "Her aunt, on the phone on Sundays.",
        ),
        ("My brother, when he's well.", "A brother, on and off. She says when."),
        (
            "The lady in the corner shop. She keeps me a paper.",
            "The woman at the corner shop, who keeps an eye out.",
        ),
        (
            "My mate from the kitchen.",
            "A friend from the hostel kitchen; no names, she says, and none are here.",
        ),
        ("Church. The back row of it.", "A church, back row, leaves before the tea."),
        ("Nobody just now. I'm not sad about it.", "Nobody near at the moment, by her choice."),
        (
            "My nan, God rest her. I still talk to her.",
            "Her grandmother brought her up, and is often with us in talk.",
        ),
        (
            "My big girl. She's twenty and bossy.",
            "A grown-up daughter who rings and is listened to.",
        ),
    ),
}

WANTS: tuple[str, ...] = (
    "To stop running about. To sit down.",
    "Somebody who picks up.",
    "A place, and then we'll see.",
    "To be left alone, but not that alone.",
    "My kids to see me well.",
    "Not to be asked everything again.",
    "To wake up and know where I am.",
    "Work. I'm good at work.",
    "A year with nothing in it.",
    "To feel like I did at nineteen, but with sense.",
    "Quiet.",
    "A kitchen.",
)

# What a referral said she might want, by who wrote it.
ASKED_FOR: dict[str, tuple[str, ...]] = {
    "herself": (
        "I'd like somebody to talk to who knows how things work.",
        "I need to get out of where I am and I don't know the order to do it in.",
        "Somebody told me you don't make people fill in twenty pages.",
        "Help with the council. And a bit of company.",
    ),
    "worker": (
        "She asked for one worker who stays. She has had five in two years.",
        "A woman to go with her to things. She says she can do the rest.",
        "She would like help to leave safely, in her own time.",
        "She wants a place where her things are still there in the evening.",
        "She agreed to one conversation and chose you.",
    ),
}
