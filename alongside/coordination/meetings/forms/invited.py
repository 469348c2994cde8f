from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.coordination.meetings import rules
from alongside.coordination.meetings.forms.shape import (
    EARLIEST,
    LINE,
    LONGEST,
    NOT_LISTED,
    RowForm,
    a_choice,
)
from alongside.coordination.meetings.models import Invited
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.foundation.directory.models import Agency

HER_SAY = _("Does she want them there?")
SAY = [
    (Invited.Say.YES.value, _("Yes")),
    (Invited.Say.NO.value, _("No. Then they are not invited.")),
    (Invited.Say.NOT_ASKED.value, _("She has not been asked yet")),
]


class InviteForm(KeyedForm):
    """Whom to invite: from her team, from the directory, or by name; and what she says to it."""

    whom = forms.ChoiceField(
        label=_("Who?"),
        help_text=_("Her team first, then the directory."),
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    name = Words(
        label=_("Their name"),
        help_text=_("Who comes, where you know it. Or somebody who is not on the list."),
        required=False,
        lines=1,
        max_length=LINE,
    )
    her_say = a_choice(HER_SAY, SAY, widget=forms.RadioSelect)
    her_words = Words(label=_("What she says to it"), required=False, lines=2, max_length=LONGEST)

    def __init__(
        self,
        *args: Any,
        team: Sequence[tuple[str, str, Agency]],
        agencies: Sequence[Agency],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {key: (name, agency) for key, name, agency in team}
        self.by_key |= {f"agency:{one.pk}": ("", one) for one in agencies}
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)
        hers = [(key, ", ".join(filter(None, (name, agency.name)))) for key, name, agency in team]
        others = [(f"agency:{one.pk}", one.name) for one in agencies]
        offered: list[Any] = [("", _("Not on this list"))]
        offered += [(_("Her team"), hers)] if hers else []
        field.choices = [*offered, (_("The directory"), others)]

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        said = self.cleaned_data
        name, agency = self.by_key.get(said["whom"], ("", None))
        return {
            "agency": agency, "name": said["name"] or name, "her_say": said["her_say"],
            "her_words": said["her_words"],
        }  # fmt: skip


class InvitedForm(RowForm):
    """What she says to somebody's coming; afterwards, who came, and who was asked again."""

    her_say = a_choice(HER_SAY, SAY, widget=forms.RadioSelect)
    her_words = Words(label=_("What she says to it"), required=False, lines=2, max_length=LONGEST)
    came = a_choice(
        _("Did they come?"),
        [(key, label) for key, label in Invited.Came.choices if key]
        + [("", _("not written down yet"))],
        widget=forms.RadioSelect,
    )
    came_words = Words(
        label=_("What they sent, or said afterwards"), required=False, lines=2, max_length=LONGEST
    )
    asked_again_on = DayField(
        label=_("When were they asked what they say to it?"),
        help_text=_("For who was not there. No reason is needed."),
        required=False,
        past=True,
        earliest=EARLIEST,
    )


class SentForm(forms.Form):
    """The day an invitation went."""

    sent_on = DayField(
        label=_("Which day did the invitation go?"),
        past=True,
        earliest=EARLIEST,
        initial=timezone.localdate,
    )


class HandOnForm(KeyedForm):
    """Her yes to exactly these lines."""

    yes_on = DayField(
        label=_("Which day did she say yes to this?"),
        past=True,
        earliest=EARLIEST,
        initial=timezone.localdate,
    )
    yes_words = Words(label=_("What she said"), required=False, lines=2, max_length=LONGEST)
    # What the lines were when they were read to her; shown again, the form stands for those shown then.
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, lines: Sequence[str], **kwargs: Any) -> None:
        now = rules.digest(lines)
        self.read_to_her = "" if data is None else data.get("read", "")
        if data is not None:
            data = data.copy()
            data["read"] = now
        super().__init__(data, initial={"read": now}, **kwargs)
