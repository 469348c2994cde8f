"""The boxes of sealing a record and of opening it again: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.forms.emergency import CHOOSE
from alongside.core.sharing.forms.whom import WhomForm
from alongside.foundation.accounts.forms.again import FreshForm
from alongside.foundation.common.forms import KeyedForm, Words

WAIT = "wait"


class SealForm(KeyedForm):
    """Her wish, in her words."""

    words = Words(
        label=_("What she said"),
        help_text=_("Only the data-protection lead reads this."),
        lines=2,
        max_length=300,
        required=False,
    )


class SealedForm(WhomForm, FreshForm, KeyedForm):
    """Whose record, and whether she is there."""

    how = forms.ChoiceField(
        label=_("What has happened?"),
        choices=[
            ("here", _("She is here with me")),
            ("code_word", _("She rang and said her code word")),
            ("asked_back", _("She asked to come back")),
            (WAIT, _("None of these: ask for it, and wait 48 hours")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    code_word = Words(
        label=_("The code word she said"), lines=1, max_length=80, required=False,
        help_text=_("Only if she rang. It is compared with hers; nobody is shown hers."),
    )  # fmt: skip
    words = Words(
        label=_("Why it has to be opened"), lines=2, max_length=300, required=False,
        help_text=_("Only if you wait. Its keeper reads this."),
    )  # fmt: skip
    field_order = ["how", "code_word", "words", "reference", "name", "born", "code"]

    def clean(self) -> dict[str, Any]:
        """Ask for the code word, or for the reason, where each is needed."""
        said = super().clean()
        how = said.get("how")
        for box, when, missing in (
            ("code_word", "code_word", _("Write the word she said.")),
            ("words", WAIT, _("Write why, so that its keeper can think about it.")),
        ):
            if how == when and not said.get(box) and box not in self.errors:
                self.add_error(box, missing)
        return said


class ReferenceForm(forms.Form):
    """A record to seal, by its exact reference."""

    reference = Words(
        label=_("The reference of the record"),
        help_text=_("Ten letters and figures, such as A1B2C-3D4E5."),
        lines=1,
        max_length=40,
        error_messages={"required": _("Write the reference.")},
    )
    words = Words(
        label=_("Why it is sealed"), lines=2, max_length=300,
        error_messages={"required": _("Write why, so that whoever comes after you knows.")},
    )  # fmt: skip


class OpenKeptForm(FreshForm):
    """That its keeper opens a record by her own decision."""

    sure = forms.BooleanField(
        label=_("She wants it, or it can’t wait"),
        error_messages={"required": _("Tick this, or leave it sealed.")},
    )


class ObjectionForm(forms.Form):
    """Why a sealed record should stay sealed."""

    words = Words(
        label=_("Why it should stay sealed"), lines=2, max_length=300,
        error_messages={"required": _("Write why. Whoever asked may be told.")},
    )  # fmt: skip
