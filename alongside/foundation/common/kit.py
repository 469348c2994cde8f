"""Made-up things to show every component with, for the kit page."""

from typing import Any

from django import forms
from django.core.paginator import Paginator

from alongside.foundation.common.forms import DayField, DayMonthYear, PhoneField, Words

SAFE_TIMES = [
    ("mornings", "Weekday mornings"),
    ("afternoons", "Afternoons"),
    ("evenings", "Evenings"),
    ("in_person", "Only in person"),
]


class KitForm(forms.Form):
    """One of each field."""

    way = Words(
        label="A way to reach you",
        help_text="A phone, a person, a place. Not one somebody else checks.",
        max_length=200,
        lines=1,
    )
    times = forms.MultipleChoiceField(
        label="When is it safe?",
        choices=SAFE_TIMES,
        widget=forms.CheckboxSelectMultiple,
    )
    voicemail = forms.ChoiceField(
        label="Is it safe to leave a message?",
        choices=[("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")],
        widget=forms.RadioSelect(attrs={"class": "al-radios--inline"}),
    )
    number = PhoneField(
        label="Phone number", required=False, help_text="With + for other countries."
    )
    born = DayField(
        label="When were you born?",
        help_text="Only if you like.",
        past=True,
        required=False,
        widget=DayMonthYear(birthday=True),
    )
    language = forms.ChoiceField(
        label="Which language is easiest?",
        choices=[("en", "English"), ("pl", "Polski"), ("ar", "العربية")],
    )
    story = Words(label="Anything you want us to know", required=False, max_length=400)
    knows = forms.BooleanField(
        label="She knows I am writing",
        help_text="If not, stop here and ask her first.",
        required=False,
    )


WRONG = {
    "way": "",
    "number": "07700 9",
    "born_0": "30",
    "born_1": "2",
    "born_2": "1987",
    "language": "pl",
    "story": "Kula eats at six. 🐕 ",
}


def shell() -> dict[str, Any]:
    """Return what the frame of a worker's page needs."""
    return {
        "nav": [
            {"label": "Today", "url": "#today", "current": False, "icon": "today"},
            {"label": "Women", "url": "#women", "current": True, "icon": "women"},
            {"label": "New referrals", "url": "#new", "current": False, "icon": "door"},
            {"label": "Team", "url": "#team", "current": False, "icon": "path"},
            {"label": "Counting", "url": "#counting", "current": False, "icon": "chart"},
        ],
        "nav_find_url": "/find/",
        "who": {
            "name": "Nadia A.",
            "hat": "Navigator, Harbour Navigators",
            "initials": "NA",
            "account_url": "#account",
            "hat_url": "#hat",
            "sign_out_url": "/sign-out/",
        },
        "banner": "Made-up people. Nothing here is real.",
        "keys_on": True,
    }


def pieces() -> dict[str, Any]:
    """Return the made-up rows and numbers of the kit page."""
    return {
        "chips": [
            {"label": "All", "url": "#all", "current": True, "count": 47, "tone": ""},
            {"label": "Safe to reach now", "url": "#safe", "count": 9, "tone": "info"},
            {"label": "Something is late", "url": "#late", "count": 6, "tone": "waiting"},
            {"label": "Came back this month", "url": "#back", "count": 4, "tone": "safe"},
        ],
        "page": Paginator(range(47), 20).page(2),
        "room": [
            {"label": "Nadia A.", "value": 6},
            {"label": "Joy M.", "value": 7},
            {"label": "Leyla D.", "value": 5, "note": "two at high intensity"},
            {"label": "Fran T.", "value": 8, "note": "agreed until 30 Nov", "over": True},
        ],
        "women": [
            ("Amina H.", "Nadia A.", "Tue, coffee", "by text to 16:00", "—", "Coffee today 11:30"),
            ("Dee", "Nadia A.", "Wed, court wait", "", "Probation, 12 days", "Joint meeting 14:00"),
            ("Marta K.", "Nadia A.", "Thu, walk", "by text to 14:00", "Housing, 34 days", "Review"),
            (
                "ياسمين Yasmin",
                "Leyla D.",
                "Fri, visit",
                "in person",
                "Adviser, 19 days",
                "Interpreter",
            ),
        ],
    }
