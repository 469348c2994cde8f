"""women/<uuid:client_id>/time/… and /back/…: how a time with us ends, and begins again."""

from django.urls import path

from alongside.coordination.endings import views
from alongside.coordination.endings.views import ours

app_name = "endings"
urlpatterns = [
    path("time/", views.time_with_us, name="time"),
    path("time/stop/", views.stop, name="stop"),
    path("time/<uuid:episode_id>/close/", views.close, name="close"),
    path("time/<uuid:episode_id>/plan/", ours.plan, name="plan"),
    path("time/endings/<uuid:ending_id>/", views.ending, name="ending"),
    path("time/died/", views.died, name="died"),
    path("time/died/undo/", views.undo_death, name="undo_death"),
    path("time/died/told/<uuid:tell_id>/", views.told_them, name="told_them"),
    path("back/<uuid:episode_id>/", views.back, name="back"),
    path("back/<uuid:episode_id>/knock/", views.knock, name="knock"),
]
