"""The one list of what she may read, in templates: {% her "ask.next" %}."""

from typing import Any

from django import template

from alongside.foundation.common.her_words import her_text

register = template.Library()


@register.simple_tag
def her(key: str, **values: Any) -> str:
    """Write one text of the list, with names filled in where it has places for them."""
    text = str(her_text(key))
    return text % values if values else text
