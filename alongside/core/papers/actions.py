"""Every write to the files on her record."""

import hmac
import logging
import time
import uuid

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.papers import rules
from alongside.core.papers.models import Paper
from alongside.core.parts import actions as parts
from alongside.foundation.access import actions as gate
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common import shelf
from alongside.foundation.common.cleaning import Cleaned
from alongside.foundation.common.keyring import Damaged, NoKey
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import Refused

logger = logging.getLogger("alongside.papers")
# A form that is being saved just now has its file before its row.
SWEPT_AFTER = 24 * 60 * 60


@transaction.atomic
def add_paper(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    title: str,
    part: int,
    file: Cleaned,
    membership: Membership,
    by: Actor,
) -> Paper:
    """Keep a file on her record, sealed; the same form sent twice keeps it once.

    A locked part is begun with it. Raises Refused where the asker may not write there, and where the file
    can't be kept.
    """
    if said := rules.why_not_add(part, rights(client_id)):
        raise Refused(said, rule="may_not_write_this_part")
    parts.must_hold(client_id=client_id, part=part, by=by)
    digest = hmac.digest(settings.SECRET_KEY.encode(), file.content, "sha256").hex()
    paper = Paper(
        pk=key, client_id=client_id, compartment=part, title=title, kind=file.kind,
        size=len(file.content), digest=digest, made_by=membership,
    )  # fmt: skip
    if there := _kept(paper):
        return there
    try:
        shelf.put(paper.pk, file.content)
    except (OSError, NoKey) as error:
        logger.critical("A file could not be kept: %s.", type(error).__name__)
        raise Refused(
            _(
                "The file could not be kept, so nothing was saved. There may be no room on the disk. "
                "Tell the people who look after Alongside."
            ),
            rule="no_room",
        ) from error
    _written(Event.ADDED, "papers.add_paper", paper, by)
    return paper


def _kept(paper: Paper) -> Paper | None:
    """Insert the row of a form's file, or give the one that form made before."""
    mine = Paper.objects.filter(client_id=paper.client_id, made_by_id=paper.made_by_id)
    while True:
        there = mine.filter(pk=paper.pk).first()
        if there is None:
            try:
                with transaction.atomic():
                    paper.save(force_insert=True)
                return None
            except IntegrityError:
                # The other half of a double click was quicker, or the key is somebody else's.
                there = mine.filter(pk=paper.pk).first()
        if there and (there.digest, there.title) == (paper.digest, paper.title):
            return there
        paper.pk = key_after(
            paper.pk, f"{paper.client_id} {paper.made_by_id} {paper.digest} {paper.title}"
        )


@transaction.atomic
def put_paper(*, paper: Paper, part: int, to: int, by: Actor) -> None:
    """Move a file to another part of her record. Raises Refused where the asker may not."""
    parts.must_move(client_id=paper.client_id, part=part, to=to, by=by)
    there = Paper.objects.filter(pk=paper.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=paper.client_id, part=part, to=to, what="papers.put_paper", by=by
    )


@transaction.atomic
def take_off(*, paper: Paper, by: Actor) -> None:
    """Take a file off her record because it is not needed any more; it is kept, and can be put back."""
    _must_write(paper)
    if (
        Paper.objects.standing()
        .filter(pk=paper.pk)
        .update(ended_at=timezone.now(), version=F("version") + 1)
    ):
        _written(Event.TAKEN_BACK, "papers.take_off", paper, by)


@transaction.atomic
def put_back(*, paper: Paper, by: Actor) -> None:
    """Put a file back that was taken off."""
    _must_write(paper)
    if Paper.objects.filter(pk=paper.pk, ended_at__isnull=False).update(
        ended_at=None, version=F("version") + 1
    ):
        _written(Event.CHANGED, "papers.put_back", paper, by)


@transaction.atomic
def open_paper(*, paper: Paper, by: Actor) -> bytes:
    """Give the bytes of a file, written down as opened. Raises Refused where it is missing or damaged."""
    _written(Event.OPENED, "papers.open_paper", paper, by)
    try:
        return shelf.get(paper.pk)
    except Damaged as error:
        raise Refused(
            _(
                "This file is missing or damaged and can’t be opened. Tell the people who look after "
                "Alongside: a backup may still hold it."
            ),
            rule="file_unreadable",
        ) from error


def sweep() -> int:
    """Throw away files that no row stands for, a day after they were written; say how many.

    Where more files are unknown than known, the folder is more likely another database's: nothing is swept.
    """
    old = [key for key in shelf.every() if shelf.written_at(key) < time.time() - SWEPT_AFTER]
    nobodys = gate.files_of_nobody(old) if old else []
    if 2 * len(nobodys) > len(old):
        logger.error(
            "%s of %s files have no row, so none was swept. Run: alongside doctor",
            len(nobodys),
            len(old),
        )
        return 0
    for key in nobodys:
        shelf.throw_away(key)
    return len(nobodys)


def _must_write(paper: Paper) -> None:
    if said := rules.why_not_write(paper, rights(paper.client_id)):
        raise Refused(said, rule="not_yours_to_write")


def _written(event: Event, what: str, paper: Paper, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=paper.client_id, compartments=paper.compartment)
