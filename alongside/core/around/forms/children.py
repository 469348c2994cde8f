"""What is asked about her children and what is decided about them: as little as is needed, from her side."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.around import rules
from alongside.core.around.forms.shape import LINE, LONGEST, NAME, NOT_LISTED, RowForm, a_choice
from alongside.core.around.models import Arrangement, Child, Day, Process
from alongside.foundation.common.forms import ClockField, DayField, RowField, Words


class ChildForm(RowForm):
    """A child of hers: as little as is needed, all of it as she says."""

    name = Words(
        label=_("What does she call the child?"),
        help_text=_("A first name or a letter is enough. No family name is needed."),
        lines=1,
        max_length=NAME,
        error_messages={"required": _("Write a name, or one letter.")},
    )
    born_year = forms.IntegerField(
        label=_("Born in which year?"),
        help_text=_("Leave it empty if she would rather not say."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-4"}),
        error_messages={"invalid": _("Write the year in figures, such as 2019.")},
    )
    born_about = forms.BooleanField(label=_("The year is about right"), required=False)
    lives = a_choice(_("Where is the child?"), Child.Lives.choices, widget=forms.RadioSelect)
    words = Words(
        label=_("Her words"),
        help_text=_("What she wants us to know about her child, or about being a mother."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )

    def clean_born_year(self) -> int | None:
        """Take a year that can be."""
        year: int | None = self.cleaned_data["born_year"]
        if said := rules.why_not_born(year, timezone.localdate()):
            raise ValidationError(said, code="year")
        return year


class PregnancyForm(RowForm):
    """A child on the way; everything can be left empty."""

    words = Words(
        label=_("Her words"),
        help_text=_("How she speaks of it, and what she wants."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    due_on = DayField(
        label=_("When is the child due?"),
        help_text=_("Only if she wants it kept."),
        required=False,
        earliest=datetime.date(2000, 1, 1),
    )
    who_knows = Words(label=_("Who knows?"), required=False, lines=2, max_length=LONGEST)
    wants_known = Words(
        label=_("What does she want known, and by whom?"),
        required=False,
        lines=2,
        max_length=LONGEST,
    )


class ArrangementForm(RowForm):
    """What was agreed about seeing or hearing from her child."""

    child = RowField(
        label=_("Which child?"),
        queryset=Child.objects.none(),
        required=False,
        empty_label=_("All her children"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    agreed = Words(
        label=_("What was agreed?"),
        help_text=_(
            "Such as: Sundays from 2 to 4, at the contact centre. Or: a letter each spring."
        ),
        lines=3,
        max_length=LONGEST,
        error_messages={"required": _("Write what was agreed, in a few words.")},
    )
    agreed_by = Words(label=_("By whom?"), required=False, lines=1, max_length=LINE)
    words = Words(label=_("How is that for her?"), required=False, lines=3, max_length=LONGEST)

    def __init__(self, *args: Any, hers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["child"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = hers


class ProcessForm(RowForm):
    """What others decide about her child, from her side."""

    kind = a_choice(_("What is it?"), Process.Kind.choices, required=True, widget=forms.RadioSelect)
    own_word = Words(label=_("Her own word for it"), required=False, lines=1, max_length=NAME)
    whom = Words(
        label=_("Which child is it about?"),
        help_text=_("As she says it."),
        required=False,
        lines=1,
        max_length=LINE,
    )
    led_by = Words(
        label=_("Who leads it?"),
        help_text=_("A team or a court, and a name to ask for."),
        required=False,
        lines=1,
        max_length=LINE,
    )
    beside_her = Words(
        label=_("Who is on her side in it?"),
        help_text=_(
            "A solicitor, an advocate, a friend. A social worker may have two duties at once."
        ),
        required=False,
        lines=1,
        max_length=LINE,
    )
    words = Words(label=_("How does she see it?"), required=False, lines=3, max_length=LONGEST)
    began_on = DayField(
        label=_("When did it begin?"), required=False, past=True, earliest=datetime.date(1980, 1, 1)
    )


class DayForm(RowForm):
    """A day that counts: before it, who goes with her and what she wants to say; after it, how it was."""

    kind = a_choice(_("What is it?"), Day.Kind.choices, required=True)
    on_date = DayField(label=_("Which day?"), earliest=datetime.date(1990, 1, 1))
    at_time = ClockField(label=_("What time?"))
    place_words = Words(label=_("Where?"), required=False, lines=1, max_length=LINE)
    with_whom = Words(label=_("Who goes with her?"), required=False, lines=1, max_length=LINE)
    wants_to_say = Words(
        label=_("What does she want to say there?"), required=False, lines=3, max_length=LONGEST
    )
    state = a_choice(
        _("Has it been?"),
        [
            (Day.State.AHEAD, _("it is ahead")),
            (Day.State.BEEN, _("it happened, or the paper has come or gone")),
            (Day.State.OFF, _("it did not happen")),
        ],
        required=True,
        initial=Day.State.AHEAD,
    )
    how_it_was = Words(label=_("How was it for her?"), required=False, lines=3, max_length=LONGEST)

    def __init__(self, *args: Any, of: Arrangement | Process, **kwargs: Any) -> None:
        if isinstance(of, Arrangement):
            kwargs.setdefault("initial", {"kind": Day.Kind.TOGETHER, "state": Day.State.AHEAD})
        super().__init__(*args, **kwargs)
