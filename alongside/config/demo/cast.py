"""The agencies and workers of the made-up partnership Harbour & Hearth.

Everybody signs in with DEMO_PASSWORD; each has an authenticator secret of their own, made from their address,
and the demo's sign-in page reads it where the sign-in library keeps it.
"""

import base64
import hashlib
import uuid
from dataclasses import dataclass

from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency

DEMO_PASSWORD = "warm bread and open doors"  # noqa: S105 - printed on the demo's own sign-in page
_FAMILY = uuid.UUID("5a0a5f0e-7f6d-5f3b-9c58-0d2a3c9b6e41")


def key_of(kind: str, name: str) -> uuid.UUID:
    """Give one person or place of the demo the same key in every installation, so that scripts can find it."""
    return uuid.uuid5(_FAMILY, f"{kind}:{name}")


def secret_of(email: str) -> str:
    """Make a worker's authenticator secret (base32, 160 bits) from her address; nobody real ever has one."""
    return base64.b32encode(
        hashlib.sha256(f"harbour and hearth {email}".encode()).digest()[:20]
    ).decode()


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """An agency of the directory."""

    key: str
    name: str
    kind: Agency.Kind
    phone: str
    ask_for: str = ""
    confirmed: bool = True
    in_partnership: bool = True


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """A service of an agency; `gauge` is how many women one worker is alongside."""

    key: str
    agency: str
    name: str
    neutral_name: str
    about: str
    gauge: tuple[int, int] | None = None
    open_to_public: bool = False


@dataclass(frozen=True, slots=True)
class HatPlan:
    """A hat: a role in an agency, and the services it works in; `!` after one means it takes new referrals."""

    agency: str
    role: Role
    services: str = ""


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """Somebody who signs in, in one sentence for the card on the demo's sign-in page."""

    key: str
    name: str
    about: str
    hats: tuple[HatPlan, ...]
    on_card: bool = False
    disabled: bool = False

    @property
    def email(self) -> str:
        """The address she signs in with."""
        return f"{self.key.replace('_', '.')}@example.org"


K = Agency.Kind
AGENCIES = (
    AgencyPlan("harbour", "Harbour", K.VAWG, "+441632960100", "Ruth U."),
    AgencyPlan("keelson", "Keelson Homes", K.HOMELESSNESS, "+441632960200", "Sal H."),
    AgencyPlan("hearth", "Hearth Women's Circle", K.BY_AND_FOR, "+441632960300", "Zainab O."),
    AgencyPlan("housing", "City Council Housing Options", K.HOUSING, "+441632960400", "the duty desk"),
    AgencyPlan("outreach_mind", "NHS Doorstep Mental Health", K.HEALTH, "+441632960500", "Caroline F."),
    AgencyPlan("lamp_post", "Every Other Lamp-post", K.COMMUNITY, "+447700900610", "Pat L."),
    AgencyPlan(
        "practice", "Three Herons Practice", K.HEALTH, "+441632960700", "the link worker", in_partnership=False
    ),
    AgencyPlan(
        "probation", "City Probation, women's team", K.JUSTICE, "+441632960800", "the duty officer",
        in_partnership=False,
    ),
    AgencyPlan(
        "hub", "Fernway Community Hub", K.OTHER, "+441632960900", confirmed=False, in_partnership=False
    ),
)  # fmt: skip

SERVICES = (
    ServicePlan(
        "navigators", "harbour", "Harbour Navigators", "Harbour",
        "One worker who stays, wherever she is living. Any woman may ask.", (5, 7), open_to_public=True,
    ),
    ServicePlan(
        "family", "harbour", "Harbour Family Advocate", "Harbour",
        "Beside mothers in child-protection meetings and at court.",
    ),
    ServicePlan("talking_room", "harbour", "Talking Room", "The Room", "Counselling, in her own time."),
    ServicePlan(
        "keelson_outreach", "keelson", "Keelson Outreach", "Keelson",
        "On foot, early and late, for women who are sleeping out or might be.", (4, 6),
    ),
    ServicePlan(
        "womens_house", "keelson", "Keelson Women's House", "The House",
        "Nine rooms, women only, and the dog may come.",
    ),
    ServicePlan(
        "hearth_advocates", "hearth", "Hearth Advocates", "Hearth",
        "Support led by and for Black and minoritised women, in eleven languages.", (4, 6),
        open_to_public=True,
    ),
    ServicePlan("talking_circle", "hearth", "Hearth Talking Circle", "The Circle", "Talking, in her language."),
    ServicePlan("housing_options", "housing", "Housing Options", "Housing", "Homes, offers and the list."),
    ServicePlan(
        "doorstep", "outreach_mind", "Doorstep Outreach", "Doorstep",
        "A doctor and two nurses who come to where she is.",
    ),
    ServicePlan(
        "saturdays", "lamp_post", "Saturday Sessions", "Saturdays",
        "Walk a lamp-post, run a lamp-post. Led by volunteers; kit is free.", open_to_public=True,
    ),
)  # fmt: skip


