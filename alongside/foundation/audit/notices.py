"""The head of the latest seal, sent once a day to people who keep it in a place that is nobody's here."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation.audit import chain
from alongside.foundation.audit.models import Block


def mail_head() -> bool:
    """Send the number, the day and the code of the latest seal to ALONGSIDE_HEADS_MAIL; nothing else (S37).

    False where there is nobody to send it to, or nothing sealed yet.
    """
    if not settings.HEADS_MAIL:
        return False
    block = Block.objects.filter(signature__isnull=False).defer("marks").order_by("-number").first()
    if block is None:
        return False
    code = chain.code(block.number, block.head)
    words = _(
        "Keep this mail. It names nobody.\n\n"
        "Seal %(number)s of the log, of %(when)s.\n\n"
        "%(code)s\n\n"
        "Whoever looks after the server proves the log against it with:\n"
        "alongside verify-audit --head %(code)s\n\n"
        "One comes every day. If none comes for two days, ask why."
    ) % {
        "number": block.number, "code": code,
        "when": date_format(timezone.localtime(block.sealed_at), "j F Y, H:i"),
    }  # fmt: skip
    # Each on their own, so that nobody reads who else keeps it.
    for address in settings.HEADS_MAIL:
        send_mail(_("Seal %(number)s") % {"number": block.number}, words, None, [address])
    return True
