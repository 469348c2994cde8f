"""women/<uuid:client_id>/goals/…"""

from django.urls import path

from alongside.support.outcomes import views

app_name = "outcomes"

urlpatterns = [
    path("", views.goals, name="goals"),
    path("new/", views.new_goal, name="new_goal"),
    path("check-in/", views.choose_check_in, name="choose_check_in"),
    path(
        "check-ins/<uuid:sitting>/take-back/", views.take_back_check_in, name="take_back_check_in"
    ),
    path("check-ins/<uuid:sitting>/part/", views.check_in_part, name="check_in_part"),
    path("check-ins/<uuid:reading_id>/talked-over/", views.talk_over, name="talk_over"),
    path(
        "attempts/<uuid:attempt_id>/take-back/", views.take_back_attempt, name="take_back_attempt"
    ),
    path("areas/<uuid:area_id>/path/", views.area_path, name="area_path"),
    path("areas/<uuid:area_id>/check-in/", views.check_in_area, name="check_in_area"),
    path("<uuid:goal_id>/", views.goal, name="goal"),
    path("<uuid:goal_id>/change/", views.change_goal, name="change_goal"),
    path("<uuid:goal_id>/move/", views.move_goal, name="move_goal"),
    path("<uuid:goal_id>/part/", views.goal_part, name="goal_part"),
    path("<uuid:goal_id>/with-peers/", views.with_peers, name="with_peers"),
    path("<uuid:goal_id>/reached/", views.reach_goal, name="reach_goal"),
    path("<uuid:goal_id>/set-aside/", views.set_aside, name="set_aside"),
    path("<uuid:goal_id>/take-up/", views.take_up, name="take_up"),
    path("<uuid:goal_id>/waiting/", views.wait_on, name="wait_on"),
    path("<uuid:goal_id>/waiting/asked/", views.ask_again, name="ask_again"),
    path("<uuid:goal_id>/waiting/over/", views.stop_waiting, name="stop_waiting"),
    path("<uuid:goal_id>/attempts/new/", views.new_attempt, name="new_attempt"),
    path("<uuid:goal_id>/check-in/", views.check_in_goal, name="check_in_goal"),
    path("<uuid:goal_id>/path/", views.goal_path, name="goal_path"),
]
