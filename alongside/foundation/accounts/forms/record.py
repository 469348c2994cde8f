"""Forms of the record's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import Words


class LookedIntoForm(forms.Form):
    """What came of looking into an alarm."""

    note = Words(
        label=_("What did you find?"),
        help_text=_("Whom you asked, and why so many were opened. Name no woman here."),
        max_length=500,
        lines=3,
        error_messages={"required": _("Write in a few words what you found.")},
    )
