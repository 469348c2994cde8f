"""Her safety plan, what happened in a house and what was done then, and what is done about who harms her."""

from alongside.support.safety.models.harm import Measure, Pattern
from alongside.support.safety.models.incidents import Incident, SecondLook
from alongside.support.safety.models.plan import Judgement, Look, Section, Situation, Writing

__all__ = [
    "Incident",
    "Judgement",
    "Look",
    "Measure",
    "Pattern",
    "SecondLook",
    "Section",
    "Situation",
    "Writing",
]
