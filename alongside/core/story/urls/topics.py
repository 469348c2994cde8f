"""topics/…: what can be talked about; nothing in it is about anybody."""

from django.urls import path

from alongside.core.story.views import subjects

app_name = "topics"
urlpatterns = [
    path("", subjects.subjects, name="subjects"),
    path("new/", subjects.subject_new, name="subject_new"),
    path("<uuid:subject_id>/", subjects.subject_change, name="subject_change"),
    path("<uuid:subject_id>/move/", subjects.subject_move, name="subject_move"),
    path("<uuid:subject_id>/end/", subjects.subject_end, name="subject_end"),
    path("<uuid:subject_id>/back/", subjects.subject_back, name="subject_back"),
    path("<uuid:subject_id>/as-it-came/", subjects.subject_as_it_came, name="subject_as_it_came"),
]
