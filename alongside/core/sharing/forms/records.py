"""Forms of the records of her agreement and her wishes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Episode
from alongside.core.sharing.forms.shares import CHOOSE, named
from alongside.core.sharing.models import Agreement, Wish
from alongside.core.sharing.rules.agreements import why_not_agree, why_not_settle
from alongside.core.sharing.rules.parts import ALL, EVERYDAY, parts_in
from alongside.foundation.accounts.models import Worker
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.foundation.directory.models import Agency

WHO_READS = _(
    "Say it like this: when I am away, whoever is on duty can read how to reach you and what keeps you "
    "safe. Nothing else, and each time is written down. If she would rather not, they can still read it "
    "for now. It stays on your Today until you have agreed with her what to do. If she names somebody, "
    "keep that worker away from her record."
)


def _on_duty() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Does she know who reads what when you are away?"), choices=Agreement.OnDuty.choices,
        widget=forms.RadioSelect, error_messages=CHOOSE, help_text=WHO_READS,
    )  # fmt: skip


def _on_duty_words() -> Words:
    return Words(
        label=_("What did she say to that, or what did you agree?"), lines=2, max_length=1000,
        required=False,
    )  # fmt: skip


class AgreementForm(KeyedForm):
    """What she agreed to, and how free she was."""

    episode = forms.ChoiceField(
        label=_("With which service does she want to be?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )  # fmt: skip
    agreed_on = DayField(label=_("On which day did you talk about it?"), past=True)
    her_words = Words(
        label=_("What did she say?"), lines=3, max_length=1000, required=False,
        help_text=_("As she said it. “Yes” is enough."),
    )  # fmt: skip
    freedom = forms.ChoiceField(
        label=_("Was she alone, and free to say no?"), choices=Agreement.Freedom.choices,
        widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("If he was there, ask her again when she is alone. Until then this counts for little."),
    )  # fmt: skip
    interpreter = forms.ChoiceField(
        label=_("Who interpreted?"), choices=Agreement.Interpreter.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
        help_text=_(
            "Never somebody of her family, and nobody her community knows. If it was somebody like that, "
            "say so here and ask her again."
        ),
    )  # fmt: skip
    interpreter_words = Words(
        label=_("Which language, and who?"), lines=1, max_length=200, required=False
    )
    could = forms.ChoiceField(
        label=_("Could she decide this today?"), choices=Agreement.Could.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE, help_text=_("Only this, and only today. It says nothing of other things."),
    )  # fmt: skip
    helped_by = Words(
        label=_("What helped, or would help?"), lines=1, max_length=300, required=False,
        help_text=_("A quiet room, a morning, pictures, somebody she trusts."),
    )  # fmt: skip
    ask_again_on = DayField(label=_("When will you ask her again?"), required=False)
    on_duty = _on_duty()
    on_duty_words = _on_duty_words()

    def __init__(self, *args: Any, episodes: Sequence[Episode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.episodes = {str(one.pk): one for one in episodes}
        field: Any = self.fields["episode"]
        field.choices = [(key, one.service.name) for key, one in self.episodes.items()]
        if len(self.episodes) == 1:
            field.initial = next(iter(self.episodes))
        self.fields["agreed_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Say what is missing next to its box."""
        said = super().clean() or {}
        missing = why_not_agree(
            could=said.get("could", ""), ask_again_on=said.get("ask_again_on"),
            today=timezone.localdate(),
        )  # fmt: skip
        if words := why_not_settle(said.get("on_duty", ""), said.get("on_duty_words", "")):
            missing["on_duty_words"] = words
        for box, words in missing.items():
            if box not in self.errors:
                self.add_error(box, words)
        return said

    def facts(self) -> dict[str, Any]:
        """Give what goes into the record beside service and day."""
        names = (
            "her_words", "freedom", "interpreter", "interpreter_words", "could", "helped_by",
            "ask_again_on", "on_duty", "on_duty_words",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


class OnDutyForm(forms.Form):
    """What she says to who reads what while her worker is away."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on_duty = _on_duty()
    on_duty_words = _on_duty_words()

    def clean(self) -> dict[str, Any]:
        """Ask for the words where something was agreed."""
        said = super().clean() or self.cleaned_data
        missing = why_not_settle(said.get("on_duty", ""), said.get("on_duty_words", ""))
        if missing and "on_duty_words" not in self.errors:
            self.add_error("on_duty_words", missing)
        return said


EVERYTHING = "all"


class WishForm(KeyedForm):
    """What she wishes about sharing."""

    about = forms.ChoiceField(
        label=_("Whom is it about?"), choices=Wish.About.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    agency = forms.ChoiceField(
        label=_("If it is one agency: which?"), required=False, error_messages=CHOOSE
    )
    worker = forms.ChoiceField(
        label=_("If it is one worker: which?"), required=False, error_messages=CHOOSE
    )
    whom_words = Words(
        label=_("If told of in words: who?"), lines=1, max_length=120, required=False,
        help_text=_("Such as: children’s services, the police, anybody from her street."),
    )  # fmt: skip
    whole = forms.ChoiceField(
        label=_("What of her record?"), widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(EVERYTHING, _("All of it")), ("some", _("Only what I tick below"))],
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("If not all of it: which parts?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(part.value), named(part)) for part in parts_in(ALL)],
        error_messages={"invalid_choice": _("Choose only from the list.")},
    )  # fmt: skip
    answer = forms.ChoiceField(
        label=_("What does she want?"), choices=Wish.Answer.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    her_words = Words(label=_("How did she say it?"), lines=3, max_length=1000, required=False)
    said_on = DayField(label=_("On which day?"), past=True)

    def __init__(
        self, *args: Any, agencies: Sequence[Agency], workers: Sequence[Worker], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        self.people = {str(one.pk): one for one in workers}
        agency: Any = self.fields["agency"]
        agency.choices = [("", "—")] + [(key, one.name) for key, one in self.agencies.items()]
        worker: Any = self.fields["worker"]
        worker.choices = [("", "—")] + [(key, one.name) for key, one in self.people.items()]
        self.fields["said_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Say what is missing next to its box."""
        said = super().clean() or {}
        about = said.get("about")
        asked = {
            Wish.About.AGENCY: ("agency", say("Choose the agency.")),
            Wish.About.WORKER: ("worker", say("Choose the worker.")),
            Wish.About.WORDS: ("whom_words", say("Say who, in her words.")),
        }
        if about in asked and not said.get(asked[Wish.About(about)][0]):
            box, words = asked[Wish.About(about)]
            if box not in self.errors:
                self.add_error(box, words)
        for other, (box, _words) in asked.items():
            # Else it would be lost without a word, and the wish be wider than she meant it.
            if about and about != other and said.get(box):
                self.add_error(
                    box, say("You chose something else above. Choose this there, or empty it.")
                )
        if said.get("whole") == "some" and not said.get("parts") and "parts" not in self.errors:
            self.add_error("parts", say("Tick at least one part."))
        if said.get("whole") == EVERYTHING and said.get("parts"):
            self.add_error(
                "parts",
                say("You chose all of it above. Choose “Only what I tick”, or untick these."),
            )
        return said

    def facts(self) -> dict[str, Any]:
        """Give the wish as it is kept."""
        said, about = self.cleaned_data, self.cleaned_data["about"]
        all_of_it = said["whole"] == EVERYTHING
        return {
            "about": about,
            "agency": self.agencies.get(said["agency"]) if about == Wish.About.AGENCY else None,
            "worker": self.people.get(said["worker"]) if about == Wish.About.WORKER else None,
            "whom_words": said["whom_words"] if about == Wish.About.WORDS else "",
            "parts": ALL if all_of_it else sum(int(one) for one in said["parts"]),
            "answer": said["answer"], "her_words": said["her_words"], "said_on": said["said_on"],
        }  # fmt: skip


def as_chosen(wish: Wish) -> dict[str, Any]:
    """Bring a wish back into the boxes of its form; the day is today's, as she changes it today."""
    whole = wish.parts & EVERYDAY == EVERYDAY
    return {
        "about": wish.about, "agency": str(wish.agency_id or ""), "worker": str(wish.worker_id or ""),
        "whom_words": wish.whom_words, "whole": EVERYTHING if whole else "some",
        "parts": [] if whole else [str(part.value) for part in parts_in(wish.parts)],
        "answer": wish.answer, "her_words": wish.her_words,
    }  # fmt: skip
