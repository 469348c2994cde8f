"""What she has told us."""

from django.urls import path

from alongside.core.story import views

app_name = "story"
urlpatterns = [path("<slug:subject>/", views.topic, name="topic")]
