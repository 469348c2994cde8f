"""Who can see what of one woman's record."""

from django.urls import path

from alongside.core.sharing.views import disclosures, named, one_woman, records, seeing, shares

app_name = "sharing"
urlpatterns = [
    path("", seeing.who_sees, name="who_sees"),
    path("share/", shares.share_whom, name="share_whom"),
    path("share/<uuid:agency_id>/", shares.share_new, name="share_new"),
    path("<uuid:grant_id>/stop/", shares.stop, name="stop"),
    path("agreement/", records.agreement_new, name="agreement_new"),
    path("agreement/<uuid:agreement_id>/end/", records.agreement_end, name="agreement_end"),
    path("agreement/<uuid:agreement_id>/duty/", records.agreement_duty, name="agreement_duty"),
    path("wishes/", records.wish_new, name="wish_new"),
    path("wishes/<uuid:wish_id>/", records.wish_change, name="wish_change"),
    path("wishes/<uuid:wish_id>/end/", records.wish_end, name="wish_end"),
    path("passed-on/", disclosures.passed_on, name="passed_on"),
    path("passed-on/new/", disclosures.pass_on, name="pass_on"),
    path("passed-on/alone/<slug:part>/", disclosures.pass_on_locked, name="pass_on_locked"),
    path("passed-on/<uuid:disclosure_id>/", disclosures.passed, name="passed"),
    path("passed-on/<uuid:disclosure_id>/told/", disclosures.told, name="told"),
    path("passed-on/<uuid:disclosure_id>/review/", disclosures.review, name="review"),
    path("passed-on/<uuid:disclosure_id>/paper/", disclosures.paper, name="paper"),
    path("one-woman/", one_woman.one_woman, name="one_woman"),
    path("one-woman/<uuid:other_id>/", one_woman.of_two, name="of_two"),
    path("named/", named.named, name="named"),
    path("named/<uuid:named_id>/off/", named.unname, name="unname"),
]
