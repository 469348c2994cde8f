"""The boxes of one subject of her story: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.story.models import Topic
from alongside.foundation.common.forms import Words

LONGEST = 10_000


class TopicForm(forms.Form):
    """What she said, kept apart from what we add; or that this is not for now."""

    state = forms.ChoiceField(
        label=_("Where do things stand?"),
        choices=Topic.State.choices,
        initial=Topic.State.TOLD,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one, even if it is “not asked yet”."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    her_words = Words(
        label=_("Her words"),
        help_text=_("As she said them, if she is happy for them to be kept."),
        required=False,
        lines=4,
        max_length=LONGEST,
    )
    worker_words = Words(
        label=_("Your words"),
        help_text=_("What you would add, so that she need not tell it again."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
