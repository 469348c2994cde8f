"""The everyday work of the made-up partnership: what opened doors, checks, letters, messages, words."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import set_holder
from alongside.foundation.common.encryption import sealed
from alongside.support.engagement.actions import checks, choices, enablers, everyday, letters
from alongside.support.engagement.models import (
    Appointment,
    CheckAgreement,
    Choice,
    Enabler,
    Letter,
    Message,
    WelfareCheck,
)

NAVIGATORS = "navigators"
AREAS = (
    "round the station",
    "the old town",
    "by the river",
    "the market end",
    "out by the ring road",
)
TEMPLATES = (
    ("housing", "To the council: where she could live",
     "Dear [to],\n\nI write with [her name], who asked me to. She needs a home with a door that locks and a way out "
     "that is hers alone. Please look at her application this week, and write to us and not to her.\n\n[today]\n\n"
     "Kind regards,\n[worker], [from]"),
    ("work", "To an employer: what would help",
     "Dear [to],\n\n[her name] works for you, and wants to go on. Things at home have changed. It would help her if "
     "for the next months she could start later on two mornings, and if her number were given to nobody.\n\nShe "
     "would rather not say more, and she need not. You can ring me with any question.\n\n[worker], [from]\n[today]"),
    ("gp", "To the practice: a longer appointment",
     "Dear [to],\n\nPlease give [her name] a double appointment with a woman doctor. I will come with her if she "
     "likes. Please leave no message on her phone.\n\n[worker], [from]\n[today]"),
    ("benefits", "To the benefits office: more time",
     "Dear [to],\n\n[her name] asks for more time to send what you asked for. We are getting it together with her.\n\n"
     "[worker], [from]\n[today]"),
    ("school", "To the school: who may collect",
     "Dear [to],\n\n[her name] asks that from today her children are collected by her alone, with the word she has "
     "given you.\n\n[worker], [from]\n[today]"),
    ("court", "To the court: somebody beside her",
     "Dear [to],\n\n[her name] would like somebody beside her on the day, and a room to wait in by herself.\n\n"
     "[worker], [from]\n[today]"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Door:
    """Something that was asked for so many days ago, and what came of it."""

    woman: str
    lead: str
    kind: str
    what: str
    asked: int
    given: int | None = None
    pence: int | None = None
    hers: str = ""
    ours: str = ""
    why_not: str = ""


DOORS = (
    Door("marta", "nadia", "travel", "A bus pass for a month, for the Sundays with Zosia", 60, 57, 4200,
         "I was early. I am never early.", "She goes by herself now; I only wave."),
    Door("marta", "nadia", "phone", "A phone of her own, with a number nobody has", 33, 21, 3500,
         "It is switched off in a drawer at the library. It is mine.", ""),
    Door("marta", "nadia", "gym", "Swimming on Friday mornings, women only", 12),
    Door("amina", "nadia", "kit", "A calculator and a bag for the maths class", 80, 78, 1999,
         "The others have the same bag.", "She sat at the front."),
    Door("amina", "nadia", "childcare", "Two hours on Wednesdays, for the exam", 40, why_not="no_money"),
    Door("dee", "nadia", "clothes", "Something to wear for the panel", 26, 24, 3000, "I looked like me, only ironed."),
    Door("precious", "nadia", "food", "Breakfast vouchers for the day centre", 50, 50, 1500, "", "She shared the second one."),
    Door("precious", "nadia", "kit", "Running shoes, size 5, and new socks", 30, 16, 4500, "They don't squeak.", ""),
    Door("shanice", "nadia", "phone", "Credit, so that she can ring back", 20, why_not="rules"),
    Door("shanice", "nadia", "travel", "A taxi to the hospital and back", 9, 9, 1840, "Nobody looked at me.", ""),
    Door("carys", "nadia", "travel", "The train to Cerian's, a return", 70, 61, 2260, "She met me on the platform.", ""),
    Door("roza", "joy", "clothes", "A winter coat", 45, 41, 4000, "Red. I chose red.", ""),
    Door("roza", "joy", "childcare", "An afternoon a week, while she sees the solicitor", 15, None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """What a woman was offered so many days ago, and what she chose."""

    woman: str
    lead: str
    about: str
    on: int
    offered: str
    chose: str
    lacking: str = ""
    barrier: str = ""


OFFERS = (
    Offer("marta", "nadia", "place", 64, "The day centre, the library café, or a walk by the river",
          "The library. Upstairs, where the maps are."),
    Offer("marta", "nadia", "worker", 120, "Nadia now, or somebody who speaks Polish in five weeks",
          "Nadia. But ask me again.", "Somebody who speaks Polish, from the first day", "language"),
    Offer("marta", "nadia", "kind", 13, "A course in the college, or a group on Saturdays",
          "Neither. I want to swim.", "Swimming with women only, on a Sunday", "women_only"),
    Offer("amina", "nadia", "time", 43, "Wednesday mornings, or Thursday after school",
          "Wednesday, when they are at school.", "A crèche in the same house", "childcare"),
    Offer("dee", "nadia", "channel", 30, "A call, a text, or a card at the desk", "A card. I like paper."),
    Offer("roza", "joy", "kind", 22, "A solicitor here, or one who speaks Romani on the telephone",
          "The one on the telephone, with you beside me."),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Write it all down, each as whoever does it."""
    _words(made)
    for number, door in enumerate(DOORS):
        _door(door, number, made, days)
    for number, offer in enumerate(OFFERS):
        _offer(offer, number, made, days)
    _checks(made, days)
    _letters(made, days)
    _messages(made, days)
    _ahead(made, days)
    set_holder(None)


