"""women/<uuid:client_id>/gathering/…: what can be talked about with her, and her story to read with her."""

from django.urls import path

from alongside.overview.gathering import views

app_name = "gathering"
urlpatterns = [
    path("", views.bank, name="bank"),
    path("line/", views.line, name="line"),
    path("line/paper/", views.paper, name="paper"),
    path("about/<slug:subject>/", views.section, name="section"),
    path("topic/<uuid:topic_id>/", views.look_after, name="look_after"),
]
