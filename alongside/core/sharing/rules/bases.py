"""On what something of hers may be given away: plain words first, and beside each the law (R158).

England and Wales. Each service answers for its own choice; this only names what there is.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.models import Basis
from alongside.core.sharing.rules.parts import OFFENCE, SPECIAL

LAW = {
    Basis.CONSENT: "UK GDPR, Article 6(1)(a)",
    Basis.PUBLIC_TASK: "UK GDPR, Article 6(1)(e)",
    Basis.LEGAL_DUTY: "UK GDPR, Article 6(1)(c)",
    Basis.LEGITIMATE: "UK GDPR, Article 6(1)(f)",
    Basis.RECOGNISED: "UK GDPR, Article 6(1)(ea), since 5 February 2026",
    Basis.VITAL: "UK GDPR, Article 6(1)(d)",
}
# What the law itself recognises; no weighing against her interests, and not for a public body's own tasks.
RECOGNISED = {
    "vulnerable": (_("to keep a child or an adult at risk safe"), "UK GDPR, Annex 1, safeguarding"),
    "emergency": (_("an emergency that the law names"), "UK GDPR, Annex 1, emergencies"),
    "crime": (_("to find, stop or prevent a crime"), "UK GDPR, Annex 1, crime"),
    "asked": (
        _("a public body asks and needs it for its task"),
        "UK GDPR, Annex 1, disclosure for a public task",
    ),
    "security": (_("public security or defence"), "UK GDPR, Annex 1, security"),
}
# Health, sex life, where she is from and the like.
SPECIAL_CONDITIONS = {
    "said_yes": (_("she said yes to exactly this"), "UK GDPR, Article 9(2)(a)"),
    "at_risk": (
        _("to keep a child or an adult at risk safe"),
        "Data Protection Act 2018, Schedule 1, paragraph 18",
    ),
    "support": (
        _("confidential counselling, advice or support"),
        "Data Protection Act 2018, Schedule 1, paragraph 17",
    ),
    "unlawful": (
        _("to prevent or find what is unlawful"),
        "Data Protection Act 2018, Schedule 1, paragraph 10",
    ),
    "money": (
        _("to protect the money of somebody at risk"),
        "Data Protection Act 2018, Schedule 1, paragraph 19",
    ),
    "equality": (
        _("to see that people are treated alike"),
        "Data Protection Act 2018, Schedule 1, paragraph 8",
    ),
    "life": (_("a life is at risk and she can’t say"), "UK GDPR, Article 9(2)(c)"),
    "court": (_("for a court or a claim in law"), "UK GDPR, Article 9(2)(f)"),
    "care": (_("for her health or social care"), "UK GDPR, Article 9(2)(h)"),
}
# What somebody did or is said to have done.
OFFENCE_CONDITIONS = {
    "said_yes": (_("the person it is about said yes"), "Data Protection Act 2018, Schedule 1, paragraph 29"),
    "life": (_("a life is at risk"), "Data Protection Act 2018, Schedule 1, paragraph 30"),
    "court": (_("for a court or a claim in law"), "Data Protection Act 2018, Schedule 1, paragraph 33"),
    "unlawful": (
        _("to prevent or find what is unlawful"),
        "Data Protection Act 2018, Schedule 1, paragraphs 10 and 36",
    ),
    "at_risk": (
        _("to keep a child or an adult at risk safe"),
        "Data Protection Act 2018, Schedule 1, paragraphs 18 and 36",
    ),
}  # fmt: skip

Conditions = Mapping[str, tuple[object, str]]


def choices(of: Conditions) -> list[tuple[str, object]]:
    """Offer conditions in plain words; none is chosen at first."""
    return [(key, words) for key, (words, _law) in of.items()]


def why_not_on(
    *, basis: str, parts: int, recognised: str = "", special: str = "", offence: str = ""
) -> dict[str, str]:
    """Say for each box what is still missing for these parts to go on this basis; empty where it may.

    Her own yes is enough for everyday parts; anything else needs its condition.
    """
    missing: dict[str, str] = {}
    if basis == Basis.RECOGNISED and not recognised:
        missing["recognised"] = say("Say which of the reasons that the law recognises.")
    if basis == Basis.CONSENT:
        return missing
    if parts & SPECIAL and not special:
        missing["special"] = say(
            "Health, children, where she is from and the like need a reason of their own. Choose one."
        )
    if parts & OFFENCE and not offence:
        missing["offence"] = say("Facts about crimes need a reason of their own. Choose one.")
    return missing


def basis_in_words(basis: str) -> str:
    """Say a basis as in a sentence, in plain words."""
    return str(Basis(basis).label)


def law_of(*, basis: str, recognised: str = "", special: str = "", offence: str = "") -> list[str]:
    """List the paragraphs of the law that were chosen, for whoever wants to know more."""
    chosen = [LAW[Basis(basis)]]
    for key, table in (
        (recognised, RECOGNISED), (special, SPECIAL_CONDITIONS), (offence, OFFENCE_CONDITIONS),
    ):  # fmt: skip
        if key in table:
            chosen.append(table[key][1])
    return chosen
