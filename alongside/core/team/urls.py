"""Who is alongside a woman: choosing a lead worker, somebody new at her wish, colleagues on and off."""

from django.urls import path

from alongside.core.team.views import changes, leading, members

app_name = "team"
urlpatterns = [
    path("hand-over/", leading.hand_over, name="hand_over"),
    path("women/<uuid:client_id>/lead/<uuid:episode_id>/", leading.lead, name="lead"),
    path(
        "women/<uuid:client_id>/closeness/<uuid:episode_id>/", leading.intensity, name="intensity"
    ),
    path("care/months/", leading.months, name="months"),
    path("women/<uuid:client_id>/team/<uuid:member_id>/off/", members.take_off, name="take_off"),
    path("women/<uuid:client_id>/team/join/<uuid:episode_id>/", members.join, name="join"),
    path(
        "women/<uuid:client_id>/team/else/<uuid:episode_id>/", changes.would_like, name="would_like"
    ),
    path("women/<uuid:client_id>/team/change/<uuid:change_id>/", changes.change, name="change"),
    path("women/<uuid:client_id>/team/change/<uuid:change_id>/who/", changes.choose, name="choose"),
    path("women/<uuid:client_id>/team/change/<uuid:change_id>/begin/", changes.begin, name="begin"),
    path("women/<uuid:client_id>/team/change/<uuid:change_id>/stays/", changes.stays, name="stays"),
    path(
        "women/<uuid:client_id>/team/meet/<uuid:episode_id>/", members.introduce, name="introduce"
    ),
    path(
        "women/<uuid:client_id>/team/met/<uuid:introduction_id>/",
        members.introduction,
        name="introduction",
    ),
    path(
        "women/<uuid:client_id>/team/matters/<uuid:episode_id>/", members.handover, name="handover"
    ),
]
