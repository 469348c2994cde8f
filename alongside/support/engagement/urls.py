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
    path(
        "next/<uuid:appointment_id>/reminded/",
        views.appointment_reminded,
        name="appointment_reminded",
    ),
    path("tried/", views.tried, name="tried"),
    path("enablers/", views.enablers, name="enablers"),
    path("enablers/new/", views.enabler_new, name="enabler_new"),
    path("enablers/<uuid:enabler_id>/", views.enabler, name="enabler"),
    path("enablers/<uuid:enabler_id>/part/", views.enabler_part, name="enabler_part"),
    path("enablers/<uuid:enabler_id>/undo/", views.enabler_undo, name="enabler_undo"),
    path("offered/", views.choices, name="choices"),
    path("offered/new/", views.choice_new, name="choice_new"),
    path("offered/<uuid:choice_id>/part/", views.choice_part, name="choice_part"),
    path("offered/<uuid:choice_id>/undo/", views.choice_undo, name="choice_undo"),
    path("checks/", views.checks, name="checks"),
    path("checks/agree/", views.check_agree, name="check_agree"),
    path("checks/stop/", views.checks_stop, name="checks_stop"),
    path("checks/<uuid:check_id>/", views.check, name="check"),
    path("checks/<uuid:check_id>/move/", views.check_move, name="check_move"),
    path("letters/", views.letters, name="letters"),
    path("letters/new/", views.letter_new, name="letter_new"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("letters/<uuid:letter_id>/paper/", views.letter_paper, name="letter_paper"),
    path("letters/<uuid:letter_id>/part/", views.letter_part, name="letter_part"),
    path("letters/<uuid:letter_id>/undo/", views.letter_undo, name="letter_undo"),
    path("<uuid:contact_id>/", views.note, name="note"),
    path("<uuid:contact_id>/change/", views.note_change, name="note_change"),
    path("<uuid:contact_id>/part/", views.note_part, name="note_part"),
    path("<uuid:contact_id>/undo/", views.note_undo, name="note_undo"),
    path("<uuid:contact_id>/not-hers/", views.not_hers, name="not_hers"),
    path("elsewhere/<uuid:misplaced_id>/", views.misplaced, name="misplaced"),
    path("elsewhere/<uuid:misplaced_id>/told/", views.misplaced_told, name="misplaced_told"),
]
urlpatterns = [
    path("notes/", views.note_whom, name="note_whom"),
    path("notes/several/", views.several, name="several"),
    path("notes/words/", views.words, name="words"),
    path("notes/words/<uuid:service_id>/", views.words_of, name="words_of"),
    path("notes/words/<uuid:service_id>/letter/", views.template_new, name="template_new"),
    path("notes/letters/<uuid:template_id>/", views.template, name="template"),
    path("notes/letters/<uuid:template_id>/end/", views.template_end, name="template_end"),
    path("notes/everyday/", views.everyday, name="everyday"),
    path("messages/", views.messages, name="messages"),
    path("messages/new/", views.message_new, name="message_new"),
    path("messages/<uuid:message_id>/done/", views.message_done, name="message_done"),
    path("women/<uuid:client_id>/notes/", include(HERS)),
]
