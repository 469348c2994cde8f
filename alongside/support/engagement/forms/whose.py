"""The boxes for a note that is not hers."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy

from alongside.core.people.models import Client
from alongside.foundation.common.forms import RowField
from alongside.support.engagement import queries


class WhoseForm(forms.Form):
    """Whose note it is."""

    whose = RowField(
        label=gettext_lazy("Whose note is it?"), queryset=Client.objects.none(),
        empty_label=gettext_lazy("Choose a woman"),
        error_messages={
            "required": gettext_lazy("Choose whose note it is."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )  # fmt: skip

    def choose_among(self, but: uuid.UUID) -> None:
        """Offer the women one may write notes about, those she was with last first."""
        field = self.fields["whose"]
        assert isinstance(field, RowField)
        field.queryset = queries.to_write_about().exclude(pk=but)

    def offered(self) -> list[uuid.UUID]:
        """Give the keys of the women it names."""
        field = self.fields["whose"]
        assert isinstance(field, RowField)
        assert field.queryset is not None
        return [client.pk for client in field.queryset]
