"""Notes of time with her, and what's next."""

from django.urls import include, path

from alongside.support.engagement import views

app_name = "engagement"
HERS = [
    path("new/", views.note_new, name="note_new"),
    path("draft/", views.draft, name="draft"),
    path("draft/<uuid:draft_id>/throw-away/", views.draft_throw_away, name="draft_throw_away"),
    path("draft/<uuid:draft_id>/part/", views.draft_part, name="draft_part"),
    path("next/new/", views.appointment_new, name="appointment_new"),
    path(
        "next/<uuid:appointment_id>/happened/",
        views.appointment_happened,
        name="appointment_happened",
    ),
    path("next/<uuid:appointment_id>/move/", views.appointment_move, name="appointment_move"),
    path("next/<uuid:appointment_id>/part/", views.appointment_part, name="appointment_part"),
    path("next/<uuid:appointment_id>/undo/", views.appointment_undo, name="appointment_undo"),
    path("<uuid:contact_id>/", views.note, name="note"),
    path("<uuid:contact_id>/change/", views.note_change, name="note_change"),
    path("<uuid:contact_id>/part/", views.note_part, name="note_part"),
    path("<uuid:contact_id>/undo/", views.note_undo, name="note_undo"),
]
urlpatterns = [
    path("notes/", views.note_whom, name="note_whom"),
    path("women/<uuid:client_id>/notes/", include(HERS)),
]
