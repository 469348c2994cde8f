"""Every write of a referral: kept while it is written, sent once, answered once, followed to its end."""

from alongside.coordination.referrals.actions.answering import (
    accept,
    cannot,
    move_place,
    offer_elsewhere,
    say_ended,
    see,
    take_back,
    take_off_list,
    take_up,
    told,
    with_us,
)
from alongside.coordination.referrals.actions.links import add_need, end_link, end_need, make_link
from alongside.coordination.referrals.actions.out import note_step, refer_out
from alongside.coordination.referrals.actions.sending import (
    keep_answers,
    keep_for_later,
    send,
    send_at_once,
    sweep,
    throw_away,
)

__all__ = [
    "accept", "add_need", "cannot", "end_link", "end_need", "keep_answers",
    "keep_for_later", "make_link", "move_place", "note_step", "offer_elsewhere", "refer_out", "say_ended",
    "see", "send", "send_at_once", "sweep", "take_back", "take_off_list", "take_up", "throw_away", "told",
    "with_us",
]  # fmt: skip
