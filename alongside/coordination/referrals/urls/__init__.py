"""Referrals: new ones for workers, the form for everybody, and partners' links to it."""

from django.urls import URLPattern, path

from alongside.coordination.referrals.views import answering, asking, coming_back, lists, sending

app_name = "referrals"


def _form(prefix: str, name: str) -> list[URLPattern]:
    """Lay out the pages of the form behind one kind of door."""
    return [
        path(prefix, asking.ask_start, name=f"{name}_start"),
        path(f"{prefix}reach/", asking.ask_reach, name=f"{name}_reach"),
        path(f"{prefix}more/", asking.ask_more, name=f"{name}_more"),
        path(f"{prefix}who/", asking.ask_who, name=f"{name}_who"),
        path(f"{prefix}extra/", asking.ask_extra, name=f"{name}_extra"),
        path(f"{prefix}check/", asking.ask_check, name=f"{name}_check"),
    ]


urlpatterns = [
    path("referrals/", answering.new, name="new"),
    path("referrals/new/", sending.write, name="write"),
    path("referrals/typed/", sending.typed, name="typed"),
    path("referrals/tonight/", sending.tonight, name="tonight"),
    path("referrals/paper/", sending.paper, name="paper"),
    path("referrals/sent/", sending.sent, name="sent"),
    path("referrals/sent/<uuid:referral_id>/take-back/", sending.take_back, name="take_back"),
    path("referrals/counts/", lists.counts, name="counts"),
    path("referrals/needs/", lists.needs, name="needs"),
    path("referrals/needs/<uuid:need_id>/end/", lists.need_end, name="need_end"),
    path("referrals/list/<uuid:service_id>/", lists.waiting_list, name="waiting_list"),
    path("referrals/links/", sending.links, name="links"),
    path("referrals/links/<uuid:link_id>/end/", sending.link_end, name="link_end"),
    path("referrals/told/<uuid:outcome_id>/", answering.told, name="told"),
    path("referrals/<uuid:referral_id>/", answering.referral, name="referral"),
    path("referrals/<uuid:referral_id>/take-up/", answering.take_up, name="take_up"),
    path("referrals/<uuid:referral_id>/offer/", answering.offer, name="offer"),
    path("referrals/<uuid:referral_id>/cannot/", answering.cannot, name="cannot"),
    path("referrals/<uuid:referral_id>/with-us/", answering.with_us, name="with_us"),
    path("referrals/<uuid:referral_id>/accept/", answering.accept, name="accept"),
    path("referrals/<uuid:referral_id>/see/", answering.see, name="see"),
    path("referrals/<uuid:referral_id>/ended/", answering.ended, name="ended"),
    path("referrals/<uuid:referral_id>/place/", lists.place, name="place"),
    path("referrals/<uuid:referral_id>/off-list/", lists.off_list, name="off_list"),
    path("ask/", asking.ask_services, name="ask_services"),
    path("ask/language/", coming_back.ask_language, name="ask_language"),
    path("ask/word/", coming_back.ask_word, name="ask_word"),
    path("ask/word/open/", coming_back.ask_back, name="ask_back"),
    path("ask/<uuid:service_id>/paper/", coming_back.ask_paper, name="ask_paper"),
    path("r/<slug:token>/tonight/", coming_back.link_tonight, name="link_tonight"),
    path("ask/sent/", asking.ask_sent, name="ask_sent"),
    *_form("ask/<uuid:service_id>/", "ask"),
    *_form("r/<slug:token>/", "link"),
]
