"""Today, the women, and one woman's page."""

from django.urls import path

from alongside.overview.home import views
from alongside.overview.home.views import finding, her_team, listing

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("find/", finding.find, name="find"),
    path("keys/", finding.keys, name="keys"),
    path("women/", listing.women, name="women"),
    path("women/filters/", listing.filter_show, name="filter_show"),
    path("women/filters/keep/", listing.filter_keep, name="filter_keep"),
    path("women/filters/<uuid:filter_id>/drop/", listing.filter_drop, name="filter_drop"),
    path("care/weeks/", views.own_weeks, name="weeks"),
    path("care/weeks/team/", views.team_weeks, name="team_weeks"),
    path("care/work/team/", views.team_work, name="team_work"),
    path("women/<uuid:client_id>/", views.her, name="her"),
    path("women/<uuid:client_id>/timeline/", views.timeline, name="timeline"),
    path("women/<uuid:client_id>/team/", her_team.team_page, name="team"),
    path("women/<uuid:client_id>/team/elsewhere/", her_team.ally_new, name="ally_new"),
    path(
        "women/<uuid:client_id>/team/elsewhere/<uuid:ally_id>/off/",
        her_team.ally_end,
        name="ally_end",
    ),
]
