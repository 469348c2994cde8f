from typing import Any

from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON
from alongside.foundation.common.keys import new_key


class Answer(models.Model):
    """What she says of herself to one of the equality questions, in one row a time; the latest holds.

    No row is *not asked*. "Would rather not say" and "not known" are answers of their own, and nothing is
    ever worked out from something else. Which questions there are stands in rules/equality.py.
    """

    PERSONAL = frozenset({"client", "said"})
    PLAIN = frozenset({"id", "compartment", "question", "made_by", "made_at"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # Of the equality questions, or of sexuality and trans history, which are locked.
    compartment = CompartmentField()
    question = models.CharField(max_length=16)
    # {"answer": a code or nothing, "words": her own}
    said: Any = EncryptedJSON()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "story_answer"
        indexes = [models.Index(fields=["client", "question"], name="story_answer_of_hers")]

    def __str__(self) -> str:
        return self.question


class Speaking(models.Model):
    """Her languages, and whom she would let interpret (R53); the latest row holds.

    The short line that stands in headings is written from it, on her own row.
    """

    PERSONAL = frozenset({"client", "said"})
    PLAIN = frozenset({"id", "made_by", "made_at"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # What rules/languages.py reads: languages with their dialects, and what she wishes of an interpreter.
    said: Any = EncryptedJSON()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "story_speaking"
        indexes = [models.Index(fields=["client", "-made_at"], name="story_speaking_latest")]

    def __str__(self) -> str:
        return "her languages"
