"""New referrals that wait for an answer, and women offered something else."""

import datetime

from alongside.config.demo.admitting import Asked, ask
from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.desk import link_key
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.person import Safe, Way
from alongside.config.demo.referring import unmet_of
from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Referral
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import set_holder

S, YES, NO, UNSURE = Referral.Source, Referral.Yes.YES, Referral.Yes.NO, Referral.Yes.UNSURE


def _call(number: int, hours: str = "mon tue wed thu fri 09:00-12:00") -> tuple[Way, ...]:
    return (Way("call", f"+447700900{number}", hours),)


NOW_WAITING = (
    # She wrote herself, on the public page, one evening.
    Asked(
        "tanya", "Tanya", "navigators", Safe((Way("through", "Joy at the day centre", "tue 10:00-15:00"),), ("voicemail", "letter"), checked=None), 2,
        at=datetime.time(22, 47),
        facts={"wants": "Somebody to go with me to the council. I freeze when they ask me things.", "wishes_worker": "Joy if she has room",
               "good_to_know": "I am at my cousin's until the weekend."},
    ),
    # The friend who writes: nothing goes back to him, and the record says how little we know.
    Asked(
        "michelle", "Michelle", "navigators",
        Safe((), checked=None, good_to_know="Whoever wrote does not know a safe way to reach her."), 5, S.FRIEND, datetime.time(8, 12),
        facts={"sender_name": "Gary", "sender_role": "a friend", "sender_phone": "+447700900401", "she_knows": UNSURE, "safe_to_contact": UNSURE,
               "wants": "She needs help and won't ask. Ring me and let me know when she has been seen and where she is."},
    ),
    # A partner's worker, by the link Ruth gave them; their agency is confirmed.
    Asked(
        "rachel", "Rachel D.", "navigators", Safe(_call(402, "mon wed fri 10:00-12:00"), ("letter",), checked=None), 1, S.AGENCY, datetime.time(15, 5),
        agency="probation", allowed=True, confirmed=True,
        facts={"link_id": link_key("navigators", "probation"), "sender_name": "Tom R.", "sender_role": "probation officer", "sender_phone": "+441632960801", "sender_reference": "WT-14",
               "she_knows": YES, "safe_to_contact": YES, "wants": "A worker of her own from the day she comes out, and a place that is not the old street.",
               "needs": "Comes out in three weeks. Nowhere to go yet.", "referrer": "prison", "born_year": 1989},
        extra={"release_on": 21, "gate": "unsure", "gate_who": "Perhaps her aunt. She is asked again on Friday.", "home_after": "Nowhere yet",
               "licence": "Not into the town centre after eight. She wants you to know, so that nobody meets her there."},
    ),
    # An agency that says who it is, and nobody has rung its number yet.
    Asked(
        "ivy", "Ivy", "navigators", Safe((Way("text", "+447700900403", "mon tue wed thu fri 13:00-16:00"),), ("say_who",), checked=None, he_may_see=True), 3, S.AGENCY,
        datetime.time(10, 31), agency="hub",
        facts={"referrer": "other", "link_id": link_key("navigators", "hub"), "sender_name": "Coral P.", "sender_role": "reception", "sender_agency_words": "Fernway Community Hub", "she_knows": YES, "safe_to_contact": UNSURE,
               "wants": "She comes in to charge her phone and asked us who helps."},
    ),
    # One of our own, the same morning.
    Asked(
        "dawn", "Dawn", "navigators", Safe((Way("in_person", "outreach van, Monday and Thursday", "mon thu 06:30-08:30"),), ("letter",), checked=None), 0, S.AGENCY,
        datetime.time(7, 15), agency="keelson", sender="morwenna", allowed=True, confirmed=True,
        facts={"sender_role": "outreach worker", "she_knows": YES, "safe_to_contact": YES, "wishes_worker": "A woman who likes dogs",
               "wants": "Indoors before the frost, with Pickle (a terrier).", "needs": "Sleeping out since spring.", "referrer": "outreach", "urgent": True},
        extra={"cant_wait": "Frost tonight, and the doorway is being boarded up.", "tonight": "outside", "with_her": "Nobody but Pickle", "pets": "Pickle, a terrier. Where he can't go she won't."},
        carried=((C.STORY, "People and animals who matter to her", "Pickle knows when I'm going to cry before I do."),
                 (C.HEALTH, "Health", "My chest, since the winter before last. I have the blue puffer.")),
    ),
    # The link worker of the practice, signed in, who may hear what comes of it.
    Asked(
        "hope", "Hope A.", "navigators", Safe(_call(404, "tue thu 12:00-14:00"), ("voicemail",), checked=None), 6, S.AGENCY, datetime.time(16, 40),
        agency="practice", sender="petra", allowed=True, confirmed=True,
        extra={"matters": "Being asked twice, because the first no is only manners.", "support": ["company", "moving"], "practice": "The practice at the Wharf",
               "agreed": "yes", "agreed_words": "You may tell them I am lonely. Not why.", "health": "Her knees. Stairs are slow."},
        facts={"sender_role": "link worker", "referrer": "link_worker", "she_knows": YES, "safe_to_contact": YES, "languages": "English and Akan",
               "wants": "Company to begin with. She said: not a group, one person."},
    ),
    Asked(
        "mehret", "Mehret", "hearth_advocates", Safe((Way("through", "Sister Almaz at the church"),), ("say_who", "letter"), checked=None), 2, S.HERSELF, datetime.time(13, 2),
        facts={"languages": "Tigrinya", "wants": "I want to speak with a woman who speaks my language. I will say the rest there."},
    ),
    Asked(
        "peggy", "Peggy", "saturdays", Safe(_call(405, "mon tue wed thu fri sat sun 18:00-20:00"), checked=None), 4, S.AGENCY, datetime.time(11, 50),
        agency="practice", sender="petra", allowed=True, confirmed=True,
        facts={"sender_role": "link worker", "referrer": "gp", "she_knows": YES, "safe_to_contact": YES, "wants": "To try a walk on a Saturday and see."},
    ),
)  # fmt: skip

