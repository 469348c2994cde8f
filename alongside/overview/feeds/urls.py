"""Calendars: a worker's feed that says only when, and one entry for her own calendar."""

from django.urls import path

from alongside.overview.feeds import views

app_name = "feeds"
urlpatterns = [
    path("calendar/", views.feeds, name="feeds"),
    path("calendar/links/<uuid:link_id>/end/", views.link_end, name="link_end"),
    path("calendar/<slug:token>.ics", views.feed, name="feed"),
    path("women/<uuid:client_id>/calendar/<uuid:appointment_id>/", views.hers, name="hers"),
]
