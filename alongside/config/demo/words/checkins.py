"""What was said at a check-in: in her voice and in the worker's, by whether things had moved."""

HERS: dict[str, tuple[str, ...]] = {
    "first": (
        "It is what it is. I'm only saying where I am.",
        "Low. But I came.",
        "Ask me again when I've slept.",
        "I don't know how to answer that yet.",
        "About there. Don't write it bigger than it is.",
        "It used to be better, before.",
        "I've been worse than this and nobody asked.",
        "Put me at the bottom, and then we'll see.",
    ),
    "up": (
        "A bit better. I'm knocking on wood.",
        "I noticed on the bus. I wasn't looking behind me.",
        "It's slow, but it's mine.",
        "I didn't think I'd say this.",
        "Better than in the spring. I know because I'm cooking.",
        "Somebody asked, and I said good, and it was true.",
        "I'd put it one up. Not two. One.",
        "It's not fixed. It's lighter.",
        "I can say it out loud now.",
        "I asked for it myself this time.",
    ),
    "same": (
        "The same. The same is not bad.",
        "No change. I'm still here, though.",
        "Same. Ask me about the dog instead.",
        "Up and down, so about the same.",
        "I'd leave it where it was.",
        "It's holding.",
    ),
    "down": (
        "I slipped. I know the way back up, that's the difference.",
        "It went, after that week. I'm not pretending.",
        "Worse. You can write worse.",
        "He rang, and it all went.",
        "They moved me and I lost the lot.",
        "Not good. Better than last time it wasn't good.",
        "I'm lower, and I'm telling you, which I never used to.",
        "I thought I was past this.",
    ),
}

WORKERS: dict[str, tuple[str, ...]] = {
    "first": (
        "My first view, and she should correct it.",
        "Early days. I am going by what I have seen twice.",
        "She gave few words; I have not filled the gaps.",
        "She sets the pace. This is only where we begin.",
    ),
    "up": (
        "She does more of the talking than I do now.",
        "I see it in how she walks in.",
        "She rang them before I had offered.",
        "Small, steady, and hers.",
        "She puts it lower than I do. We talked about why.",
        "She turned up on the days that are hardest.",
        "She named it before anybody asked.",
    ),
    "same": (
        "Steady. Holding on is work too.",
        "No change that I can see, and a good deal carried.",
        "She holds her ground while the waiting goes on.",
        "About where we were. The wait is not hers.",
    ),
    "down": (
        "A hard stretch: the move, and what it brought back. She told me at once.",
        "Set back by the decision. She is still in touch, and that is new.",
        "Lower after the hearing. She knew it would be.",
        "He is out again. It shows, and she says so.",
        "She lost the room and not the thread.",
        "I see it lower than she does just now. To talk about, not to settle.",
    ),
}

# A few that fit one area only; used before the general ones.
HERS_ABOUT: dict[str, tuple[str, ...]] = {
    "people": ("I've got two numbers I'd ring.", "My sister picked up.", "There's the table at the drop-in. That's mine."),
    "services": ("They rang me. They rang me!", "That nurse, I'd go back to her.", "I don't need to shout any more."),
    "confidence": ("I said no in a shop.", "I looked at her when I said it.", "I wore the red."),
    "safety": ("I slept with the light off.", "I still check the door. Twice, not ten times.", "It's quiet on my stairs."),
    "abuse": ("I know what you'd call it. I'm nearly there.", "I saw the sign and I saw it in time.",
              "I thought it was just how he was."),
    "distance": ("Nine days, nothing from him.", "He's found the new number.", "He can't see me here."),
    "mind": ("Fewer bees.", "The tablets take the edges off.", "I told her the real thing, not the other thing."),
    "care_of_self": ("I had a bath. A proper one.", "I ate at a table.", "I sat in the sun and did nothing."),
    "health": ("They've got my name right.", "I'm not scared of the waiting room now.", "The inhaler's sorted."),
    "children": ("He knows I'm coming. He waits.", "I wrote it all down for when she's big.", "They listened to me about him."),
    "learning": ("I got all the days of the week.", "I want the next one.", "My certificate's on the wall. Bit wonky."),
    "money": ("Enough till Thursday.", "It came and I didn't owe it.", "I bought her shoes, new ones."),
}  # fmt: skip