# With the reason, and what was offered instead, in words.
OFFERED = (
    (Asked("carol", "Carol", "navigators", Safe(_call(411), checked=None), 40, facts={"wants": "Help with my daughter's money troubles."}),
     "not_this_need", "The advice centre two doors down, and I went in with her. She may come to us at any time."),
    (Asked("sabeen", "Sabeen", "navigators", Safe(_call(412), ("letter",), checked=None), 25, S.AGENCY, agency="practice", sender="petra", allowed=True, confirmed=True,
           facts={"sender_role": "link worker", "she_knows": YES, "safe_to_contact": YES, "wants": "Somebody who speaks Pashto."}),
     "rather_not", "She chose Hearth, where a worker speaks Pashto. Her words: nothing against you."),
    (Asked("gwenllian", "Gwenllian", "navigators", Safe(_call(413), checked=None), 18, facts={"wants": "A room this week."}),
     "no_room", "Everybody was at seven. The Women's House had a room that evening, and we held the bus."),
    (Asked("trudy", "Trudy", "navigators", Safe((), checked=None), 12, S.AGENCY, agency="hub",
           facts={"sender_agency_words": "Fernway Community Hub", "she_knows": NO, "safe_to_contact": NO}),
     "safety", "She did not know that somebody had written. We asked the hub to tell her, in person, that the door is open."),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> int:
    """Send the new referrals, and answer some with something else; say how many."""
    for asked in NOW_WAITING:
        ask(asked, made, days)
    for asked, code, words in OFFERED:
        ask(asked, made, days)
        manager = made.managers[asked.service]
        set_holder(manager.pk)
        referral = Referral.objects.get(pk=key_of("referral", asked.key))
        referrals.offer_elsewhere(
            referral=referral, code=code, words=words, by=actor(manager), unmet=unmet_of(asked.key)
        )
    return len(NOW_WAITING) + len(OFFERED)
