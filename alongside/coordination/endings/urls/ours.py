"""money/…: the services whose money ends, and who is to be handed over."""

from django.urls import path

from alongside.coordination.endings.views import ours

app_name = "ours"
urlpatterns = [
    path("", ours.ends, name="ends"),
    path("<uuid:service_id>/", ours.funded, name="funded"),
]
