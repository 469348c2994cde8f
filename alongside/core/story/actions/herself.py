"""Every write to what she says of herself: the equality questions, and her languages."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.story import queries
from alongside.core.story.models import Answer, Speaking
from alongside.core.story.rules.equality import BY_KEY, questions_of
from alongside.core.story.rules.languages import interpreter_line, languages_line
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def answer(
    *,
    client_id: uuid.UUID,
    part: int,
    answers: Mapping[str, Mapping[str, Any]],
    membership_id: uuid.UUID,
    by: Actor,
) -> int:
    """Keep what she says of herself to some equality questions; only what changed makes a new row.

    What she said before stays in the rows before. Answers to questions of another part are left out. Says how
    many were new. Raises Refused where the asker may not write in that part.
    """
    parts.must_hold(client_id=client_id, part=part, by=by)
    if not rights(client_id).writes & part:
        raise Refused(
            _("This part of her record is not yours to write. Ask her lead worker."),
            rule="not_yours_to_write",
        )
    standing = queries.answers(client_id)
    known = {question.key for question in questions_of(Compartment(part))}
    blank = {"answer": "", "words": ""}
    new = [
        Answer(
            client_id=client_id, compartment=part, question=key, said=dict(said),
            made_by_id=membership_id,
        )
        for key, said in answers.items()
        if key in known and BY_KEY[key] and dict(said) != standing.get(key, blank)
    ]  # fmt: skip
    for one in new:
        one.save(force_insert=True)
    audit.record(Event.CHANGED, what="story.answer", by=by, client_id=client_id, compartments=part)
    return len(new)


@transaction.atomic
def say_languages(
    *,
    key: uuid.UUID,
    client: Client,
    version: int,
    said: Mapping[str, Any],
    membership_id: uuid.UUID,
    by: Actor,
) -> None:
    """Keep her languages and whom she would let interpret, and write the short line in headings (R53).

    `version` is her own row's. Raises ChangedMeanwhile. The same form sent twice is kept once.
    """
    row = Speaking(pk=key, client_id=client.pk, said=dict(said), made_by_id=membership_id)
    _row, new = parts.write_once(
        row=row, same_by=["said"], what="story.say_languages", by=by, parts=Compartment.BASICS
    )
    if not new:
        return
    people.set_basics(
        client_id=client.pk, version=version, by=by,
        facts={
            "languages": languages_line(said.get("languages", ())),
            "interpreter": interpreter_line(said),
        },
    )  # fmt: skip
