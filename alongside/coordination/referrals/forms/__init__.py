"""What a referral asks: safe contact first, and nothing else that must be answered; shape only.

One set of questions for everybody, in two voices: to the woman herself, and to somebody who writes about her.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.forms.extras import BornYear, as_kept, extra_fields
from alongside.coordination.referrals.models import Referral
from alongside.coordination.referrals.rules import kinds
from alongside.foundation.common.forms import DayField, KeyedForm, PhoneField, RowField, Words
from alongside.foundation.common.her_words import HER_WORDS, her_text
from alongside.foundation.directory.models import Agency, Service

HER, OTHER = "her", "other"
WHEN = ("mornings", "afternoons", "evenings", "any", "in_person")
NEVER = ("voicemail", "letter", "say_who", "visit")
YES = ("yes", "no", "unsure")
KINDS = tuple(Referral.Referrer.values)
WRITERS = (Referral.Source.HERSELF, Referral.Source.FRIEND, Referral.Source.AGENCY)


def _text(part: str, name: str, voice: str) -> Any:
    """Find a question in the list of what she may read: in the writer's voice where there is one."""
    about_her = f"ask.{part}_her_{name}"
    if voice == OTHER and about_her in HER_WORDS:
        return her_text(about_her)
    key = f"ask.{part}_{name}"
    return her_text(key) if key in HER_WORDS else ""


def _asked(part: str, name: str, voice: str) -> dict[str, Any]:
    said = {"label": _text(part, name, voice), "help_text": _text(part, f"{name}_hint", voice)}
    return {**said, "required": False}


def _choices(part: str, names: tuple[str, ...], voice: str) -> list[tuple[str, Any]]:
    return [(str(name), _text(part, name, voice)) for name in names]


def reach_fields(voice: str) -> dict[str, forms.Field]:
    """Make the questions about reaching her safely."""
    fields: dict[str, forms.Field] = {
        "way": Words(max_length=200, lines=1, **_asked("reach", "way", voice)),
        "unknown": forms.BooleanField(**_asked("reach", "unknown", voice)),
        "how": forms.ChoiceField(
            choices=_choices("reach", ("call", "text", "both"), voice),
            widget=forms.RadioSelect(attrs={"class": "al-radios--inline"}),
            **_asked("reach", "how", voice),
        ),
        "when": forms.MultipleChoiceField(
            choices=_choices("reach", WHEN, voice), widget=forms.CheckboxSelectMultiple,
            **_asked("reach", "when", voice),
        ),
        "never": forms.MultipleChoiceField(
            choices=_choices("reach", NEVER, voice), widget=forms.CheckboxSelectMultiple,
            **_asked("reach", "never", voice),
        ),
        "seen": forms.BooleanField(**_asked("reach", "seen", voice)),
    }  # fmt: skip
    if voice == HER:
        del fields["unknown"]
    return fields


def more_fields(voice: str) -> dict[str, forms.Field]:
    """Make the questions that anybody may leave empty."""
    fields: dict[str, forms.Field] = {
        "name": Words(max_length=120, lines=1, **_asked("more", "name", voice)),
        "wants": Words(**_asked("more", "wants", voice)),
        "needs": Words(**_asked("more", "needs", voice)),
        "wishes_worker": Words(max_length=120, lines=1, **_asked("more", "wishes_worker", voice)),
        "languages": Words(max_length=200, lines=1, **_asked("more", "languages", voice)),
        "born_year": BornYear(**_asked("more", "born_year", voice)),
        "good_to_know": Words(**_asked("more", "good_to_know", voice)),
    }
    if voice == HER:
        del fields["needs"]
    return fields


def who_fields(*, agency_known: bool, sender_known: bool) -> dict[str, forms.Field]:
    """Make the questions about whoever writes, and about whether she knows (C17)."""
    fields: dict[str, forms.Field] = {
        "writer": forms.ChoiceField(
            choices=_choices("who", WRITERS, OTHER), widget=forms.RadioSelect,
            initial=Referral.Source.FRIEND.value, **_asked("who", "writer", OTHER),
        ),
        "she_knows": _yes("she_knows"),
        "safe_to_contact": _yes("safe_to_contact"),
        "sender_name": Words(max_length=120, lines=1, **_asked("who", "sender_name", OTHER)),
        "sender_role": Words(max_length=120, lines=1, **_asked("who", "sender_role", OTHER)),
        "agency_words": Words(max_length=120, lines=1, **_asked("who", "agency_words", OTHER)),
        "referrer": forms.ChoiceField(
            choices=[("", her_text("ask.who_referrer_none")), *_choices("who", KINDS, OTHER)],
            **_asked("who", "referrer", OTHER),
        ),
        "sender_phone": PhoneField(**_asked("who", "sender_phone", OTHER)),
        "reference": Words(max_length=60, lines=1, **_asked("who", "reference", OTHER)),
        "allowed": forms.BooleanField(**_asked("who", "allowed", OTHER)),
    }  # fmt: skip
    unasked = ["writer", "agency_words"] if agency_known else ["reference", "allowed"]
    if sender_known:
        unasked += ["sender_name", "sender_role", "sender_phone"]
    return {name: field for name, field in fields.items() if name not in unasked}