def _words(made: Partnership) -> None:
    manager, service = made.managers[NAVIGATORS], made.services[NAVIGATORS]
    set_holder(manager.pk)
    everyday.save_wording(
        service=service, facts={"areas": list(AREAS), "others": None}, version=0, by=actor(manager)
    )
    for topic, title, body in TEMPLATES:
        letters.save_template(
            key=key_of("template", title), service=service, membership=manager, by=actor(manager),
            facts={"topic": topic, "title": title, "body": body},
        )  # fmt: skip


def _door(door: Door, number: int, made: Partnership, days: Days) -> None:
    hat = made.hats[door.lead]
    set_holder(hat.pk)
    one = enablers.ask_enabler(
        key=key_of("enabler", str(number)), client_id=key_of("woman", door.woman), membership=hat,
        by=actor(hat),
        facts={
            "kind": door.kind, "what": door.what, "asked_on": days.ago(door.asked), "compartment": C.MONEY,
        },
    )  # fmt: skip
    if door.why_not:
        _answered(one, Enabler.State.NOT, days.ago(door.asked - 3), hat, door.why_not)
    if door.given is not None:
        _answered(one, Enabler.State.AGREED, days.ago((door.asked + door.given) // 2), hat)
        one.refresh_from_db()
        enablers.give_enabler(
            one=one, on=days.ago(door.given), pence=door.pence, version=one.version, by=actor(hat)
        )
        one.refresh_from_db()
        enablers.tell_effect(
            one=one, her_words=door.hers, worker_words=door.ours, version=one.version, by=actor(hat)
        )
    Enabler.objects.filter(pk=one.pk).update(made_at=days.at(door.asked, datetime.time(15, 10)))


def _offer(offer: Offer, number: int, made: Partnership, days: Days) -> None:
    hat = made.hats[offer.lead]
    set_holder(hat.pk)
    one = choices.add_choice(
        key=key_of("choice", str(number)), client_id=key_of("woman", offer.woman), membership=hat,
        by=actor(hat),
        facts={
            "about": offer.about, "offered": offer.offered, "chose": offer.chose, "lacking": offer.lacking,
            "barrier": offer.barrier, "on_date": days.ago(offer.on), "compartment": C.NOTES,
        },
    )  # fmt: skip
    Choice.objects.filter(pk=one.pk).update(made_at=days.at(offer.on, datetime.time(15, 20)))


def _answered(one: Enabler, to: str, on: datetime.date, hat: object, why_not: str = "") -> None:
    enablers.answer_enabler(
        one=one,
        to=to,
        on=on,
        why_not=why_not,
        version=one.version,
        by=actor(hat),  # type: ignore[arg-type]
    )


def _checks(made: Partnership, days: Days) -> None:
    """Two women want to be checked on: one every day by text, one every few days by phone."""
    wanted = (
        ("marta", "nadia", "ines", "text", 1, ["again", "second", "manager"], "",
         "A full stop is enough. If I don't send one, tell Ines, and nobody comes to the door.", 30),
        ("dee", "nadia", None, "call", 3, ["again", "person", "manager"], "her sister Jo",
         "Let it ring twice. Jo knows.", 18),
    )  # fmt: skip
    for woman, lead, second, kind, often, steps, person, said, ago in wanted:
        hat = made.hats[lead]
        set_holder(hat.pk)
        one = checks.agree_checks(
            key=key_of("check agreement", woman), client_id=key_of("woman", woman), membership=hat,
            by=actor(hat),
            facts={
                "way_kind": kind, "every_days": often, "from_time": None, "until_time": None, "police": False,
                "steps": steps, "person_words": person, "her_words": said, "worker": hat,
                "second": made.hats[second] if second else None, "agreed_on": days.ago(ago),
            },
        )  # fmt: skip
        CheckAgreement.objects.filter(pk=one.pk).update(made_at=days.at(ago, datetime.time(12)))
        _were_made(one, often, min(ago, 5 * often), days)


def _were_made(one: CheckAgreement, often: int, ago: int, days: Days) -> None:
    for back in range(ago, 0, -often):
        at = days.at(back, datetime.time(11, 5))
        check = WelfareCheck(
            pk=key_of("check", f"{one.pk} {back}"), client_id=one.client_id, agreement=one, due_at=at,
            state=WelfareCheck.State.ANSWERED, marked_by_id=one.worker_id, marked_at=at,
            words="A full stop, and a sun." if back == 3 * often else "",
        )  # fmt: skip
        check.save(force_insert=True)


def _letters(made: Partnership, days: Days) -> None:
    written = (
        ("marta", "housing", C.ACCOMMODATION, "Housing Options\nThe duty desk", 25, 24,
         "Dear duty desk,\n\nI write with Marta K., who asked me to. She needs a home with a door that locks. Please "
         "write to us and not to her.\n\nKind regards,\nNadia", "Yes. But not my street."),
        ("amina", "work", C.MONEY, "The manager\nQuince Row Bakery", 8, None,
         "Dear manager,\n\nAmina would like to start at ten on Tuesdays and Thursdays until the summer.\n\nShe would "
         "rather not say more, and she need not.\n\nNadia", "Say it is for the class. It is, nearly."),
        ("carys", "gp", C.HEALTH, "Quay Practice", 40, 38,
         "Dear doctor,\n\nPlease give Carys P. a double appointment with a woman doctor, and leave no message on any "
         "phone.\n\nNadia", "Double. I talk slowly when I am frightened."),
    )  # fmt: skip
    for woman, topic, part, to, ago, sent, body, yes in written:
        hat = made.hats["nadia"]
        set_holder(hat.pk)
        service = made.services[NAVIGATORS]
        one = letters.write_letter(
            key=key_of("letter", woman), client_id=key_of("woman", woman), service=service,
            membership=hat, by=actor(hat),
            facts={
                "topic": topic, "to_words": to, "body": body, "agreed_on": days.ago(ago), "her_yes": yes,
                "says_who_we_are": False, "compartment": part,
            },
        )  # fmt: skip
        if sent is not None:
            letters.note_sent(
                letter=one, on=days.ago(sent), version=1, membership=hat, by=actor(hat)
            )
        Letter.objects.filter(pk=one.pk).update(made_at=days.at(ago, datetime.time(14, 20)))


def _messages(made: Partnership, days: Days) -> None:
    left = (
        ("tamsin", "nadia", "A woman, no name", "", "no",
         "She says the swimming is at eleven and not at ten. She will be there anyway.", False),
        ("kasia", "nadia", "The school office", "+441632960480", "yes",
         "Please ring about Friday, before three. They would not say what it is about.", True),
        ("nadia", "tamsin", "Somebody called Lou", "+447700900377", "unknown", "Will try again tomorrow.", False),
    )  # fmt: skip
    for number, (taker, to, who, phone, ring, words, urgent) in enumerate(left):
        hat = made.hats[taker]
        set_holder(hat.pk)
        everyday.take_message(
            key=key_of("message", str(number)), to=made.hats[to], membership=hat, by=actor(hat),
            facts={"from_words": who, "number": phone, "ring": ring, "words": words, "urgent": urgent},
        )  # fmt: skip
    set_holder(made.hats["nadia"].pk)
    for message in Message.objects.filter(urgent=False):
        everyday.finish_message(message=message, by=actor(made.hats["nadia"]))


def _ahead(made: Partnership, days: Days) -> None:
    """Say of some of what is next who goes along, how, and whether she wants to be reminded."""
    agreed = (
        ("marta", {"company": "worker", "travel": "on_foot", "travel_pays": "free", "remind_by": "text", "remind_hours": 24}),
        ("amina", {"company": "alone", "travel": "bus", "travel_pays": "we", "childcare": "arranged", "remind_by": "text", "remind_hours": 24}),
        ("dee", {"with_agency": "Probation", "company": "hers", "company_words": "Jo, her sister", "travel": "lift"}),
        ("carys", {"with_agency": "Quay Practice", "company": "worker", "travel": "taxi", "travel_pays": "we"}),
    )  # fmt: skip
    set_holder(made.hats["nadia"].pk)
    for woman, facts in agreed:
        client = Client(pk=key_of("woman", woman))
        ahead = Appointment.objects.ahead(timezone.localdate()).filter(client_id=client.pk)
        one = ahead.order_by("on_date", "at_time", "id").first()
        if one is not None:
            Appointment.objects.filter(pk=one.pk).update(**sealed(Appointment, one.pk, facts))
