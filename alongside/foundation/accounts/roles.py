"""Who may do what, one readable class a role."""

from dataclasses import dataclass

from django.db import models

from alongside.foundation.accounts.permissions import Permission as P


class Role(models.TextChoices):
    """The roles a worker may hold in an agency; the screen word is the label."""

    NAVIGATOR = "navigator", "navigator"
    MANAGER = "manager", "manager"
    PARTNER = "partner", "partner worker"
    VOLUNTEER = "volunteer", "volunteer"
    COMMISSIONER = "commissioner", "commissioner"
    TRUSTEE = "trustee", "trustee"
    DATA_PROTECTION = "data_protection", "data-protection lead"
    ADMINISTRATOR = "administrator", "administrator"


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """A role in a sentence, and what it may do."""

    about: str
    permissions: frozenset[P]


# Whose address somebody may look up is the database's question: a manager finds one in an emergency only, a
# partner where the woman shared it with them by name.
CASEWORK = frozenset(
    {P.SEE_WOMEN, P.WRITE_CONTACT, P.WRITE_GOALS, P.LOOK_UP_ADDRESS, P.REFER, P.BREAK_GLASS}
)

# What everybody who works with women does for herself, for colleagues and for other services.
TOGETHER = frozenset({P.CARE, P.SEE_COLLEAGUES, P.CONSULT, P.LOG_CHANGES})

ROLES: dict[Role, RoleInfo] = {
    Role.NAVIGATOR: RoleInfo(
        "Works alongside women; sees only those in whose team they are, and new referrals.",
        CASEWORK | TOGETHER | {P.TAKE_REFERRALS, P.BE_BESIDE},
    ),
    Role.MANAGER: RoleInfo(
        "Runs a service: sees its women, its new referrals, its caseloads and its counts.",
        CASEWORK
        | TOGETHER
        | {
            P.KEEP_SKILLS,
            P.TAKE_REFERRALS,
            P.BE_BESIDE,
            P.MAKE_LINKS,
            P.CHOOSE_LEAD,
            P.REVIEW_ACCESS,
            P.ALLOW_OVER_GAUGE,
            P.EDIT_TOPICS,
            P.SEE_SERVICE,
            P.HAND_ON_COPIES,
            P.READ_COPIES,
            P.ANSWER_ALARMS,
        },
    ),
    Role.PARTNER: RoleInfo(
        "Works for another agency: refers women, and sees only what is shared.",
        frozenset({P.SEE_WOMEN, P.WRITE_CONTACT, P.WRITE_GOALS, P.LOOK_UP_ADDRESS, P.REFER})
        | TOGETHER,
    ),
    Role.VOLUNTEER: RoleInfo(
        "Gives time: as a peer mentor or with a group, reads what a woman wants them to know and nothing of "
        "her record; has supervision like everybody.",
        frozenset({P.CARE, P.BE_BESIDE}),
    ),
    Role.COMMISSIONER: RoleInfo(
        "Pays for the work: reads the copies handed on.", frozenset({P.READ_COPIES})
    ),
    Role.TRUSTEE: RoleInfo(
        "Answers for the charity: reads the copies handed on, keeps the seal on the log on paper.",
        frozenset({P.READ_COPIES, P.READ_SEAL}),
    ),
    Role.DATA_PROTECTION: RoleInfo(
        "Looks after people's data: sees who may open which record, by reference and without a name; keeps "
        "sealed records and made-up ones, the seal on the log and its alarms.",
        frozenset(
            {
                P.READ_COPIES,
                P.REVIEW_ACCESS,
                P.KEEP_SEALED,
                P.KEEP_DECOYS,
                P.READ_SEAL,
                P.ANSWER_ALARMS,
            }
        ),
    ),
    Role.ADMINISTRATOR: RoleInfo(
        "Manages people and settings, and never sees anything about a woman.",
        frozenset(
            {
                P.MANAGE_WORKERS,
                P.MANAGE_DIRECTORY,
                P.MAKE_LINKS,
                P.READ_SEAL,
                P.KEEP_SKILLS,
                P.SEE_COLLEAGUES,
            }
        ),
    ),
}


def may(role: str, permission: P) -> bool:
    """Say whether a role may do this kind of thing."""
    return permission in ROLES[Role(role)].permissions