def _yes(name: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=_choices("who", YES, OTHER),
        widget=forms.RadioSelect(attrs={"class": "al-radios--inline"}),
        **_asked("who", name, OTHER),
    )


def _check_reach(form: forms.Form, voice: str) -> None:
    """Ask for one safe way, and for its times where it is something that rings (R24, R57)."""
    said = form.cleaned_data
    if "way" in form.errors or "when" in form.errors:
        return
    way, when = said["way"], said["when"]
    if said.get("unknown"):
        if way:
            form.add_error("unknown", her_text("ask.reach_unknown_both"))
        return
    if not way:
        form.add_error("way", _text("reach", "way_missing", voice))
        return
    if rules.is_figures(way):
        try:
            PhoneField().clean(way)
        except forms.ValidationError as error:
            form.add_error("way", error)
            return
    rings = bool(rules.as_phone(way)) or rules.is_email(way)
    if rings and when == ["in_person"]:
        form.add_error("way", her_text("ask.reach_in_person_where"))
    elif rings and not when:
        form.add_error("when", her_text("ask.reach_when_missing"))
    elif "any" in when and len(when) > 1:
        form.add_error("when", her_text("ask.reach_any_only"))


def _check_who(form: forms.Form, *, unknown: bool) -> None:
    """Where nobody knows a safe way, ask whether it is safe at all; herself always gives a way."""
    said = form.cleaned_data
    if not unknown or "safe_to_contact" in form.errors:
        return
    if said.get("writer") == Referral.Source.HERSELF:
        form.add_error("writer", her_text("ask.who_reach_missing"))
    elif not said.get("safe_to_contact"):
        form.add_error("safe_to_contact", her_text("ask.who_safe_missing"))


