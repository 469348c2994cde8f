"""What is said at meetings of agencies with a woman at the table, and what is promised there."""

# What it is for, in her words.
FOR = (
    "So that I say it once, to all of them.",
    "I want to know who does what.",
    "They each tell me to ask the other. I want them in one room.",
    "About the move, before it happens to me.",
    "I want to hear what they say when I am there.",
    "To stop the letters that say different things.",
    "So that nobody decides on a Friday without me.",
)
# Her points, each a line; she brings two or three.
POINTS = (
    "A door I can lock", "My son, and Sundays", "One person to ring, not five", "The letter from March",
    "Somewhere for my things until then", "My tablets, on the same day each week",
    "Reporting at a time when the bus goes", "That I am asked first", "The dog comes with me",
    "Who has my papers", "What happens after the three months", "A lock on the bathroom",
    "Why it was turned down", "Money for the deposit", "That nobody rings my mother",
)  # fmt: skip
# What each agency wants to speak of; what it promises; what is meant for it.
THEIRS = {
    "housing": (
        ("The offer of a flat", "The housing list"),
        ("Ask for a flat on the first floor, in writing.", "Tell her by when the review is done.",
         "Send the forms to us and not to her.", "Ask who can view it with her."),
        ("She may move before the review, and keeps her place on the list.",
         "A first floor or higher, and away from the station."),
    ),
    "outreach_mind": (
        ("How she sleeps", "The next appointment"),
        ("Offer a woman doctor, and a time in the morning.", "Write the letter about sleep.",
         "Ring before a home visit, never just come."),
        ("Mornings are better. She forgets after four.", "She wants the same nurse each time."),
    ),
    "practice": (
        ("Her prescription", "A double appointment"),
        ("Put the tablets on one day each week.", "Book a double appointment with a woman.",
         "Take the old number off her page."),
        ("One day each week for all the tablets.",),
    ),
    "probation": (
        ("Reporting days", "Travel"),
        ("Move the day she reports to Thursday.", "Let her report by phone when the bus fails.",
         "Pay the fare on the day."),
        ("Thursday, after eleven. The bus comes at twenty past ten.",),
    ),
    "keelson": (
        ("A room until spring",),
        ("Hold the room for two more weeks.", "Find a place for her boxes.", "Mend the lock."),
        ("She keeps the room while the flat is not ready.",),
    ),
    "hearth": (
        ("Who comes to the Wednesday group",),
        ("Have somebody who speaks her language at the next one.", "Walk there with her the first time."),
        ("She would like to come on Wednesdays, with somebody the first time.",),
    ),
    "lamp_post": (
        ("Shoes",),
        ("Bring shoes in her size on Saturday.",),
        ("Size 6, and not white.",),
    ),
}  # fmt: skip
OURS = (
    "Write to everybody who was there, in plain words.", "Go with her to see the flat.",
    "Ask again what became of the review.", "Sit down with her on Tuesday and read it all once more.",
    "Find an interpreter who is not from her town.",
)  # fmt: skip
SAID = (
    "She spoke first. Everybody put their pens down.",
    "Housing had not known that there are two letters.",
    "She said what mornings are like. Nobody had asked before.",
    "Probation and the doctor had each thought the other would ring.",
    "She asked for five minutes outside, and we waited.",
    "Her own list was read out, all of it.",
)
DECIDED = (
    "Nothing is changed without asking her first.",
    "One person rings her, and that is her lead worker.",
    "She moves when the lock is in, and not before.",
    "The next meeting is in six weeks, in the same room.",
    "Letters go to us. We read them together.",
)
VIEW = {
    "self": ("She sat near the door and said all of her list.", "She spoke first, and again at the end."),
    "beside": ("She spoke, and looked at who was beside her when she wanted to stop.",),
    "for_her": ("Her lead worker read her list out, word for word, and nothing else.",),
    "sends": ("Her recording was played first. It is two minutes long.", "Her page was read out before anything else."),
    "not_now": ("She did not want to. Her list lay on the table, and was spoken of first.",),
}  # fmt: skip
AFTER = (
    "They listened. I did not think so before.",
    "Too long. The biscuits were good.",
    "I said it. It is said now.",
    "Next time without the man from upstairs.",
    "He wrote it down while I spoke. I liked that.",
    "I was shaking, but I stayed.",
    "They talk fast. Tell them that.",
)
NO = ("Not him. He shouted.", "Not yet.", "They had their turn.", "She knows my sister.")
PLACES = (
    "The library, room 2", "The small room, with tea", "The church hall, upstairs", "A call", "The day centre",
    "The hub, the room with plants",
)  # fmt: skip
WORD = ("They sent a page, and it says what they can do.", "They rang the day before.")
