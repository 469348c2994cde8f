"""What is asked about who and what is around her: shape only, and nothing has to be filled in but a name."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.core.around import rules
from alongside.core.around.models import Arrangement, Child, Day, Person, Pet, Process, Standing
from alongside.core.parts.forms import a_part, part_choices
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.forms import ClockField, DayField, KeyedForm, RowField, Words
from alongside.foundation.common.her_words import her_text
from alongside.foundation.directory.models import Agency

NOT_LISTED = _("Choose one from the list.")
NOT_SAID = ("", _("Not said"))
LONGEST = 4000
NAME, LINE = 80, 200


def lines(choices: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Write the labels of choices as lines of their own."""
    return [(value, capfirst(label)) for value, label in choices]


def a_choice(label: Any, choices: Sequence[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    """Make a choice nobody has to take."""
    kwargs.setdefault("required", False)
    offered = [NOT_SAID, *lines(choices)] if not kwargs["required"] else lines(choices)
    return forms.ChoiceField(
        label=label, choices=offered, error_messages={"required": NOT_LISTED, "invalid_choice": NOT_LISTED},
        **kwargs,
    )  # fmt: skip


def a_step(label: Any, choices: Sequence[tuple[Any, Any]], help_text: Any = "") -> forms.Field:
    """Make a step on a small scale in her voice, or none."""
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=[*lines(choices), NOT_SAID], coerce=int,
        empty_value=None, required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip


class KeptForm(KeyedForm):
    """A form that writes something down, or changes what stands: then it carries a version and no key."""

    # What is asked only when it is written down for the first time.
    AT_FIRST: tuple[str, ...] = ()

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            for name in ("key", *self.AT_FIRST):
                del self.fields[name]
            self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def offer_parts(self, mine: Rights) -> None:
        """Offer the parts of her record the asker may write in, her story first."""
        if field := self.fields.get("compartment"):
            assert isinstance(field, forms.ChoiceField)
            field.choices = part_choices(mine, first=Compartment.STORY)


class StandingForm(KeyedForm):
    """How it is between them on one day, in her voice."""

    said = Words(
        label=_("Her words"),
        help_text=_("How it is now, as she says it."),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    how = a_choice(_("How is it between them?"), Standing.How.choices)
    close = a_step(_("How close are they, for her?"), Standing.Close.choices)
    trust = a_step(_("How far does she trust them?"), Standing.Trust.choices)
    happened_on = DayField(
        label=_("On which day was it so?"), past=True, earliest=datetime.date(1930, 1, 1)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"happened_on": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Expect something to be said."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(
            cleaned[name] not in ("", None) for name in ("said", "how", "close", "trust")
        ):
            self.add_error("said", _("Write her words, or choose one of the answers below."))
        return cleaned

    @property
    def said_now(self) -> dict[str, Any]:
        """What was said, by the names an action takes."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in ("how", "close", "trust")}, "words": typed["said"]}


class PersonForm(KeptForm):
    """Somebody around her, in her words; nothing is assumed about who they are to her (R9)."""

    AT_FIRST = ("how", "close", "trust", "said", "compartment")

    name = Words(
        label=_("What does she call them?"),
        help_text=_("A first name, a nickname or a letter is enough."),
        lines=1,
        max_length=NAME,
        error_messages={"required": _("Write what she calls them. A letter is enough.")},
    )
    words = Words(
        label=_("How she describes this person"),
        help_text=_("In her words."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    roles = forms.MultipleChoiceField(
        label=_("Who are they to her?"),
        help_text=_("As many as are true, or none."),
        required=False,
        choices=lines(list(rules.ROLES.items())),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED},
    )
    own_role = Words(
        label=_("Her own word for it"),
        help_text=_("If none of these is right, or there is a better one."),
        required=False,
        lines=1,
        max_length=NAME,
    )
    how = a_choice(_("How is it between them now?"), Standing.How.choices)
    close = a_step(_("How close are they, for her?"), Standing.Close.choices)
    trust = a_step(_("How far does she trust them?"), Standing.Trust.choices)
    said = Words(
        label=_("What she says about how it is now"), required=False, lines=2, max_length=LONGEST
    )
    compartment = a_part()

    def __init__(
        self, *args: Any, mine: Rights, person: Person | None = None, **kwargs: Any
    ) -> None:
        if person:
            kwargs["initial"] = {
                "name": person.name, "words": person.words, "roles": list(person.roles),
                "own_role": rules.own_word_of(person), "version": person.version,
            }  # fmt: skip
        super().__init__(*args, changing=person is not None, **kwargs)
        self.offer_parts(mine)

    @property
    def facts(self) -> dict[str, Any]:
        """What stands about the person, by the names an action takes."""
        typed = self.cleaned_data
        roles = rules.roles_from(typed["roles"], typed["own_role"])
        return {"name": typed["name"], "words": typed["words"], "roles": roles}

    @property
    def now(self) -> dict[str, Any]:
        """How it is now, by the names an action takes."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in ("how", "close", "trust")}, "words": typed["said"]}


class EndForm(forms.Form):
    """That somebody or something is no longer part of her life; why is hers to say, or not."""

    end_words = Words(
        label=_("Anything she wants kept about this"),
        help_text=_(
            "You can leave this empty. All that was written stays, and you can put it back."
        ),
        required=False,
        lines=3,
        max_length=LONGEST,
    )


class RowForm(KeptForm):
    """A form whose boxes are named like the row's own facts."""

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        if row is not None:
            names = rules.FACTS[type(row)]
            kwargs["initial"] = {name.removesuffix("_id"): getattr(row, name) for name in names}
            kwargs["initial"]["version"] = row.version
        super().__init__(*args, changing=row is not None, **kwargs)

    def facts_for(self, model: type[Any]) -> dict[str, Any]:
        """Give what was typed by the names of a model's facts; those nobody asked for are left out."""
        typed = self.cleaned_data
        facts = {name: typed[name] for name in rules.FACTS[model] if name in typed}
        if "child" in typed:
            facts["child_id"] = typed["child"].pk if typed["child"] else None
        return facts


class PetForm(RowForm):
    """An animal of hers, who is family."""

    AT_FIRST = ("compartment",)

    name = Words(
        label=_("What is the animal called?"),
        lines=1,
        max_length=NAME,
        error_messages={"required": _("Write a name. What she calls it is enough.")},
    )
    kind = a_choice(
        _("What kind of animal?"), Pet.Kind.choices, required=True, widget=forms.RadioSelect
    )
    own_word = Words(
        label=_("Her own word for it"),
        help_text=_("Such as: old terrier, budgie, two rats."),
        required=False,
        lines=1,
        max_length=NAME,
    )
    words = Words(label=_("Her words about it"), required=False, lines=2, max_length=LONGEST)
    needs = Words(
        label=_("What does it need?"),
        help_text=_("Food, walks, medicine, what frightens it."),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    looked_after = Words(
        label=_("Who looks after it if she is away?"), required=False, lines=1, max_length=LINE
    )
    vet = Words(label=_("Vet"), required=False, lines=1, max_length=LINE)
    to_bring = Words(
        label=_("What has to be there so that it can come with her?"),
        help_text=_("At a place to stay, at a meeting, on a journey."),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    compartment = a_part()

    def __init__(self, *args: Any, mine: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_parts(mine)


class TurnedAwayForm(KeyedForm):
    """Where her animal was not taken, and when."""

    happened_on = DayField(
        label=_("Which day was it?"), past=True, earliest=datetime.date(1990, 1, 1)
    )
    agency = RowField(
        label=_("Who did not take it?"),
        help_text=_("It is counted against them, never against her."),
        queryset=Agency.objects.order_by("name"),
        required=False,
        empty_label=_("Not in this list"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    against = Words(label=_("Or write who"), required=False, lines=1, max_length=120)
    words = Words(
        label=_("What did they say, and what did it mean for her?"),
        required=False,
        lines=3,
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"happened_on": timezone.localdate()}, **kwargs)


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


class PaperForm(forms.Form):
    """Who is on the map she takes along, and that it is safe with her; asked anew for each one."""

    with_words = forms.BooleanField(
        label=her_text("around.pick_words"), required=False, initial=True
    )
    safe = forms.BooleanField(
        label=her_text("opened.page_safe"),
        error_messages={"required": her_text("opened.page_safe_missing")},
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[tuple[str, str, bool]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        names = [(key, name) for key, name, _picked in people]
        picks = forms.MultipleChoiceField(
            label=her_text("around.pick_who"), required=False, choices=names,
            initial=[key for key, _name, picked in people if picked], widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": her_text("around.pick_again")},
        )  # fmt: skip
        self.fields = {"picks": picks, **self.fields}