class ReachForm(forms.Form):
    """How she can be reached safely: the one page that has to be answered."""

    def __init__(self, *args: Any, voice: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voice = voice
        self.fields |= reach_fields(voice)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing."""
        _check_reach(self, self.voice)
        return self.cleaned_data


class MoreForm(forms.Form):
    """Anything she, or whoever writes, would like to add."""

    def __init__(self, *args: Any, voice: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= more_fields(voice)


class WhoForm(forms.Form):
    """Who writes."""

    def __init__(self, *args: Any, unknown: bool, agency_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = unknown
        self.fields |= who_fields(agency_known=agency_known, sender_known=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing."""
        _check_who(self, unknown=self.unknown)
        return self.cleaned_data


class ExtraForm(forms.Form):
    """What one kind of agency is asked, and no other."""

    def __init__(self, *args: Any, kind: str, directory: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= extra_fields(kind, directory=directory)


class OnePageForm(KeyedForm):
    """A referral on one page: the same questions, in cards; what one kind is asked comes with its kind."""

    service = RowField(
        label=_("To which service?"),
        queryset=Service.objects.none(),
        empty_label=_("Choose a service"),
        error_messages={"required": _("Choose a service.")},
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service = self.fields["service"]
        assert isinstance(service, RowField)
        service.queryset = Service.objects.filter(ended_at__isnull=True).select_related("agency")
        self.kind = kind
        self.parts = self.asked()
        for part in self.parts.values():
            self.fields |= part

    def asked(self) -> dict[str, dict[str, forms.Field]]:
        """Make the questions, part by part."""
        who = who_fields(agency_known=True, sender_known=True)
        del who["referrer"]
        return {
            "reach": reach_fields(OTHER), "more": more_fields(OTHER), "who": who,
            "extra": extra_fields(self.kind, directory=True),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing."""
        _check_reach(self, OTHER)
        _check_who(self, unknown=bool(self.cleaned_data.get("unknown")))
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        """Give the answers page by page, as the longer form keeps them; she is somebody else here."""
        said = self.cleaned_data
        kept: dict[str, Any] = {
            part: {name: as_kept(said[name]) for name in names}
            for part, names in self.parts.items()
        }
        kept["reach"]["someone"] = True
        kept["who"].setdefault("referrer", self.kind)
        return kept

    def part(self, name: str) -> list[forms.BoundField]:
        """List the boxes of one part, for its card on the page."""
        return [self[field] for field in self.parts[name]]

    @property
    def reach(self) -> list[forms.BoundField]:
        """The boxes about reaching her."""
        return self.part("reach")

    @property
    def more(self) -> list[forms.BoundField]:
        """The boxes that may stay empty."""
        return self.part("more")

    @property
    def who(self) -> list[forms.BoundField]:
        """The boxes about what she knows and agreed to."""
        return self.part("who")

    @property
    def extra(self) -> list[forms.BoundField]:
        """The boxes for this kind of agency alone."""
        return self.part("extra")


class WriteForm(OnePageForm):
    """A referral by somebody who is signed in."""


class TypedForm(OnePageForm):
    """A referral that came on paper, typed in by somebody who is signed in."""

    written_on = DayField(
        label=_("Which day stands on the paper?"), past=True,
        error_messages={"required": _("Write the day on the paper, or the day you were given it.")},
    )  # fmt: skip

    def asked(self) -> dict[str, dict[str, forms.Field]]:
        """Make the questions: here whoever wrote the paper is asked about, and nobody may hear an answer."""
        who = who_fields(agency_known=False, sender_known=False)
        return {
            "reach": reach_fields(OTHER), "more": more_fields(OTHER), "who": who,
            "extra": extra_fields(self.kind, directory=True),
        }  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """Give the answers with the day on the paper."""
        kept = super().answers()
        kept["who"]["referrer"] = kept["who"].get("referrer") or self.kind
        return {**kept, "written_on": self.cleaned_data["written_on"].isoformat()}


class TonightForm(OnePageForm):
    """The short page for what can't wait: a safe way first, and what a worker has to know tonight (R58)."""

    def __init__(self, *args: Any, by_link: bool = False, **kwargs: Any) -> None:
        self.by_link = by_link
        super().__init__(*args, kind=kinds.TONIGHT, **kwargs)
        if by_link:
            del self.fields["service"]

    def asked(self) -> dict[str, dict[str, forms.Field]]:
        """Make the few questions."""
        reach, who = (
            reach_fields(OTHER),
            who_fields(agency_known=True, sender_known=not self.by_link),
        )
        names = ("sender_name", "sender_phone", "reference", "safe_to_contact", "allowed")
        return {
            "reach": {name: reach[name] for name in ("way", "unknown", "how", "when", "seen")},
            "extra": extra_fields(self.kind, directory=True),
            "more": {"name": more_fields(OTHER)["name"]},
            "who": {name: who[name] for name in names if name in who},
        }  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """Give the answers, marked as what can't wait."""
        kept = super().answers()
        kept["who"]["referrer"] = ""
        return {**kept, "urgent": {"yes": True}}


class WordForm(forms.Form):
    """The word she was given, to go on with what she began."""

    word = Words(
        label=her_text("ask.word"), lines=1, max_length=60,
        error_messages={"required": her_text("ask.word_missing")},
    )  # fmt: skip


def spoken(fields: Mapping[str, forms.Field], answers: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Say answers back: each question that was answered, with its answer in words."""
    said = []
    for name, field in fields.items():
        value = answers.get(name)
        if value in (None, "", [], False):
            continue
        if isinstance(field, forms.BooleanField):
            said.append((field.label, str(her_text("ask.who_yes"))))
        elif isinstance(field, forms.ChoiceField):
            labels: dict[str, Any] = dict(field.choices)  # type: ignore[arg-type]
            chosen = value if isinstance(value, list) else [value]
            said.append((field.label, ", ".join(str(labels.get(one, one)) for one in chosen)))
        else:
            said.append((field.label, str(field.prepare_value(value))))
    return said


class LinkForm(KeyedForm):
    """Which agency may write to which service by link."""

    service = RowField(
        label=_("To which service?"), queryset=Service.objects.none(), empty_label=_("Choose a service"),
        error_messages={"required": _("Choose a service.")},
    )  # fmt: skip
    agency = RowField(
        label=_("For the workers of which agency?"), queryset=Agency.objects.all(),
        empty_label=_("Choose an agency"), error_messages={"required": _("Choose an agency.")},
    )  # fmt: skip

    def __init__(self, *args: Any, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service = self.fields["service"]
        assert isinstance(service, RowField)
        service.queryset = services
