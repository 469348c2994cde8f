"""The first agency, service and administrator of an empty installation."""

import uuid
from typing import Any

from django.db import transaction

from alongside.foundation.accounts.actions import workers
from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory import actions as directory


@transaction.atomic
def open_installation(*, key: uuid.UUID, facts: dict[str, Any], by: Actor) -> Worker:
    """Make the first agency with its first service, and the administrator who goes on from there."""
    agency = directory.add_agency(
        key=key, by=by,
        facts={
            "name": facts["agency"], "kind": facts["kind"], "phone": facts["phone"], "ask_for": "",
            "in_partnership": True,
        },
    )  # fmt: skip
    service = directory.add_service(
        key=new_key(), agency=agency, by=by,
        facts={
            "name": facts["service"], "neutral_name": "", "about": "", "word_for_client": "woman",
            "words_for_clients": "women", "caseload_from": None, "caseload_to": None,
            "open_to_public": False,
        },
    )  # fmt: skip
    return workers.make_first(
        key=new_key(), agency=agency, post=PostWanted(service, triage=True),
        name=facts["name"], email=facts["email"], password=facts["password"],
        runs_service=facts["runs_service"],by=by,
    )  # fmt: skip