def _one(agency: str, role: Role, services: str = "") -> tuple[HatPlan, ...]:
    return (HatPlan(agency, role, services),)


N, M, V = Role.NAVIGATOR, Role.MANAGER, Role.VOLUNTEER
WORKERS = (
    # Harbour Navigators: eight who are alongside women.
    WorkerPlan(
        "nadia", "Nadia A.", "Navigator. Alongside Marta, Amina, Dee and three more; takes new referrals.",
        _one("harbour", N, "navigators!"), on_card=True,
    ),
    WorkerPlan(
        "joy", "Joy M.", "Navigator with seven women, and no room for more.",
        _one("harbour", N, "navigators"), on_card=True,
    ),
    WorkerPlan(
        "leyla", "Leyla D.", "Navigator who works with interpreters; Mehwish keeps a cousin away.", _one("harbour", N, "navigators"),
        on_card=True,
    ),
    WorkerPlan(
        "fran", "Fran T.", "Navigator with eight women: above the gauge, and her manager said why.",
        _one("harbour", N, "navigators"), on_card=True,
    ),
    WorkerPlan(
        "ines", "Ines", "Two hats: domestic abuse advocate at Harbour, and Tuesdays at Hearth.",
        (HatPlan("harbour", N, "navigators"), HatPlan("hearth", N, "hearth_advocates")), on_card=True,
    ),
    WorkerPlan("tamsin", "Tamsin W.", "Navigator for younger women.", _one("harbour", N, "navigators")),
    WorkerPlan("blessing", "Blessing A.", "Navigator.", _one("harbour", N, "navigators")),
    WorkerPlan("kasia", "Kasia N.", "Navigator; speaks Polish and some Ukrainian.", _one("harbour", N, "navigators")),
    # The other three caseworkers.
    WorkerPlan(
        "morwenna", "Morwenna J.", "Outreach worker, out before seven.",
        _one("keelson", N, "keelson_outreach!"), on_card=True,
    ),
    WorkerPlan("dilys", "Dilys P.", "Keyworker in the Women's House.", _one("keelson", N, "womens_house!")),
    WorkerPlan(
        "shabnam", "Shabnam K.", "Advocate at Hearth.", _one("hearth", N, "hearth_advocates!"), on_card=True
    ),
    # Therapists, the child-protection advocate, the doctor.
    WorkerPlan("hana", "Dr Hana S.", "Therapist.", _one("harbour", N, "talking_room!")),
    WorkerPlan("efua", "Efua B.", "Therapist, in Twi and English.", _one("hearth", N, "talking_circle!")),
    WorkerPlan("maeve", "Maeve C.", "Advocate in child-protection matters.", _one("harbour", N, "family!")),
    WorkerPlan("obi", "Dr Obi", "Outreach doctor for mental health.", _one("outreach_mind", N, "doorstep!")),
    # Those who run things.
    WorkerPlan(
        "ruth", "Ruth U.", "Manager of the Navigators: new referrals, who has room, the counts.",
        _one("harbour", M, "navigators!"), on_card=True,
    ),
    WorkerPlan(
        "sal", "Sal H.", "Manager at Keelson, and safety lead of the partnership: one emergency access waits.",
        _one("keelson", M, "keelson_outreach womens_house"), on_card=True,
    ),
    WorkerPlan(
        "zainab", "Zainab O.", "Runs Hearth's services, each too small to count in public.",
        _one("hearth", M, "hearth_advocates! talking_circle"), on_card=True,
    ),
    WorkerPlan("caroline", "Caroline F.", "Manager of Doorstep.", _one("outreach_mind", M, "doorstep")),
    WorkerPlan("graham", "Graham P.", "Team manager, Housing Options.", _one("housing", M, "housing_options!")),
    WorkerPlan(
        "wren", "Wren S.", "Coordinator, and matching person: two records wait that may be one woman's.",
        _one("harbour", M, "talking_room family"), on_card=True,
    ),
    # Everybody at the running charity is a volunteer; two of them hold the records.
    WorkerPlan(
        "orla", "Orla B.", "Leads the Saturday runs, unpaid. Alongside Surpreet.",
        _one("lamp_post", N, "saturdays!"), on_card=True,
    ),
    WorkerPlan("pat", "Pat L.", "Chairs the running charity, in the evenings.", _one("lamp_post", M, "saturdays")),
    # Workers of other agencies.
    WorkerPlan("leila", "Leila A.", "Housing officer; sees only what is shared.", _one("housing", Role.PARTNER)),
    WorkerPlan(
        "tariq", "Tariq M.", "Housing officer, and cousin of a woman's husband: to him she does not exist.",
        _one("housing", Role.PARTNER), on_card=True,
    ),
    WorkerPlan(
        "petra", "Petra N.", "Link worker at the GP practice: sends referrals, hears what women allow.",
        _one("practice", Role.PARTNER), on_card=True,
    ),
    # Those who read only what is handed on, and those who keep the place running.
    WorkerPlan(
        "philippa", "Philippa D.", "Commissioner: reads the copies handed on, and no woman's record.",
        _one("housing", Role.COMMISSIONER), on_card=True,
    ),
    WorkerPlan("margaret", "Margaret L.", "Trustee of Harbour.", _one("harbour", Role.TRUSTEE), on_card=True),
    WorkerPlan("sunita", "Sunita V.", "Trustee of Hearth.", _one("hearth", Role.TRUSTEE)),
    WorkerPlan(
        "iain", "Iain M.", "Data-protection lead: keeps a sealed record that somebody asks for, and a made-up one.",
        _one("harbour", Role.DATA_PROTECTION), on_card=True,
    ),
    WorkerPlan(
        "ada", "Ada W.", "Administrator: workers, hats and agencies, and nothing about any woman.",
        _one("harbour", Role.ADMINISTRATOR), on_card=True,
    ),
    # Left last spring: may not sign in, and stays on what she wrote.
    WorkerPlan("gwen", "Gwen P.", "Navigator who has left.", _one("harbour", N, "navigators"), disabled=True),
    # Peer mentors and volunteers.
    *(
        WorkerPlan(key, name, about, _one(agency, V, services), on_card=key in ("tolu", "lowri"))
        for key, name, about, agency, services in (
            ("tolu", "Tolu E.", "Peer mentor: reads what Gemma wants her to know, and no records.", "harbour", "navigators"),
            ("bex", "Bex R.", "Peer mentor.", "keelson", "womens_house"),
            ("anjali", "Anjali D.", "Peer mentor.", "hearth", "hearth_advocates"),
            ("mollie", "Mollie F.", "Volunteer, drop-in.", "harbour", "navigators"),
            ("hester", "Hester G.", "Volunteer, drop-in.", "harbour", "navigators"),
            ("una", "Una K.", "Volunteer, kitchen.", "keelson", "womens_house"),
            ("perpetua", "Perpetua N.", "Volunteer, drives the van.", "keelson", "keelson_outreach"),
            ("lowri", "Lowri H.", "Volunteer, run leader: the list of a Saturday, on a phone.", "lamp_post", "saturdays"),
            ("simone", "Simone A.", "Volunteer, run leader.", "lamp_post", "saturdays"),
            ("farah", "Farah Q.", "Volunteer, looks after the kit.", "lamp_post", "saturdays"),
            ("niamh", "Niamh O.", "Volunteer, back marker.", "lamp_post", "saturdays"),
            ("jess", "Jess T.", "Volunteer, makes the tea.", "lamp_post", "saturdays"),
        )
    ),
)  # fmt: skip
