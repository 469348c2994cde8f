import re
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.roles import Role, may
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service

TITLE = re.compile(r"^(dr|mr|mrs|ms|mx|miss|prof)\.?\s+", re.IGNORECASE)


class WorkerManager(BaseUserManager["Worker"]):
    """What Django's sign-in asks of a user manager."""

    def get_by_natural_key(self, username: str | None) -> "Worker":
        """Find a worker by e-mail, whatever its capitals."""
        return self.get(email__iexact=username)


class Worker(AbstractBaseUser):
    """Somebody who signs in. What she may do and see comes from her memberships, her hats."""

    PERSONAL = frozenset({"email", "name"})
    PLAIN = frozenset(
        {
            "id",
            "password",
            "last_login",
            "is_active",
            "joined_at",
            "find_key_on",
            "theme",
            "step_up_at",
        }
    )

    class Theme(models.TextChoices):
        DEVICE = "", "As my device has it"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Single-key shortcuts can be switched off (WCAG 2.1.4).
    find_key_on = models.BooleanField(default=True)
    theme = models.CharField(max_length=5, blank=True, choices=Theme.choices, default=Theme.DEVICE)
    # Set by an alarm in the database: from then on her second step is asked for once more.
    step_up_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[WorkerManager] = WorkerManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        db_table = "accounts_worker"

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the round mark in the corner."""
        words = self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def first_name(self) -> str:
        """What a woman may read of her name: the first part alone."""
        return (TITLE.sub("", self.name.strip(), count=1).split() or [""])[0]

    @property
    def posts_now(self) -> "list[Post]":
        """Her posts under all her hats, where a list has read them along."""
        return [post for hat in self.hats_now for post in hat.posts_now]  # type: ignore[attr-defined]

    def get_full_name(self) -> str:
        """Name her as Django's templates expect."""
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of memberships."""

    def current(self) -> "MembershipQuerySet":
        """Only hats still worn, of workers who may sign in."""
        return self.filter(ended_at__isnull=True, worker__is_active=True)


class Membership(models.Model):
    """A worker's hat in one agency: one role, in named services. The hat is what holds passes."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "worker", "agency", "role", "started_at", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Membership"]] = MembershipQuerySet.as_manager()

    class Meta:
        db_table = "accounts_membership"

    def __str__(self) -> str:
        return f"{self.worker.name}, {self.get_role_display()}, {self.agency.name}"

    def may(self, permission: Permission) -> bool:
        """Say whether this hat's role may do this kind of thing."""
        return may(self.role, permission)


class Post(models.Model):
    """That a hat works in a service, and whether she takes its new referrals."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "membership", "service", "triage", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="posts")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="posts")
    triage = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_post"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "service"],
                condition=models.Q(ended_at__isnull=True),
                name="accounts_post_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} in {self.service}"


class SkillQuerySet(models.QuerySet["Skill"]):
    """Reads of what workers may know."""

    def offered(self) -> "SkillQuerySet":
        """Those still on the list, specialisms before languages, in the partnership's order."""
        return self.filter(ended_at__isnull=True).order_by("-kind", "place", "name")


class Skill(models.Model):
    """A specialism or a language a worker may have, as the partnership names it (R1, R139)."""

    class Kind(models.TextChoices):
        SPECIALISM = "specialism", _("what they know well")
        LANGUAGE = "language", _("language")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "kind", "name", "place", "ended_at", "version"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SkillQuerySet.as_manager()

    class Meta:
        db_table = "accounts_skill"

    def __str__(self) -> str:
        return self.name


class HasSkill(models.Model):
    """That a worker, under one hat, knows or speaks something; ended, never removed."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "membership", "skill", "since", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_hasskill"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "skill"],
                condition=models.Q(ended_at__isnull=True),
                name="accounts_hasskill_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.skill)


class OneTimeLink(models.Model):
    """A link that opens once, until a date: an invitation, or a fresh start after a lost password."""

    PERSONAL = frozenset({"email", "name"})
    PLAIN = frozenset(
        {
            "id",
            "kind",
            "token_hash",
            "worker",
            "agency",
            "role",
            "services",
            "made_by",
            "expires_at",
            "used_at",
        }
    )

    class Kind(models.TextChoices):
        INVITATION = "invitation", "invitation"
        FRESH_START = "fresh_start", "new password"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # Only a digest is kept: whoever reads the database can't use the link.
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=80, blank=True)
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    # [{"service": "<uuid>", "triage": true}]
    services: Any = models.JSONField(default=list)
    made_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_link"

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_open(self) -> bool:
        """Say whether it can still be used."""
        return self.used_at is None and self.expires_at > timezone.now()
