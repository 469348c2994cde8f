"""Who is alongside a woman: choosing a lead worker, taking somebody off, handing over."""

from django.urls import path

from alongside.core.team import views

app_name = "team"
urlpatterns = [
    path("hand-over/", views.hand_over, name="hand_over"),
    path("women/<uuid:client_id>/lead/<uuid:episode_id>/", views.lead, name="lead"),
    path("women/<uuid:client_id>/closeness/<uuid:episode_id>/", views.intensity, name="intensity"),
    path("care/months/", views.months, name="months"),
    path("women/<uuid:client_id>/team/<uuid:member_id>/off/", views.take_off, name="take_off"),
]
