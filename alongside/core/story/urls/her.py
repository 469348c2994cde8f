"""women/<uuid:client_id>/story/…: what she has told us."""

from django.urls import path

from alongside.core.story.views import herself, lines, topics

app_name = "story"
urlpatterns = [
    path("<slug:subject>/", topics.topic, name="topic"),
    path("<slug:subject>/day/", lines.day_new, name="day_new"),
    path("told/<uuid:topic_id>/", topics.told, name="told"),
    path("told/<uuid:topic_id>/part/", topics.topic_part, name="topic_part"),
    path("told/<uuid:topic_id>/travel/", topics.travel, name="travel"),
    path("line/new/", lines.cause_new, name="cause_new"),
    path("line/<uuid:entry_id>/take-back/", topics.take_back, name="take_back"),
    path("line/<uuid:entry_id>/move/", lines.entry_move, name="entry_move"),
    path("line/<uuid:entry_id>/end/", lines.entry_end, name="entry_end"),
    path("line/<uuid:entry_id>/back/", lines.entry_back, name="entry_back"),
    path("about/equality/", herself.equality, name="equality"),
    path("about/locked/", herself.equality_locked, name="equality_locked"),
    path("about/languages/", herself.languages, name="languages"),
]
