"""Care for workers, questions to specialists, and what other services were taught."""

from django.urls import path

from alongside.support.workforce.views import approaches, asking, care, sittings

app_name = "workforce"
urlpatterns = [
    path("care/", care.care, name="care"),
    path("care/leave/", care.leave, name="leave"),
    path("care/leave/<uuid:leave_id>/back/", care.leave_back, name="leave_back"),
    path("care/mine/", care.check, name="check"),
    path("care/mine/<uuid:check_id>/throw-away/", care.check_throw, name="check_throw"),
    path("care/team/", care.team, name="team"),
    path("care/sittings/ask/", sittings.sitting_ask, name="sitting_ask"),
    path("care/sittings/offer/", sittings.sitting_offer, name="sitting_offer"),
    path("care/sittings/<uuid:sitting_id>/", sittings.sitting, name="sitting"),
    path("care/sittings/<uuid:sitting_id>/yes/", sittings.sitting_take_up, name="sitting_take_up"),
    path("care/sittings/<uuid:sitting_id>/day/", sittings.sitting_plan, name="sitting_plan"),
    path("care/sittings/<uuid:sitting_id>/kept/", sittings.sitting_keep, name="sitting_keep"),
    path("care/sittings/<uuid:sitting_id>/off/", sittings.sitting_call_off, name="sitting_call_off"),
    path(
        "care/sittings/<uuid:sitting_id>/words/<uuid:words_id>/back/", sittings.words_back,
        name="words_back",
    ),
    path("care/talks/offer/", sittings.debrief_offer, name="debrief_offer"),
    path("care/talks/<uuid:debrief_id>/answer/", sittings.debrief_answer, name="debrief_answer"),
    path("care/talks/<uuid:debrief_id>/back/", sittings.debrief_back, name="debrief_back"),
    path("care/approaches/", approaches.approaches, name="approaches"),
    path("care/approaches/new/", approaches.approach_new, name="approach_new"),
    path("care/approaches/<uuid:approach_id>/", approaches.approach, name="approach"),
    path(
        "care/approaches/<uuid:approach_id>/back/", approaches.approach_back, name="approach_back"
    ),
    path("consultations/", asking.consultations, name="consultations"),
    path("consultations/ask/", asking.consultation_ask, name="consultation_ask"),
    path("consultations/<uuid:question_id>/", asking.consultation, name="consultation"),
    path(
        "consultations/<uuid:question_id>/back/", asking.consultation_back, name="consultation_back"
    ),
    path(
        "women/<uuid:client_id>/advice/", asking.consultation_about, name="consultation_about"
    ),
    path("changes/", asking.changes, name="changes"),
    path("changes/new/", asking.change_new, name="change_new"),
    path("changes/<uuid:change_id>/", asking.change, name="change"),
    path("changes/<uuid:change_id>/back/", asking.change_back, name="change_back"),
]  # fmt: skip
