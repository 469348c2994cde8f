"""The boxes of a group, of who leads it and who comes: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import ClockField, KeyedForm, RowField, Words, as_lines
from alongside.foundation.directory.models import Service
from alongside.support.activities.models import Activity

WHO = {"required": _("Choose who."), "invalid_choice": _("Choose somebody from the list.")}
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}


class HatField(RowField):
    """A choice among those of a service, by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is."""
        return f"{obj.worker.name}, {obj.get_role_display()}"


def _rows(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, RowField)
    field.queryset = rows


class GroupForm(KeyedForm):
    """A group: what it is called, where and when it meets, and whom its leaders turn to."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Words(
        label=_("What is it called?"), lines=1, max_length=60,
        help_text=_("A name that tells nobody who comes, such as: Saturday runners."),
        error_messages={"required": _("Write what it is called.")},
    )  # fmt: skip
    place = Words(
        label=_("Roughly where?"), lines=1, max_length=60, required=False,
        help_text=_(
            "Such as: by the river. Never an address. Of a drop-in, write it as under Who sits where."
        ),
    )  # fmt: skip
    day = forms.TypedChoiceField(
        label=_("On which day of the week?"), choices=Activity.Day.choices, coerce=int, error_messages=CHOOSE
    )  # fmt: skip
    at_time = ClockField(
        label=_("At what time?"), required=True, error_messages={"required": _("Write a time like 9:00.")}
    )  # fmt: skip
    children = forms.ChoiceField(
        label=_("What about children?"), required=False, error_messages=CHOOSE,
        choices=[("", _("Not said")), *Activity.Children.choices],
    )  # fmt: skip
    supervisor = HatField(
        label=_("Whom do its leaders turn to?"), queryset=Membership.objects.none(),
        empty_label=_("Choose somebody"), error_messages=WHO,
        help_text=_("Their supervisor: a worry goes to them."),
    )  # fmt: skip
    call_words = Words(
        label=_("When should a leader call, and whom?"), lines=2, max_length=300,
        error_messages={"required": _("Write when they should call, and whom.")},
    )  # fmt: skip

    def __init__(self, *args: Any, supervisors: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, "supervisor", supervisors)


class NewGroupForm(GroupForm):
    """The same, begun: of which service it is, and what it is, stays."""

    service = RowField(
        label=_("Of which service?"), queryset=Service.objects.none(), empty_label=_("Choose a service"),
        error_messages=CHOOSE,
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=as_lines(Activity.Kind.choices), initial=Activity.Kind.GROUP,
        widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    field_order = ("key", "service", "kind")

    def __init__(self, *args: Any, services: QuerySet[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        _rows(self, "service", services)


class LeaderForm(KeyedForm):
    """Who leads a group as well."""

    who = HatField(
        label=_("Who leads it as well?"), queryset=Membership.objects.none(),
        empty_label=_("Choose somebody"), error_messages=WHO,
    )  # fmt: skip

    def __init__(self, *args: Any, who: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, "who", who)


class JoinForm(KeyedForm):
    """Who comes from now on."""

    who = RowField(
        label=_("Who comes from now on?"), queryset=Client.objects.none(),
        empty_label=_("Choose a woman"), error_messages=WHO,
        help_text=_("Those who said what a leader may know. Ask the others first."),
    )  # fmt: skip

    def __init__(self, *args: Any, who: QuerySet[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, "who", who)
