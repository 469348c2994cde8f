"""Who may be beside her team, and what has to stand before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.roles import Role

# Who decides with her who is beside her, and who may be a supervisor.
LOOK_AFTER = frozenset({Source.LEAD, Source.TEAM, Source.MANAGER})
MAY_BE_BESIDE = frozenset({Role.VOLUNTEER, Role.NAVIGATOR, Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to be known before somebody is put beside her."""

    episode: Episode
    name: str
    role: str
    works_here: bool
    kept_away: bool
    asker_looks_after: bool
    supervisor_looks_after: bool
    same_person: bool
    has_said: bool


def why_not_welcome(mine: Rights) -> str | None:
    """Say why somebody can't write down what she wants those beside her to know, or None."""
    if mine.may_write(Compartment.WELCOME):
        return None
    return _("Those alongside her write this down, with her. Ask her lead worker.")


def why_not_end(*, looks_after: bool) -> str | None:
    """Say why somebody can't end that another is beside her, or None."""
    if looks_after:
        return None
    return _("Those alongside her do this, with her. Ask her lead worker.")


def why_not_companion(asked: Asked) -> str | None:
    """Say why this person can't be put beside her, or None (R146, R161)."""
    name = {"name": asked.name}
    if said := why_not_end(looks_after=asked.asker_looks_after):
        return said
    if not asked.has_said:
        return _("First write down with her what she wants them to know.")
    if asked.episode.state != Episode.State.ACTIVE:
        return _("She is not with %(service)s now.") % {"service": asked.episode.service.name}
    if asked.kept_away:
        return (
            _("She keeps %(name)s away, or may. Choose somebody else, or ask her about it.") % name
        )
    if not asked.works_here or asked.role not in MAY_BE_BESIDE:
        return _("Choose somebody who gives time or works in this service.")
    if asked.same_person:
        return _("%(name)s can’t be their own supervisor. Choose somebody else.") % name
    if not asked.supervisor_looks_after:
        return _("Choose a supervisor who is alongside her, or who runs the service.")
    return None
