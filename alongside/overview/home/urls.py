"""Today, the women, and one woman's page."""

from django.urls import path

from alongside.overview.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("find/", views.find, name="find"),
    path("care/weeks/", views.own_weeks, name="weeks"),
    path("care/weeks/team/", views.team_weeks, name="team_weeks"),
    path("women/", views.women, name="women"),
    path("women/<uuid:client_id>/", views.her, name="her"),
    path("women/<uuid:client_id>/timeline/", views.timeline, name="timeline"),
]
