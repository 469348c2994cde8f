from django import forms

from alongside.overview.insight.rules import SHAPES


class CopyForm(forms.Form):
    """How finely the copy is divided, and the key the copy will have."""

    shape = forms.ChoiceField(choices=list(SHAPES.items()), widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
