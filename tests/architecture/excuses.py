"""What may break a rule of the house, and why. A line that is no longer needed fails the build."""

# SQL outside the gate's own folder, the supervisor of the database, and migrations.
RAW_SQL = {
    "alongside/foundation/audit/keeping.py": "makes the migration steps that keep a table's history",
    "alongside/foundation/audit/resealing.py": "migrations and the administrator seal whole tables anew",
}

# Public functions in actions that are not keyword-only, by somebody, in a transaction of their own.
ACTIONS = {
    "alongside/core/sharing/actions/matching.py:compare_waiting": "house-keeping for nobody; calls the gate",
    "alongside/coordination/referrals/actions/sending.py:sweep": "house-keeping; one call to the gate",
    "alongside/core/papers/actions.py:sweep": "house-keeping for nobody; one call to the gate",
    "alongside/core/people/actions.py:note_last_contact": "a line on her row, within the action of a note",
    "alongside/foundation/accounts/actions/second_step.py:spend_code": "before anybody is signed in",
    "alongside/foundation/accounts/actions/sessions.py:note_seen": "when a browser was last here",
    "alongside/support/engagement/actions/once.py:kept_once": "within the actions of its two rows",
    "alongside/support/engagement/actions/together.py:note_last_together": "within the action of a note",
    "alongside/support/engagement/actions/__init__.py:as_typed": "brings a note back into its form",
}

# Files in a room that are not its furniture.
FURNITURE = {
    "alongside/overview/gathering/prints.py": "her story on paper: between its queries and its views",
    "alongside/core/around/maps.py": "what a map and its months say: between queries and views",
    "alongside/core/around/prints.py": "her map on paper: between its queries and its views",
    "alongside/coordination/meetings/prints.py": "meetings on paper: between queries and views",
    "alongside/coordination/referrals/prints.py": "the blank form and letters: between queries and views",
    "alongside/overview/herspace/prints.py": "her pages on paper: between their queries and their views",
    "alongside/support/outcomes/paths.py": "tells paths from rows already read; too long for queries",
}

# What has grown past its size.
LONG = {
    "alongside/config/demo/words/goals.py": "words of made-up women; a list, not a program",
    "alongside/config/running/cli.py:_parser": "one line for each word of the command",
    "alongside/coordination/endings/views/__init__.py:close": "what was tried, form, refusal, answer",
    "alongside/coordination/referrals/views/answering.py:take_up": "form, refusal, answer",
    "alongside/foundation/common/her_words.py": "every sentence made for her; a list, not a program",
    "alongside/foundation/accounts/views/account.py:authenticator": "three answers of one page",
    "alongside/foundation/accounts/views/first_run.py:first_run": "three answers of one page",
    "alongside/support/engagement/views/notes.py:note_change": "form, merge, answer",
}

# Templates that are named where this test can't read it; a pattern, and who names them.
TEMPLATES = {
    r"common/(400|403|404|405|500|503)\.html": "foundation/common/views.still() by number",
    r"django/forms/widgets/\w+\.html": "Django's own form widgets, by the names Django gives them",
    r"(account|mfa)/.*\.html": "the sign-in library's own views, by the names it gives them",
    r"429\.html": "the sign-in library, when somebody guesses too fast",
    r"engagement/_(checks_due|reminders)\.html": "panels of Today, for the roof to compose",
    r"referrals/ask_\w+\.html": "referrals/views/asking.py, by the page asked for",
}

# Things in templates that the content security policy would block.
INLINE: dict[str, str] = {}

# Words to avoid that stand on a screen nevertheless: (where, word).
WORDS = {
    (
        "alongside/foundation/audit/models.py",
        "refused",
    ): "said of a worker's request, not of a woman",
}
