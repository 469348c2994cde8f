"""What a letter may say of us, and how its gaps are filled (R230)."""

import datetime
import re
from collections.abc import Iterable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.directory.models import Service

# The gaps a template may have, each with what is put there.
GAPS = {
    "her name": gettext_lazy("her name, as she wants it on this letter"),
    "today": gettext_lazy("the day it is written"),
    "worker": gettext_lazy("your name"),
    "from": gettext_lazy("the neutral name of our service; the real one only if she agrees"),
    "to": gettext_lazy("whom it is to"),
}
A_GAP = re.compile(r"\[([^\[\]\n]{1,40})\]")
# Words that say what kind of service we are.
TELLING = (
    "domestic abuse", "domestic violence", "refuge", "survivor", "sexual violence", "rape", "women's aid",
    "women’s aid", "violence against women", "vawg", "safe house", "homeless", "probation", "sex working",
    "trafficking", "mental health service", "rehab",
)  # fmt: skip


def why_not_template(body: str) -> str | None:
    """Say what is wrong with the gaps of a template, or None."""
    unknown = [gap for gap in A_GAP.findall(body) if gap.strip().lower() not in GAPS]
    if not unknown:
        return None
    return _("There is no gap called [%(gap)s]. You can use: %(gaps)s.") % {
        "gap": unknown[0],
        "gaps": ", ".join(f"[{gap}]" for gap in GAPS),
    }


def filled(body: str, said: Mapping[str, str]) -> str:
    """Fill the gaps of a template; one with nothing to say stays as it is, to be seen."""
    return A_GAP.sub(lambda gap: said.get(gap[1].strip().lower()) or gap[0], body)


def name_on_letters(service: Service, *, says_who_we_are: bool) -> str:
    """Give the name a service goes by on a letter: the neutral one, unless she agreed to the real one."""
    if says_who_we_are:
        return f"{service.name}, {service.agency.name}"
    return service.neutral_name


def day_in_words(day: datetime.date) -> str:
    """Write a day as letters do."""
    return str(date_format(day, "j F Y"))


def what_tells(text: str, names: Iterable[str]) -> list[str]:
    """List what in a letter says which kind of service we are: our real names, and telling words."""
    low = text.casefold()
    wanted = [name for name in names if name.strip()] + list(TELLING)
    return [one for one in wanted if re.search(rf"(?<!\w){re.escape(one.casefold())}", low)]


def why_not_letter(
    *, text: str, service: Service, says_who_we_are: bool, agreed: bool
) -> str | None:
    """Say why a letter may not go like this, or None: it never says what we are without her yes."""
    if not agreed:
        return _("Ask her first. A letter goes only on her yes: write down the day she said it.")
    left = [gap for gap in A_GAP.findall(text) if gap.strip().lower() in GAPS]
    if left:
        return _("There is still a gap: [%(gap)s]. Write there what belongs there.") % {
            "gap": left[0]
        }
    if says_who_we_are:
        return None
    if not service.neutral_name:
        return _(
            "Our service has no neutral name yet, so a letter would say what we are. Ask an administrator "
            "for one, or ask her whether the letter may say it."
        )
    names = [service.name, service.agency.name]
    telling = what_tells(text, [name for name in names if name != service.neutral_name])
    if telling:
        return _(
            "“%(words)s” says what kind of service we are. Write it another way, or ask her whether the "
            "letter may say it."
        ) % {"words": telling[0]}
    return None
