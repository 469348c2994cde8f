"""What is asked before a calendar gets anything; shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import KeyedForm
from alongside.overview.feeds.models import FeedLink
from alongside.overview.feeds.rules import FOR_HER


class LinkForm(KeyedForm):
    """What every entry of the feed is called."""

    said = forms.ChoiceField(
        label=_("What should each entry be called?"),
        choices=FeedLink.Said.choices,
        initial=FeedLink.Said.BUSY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a word."), "invalid_choice": _("Choose a word.")},
    )


class HersForm(forms.Form):
    """That she wants it in her calendar, and under which word."""

    said = forms.ChoiceField(
        label=_("What should it be called there?"),
        choices=list(FOR_HER.items()),
        initial="busy",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a word."), "invalid_choice": _("Choose a word.")},
    )
    she_chose = forms.BooleanField(
        label=_("She wants it in her calendar, and it is safe there"),
        error_messages={"required": _("Ask her first. It is made only if she wants it.")},
    )
