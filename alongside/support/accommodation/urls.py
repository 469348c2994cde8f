"""women/<uuid:client_id>/nights/…: where she has slept."""

from django.urls import path

from alongside.support.accommodation import views

app_name = "accommodation"
urlpatterns = [
    path("", views.nights, name="nights"),
    path("new/", views.stretch_new, name="stretch_new"),
    path("<uuid:stretch_id>/", views.stretch_change, name="stretch_change"),
    path("<uuid:stretch_id>/part/", views.stretch_part, name="stretch_part"),
    path("<uuid:stretch_id>/off/", views.stretch_off, name="stretch_off"),
    path("<uuid:stretch_id>/back/", views.stretch_back, name="stretch_back"),
]
