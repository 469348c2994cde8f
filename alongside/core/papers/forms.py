"""What is asked about a file; the file itself is looked at by what is in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part, part_choices
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.cleaning import Cleaned, NotTaken, clean
from alongside.foundation.common.forms import KeyedForm, Words


class PaperForm(KeyedForm):
    """A file, what to call it, and which part of her record it belongs to."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "A photo (JPEG or PNG), a PDF or plain text, up to 10 MB. Where and when a photo was taken is "
            "removed, and so is what a PDF hides."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf,.txt"}),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )
    title = Words(
        label=_("What is it?"),
        help_text=_(
            "In a few words, such as: letter from the council. The file’s own name is not kept."
        ),
        lines=1,
        max_length=120,
        error_messages={"required": _("Say in a few words what it is.")},
    )
    compartment = a_part()

    def __init__(self, *args: Any, mine: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["compartment"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = part_choices(mine, first=Compartment.NOTES)

    def clean_file(self) -> Cleaned:
        """Find out what the file is and make it anew, or say why it is not taken."""
        sent = self.cleaned_data["file"]
        try:
            return clean(sent.read(), sent.size)
        except NotTaken as said:
            raise forms.ValidationError(str(said), code="not_taken") from said

    def clean(self) -> dict[str, Any]:
        """Ask for the file once more where something else has to be mended."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors and "file" not in self.errors:
            self.ask_again()
        return cleaned

    def ask_again(self) -> None:
        """Say that the file has to be chosen once more: a browser never keeps it."""
        self.add_error("file", _("Choose the file once more, please. The rest is kept."))
