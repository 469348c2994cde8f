"""How one woman is named by somebody who does not see her: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import DayField, Words


class WhomForm(forms.Form):
    """Her exact reference, or her name and her birth date."""

    reference = Words(
        label=_("Her reference"),
        help_text=_("Ten letters and figures, such as A1B2C-3D4E5."),
        lines=1,
        max_length=40,
        required=False,
    )
    name = Words(
        label=_("Or her name"), help_text=_("As it is written here."), lines=1, max_length=160,
        required=False,
    )  # fmt: skip
    born = DayField(label=_("And her birth date"), past=True, required=False)

    def clean(self) -> dict[str, Any]:
        """See that one woman is named, one way or the other."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("reference") or {"reference", "name", "born"} & set(self.errors):
            return said
        if not said.get("name"):
            self.add_error("reference", _("Write her reference, or her name and birth date."))
        elif not said.get("born"):
            self.add_error("born", _("Add her birth date, or write her reference."))
        return said

    def whom(self) -> dict[str, Any]:
        """What she is looked for by."""
        return {name: self.cleaned_data[name] for name in ("reference", "name", "born")}
