"""What the page shell needs on every page: places, who is here, and what has to be said above all."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.her_words import her_text


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the bar: where it leads, who sees it, and which addresses lie in it.

    Who may do what `unless` says finds this place inside another one.
    """

    url_name: str
    label: Any
    icon: str
    needs: Permission | None
    within: tuple[str, ...] = ()
    unless: Permission | None = None


PLACES = (
    Place("home:today", _("Today"), "today", None),
    Place("home:women", _("Women"), "women", Permission.SEE_WOMEN, ("/women/",)),
    Place(
        "peers:whom", _("Beside you"), "women", Permission.BE_BESIDE, ("/beside/",),
        unless=Permission.SEE_WOMEN,
    ),
    Place(
        "activities:groups", _("Groups"), "today", Permission.BE_BESIDE, ("/groups/",),
        unless=Permission.SEE_WOMEN,
    ),
    Place("referrals:new", _("New referrals"), "door", Permission.TAKE_REFERRALS, ("/referrals/",)),
    Place("insight:counts", _("Counts"), "chart", Permission.SEE_SERVICE, ("/counts/",)),
    Place(
        "referrals:sent", _("Referrals"), "door", Permission.REFER, ("/referrals/",),
        unless=Permission.TAKE_REFERRALS,
    ),
    Place(
        "insight:copies", _("Copies"), "chart", Permission.READ_COPIES, ("/counts/",),
        unless=Permission.SEE_SERVICE,
    ),
    Place(
        "access:review", _("Who sees what"), "eye", Permission.REVIEW_ACCESS, ("/access/",),
    ),
    Place(
        "workforce:care", _("For us"), "cup", Permission.CARE,
        ("/care/", "/consultations/", "/changes/", "/colleagues/", "/cover/", "/sits/", "/learning/"),
        # On a phone there is room for five; a manager finds it on Today.
        unless=Permission.SEE_SERVICE,
    ),
    Place("emergency:kept", _("Sealed records"), "lock", Permission.KEEP_SEALED, ("/sealed/",)),
    Place("accounts:workers", _("Workers"), "women", Permission.MANAGE_WORKERS, ("/workers/",)),
    Place(
        "accounts:agencies", _("Agencies"), "door", Permission.MANAGE_DIRECTORY,
        ("/agencies/", "/services/", "/cover/", "/sits/"),
    ),
    Place(
        "referrals:links", _("Partners’ links"), "door", Permission.MANAGE_WORKERS,
        ("/referrals/links/",),
    ),
    Place("accounts:seal", _("The log"), "lock", Permission.READ_SEAL, ("/record/",)),
)  # fmt: skip


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _nav(request: HttpRequest, hat: Membership) -> list[dict[str, Any]]:
    """List the places this hat may go to, without those that are not built."""
    shown: list[dict[str, Any]] = []
    for place in PLACES:
        url = _address(place.url_name)
        if not url or (place.needs and not hat.may(place.needs)):
            continue
        if place.unless and hat.may(place.unless):
            continue
        current = request.path == url or request.path.startswith(place.within or ("\0",))
        shown.append({"label": place.label, "url": url, "icon": place.icon, "current": current})
    return shown


def banner() -> str:
    """Say what has to be said above every page: that this is a game, or that it is not finished."""
    if settings.DEMO:
        return gettext("Made-up people. Nothing here is real.")
    return gettext("Not yet for real women’s records.")


def her_banner() -> str:
    """Say the same on pages she may be shown, in words that tell nobody whose pages they are."""
    return banner() if settings.DEMO else str(her_text("frame.trial"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the bar, the worker under her hat, her wishes about pages, and the banner."""
    said: dict[str, Any] = {"banner": banner(), "her_banner": her_banner(), "hat": None}
    said |= {"nav": [], "theme": ""}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return said
    hat: Membership | None = getattr(request, "membership", None)
    said |= {
        "hat": hat,
        "theme": user.theme,
        "keys_on": user.find_key_on,
        "who": {
            "name": user.name,
            "initials": user.initials,
            "hat": f"{hat.get_role_display()}, {hat.agency.name}" if hat else "",
            "account_url": reverse("accounts:account"),
            "hat_url": reverse("accounts:hats"),
            "sign_out_url": reverse("account_logout"),
        },
    }
    if hat:
        said |= {"nav": _nav(request, hat), "keys_url": _address("home:keys")}
        if hat.may(Permission.SEE_WOMEN):
            said |= {"nav_find_url": _address("home:find"), "calendar_url": _address("feeds:feeds")}
    return said
