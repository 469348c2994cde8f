"""Figures of a count as a page says them."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.overview.insight import rules
from alongside.overview.insight.models import Copy

register = template.Library()


@register.simple_tag
def figure(value: rules.Figure, women: rules.Figure | None = None) -> SafeString:
    """Show one figure of a copy: a rounded number with its share where that may be said, or why not."""
    if not isinstance(value, int):
        return format_html('<span class="al-mute al-small">{}</span>', rules.IN_WORDS[value])
    share = rules.percent(value, women) if women is not None else None
    if share is None:
        return format_html("{}", value)
    return format_html('{} <span class="al-mute al-small">{}%</span>', value, share)


@register.filter
def middle(rungs: float) -> str:
    """Say the middle distance in rungs with its direction: +1, 0, −1.5."""
    size = f"{abs(rungs):g}"
    return size if not rungs else f"{'+' if rungs > 0 else '−'}{size}"


@register.filter
def period_name(copy: Copy) -> str:
    """Name the time a copy is about."""
    return rules.Period("", copy.period_from, copy.period_to).name(timezone.localdate())
