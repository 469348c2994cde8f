"""Referrals: new ones for workers, the form for everybody, and partners' links to it."""

from django.urls import URLPattern, path

from alongside.coordination.referrals.views import answering, asking, sending

app_name = "referrals"


def _form(prefix: str, name: str) -> list[URLPattern]:
    """Lay out the pages of the form behind one kind of door."""
    return [
        path(prefix, asking.ask_start, name=f"{name}_start"),
        path(f"{prefix}reach/", asking.ask_reach, name=f"{name}_reach"),
        path(f"{prefix}more/", asking.ask_more, name=f"{name}_more"),
        path(f"{prefix}who/", asking.ask_who, name=f"{name}_who"),
        path(f"{prefix}check/", asking.ask_check, name=f"{name}_check"),
    ]


urlpatterns = [
    path("referrals/", answering.new, name="new"),
    path("referrals/new/", sending.write, name="write"),
    path("referrals/sent/", sending.sent, name="sent"),
    path("referrals/links/", sending.links, name="links"),
    path("referrals/links/<uuid:link_id>/end/", sending.link_end, name="link_end"),
    path("referrals/told/<uuid:outcome_id>/", answering.told, name="told"),
    path("referrals/<uuid:referral_id>/", answering.referral, name="referral"),
    path("referrals/<uuid:referral_id>/take-up/", answering.take_up, name="take_up"),
    path("referrals/<uuid:referral_id>/offer/", answering.offer, name="offer"),
    path("ask/", asking.ask_services, name="ask_services"),
    path("ask/sent/", asking.ask_sent, name="ask_sent"),
    *_form("ask/<uuid:service_id>/", "ask"),
    *_form("r/<slug:token>/", "link"),
]
