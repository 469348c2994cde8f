"""What may break a rule of the house, and why. A line that is no longer needed fails the build."""

# SQL outside the gate's own folder, the supervisor of the database, and migrations.
RAW_SQL = {
    "alongside/foundation/audit/keeping.py": "makes the migration steps that keep a table's history",
}

# Public functions in actions that are not keyword-only, by somebody, in a transaction of their own.
ACTIONS: dict[str, str] = {}

# Files in a room that are not its furniture.
FURNITURE: dict[str, str] = {}

# What has grown past its size.
LONG: dict[str, str] = {}

# Templates that are named where this test can't read it; a pattern, and who names them.
TEMPLATES = {
    r"common/(400|403|404|405|500|503|stale_form)\.html": "foundation/common/views.still() by number",
    r"django/forms/widgets/\w+\.html": "Django's own form widgets, by the names Django gives them",
    r"(account|mfa)/.*\.html": "the sign-in library's own views, by the names it gives them",
    r"429\.html": "the sign-in library, when somebody guesses too fast",
    r"referrals/ask_\w+\.html": "referrals/views/asking.py, by the page asked for",
}

# Things in templates that the content security policy would block.
INLINE: dict[str, str] = {}

# Words to avoid that stand on a screen nevertheless: (where, word).
WORDS: dict[tuple[str, str], str] = {}
