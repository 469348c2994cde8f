"""Every text that a woman, or somebody who writes for her, may read on a screen: one list.

Each entry says who read it with us and when; until then the page itself says that nobody has. Reading grade
five at most, sentences of fourteen words or so. Other rooms add their entries at the end of their own block.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.her_referring import REFERRING


@dataclass(frozen=True, slots=True)
class HerText:
    """One text, and who read it: a role, never a name."""

    key: str
    text: Any
    read_by: str = ""
    read_on: datetime.date | None = None


_ASK = (
    # The frame of the form.
    HerText("ask.name", _("Ask for support")),
    HerText("ask.next", _("Next")),
    HerText("ask.keep", _("Keep this")),
    HerText("ask.leave", _("Save nothing and leave")),
    HerText("ask.left", _("Nothing was kept.")),
    HerText("ask.danger", _("In danger now? Call 999.")),
    # Where several services are open to everybody.
    HerText("ask.services_title", _("Who would you like to write to?")),
    HerText("ask.services_none", _("No place is open to write to just now.")),
    HerText("ask.services_none_more", _("You can ask a worker you trust to write for you.")),
    HerText("ask.services_open", _("Write to them")),
    # Before she starts.
    HerText("ask.start_title", _("Before you start")),
    HerText(
        "ask.start_to", _("What you write goes to the workers at %(service)s. To no one else.")
    ),
    HerText("ask.start_leave_title", _("You can leave at any time")),
    HerText(
        "ask.start_leave",
        _(
            "Press “Leave this page”, or press the Shift key three times. A page about the weather opens."
        ),
    ),
    HerText("ask.start_history_title", _("Leaving does not clear your history")),
    HerText(
        "ask.start_history",
        _("If someone looks at your phone, they may see that you were here. We can’t change that."),
    ),
    HerText("ask.start_history_else", _("You can use a phone you trust, or one at a library.")),
    HerText("ask.start_keep_title", _("What we keep")),
    HerText(
        "ask.start_keep",
        _(
            "We hold your words for two hours while you write. If you don’t send them, they are gone."
        ),
    ),
    HerText(
        "ask.start_keep_open",
        _("Till then they can be read on this phone. Press “Leave this page” and they are gone."),
    ),
    HerText("ask.start_long", _("It takes about two minutes. You can skip most of it.")),
    HerText("ask.start_me", _("I am writing for myself")),
    HerText("ask.start_someone", _("I am writing for someone else")),
    # How to reach her.
    HerText("ask.reach_title", _("How can we reach you safely?")),
    HerText(
        "ask.reach_only", _("This is the only thing we have to know. You can skip all the rest.")
    ),
    HerText("ask.reach_way", _("A way to reach you")),
    HerText("ask.reach_way_hint", _("A phone, a person, a place. Not one somebody else checks.")),
    HerText("ask.reach_how", _("If it is a phone, what is safe?")),
    HerText("ask.reach_call", _("A call")),
    HerText("ask.reach_text", _("A text")),
    HerText("ask.reach_both", _("A call or a text")),
    HerText("ask.reach_when", _("When is it safe?")),
    HerText("ask.reach_mornings", _("Weekday mornings")),
    HerText("ask.reach_afternoons", _("Afternoons")),
    HerText("ask.reach_evenings", _("Evenings")),
    HerText("ask.reach_any", _("Any time")),
    HerText("ask.reach_in_person", _("Only in person")),
    HerText("ask.reach_never", _("What should we never do?")),
    HerText("ask.reach_voicemail", _("Leave a message")),
    HerText("ask.reach_letter", _("Send a letter")),
    HerText("ask.reach_say_who", _("Say who we are")),
    HerText("ask.reach_visit", _("Come to where I stay")),
    HerText("ask.reach_seen", _("Someone may look at my phone")),
    HerText(
        "ask.reach_promise",
        _(
            "We won’t ask where you slept, where you are from, or for any number. We don’t pass on what you "
            "write, unless you ask us to or someone is in real danger. If that happens we tell you first, "
            "whenever it is safe."
        ),
    ),
    HerText(
        "ask.reach_way_missing",
        _("Write one way we can reach you. It can be through someone you trust."),
    ),
    HerText(
        "ask.reach_when_missing", _("Tick when it is safe. If any time is fine, tick “Any time”.")
    ),
    HerText("ask.reach_any_only", _("You ticked “Any time” and other times. Keep what is true.")),
    HerText(
        "ask.reach_in_person_where",
        _("You ticked “Only in person”. Write a place or a person, and not a phone."),
    ),
    # The same, for somebody who writes about her.
    HerText("ask.reach_her_title", _("How can we reach her safely?")),
    HerText("ask.reach_her_only", _("This is the first thing we need. You can skip all the rest.")),
    HerText("ask.reach_her_way", _("A way to reach her")),
    HerText(
        "ask.reach_her_way_hint", _("A phone, a person, a place. Not one somebody else checks.")
    ),
    HerText("ask.reach_her_unknown", _("I don’t know a safe way")),
    HerText("ask.reach_her_visit", _("Go to where she stays")),
    HerText("ask.reach_her_seen", _("Someone may look at her phone")),
    HerText(
        "ask.reach_her_promise",
        _(
            "Write only what you are sure of. If you don’t know a safe way, say so. "
            "A wrong one can put her in danger."
        ),
    ),
    HerText(
        "ask.reach_her_way_missing",
        _("Write one way to reach her, or tick “I don’t know a safe way”."),
    ),
    HerText(
        "ask.reach_unknown_both",
        _("You wrote a way and ticked that you don’t know one. Keep what is true."),
    ),
    # What she may add.
    HerText("ask.more_title", _("Anything you would like to add")),
    HerText("ask.more_skip", _("You can leave all of this empty.")),
    HerText("ask.more_name", _("What would you like to be called?")),
    HerText("ask.more_name_hint", _("Any name will do.")),
    HerText("ask.more_wants", _("What would you like?")),
    HerText("ask.more_wants_hint", _("In your own words. A few are enough.")),
    HerText("ask.more_wishes_worker", _("Is there a worker you would like?")),
    HerText("ask.more_wishes_worker_hint", _("Write a name if you know one.")),
    HerText("ask.more_languages", _("Which language is best for you?")),
    HerText("ask.more_languages_hint", _("Tell us if you would like someone to interpret.")),
    HerText("ask.more_good_to_know", _("Anything else?")),
    HerText("ask.more_her_title", _("Anything you would like to add about her")),
    HerText("ask.more_her_name", _("What is she called?")),
    HerText("ask.more_her_name_hint", _("The name she likes. Leave it empty if you are not sure.")),
    HerText("ask.more_her_wants", _("What does she want?")),
    HerText("ask.more_her_wants_hint", _("In her own words, if she told you.")),
    HerText("ask.more_her_needs", _("What do you think would help?")),
    HerText("ask.more_her_wishes_worker", _("Is there a worker she would like?")),
    HerText("ask.more_her_languages", _("Which language is best for her?")),
    HerText("ask.more_her_languages_hint", _("And would she like someone to interpret?")),
    # Who writes.
    HerText("ask.who_title", _("Who is writing?")),
    HerText("ask.who_skip", _("You can leave empty what you don’t want to say.")),
    HerText("ask.who_writer", _("I am")),
    HerText("ask.who_herself", _("Writing for myself")),
    HerText("ask.who_friend", _("A friend or a relative")),
    HerText("ask.who_agency", _("A worker at an agency")),
    HerText("ask.who_she_knows", _("Does she know you are writing?")),
    HerText("ask.who_safe_to_contact", _("Is it safe to contact her?")),
    HerText("ask.who_yes", _("Yes")),
    HerText("ask.who_no", _("No")),
    HerText("ask.who_unsure", _("I am not sure")),
    HerText("ask.who_sender_name", _("Your name")),
    HerText("ask.who_sender_role", _("How do you know her?")),
    HerText("ask.who_agency_words", _("Your agency, if you write for one")),
    HerText("ask.who_sender_phone", _("Your phone")),
    HerText("ask.who_sender_phone_hint", _("Only if we may ring you.")),
    HerText(
        "ask.who_hear_nothing",
        _("We can’t tell you what happens next. This keeps her safe, whoever writes."),
    ),
    HerText(
        "ask.who_safe_missing", _("You don’t know a safe way. Is it safe to contact her at all?")
    ),
    HerText("ask.who_reach_missing", _("If you write for yourself, we need one way to reach you.")),
    # Before it is sent.
    HerText("ask.check_title", _("Is this right?")),
    HerText("ask.check_more", _("Nothing is sent until you press “Send”.")),
    HerText("ask.check_send", _("Send")),
    HerText("ask.check_change", _("Change")),
    HerText("ask.check_empty", _("You left this empty.")),
    HerText(
        "ask.check_many",
        _(
            "Many people have written from this connection today. Yours is not sent yet. "
            "Wait a while, then press “Send” again."
        ),
    ),
    # After it was sent; the same for everybody.
    HerText("ask.sent_title", _("Thank you")),
    HerText("ask.sent", _("It has reached us. A worker will read it.")),
    HerText("ask.sent_safe", _("We only get in touch in ways that are safe.")),
    HerText(
        "ask.sent_hear", _("We never tell anyone who writes or rings whether we know a person.")
    ),
    HerText("ask.sent_close", _("You can close this page now. We kept nothing on this phone.")),
    # A form that was left too long, and a link that no longer opens.
    HerText("ask.gone_title", _("This form has closed")),
    HerText(
        "ask.gone", _("It was left for some time, or it has been sent. What was in it is not here.")
    ),
    HerText("ask.gone_again", _("You can start again. It takes about two minutes.")),
    HerText("ask.gone_start", _("Start again")),
    HerText("ask.closed_title", _("This page is not open")),
    HerText("ask.closed", _("The link may be old, or not quite complete.")),
    HerText("ask.closed_more", _("If someone gave it to you, ask them for a new one.")),
    # A partner's link.
    HerText("link.title", _("Write to %(service)s")),
    HerText("link.from", _("This link belongs to %(agency)s.")),
    HerText(
        "link.goes", _("What you write goes to the workers who take new referrals. To no one else.")
    ),
    HerText(
        "link.never",
        _("We don’t ask for a CHAIN number or a local connection. Neither decides anything here."),
    ),
    HerText("link.safe", _("We ask first how to reach her safely. You can skip all the rest.")),
    HerText(
        "link.knows", _("It is best if she knows that you are writing. Ask her when it is safe.")
    ),
    HerText("link.start", _("Start")),
    HerText("ask.who_reference", _("Your own reference")),
    HerText(
        "ask.who_reference_hint", _("A number or a word that means something to you. Not her name.")
    ),
    HerText("ask.who_allowed", _("She agreed that my agency may hear what came of this")),
    HerText(
        "ask.who_allowed_hint",
        _("We would only say that we are in touch, or that we offered something else."),
    ),
)

_FRAME = (
    # Around every page of hers.
    HerText("frame.name", _("My page")),
    HerText("frame.skip", _("Skip to the page")),
    HerText("frame.leave", _("Leave this page")),
    HerText("frame.leave_now", _("Leave this page now")),
    HerText("frame.leave_two", _("Shift, two more times to leave.")),
    HerText("frame.leave_one", _("Shift, once more to leave.")),
    HerText(
        "frame.leave_fast",
        _("To leave fast, press the Shift key three times, or press “Leave this page”."),
    ),
    HerText("frame.unread", _("Wording not yet read by women.")),
    HerText("frame.trial", _("This is a trial. Please write nothing real yet.")),
    # In place of words whose sealed text was damaged.
    HerText(
        "frame.damaged",
        _(
            "This text is damaged and can’t be read. Please tell the people who look after Alongside."
        ),
    ),
    # What is wrong with a phone number.
    HerText("phone.short", _("This number is too short. Is a figure missing?")),
    HerText("phone.long", _("This number is too long. Is there a figure too many?")),
    HerText(
        "phone.country",
        _("We don’t know a country whose numbers begin like this. Look again after the +."),
    ),
    HerText(
        "phone.local",
        _("The first part of this number is missing. Write it whole, such as 01632 960123."),
    ),
    HerText(
        "phone.none",
        _(
            "This does not look like a phone number. Write it like 07700 900123. "
            "If it is from another country, begin with a +."
        ),
    ),
    HerText("phone.extension", _("We can keep the number only. Take the extension out.")),
    # A form whose page was left open too long.
    HerText("stale.title", _("This page was open too long")),
    HerText("stale.not_sent", _("To be safe, we did not take what you wrote.")),
    HerText("stale.kept", _("Here are your words. Copy them if you need them.")),
    HerText("stale.again", _("Open the page again")),
)

_PATH = (
    # Her own page, looked at together or taken on paper.
    HerText("path.title", _("My path")),
    HerText("path.wanted", _("What you want")),
    HerText("path.part", _("A part of your life")),
    HerText("path.began", _("You began at “%(step)s”, in %(month)s.")),
    HerText("path.began_back", _("Looking back, you began at “%(step)s”, in %(month)s.")),
    HerText("path.only", _("You are at “%(step)s”. This is the start of the path.")),
    HerText("path.dip_back", _("It got hard in %(month)s. You were back after %(again)s.")),
    HerText("path.dip_up", _("It got hard in %(month)s. Now you are on the way up.")),
    HerText("path.dip_now", _("It got hard in %(month)s. That is part of the path too.")),
    HerText("path.dips_back", _("It got hard %(count)s times. You came back each time.")),
    HerText("path.now", _("Now you are at “%(step)s”.")),
    HerText("path.hope", _("You hope for “%(step)s”.")),
    HerText("path.reached", _("You got there in %(month)s.")),
    HerText("path.steps", _("The same in words")),
    HerText("path.stop", _("%(step)s, %(month)s")),
    HerText("path.you_said", _("You said, in %(month)s")),
    HerText("path.worker_same", _("Your worker sees it the same way.")),
    HerText("path.worker_else", _("Your worker sees “%(step)s”. You have talked about it.")),
    HerText("path.worker_said", _("Your worker said, in %(month)s")),
    HerText("path.no_step", _("No step has a name here yet. Your words are enough.")),
    HerText("path.empty_title", _("Nothing is here yet")),
    HerText("path.empty", _("You choose what goes here. Do it when you like.")),
    HerText("path.with", _("With %(service)s.")),
    HerText("path.days", _("The days you came")),
    HerText("path.every_since", _("Every %(weekday)s since %(month)s.")),
    HerText("path.every_until", _("Every %(weekday)s from %(month)s to %(last)s.")),
    HerText("path.since", _("You came %(count)s times since %(month)s.")),
    HerText("path.once", _("You came in %(month)s.")),
    HerText("path.twice", _("You came twice since %(month)s.")),
    HerText("path.christmas", _("You came at Christmas.")),
    HerText("path.new_year", _("You came at New Year.")),
    HerText("path.miss", _("If you miss one, nothing is lost.")),
    HerText("path.tries", _("You tried %(count)s times.")),
    HerText("path.pick_days", _("Show the days I came")),
    HerText("path.choose", _("Choose what is here")),
    HerText("path.paper", _("Make a paper copy")),
    HerText("path.paper_stays", _("If you open the copy on a phone, it stays on that phone.")),
    HerText("path.back", _("Back to work")),
    HerText("path.unprinted", _("This paper can’t show some letters. It puts a box there.")),
    HerText("path.pick_title", _("What would you like on your page?")),
    HerText("path.pick_about", _("Choose all of it, some, or none. You can change it any day.")),
    HerText("path.pick_goals", _("What you want")),
    HerText("path.pick_areas", _("Parts of your life")),
    HerText("path.pick_private", _("More private: not chosen unless you choose it.")),
    HerText("path.pick_name", _("Put my name on it")),
    HerText("path.pick_service", _("Put the name of the service on it")),
    HerText("path.pick_service_hint", _("Someone who sees the page could ask about it.")),
    HerText("path.pick_save", _("Keep this")),
    HerText("path.pick_none", _("There is nothing to choose yet.")),
)

_SEEN = (
    # Where she looks at who can see what; the same on every woman's page, whatever there is.
    HerText(
        "seen.some_hidden",
        _(
            "A few things can’t be shown here because of the law or someone’s safety. You can ask. "
            "A named person will decide and tell you why."
        ),
    ),
)

_OPENED = (
    # Who has opened her record, read together with her worker or taken on paper.
    HerText("opened.page_title", _("Who has looked at my page")),
    HerText("opened.page_link", _("Who has looked at my page")),
    HerText("opened.page_about", _("First names only, and where they work.")),
    HerText("opened.page_weeks", _("From %(first)s to %(last)s.")),
    HerText("opened.page_none", _("No one looked at it in these weeks.")),
    HerText("opened.page_who", _("%(name)s, %(agency)s")),
    HerText("opened.page_somebody", _("Someone who wrote to us")),
    HerText("opened.page_looked", _("Looked at your page.")),
    HerText("opened.page_looked_many", _("Looked at your page %(count)s times.")),
    HerText("opened.page_wrote", _("Wrote something down.")),
    HerText("opened.page_wrote_many", _("Wrote something down %(count)s times.")),
    HerText("opened.page_where", _("Looked up where you are.")),
    HerText("opened.page_where_many", _("Looked up where you are %(count)s times.")),
    HerText("opened.page_reached", _("Looked up how to reach you.")),
    HerText("opened.page_reached_many", _("Looked up how to reach you %(count)s times.")),
    HerText("opened.page_printed", _("Made a paper or a file.")),
    HerText("opened.page_printed_many", _("Made a paper or a file %(count)s times.")),
    HerText("opened.page_emergency", _("Opened it because someone could be in danger.")),
    HerText("opened.page_listed", _("Saw your name in a list.")),
    HerText("opened.page_more", _("more than twenty")),
    HerText("opened.page_ask", _("You can ask %(name)s, at %(agency)s.")),
    HerText("opened.page_ask_worker", _("Your worker can tell you who that is.")),
    HerText("opened.page_earlier", _("Weeks before")),
    HerText("opened.page_later", _("Weeks after")),
    HerText("opened.page_paper_title", _("On paper")),
    HerText("opened.page_safe", _("We talked about it. It is safe to take this home.")),
    HerText("opened.page_safe_missing", _("Talk about it first. Tick the box if it is safe.")),
    HerText("opened.page_paper", _("Make a paper copy")),
)

_STORY = (
    # Her story in her own words, read together with her worker or taken on paper.
    HerText("story.title", _("My story")),
    HerText("story.about", _("These are my own words. I chose what is here.")),
    HerText("story.causes", _("How it came about")),
    HerText("story.pick_title", _("What would you like to see?")),
    HerText("story.pick_about", _("Only what you tick is shown. We do not keep what you tick.")),
    HerText("story.private", _("More private: not chosen unless you choose it.")),
    HerText("story.read", _("Show me")),
    HerText("story.none", _("You have not told us anything to read yet. That is fine.")),
    HerText("story.none_picked", _("You have not ticked anything.")),
    HerText("story.choose", _("Choose again")),
    HerText("story.paper", _("Make a paper copy")),
    HerText(
        "story.paper_stays",
        _("Once it is on paper, others may find it. Talk about where you will keep it."),
    ),
    HerText("story.printed", _("Printed by %(name)s on %(day)s.")),
)

_AROUND = (
    # The people around her, on a map she takes along.
    HerText("around.title", _("My people")),
    HerText("around.about", _("The people and animals around you.")),
    HerText("around.pick_title", _("Who would you like on your paper?")),
    HerText("around.pick_about", _("Choose all of them, some, or none.")),
    HerText("around.pick_who", _("Who is on it?")),
    HerText("around.pick_again", _("Choose from the names here.")),
    HerText("around.pick_words", _("Put what I said about them on it")),
    HerText("around.none", _("No one is here yet. You can add people any day.")),
    HerText("around.me", _("Me")),
    HerText("around.close_3", _("very close")),
    HerText("around.close_2", _("close")),
    HerText("around.close_1", _("a little close")),
    HerText("around.close_0", _("not close now")),
    HerText("around.unsaid", _("You have not said how close.")),
    HerText("around.animal", _("With you.")),
    HerText("around.is_3", _("You said you are very close.")),
    HerText("around.is_2", _("You said you are close.")),
    HerText("around.is_1", _("You said you are a little close.")),
    HerText("around.is_0", _("You said you are not close now.")),
    HerText("around.picture", _("You are in the middle. Those you are close to are near you.")),
    HerText("around.change", _("This can change. You can make a new paper any time.")),
)

# Her plan, which she and a worker write together, and the paper she may take along.
_PLAN = (
    HerText("plan.title", _("My plan")),
    HerText("plan.signs", _("What tells me it is getting unsafe")),
    HerText("plan.first", _("What I do first")),
    HerText("plan.where", _("Where I can go")),
    HerText("plan.ring", _("Who I ring, and what I say")),
    HerText("plan.take", _("What I take with me")),
    HerText("plan.devices", _("My phone and other devices")),
    HerText("plan.dear", _("Children and pets")),
    HerText("plan.workers", _("What workers do, and what they must never do")),
    HerText("plan.after", _("What helps me afterwards")),
    # The paper says less: somebody else may find it.
    HerText("plan.page_title", _("My list")),
    HerText("plan.page_signs", _("Signs")),
    HerText("plan.page_first", _("First")),
    HerText("plan.page_where", _("Where")),
    HerText("plan.page_ring", _("Who")),
    HerText("plan.page_take", _("With me")),
    HerText("plan.page_devices", _("Phone")),
    HerText("plan.page_dear", _("Dear to me")),
    HerText("plan.page_workers", _("Workers")),
    HerText("plan.page_after", _("After")),
    HerText("plan.pick_title", _("What would you like on your paper?")),
    HerText(
        "plan.pick_about",
        _(
            "Nothing is on it unless you tick it. Think of who may find it. You can leave it with us."
        ),
    ),
    HerText("plan.pick", _("What goes on it?")),
    HerText("plan.pick_again", _("Choose from what is here.")),
    HerText("plan.pick_none", _("Tick at least one.")),
    HerText("plan.pick_apart", _("%(section)s: more private")),
    HerText("plan.none", _("Nothing is written yet. You can start any day.")),
)

HER_WORDS: dict[str, HerText] = {
    entry.key: entry
    for entry in (
        *_ASK,
        *_FRAME,
        *_PATH,
        *_SEEN,
        *_OPENED,
        *_STORY,
        *_AROUND,
        *_PLAN,
        *(HerText(key, text) for key, text in REFERRING),
    )
}


def her_text(key: str) -> Any:
    """Give one text by its key; translated when it is shown."""
    return HER_WORDS[key].text


def unread(*prefixes: str) -> bool:
    """Say whether women have not read some text yet whose key begins so, or of the frame around it."""
    shown = (*prefixes, "frame.")
    return any(entry.read_on is None for entry in HER_WORDS.values() if entry.key.startswith(shown))
