from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.coordination.meetings import rules
from alongside.coordination.meetings.forms.shape import (
    EARLIEST,
    LINE,
    LONGEST,
    NAME,
    NOT_LISTED,
    RowForm,
    a_choice,
    some_of,
)
from alongside.coordination.meetings.models import Meeting
from alongside.core.parts.forms import a_part, part_choices
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.forms import ClockField, DayField, RowField, Words
from alongside.foundation.directory.models import Agency


class MeetingForm(RowForm):
    """What it is for, when and where."""

    AT_FIRST = ("compartment",)

    what_for = Words(
        label=_("What is it for?"),
        help_text=_("In her words where you can. Such as: so that I say it once, to all of them."),
        lines=3,
        max_length=LONGEST,
        error_messages={"required": _("Write what it is for, in a few words.")},
    )
    on_date = DayField(label=_("Which day?"), earliest=EARLIEST)
    at_time = ClockField(label=_("What time?"))
    place = Words(
        label=_("Where?"),
        help_text=_(
            "A few words, such as: the library, room 2. Or: a call. It stands on invitations."
        ),
        required=False,
        lines=1,
        max_length=LINE,
    )
    brought_by = Words(
        label=_("Who brings everybody together?"),
        help_text=_("Her lead worker, an agency, or she herself."),
        required=False,
        lines=1,
        max_length=LINE,
    )
    called = Words(
        label=_("What may stand for her name on an invitation?"),
        help_text=_("A first name or a letter, as she wants it. Empty: no name stands there."),
        required=False,
        lines=1,
        max_length=NAME,
    )
    compartment = a_part()

    def __init__(self, *args: Any, mine: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("compartment"):
            assert isinstance(field, forms.ChoiceField)
            field.choices = part_choices(mine, first=Compartment.NOTES)


class HerPartForm(RowForm):
    """How she takes part: her choice, and what she needs for it."""

    how = a_choice(
        _("How does she want to take part?"), Meeting.How.choices, widget=forms.RadioSelect
    )
    beside = Words(
        label=_("Who is beside her, or speaks for her?"),
        help_text=_("Whom she chose."),
        required=False,
        lines=1,
        max_length=LINE,
    )
    may_say = Words(
        label=_("What may they say for her, and what not?"),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    her_choice = Words(
        label=_("Which place and time suit her?"), required=False, lines=1, max_length=LINE
    )
    needs = some_of(_("What does she need to be there?"), list(rules.NEEDS.items()))
    needs_words = Words(
        label=_("Anything else she needs"), required=False, lines=2, max_length=LONGEST
    )


class PointsForm(RowForm):
    """What is spoken of: hers first."""

    her_points = Words(
        label=_("Her points"),
        help_text=_("In her words, one on each line. The first is spoken of first."),
        required=False,
        lines=5,
        max_length=LONGEST,
    )
    their_points = Words(
        label=_("What the agencies want to speak of"),
        help_text=_("One on each line. It comes after hers."),
        required=False,
        lines=4,
        max_length=LONGEST,
    )


class OffForm(RowForm):
    """Who called it off."""

    off_by = a_choice(
        _("Who called it off?"), Meeting.OffBy.choices, required=True, widget=forms.RadioSelect
    )
    off_agency = RowField(
        label=_("Which agency, if it was one?"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Not said"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    off_words = Words(label=_("What did they say?"), required=False, lines=2, max_length=LONGEST)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["off_agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies

    def facts(self) -> dict[str, Any]:
        """Leave the agency out where it was somebody else."""
        said = super().facts()
        if said["off_by"] != Meeting.OffBy.AGENCY:
            said["off_agency"] = None
        return said


class AfterForm(RowForm):
    """How her view was given, what was made of it, and what she thinks of it afterwards."""

    how_it_was = a_choice(
        _("How did she take part?"),
        [(key, label) for key, label in Meeting.How.choices if key]
        + [("", _("not written down yet"))],
        widget=forms.RadioSelect,
    )
    view_words = Words(
        label=_("How was her view given, and what was made of it?"),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    debrief_on = DayField(
        label=_("When did somebody ask her how it was?"),
        required=False,
        past=True,
        earliest=EARLIEST,
    )
    debrief_words = Words(
        label=_("What does she think of it?"),
        help_text=_("In her words."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )

    def clean(self) -> dict[str, Any]:
        """Expect the day on which she said something."""
        said = super().clean() or self.cleaned_data
        if said.get("debrief_words") and "debrief_on" in said and not said["debrief_on"]:
            self.add_error("debrief_on", _("Write the day on which she said this."))
        return said
