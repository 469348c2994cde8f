"""What the made-up partnership learns, over three years, and three rules of Harbour, in made-up words."""

from dataclasses import dataclass

from alongside.foundation.accounts.roles import Role
from alongside.support.learning.models import Policy, Training

S, A = Training.Subject, Policy.About
N, M, V, P = Role.NAVIGATOR.value, Role.MANAGER.value, Role.VOLUNTEER.value, Role.PARTNER.value


@dataclass(frozen=True, slots=True)
class Taught:
    """A training: whose, by whom, what about, who gives it, how many days ago, and who was there when."""

    by: str
    title: str
    subject: Training.Subject
    # An agency of the directory, or its name.
    giver: str
    # None is any time; a negative number is ahead.
    ago: int | None
    there: str
    place: str = ""
    roles: tuple[str, ...] = ()
    months: int | None = None
    along: str = ""


# Who was there: "name" on its day, "name@300" so many days ago.
TRAININGS = (
    Taught("sal", "Women’s homelessness, and why nobody counts it", S.HOMELESSNESS, "keelson", 910,
           "nadia joy leyla fran ruth morwenna dilys sal shabnam zainab gwen", "The Women’s House, with soup",
           along="harbour hearth"),
    Taught("ruth", "Coercion and control: what it does to a day", S.VIOLENCE, "hearth", 520,
           "nadia joy leyla fran ines ruth shabnam zainab leila petra tolu", "The big room, 10:00 to 16:00",
           months=24, along="hearth housing practice"),
    Taught("ruth", "Trauma: what helps, and what can wait", S.TRAUMA, "harbour", 240,
           "nadia tamsin blessing kasia maeve hana morwenna obi efua mollie hester", "The talking room",
           months=24, along="hearth keelson outreach_mind"),
    Taught("zainab", "When disadvantages meet: who our forms were made for", S.MEETING, "hearth", 130,
           "shabnam efua zainab ines nadia leyla wren obi anjali", "Hearth’s kitchen, two evenings",
           along="harbour outreach_mind"),
    Taught("ruth", "Keeping children and adults safe, level one", S.SAFETY, "The city’s board, on a screen", None,
           "nadia@640 joy@830 leyla@300 fran@512 ines@90 ruth@400 tamsin@75 tolu@200 mollie@190 ada@100 iain@210",
           "Two hours, in two halves if you like", months=24),
    Taught("ruth", "Keeping data safe in twenty minutes", S.DATA, "harbour", None,
           "nadia@30 joy@380 leyla@41 margaret@60 ada@12 iain@9 ruth@420 wren@33", "On a screen", months=12),
    Taught("pat", "Running beside somebody: what a leader should know", S.MANY, "lamp_post", 150,
           "orla pat lowri simone niamh", "The boathouse, after the run", roles=(V, N), months=24),
    Taught("zainab", "Forced marriage and abuse in the name of honour", S.HARMFUL, "hearth", -12, "",
           "Hearth’s kitchen, 09:30 to 13:00", roles=(N, M, P, V), months=36, along="harbour keelson practice"),
    Taught("ruth", "Sexual violence: believing her, and what comes next", S.SEXUAL, "A centre for survivors", -40, "",
           "The big room, 10:00 to 13:00", roles=(N, M), months=24, along="hearth"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule of Harbour: its editions with how many days ago, who read which, and when it is looked over."""

    title: str
    about: Policy.About
    owner: str
    # In how many days it is looked over; a negative number has passed.
    review: int
    editions: tuple[tuple[int, str, str], ...]


POLICIES = (
    Ruled("When two come as a couple", A.COUPLES, "wren", 165, (
        (900, "nadia joy leyla fran ruth gwen",
         "A couple may want to stay together, and may want help together. We say yes to that where we can.\n\n"
         "We talk to each of them alone first, and again every month."),
        (200, "nadia joy ruth wren",
         "A couple may want to stay together, and may want help together. We say yes to that where we can.\n\n"
         "We talk to each of them alone first, and again every month. Each has a worker of her or his own, and "
         "the two workers tell each other nothing that one of them said alone.\n\n"
         "Where one is afraid of the other, we follow her and what she wants, also when that is to stay."),
    )),
    Ruled("Violence between women who use us", A.BETWEEN, "ruth", -9, (
        (374, "nadia fran ruth tamsin",
         "It happens where people live close and have little. Nobody is sent away for good.\n\n"
         "We see that everybody is safe tonight. We talk to each alone, the same day or the next. We write what "
         "happened before it, what was done, and what would help it not to come again.\n\n"
         "Whoever leaves for a while has a place to go to, and a day on which we talk about coming back."),
    )),
    Ruled("Violence against women and girls: what everybody here does", A.VIOLENCE, "wren", 60, (
        (1010, "nadia joy ruth gwen",
         "We believe her. We never ask why she stays. We never talk to him about her.\n\n"
         "Whoever hears of danger now tells the lead worker, or the worker on duty, before going home."),
        (305, "nadia joy leyla fran ines ruth wren maeve",
         "We believe her. We never ask why she stays. We never talk to him about her, and never use family to "
         "speak for her.\n\n"
         "Whoever hears of danger now tells the lead worker, or the worker on duty, before going home. "
         "Volunteers and guards do so too: nobody carries it home alone.\n\n"
         "One of us may be living with it herself. Then she is a woman first, and her work waits."),
    )),
)  # fmt: skip
