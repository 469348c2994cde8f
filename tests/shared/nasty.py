"""What people and machines put into boxes, by name; no form may break or lose a word of it."""

import uuid

LONG_NAME = "Aleksandra Wilhelmina Konstancja Anastazja Krzyżanowska-Brandt"

NASTY: dict[str, str] = {
    "nothing": "",
    "a space": " ",
    "one megabyte": "She walked on. " * 70_000,
    "emoji": "good 🙂 day 👩🏽‍🦱🏳️‍🌈",
    "right to left": "قالت إنها بخير اليوم",
    "mixed direction": "she said \u202eسلام\u202c and laughed",
    "a hidden NUL": "before\x00after",
    "a lone half of a character": "before\ud800after",
    "one word": "Roza",
    "an apostrophe": "Siobhán O’Neill-Khan and D'Arcy",
    "sixty characters": LONG_NAME[:60],
    "a script": "<script>alert('x')</script>",
    "a template": "{{ client.name }}{% now 'Y' %}",
    "a query": "'; drop table people_client; --",
    "a percent and an underscore": "100%_sure\\",
    "a formula": "=1+1",
    "a foreign phone": "+48 512 345 678",
    "an impossible phone": "07700 9",
    "a key": str(uuid.UUID(int=7)),
    "a big number": "9" * 400,
    "a minus": "-1",
    "a fraction": "1e9",
    "figures of another script": "٣٠",
}

# All but the megabyte, for boxes that are tried one after another.
SHORT = {what: typed for what, typed in NASTY.items() if len(typed) < 1000}

# The three boxes of a date, as typed.
NASTY_DAYS: dict[str, tuple[str, str, str]] = {
    "30 February": ("30", "2", "2026"),
    "29 February in a common year": ("29", "2", "2025"),
    "no day": ("", "3", "2026"),
    "only a year": ("", "", "2026"),
    "the future": ("1", "1", "2999"),
    "long ago": ("1", "1", "0001"),
    "a two-figure year": ("1", "1", "26"),
    "words": ("soon", "May", "next year"),
    "month thirteen": ("1", "13", "2026"),
    "a hidden NUL": ("1\x00", "1", "2026"),
    "very long": ("1" * 5000, "1", "2026"),
}
