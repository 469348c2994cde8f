"""What is asked about somebody she keeps away."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.sharing.queries import away as queries
from alongside.core.sharing.queries.away import Candidate, Meant
from alongside.core.sharing.rules import away as rules
from alongside.core.sharing.rules.away import Sight
from alongside.foundation.accounts.models import Worker
from alongside.foundation.common.forms import KeyedForm, PhoneField, RowField, Words
from alongside.foundation.directory.models import Agency

PERSON, AGENCY, HERSELF = "person", "agency", "herself"
WHOM = [
    (PERSON, gettext_lazy("A person")),
    (
        AGENCY,
        gettext_lazy("A whole agency: everybody who works there, as long as they work for it"),
    ),
    (
        HERSELF,
        gettext_lazy("She works or volunteers here herself: her own hats never show her record"),
    ),
]
NOBODY_OF_THEM, NOT_KNOWN = "none", "unknown"
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class AwayForm(KeyedForm):
    """Whom she keeps away; what it would do is said before it is done."""

    whom = forms.ChoiceField(
        label=gettext_lazy("Whom does she keep away?"), choices=WHOM, widget=forms.RadioSelect,
        initial=PERSON, error_messages={"required": gettext_lazy("Say whom.")},
    )  # fmt: skip
    person_name = Words(
        label=gettext_lazy("What is their name?"), max_length=120, lines=1, required=False,
        help_text=gettext_lazy("As much of it as she knows, in any spelling."),
    )  # fmt: skip
    agency = RowField(
        label=gettext_lazy("Which agency?"), queryset=Agency.objects.order_by("name"),
        required=False, empty_label=gettext_lazy("Not known"),
        help_text=gettext_lazy("For a person: where they work. Nobody else there is kept away."),
    )  # fmt: skip
    number = PhoneField(
        label=gettext_lazy("A phone number of theirs"), required=False,
    )  # fmt: skip
    mail_domain = Words(
        label=gettext_lazy("What comes after the @ in their e-mail"), max_length=120, lines=1,
        required=False, help_text=gettext_lazy("For example: council.example"),
    )  # fmt: skip
    her_words = Words(
        label=gettext_lazy("What she said, in her words"), max_length=300, lines=2, required=False,
        help_text=gettext_lazy("She need not say why."),
    )  # fmt: skip
    is_one_of = forms.ChoiceField(
        label=gettext_lazy("Is it one of these? Ask her."), required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Say whether it is one of these.")},
    )  # fmt: skip
    sure = forms.BooleanField(label=gettext_lazy("She knows this, and wants it"), required=False)

    def __init__(self, *args: Any, client_id: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client_id = client_id
        self.found: list[Candidate] = []
        self.sight: Sight | None = None
        self.worker: Worker | None = None
        if self.is_bound:
            self._offer_candidates()

    def _offer_candidates(self) -> None:
        """Look who may be meant by what was typed, before the answer to that question is read."""
        names = ("person_name", "agency", "number", "mail_domain")
        typed = {name: self._typed(name) for name in names}
        if self.data.get(self.add_prefix("whom")) != AGENCY and typed["person_name"]:
            self.found = queries.candidates(
                Meant(
                    typed["person_name"],
                    typed["agency"],
                    typed["number"] or "",
                    typed["mail_domain"] or "",
                )
            )
        field = self.fields["is_one_of"]
        assert isinstance(field, forms.ChoiceField)
        choices = [(str(one.worker.pk), one.words) for one in self.found]
        if choices and self.data.get(self.add_prefix("whom")) == PERSON:
            choices.append((NOBODY_OF_THEM, _("None of these")))
            choices.append((NOT_KNOWN, _("She can’t say. Keep them away until we know.")))
        field.choices = choices

    def _typed(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.clean(self.data.get(self.add_prefix(name)))
        except forms.ValidationError:
            return None

    def clean_mail_domain(self) -> str:
        """Keep what comes after the @, where that is a place of its own."""
        said = self.cleaned_data["mail_domain"].lower().rpartition("@")[2].strip()
        if said and not DOMAIN.fullmatch(said):
            raise forms.ValidationError(_("Write it like council.example."), code="domain")
        if said in rules.ANYBODYS_MAIL:
            raise forms.ValidationError(
                _("Anybody can have an address there. Write the name or the number instead."),
                code="domain",
            )
        return said

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, whether it is one of those who fit, and for a yes to what it does."""
        said = self.cleaned_data
        if self.errors.keys() & {"whom", "person_name", "agency", "number", "mail_domain"}:
            return said
        missing = self._missing(said)
        if missing:
            self.add_error(*missing)
        elif self.found and not said.get("is_one_of"):
            self.add_error("is_one_of", _("Say whether it is one of these."))
        elif "is_one_of" not in self.errors:
            self._look(said)
        return said

    def _missing(self, said: dict[str, Any]) -> tuple[str, str] | None:
        if said["whom"] == AGENCY:
            if said["person_name"] or said["number"] or said["mail_domain"]:
                return (
                    "whom",
                    _(
                        "What stands below is about a person. Choose “A person”, or empty those boxes."
                    ),
                )
            return None if said["agency"] else ("agency", _("Choose the agency."))
        if said["whom"] == HERSELF:
            if not said["person_name"]:
                return ("person_name", _("Write the name she works under."))
            return None if self.found else (
                "person_name", _("Nobody who works here has this name. Write it as on her account."),
            )  # fmt: skip
        known = said["person_name"] or said["number"] or said["mail_domain"]
        return (
            None if known else ("person_name", _("Write a name, a number or the end of an e-mail."))
        )

    def _look(self, said: dict[str, Any]) -> None:
        chosen = said.get("is_one_of") or ""
        self.worker = next((one.worker for one in self.found if str(one.worker.pk) == chosen), None)
        whole = said["agency"] if said["whom"] == AGENCY else None
        self.sight = queries.sight(
            self.client_id,
            meant=self.meant,
            worker=self.worker,
            agency=whole,
            not_them=self.not_them,
        )
        if why_not := rules.why_nobody_left(remaining=len(self.sight.stay)):
            self.add_error(None, why_not)
        elif self.sight.gone and not said["sure"]:
            self.add_error("sure", _("Read what this does, and tick that she wants it."))

    @property
    def meant(self) -> Meant:
        """What is known of a person."""
        said = self.cleaned_data
        if said["whom"] == AGENCY:
            return Meant()
        return Meant(said["person_name"], said["agency"], said["number"], said["mail_domain"])

    @property
    def not_them(self) -> list[uuid.UUID]:
        """Those of whom she was asked, where it is none of them."""
        asked = self.cleaned_data.get("is_one_of") == NOBODY_OF_THEM
        return [one.worker.pk for one in self.found] if asked else []

    def facts(self) -> dict[str, Any]:
        """Give what the action keeps."""
        said = self.cleaned_data
        if said["whom"] == AGENCY:
            return {"agency": said["agency"], "her_words": said["her_words"]}
        meant = self.meant
        return {
            "worker": self.worker, "works_at": meant.works_at, "person_name": meant.name,
            "number": meant.number, "mail_domain": meant.mail_domain, "her_words": said["her_words"],
            "is_herself": said["whom"] == HERSELF, "not_them": self.not_them,
        }  # fmt: skip


class LiftForm(forms.Form):
    """Letting somebody back in, with her beside us."""

    here = forms.BooleanField(
        label=gettext_lazy("She is here with me, alone, and wants this"),
        error_messages={"required": gettext_lazy("This is only done with her there. Tick it when she is.")},
    )  # fmt: skip
    words = Words(
        label=gettext_lazy("What she said, in her words"), max_length=300, lines=2,
        error_messages={"required": gettext_lazy("Write what she said. It stays with the record.")},
    )  # fmt: skip


class IsItForm(forms.Form):
    """Yes or no to whether a worker is the one she keeps away."""

    is_them = forms.ChoiceField(
        label=gettext_lazy("Is it?"), choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Say yes or no."), "invalid_choice": gettext_lazy("Say yes or no."),
        },
    )  # fmt: skip
