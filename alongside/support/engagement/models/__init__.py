"""What this room keeps, by noun."""

from alongside.support.engagement.models.appointments import Appointment, AppointmentQuerySet
from alongside.support.engagement.models.checks import CheckAgreement, WelfareCheck
from alongside.support.engagement.models.choices import Choice
from alongside.support.engagement.models.contacts import (
    LED,
    MET,
    SAID_BY_KIND,
    TRIED,
    WHERE,
    Contact,
    ContactQuerySet,
)
from alongside.support.engagement.models.drafts import Draft
from alongside.support.engagement.models.enablers import Enabler
from alongside.support.engagement.models.letters import (
    PART_OF,
    Letter,
    LetterTemplate,
    LetterTopic,
)
from alongside.support.engagement.models.messages import Message
from alongside.support.engagement.models.misplaced import Misplaced
from alongside.support.engagement.models.wording import Wording, WriterWish

__all__ = [
    "Misplaced",
    "LED",
    "MET",
    "PART_OF",
    "SAID_BY_KIND",
    "TRIED",
    "WHERE",
    "Appointment",
    "AppointmentQuerySet",
    "CheckAgreement",
    "Choice",
    "Contact",
    "ContactQuerySet",
    "Draft",
    "Enabler",
    "Letter",
    "LetterTemplate",
    "LetterTopic",
    "Message",
    "WelfareCheck",
    "Wording",
    "WriterWish",
]
