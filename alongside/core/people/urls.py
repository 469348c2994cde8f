"""Below women/<uuid>/contact/."""

from django.urls import path

from alongside.core.people import views

app_name = "people"

urlpatterns = [
    path("", views.contact, name="contact"),
    path("right/", views.contact_right, name="contact_right"),
    path("where/", views.whereabouts, name="whereabouts"),
    path("where/new/", views.whereabouts_new, name="whereabouts_new"),
    path("<uuid:way_id>/", views.reach, name="reach"),
]
