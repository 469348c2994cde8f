"""Dates, numbers and notices as people say them."""

import datetime
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from alongside.foundation.common.forms import said_phone
from alongside.foundation.common.icons import ICONS

register = template.Library()


def _as_day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, datetime.date) else None


def _days_ago(day: datetime.date) -> int:
    return (timezone.localdate() - day).days


@register.filter
def day(value: Any) -> str:
    """Say a day as people do: Today, Yesterday, Tomorrow, Thu, 19 November, 14 March 2025."""
    when = _as_day(value)
    if when is None:
        return ""
    ago = _days_ago(when)
    near = {0: gettext("Today"), 1: gettext("Yesterday"), -1: gettext("Tomorrow")}
    if ago in near:
        return near[ago]
    return date_format(when, "D") if abs(ago) < 7 else full_day(when)


@register.filter
def full_day(value: Any) -> str:
    """Say a day by its date: 19 November, and the year too when it is another year."""
    when = _as_day(value)
    if when is None:
        return ""
    return date_format(when, "j F" if when.year == timezone.localdate().year else "j F Y")


@register.filter
def long_day(value: Any) -> str:
    """Say a day with its name: Thursday 19 November."""
    when = _as_day(value)
    return "" if when is None else f"{date_format(when, 'l')} {full_day(when)}"


@register.filter
def lately(value: Any, what: str = "") -> str:
    """Say when something was, and what: "Tue, coffee"; "9 days ago, phone"; "3 May, walk"."""
    when = _as_day(value)
    if when is None:
        return ""
    ago = _days_ago(when)
    said = days_ago(when) if 7 <= ago < 30 else day(when)
    return f"{said}, {what}" if what else said


@register.filter
def days_since(value: Any) -> str:
    """Say how long something has lasted in days: "34 days"; nothing for a day to come."""
    when = _as_day(value)
    if when is None or _days_ago(when) < 0:
        return ""
    count = _days_ago(when)
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


@register.filter
def days_ago(value: Any) -> str:
    """Say how long ago a day was: "today", "9 days ago"."""
    when = _as_day(value)
    if when is None or _days_ago(when) < 0:
        return ""
    count = _days_ago(when)
    if count == 0:
        return gettext("today")
    return ngettext("%(count)s day ago", "%(count)s days ago", count) % {"count": count}


@register.filter
def clock(value: Any) -> str:
    """Say a time by the clock here: 14:00."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if not isinstance(value, datetime.datetime | datetime.time):
        return ""
    return value.strftime("%H:%M")


@register.filter
def phone(value: Any) -> str:
    """Write a kept telephone number as people here write it: 07700 900123."""
    return said_phone(str(value)) if value else ""


@register.filter
def initials(value: Any) -> str:
    """Take the first letters of the first and last name: NA."""
    names = str(value or "").replace(".", " ").split()
    return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of our small line icons; a screen reader passes it by."""
    turns = " al-icon--turns" if name in ("leave", "path", "note") else ""
    # The drawings are constants of this program, never anybody's input.
    drawing = mark_safe(ICONS[name])  # noqa: S308
    return format_html(
        '<svg class="al-icon{}" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.8" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        turns,
        drawing,
    )


@register.filter
def tone(message: Message) -> str:
    """Return the tone of a notice: safe, waiting, info or plain, and never an alarm."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("tone:"):
            return tag.removeprefix("tone:")
    return {"success": "safe", "warning": "waiting", "error": "waiting"}.get(
        message.level_tag, "info"
    )


@register.filter
def undo_url(message: Message) -> str:
    """Return the address that undoes what a notice speaks of, or nothing."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:/"):
            return tag.removeprefix("undo:")
    return ""


@register.filter
def to_mend(form: BaseForm | None) -> list[dict[str, str]]:
    """List what is wrong in a form, each sentence with the id of the box it speaks of."""
    if not isinstance(form, BaseForm) or not form.is_bound:
        return []
    problems = [{"id": "", "words": str(words)} for words in form.non_field_errors()]
    for field in form:
        box = "" if field.is_hidden else getattr(field, "first_id", field.id_for_label)
        colon = "" if str(field.label)[-1:] in ".?!:؟" else ":"
        problems += [
            {"id": box, "words": f"{field.label}{colon} {words}"} for words in field.errors
        ]
    return problems


@register.filter
def roomiest(rows: Any, least: Any) -> float:
    """Return the length of a gauge's scale: `least`, or more when a row needs more room."""
    return max([float(least), *(float(_of(row, "value")) for row in rows)])


def _of(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)
