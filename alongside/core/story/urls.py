"""What she has told us."""

from django.urls import path

from alongside.core.story import views

app_name = "story"
urlpatterns = [
    path("<slug:subject>/", views.topic, name="topic"),
    path("told/<uuid:topic_id>/", views.told, name="told"),
    path("told/<uuid:topic_id>/part/", views.topic_part, name="topic_part"),
]
