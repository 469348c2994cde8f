"""women/<uuid:client_id>/meetings/…"""

from django.urls import path

from alongside.coordination.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("new/", views.new, name="new"),
    path("<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("<uuid:meeting_id>/when/", views.section, {"name": "when"}, name="when"),
    path("<uuid:meeting_id>/her-part/", views.section, {"name": "her_part"}, name="her_part"),
    path("<uuid:meeting_id>/points/", views.section, {"name": "points"}, name="points"),
    path("<uuid:meeting_id>/afterwards/", views.section, {"name": "afterwards"}, name="afterwards"),
    path("<uuid:meeting_id>/off/", views.section, {"name": "off"}, name="off"),
    path("<uuid:meeting_id>/held/", views.held, name="held"),
    path("<uuid:meeting_id>/part/", views.part, name="part"),
    path("<uuid:meeting_id>/paper/", views.agenda, name="agenda"),
    path("<uuid:meeting_id>/who/new/", views.invite, name="invite"),
    path("<uuid:meeting_id>/who/<uuid:invited_id>/", views.invited, name="invited"),
    path("<uuid:meeting_id>/who/<uuid:invited_id>/paper/", views.invitation, name="invitation"),
    path("<uuid:meeting_id>/who/<uuid:invited_id>/sent/", views.sent_off, name="sent"),
    path("<uuid:meeting_id>/who/<uuid:invited_id>/off/", views.take_off, name="take_off"),
    path("<uuid:meeting_id>/who/<uuid:invited_id>/for-them/", views.hand_on, name="hand_on"),
    path("<uuid:meeting_id>/who/<uuid:invited_id>/for-them/paper/", views.extract, name="extract"),
    path("<uuid:meeting_id>/lines/new/", views.minute_new, name="minute_new"),
    path("<uuid:meeting_id>/lines/<uuid:minute_id>/", views.minute, name="minute"),
    path("<uuid:meeting_id>/promised/new/", views.action_new, name="action_new"),
    path("<uuid:meeting_id>/promised/<uuid:action_id>/", views.action, name="action"),
]
