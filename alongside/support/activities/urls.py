"""groups/…: no woman is in an address; a list is opened by who leads the group."""

from django.urls import path

from alongside.support.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.groups, name="groups"),
    path("new/", views.group_new, name="group_new"),
    path("<uuid:activity_id>/", views.today, name="today"),
    path("<uuid:activity_id>/on/<int:day>/", views.day, name="day"),
    path("<uuid:activity_id>/on/<int:day>/mark/", views.mark, name="mark"),
    path("<uuid:activity_id>/on/<int:day>/given/", views.give, name="give"),
    path("<uuid:activity_id>/on/<int:day>/off/", views.off, name="off"),
    path("<uuid:activity_id>/people/", views.people, name="people"),
    path("<uuid:activity_id>/people/<uuid:belonging_id>/leave/", views.leave, name="leave"),
    path("<uuid:activity_id>/change/", views.group_change, name="group_change"),
    path("<uuid:activity_id>/end/", views.group_end, name="group_end"),
    path("<uuid:activity_id>/leaders/", views.leader_new, name="leader_new"),
    path("<uuid:activity_id>/leaders/<uuid:leader_id>/off/", views.leader_off, name="leader_off"),
]
