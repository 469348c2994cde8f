"""What may be asked with her under a section, by what fits her: ours to offer and hers to leave (R26)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.support.safety.models import Section as S
from alongside.support.safety.models import Situation

K = Situation.Kind

PROMPTS: dict[str, tuple[tuple[str, Any], ...]] = {
    K.OUTSIDE: (
        (S.FIRST, _("Who is near at night, and would come if you called?")),
        (S.WHERE, _("Is there a place that is open all night, with light and people?")),
        (S.TAKE, _("What do you keep on you? What can somebody keep safe for you?")),
        (S.DEVICES, _("Where can you charge a phone?")),
    ),
    K.HOUSE: (
        (S.SIGNS, _("What tells you that the house is getting loud or tense?")),
        (S.WHERE, _("Which door can you lock, and who else has a key?")),
        (S.WORKERS, _("Who on shift would you like to come? Who should stay away?")),
    ),
    K.SOFA: (
        (S.SIGNS, _("What tells you that it is time to go?")),
        (S.WHERE, _("If you had to go tonight, where could you go?")),
        (S.TAKE, _("Is there a bag that stays packed?")),
    ),
    K.WITH_THEM: (
        (S.SIGNS, _("What comes first, before it gets bad?")),
        (S.TAKE, _("Could papers, money or a key be kept somewhere else?")),
        (S.DEVICES, _("Could they find this plan? It can stay here with us.")),
        (S.DEAR, _("Where could the children or animals go, and who may fetch them?")),
    ),
    K.SELLING: (
        (S.SIGNS, _("What makes you say no to somebody?")),
        (S.FIRST, _("Who knows where you are, and when you are back?")),
        (S.WHERE, _("Where near there is light, and people?")),
        (S.RING, _("Who would you tell about somebody who was not safe?")),
    ),
    K.SEEN_PHONE: (
        (S.RING, _("What name do we have in your phone? What do you say if they listen?")),
        (S.DEVICES, _("Which phone or account does nobody else look at?")),
        (S.WORKERS, _("What should we never send you?")),
    ),
    K.NO_PHONE: (
        (S.FIRST, _("Who could bring us a word from you?")),
        (S.WHERE, _("Where can you walk in and find one of us?")),
        (S.RING, _("Where is a phone you can use? Which number do you know by heart?")),
    ),
    K.FOLLOWED: (
        (S.SIGNS, _("What makes you feel that somebody is behind you?")),
        (S.WHERE, _("Which ways can you change? Where are people about?")),
        (S.DEVICES, _("Could a phone, a tag or a car show where you are? We can look together.")),
        (S.WORKERS, _("What must nobody say about where you are?")),
    ),
    K.NEW: (
        (S.WHERE, _("Where near here is it light, open and kind?")),
        (S.RING, _("Who here knows you by now?")),
        (S.WORKERS, _("Who must not hear where you are?")),
    ),
}
