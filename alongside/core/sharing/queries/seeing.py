"""Who can see what of her record, in sentences: for her page, for the page about it, and for a partner."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client, Episode
from alongside.core.sharing.models import Agreement, Block, Disclosure, Doubt, Grant, Wish
from alongside.core.sharing.rules import agreements as agreement_rules
from alongside.core.sharing.rules import shares as share_rules
from alongside.core.sharing.rules import wishes as wish_rules
from alongside.core.sharing.rules.bases import basis_in_words, law_of
from alongside.core.sharing.rules.parts import in_words
from alongside.core.team.models import Companion
from alongside.core.team.queries import beside as places_beside
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import LOCKED, Compartment, bits
from alongside.foundation.access.queries import Now, Rights
from alongside.foundation.accounts.queries import fill_hats

ALL_LOCKED = bits(*LOCKED)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One share as a sentence; a locked part is named only to who holds it."""

    grant: Grant
    parts: str
    writes: str
    against: str
    live: bool
    ahead: bool
    days: int
    # Whether it also shows a locked part the reader does not hold: what it is for could tell of that.
    hides: bool

    @property
    def whom(self) -> str:
        """Name the agency, and the worker where it is for one alone."""
        if self.grant.membership:
            name = self.grant.membership.worker.name
            return f"{self.grant.agency.name} ({name})"
        return self.grant.agency.name

    @property
    def soon(self) -> bool:
        """Whether it ends within a fortnight, so that it is time to ask her."""
        return self.live and self.days <= share_rules.NOTICE_DAYS

    @property
    def by_her(self) -> bool:
        """Whether it rests on her own yes."""
        return self.grant.basis == "consent"

    @property
    def basis(self) -> str:
        """Say on what it rests."""
        return basis_in_words(self.grant.basis)

    @property
    def law(self) -> list[str]:
        """List the paragraphs of the law."""
        grant = self.grant
        chosen = {
            "recognised": grant.recognised,
            "special": grant.special,
            "offence": grant.offence,
        }
        return law_of(basis=grant.basis, **chosen)


@dataclass(frozen=True, slots=True)
class WishLine:
    """One wish as a sentence."""

    wish: Wish
    sentence: str


@dataclass(frozen=True, slots=True)
class SeenPanel:
    """What her page says of who can see what."""

    shares: list[ShareLine]
    wishes: list[WishLine]
    away: int
    # Whether somebody has to say if a worker is one of them.
    away_asks: bool
    told: list[Disclosure]
    ask_again: list[str]

    @property
    def compartments(self) -> int:
        """The part of her record that this tells something of."""
        return Compartment.SHARING.value


def _shares(client_id: uuid.UUID) -> QuerySet[Grant]:
    # The gate's own clock, so that a page and a policy never disagree about the time.
    return (
        Grant.objects.filter(client_id=client_id)
        .annotate(
            live=Case(
                When(Q(ended_at__isnull=True, starts_at__lte=Now(), until_at__gt=Now()), then=True),
                default=False, output_field=BooleanField(),
            ),
            ahead=Case(
                When(Q(ended_at__isnull=True, starts_at__gt=Now()), then=True),
                default=False, output_field=BooleanField(),
            ),
        )
        .select_related("agency")
        .order_by("until_at", "pk")
    )  # fmt: skip


def standing_shares(client_id: uuid.UUID) -> QuerySet[Grant]:
    """Fetch the shares that hold now or will begin."""
    return _shares(client_id).filter(
        ended_at__isnull=True, until_at__gt=Now(), agency__closed_at__isnull=True
    )


def share_line(grant: Grant, rights: Rights, wishes: Iterable[Wish]) -> ShareLine:
    """Say one share in words, as far as the reader may know of it."""
    known = rights.reads | ~ALL_LOCKED
    left = (timezone.localdate(grant.until_at) - timezone.localdate()).days
    return ShareLine(
        grant=grant,
        parts=in_words(grant.reads & known),
        writes=in_words(grant.writes & known),
        against=in_words(share_rules.against(grant, wishes) & known),
        live=getattr(grant, "live", False) and grant.agency.closed_at is None,
        ahead=getattr(grant, "ahead", False),
        days=left,
        hides=bool(grant.reads & ~known),
    )


def wishes_of(client_id: uuid.UUID) -> QuerySet[Wish]:
    """Fetch her wishes that stand, those about everybody last."""
    return (
        Wish.objects.standing()
        .with_hats()
        .filter(client_id=client_id)
        .select_related("agency", "worker")
        .order_by("about", "said_on", "pk")
    )


def wish_lines(wishes: Iterable[Wish]) -> list[WishLine]:
    """Say each wish in a sentence, the strictest first."""
    order = {Wish.Answer.NEVER: 0, Wish.Answer.ASK: 1, Wish.Answer.SHARE: 2}
    lines = [WishLine(wish, wish_rules.sentence(wish)) for wish in wishes]
    return sorted(lines, key=lambda line: order[Wish.Answer(line.wish.answer)])


def passed_on(client_id: uuid.UUID, *, told: bool = False) -> QuerySet[Disclosure]:
    """Fetch what was passed on once, latest first; only what she was `told` shows where she looks."""
    found = Disclosure.objects.told() if told else Disclosure.objects.all()
    return (
        found.filter(client_id=client_id)
        .select_related("agency")
        .order_by("-decided_on", "-made_at")
    )  # fmt: skip


def agreements_of(client_id: uuid.UUID) -> QuerySet[Agreement]:
    """Fetch what she agreed to, latest first, ended ones too."""
    return (
        Agreement.objects.filter(client_id=client_id)
        .select_related("episode__service", "made_by__worker")
        .order_by("-agreed_on", "-made_at")
    )


def beside_her() -> dict[str, Combinable]:
    """Name what her page asks of who sees what with her own row: whom she keeps away, and what is open."""
    hers = {"client_id": OuterRef("pk")}
    away = Block.objects.standing().filter(**hers).order_by().values("client_id")
    doubts = Doubt.objects.filter(**hers, settled_at__isnull=True)
    return {
        "keeps_away": Coalesce(Subquery(away.annotate(many=Count("pk")).values("many")), 0),
        "away_asks": Exists(doubts),
        "was_told": Exists(Disclosure.objects.told().filter(**hers)),
        "ask_again": Exists(_not_counting().filter(**hers)),
    }


def _not_counting() -> QuerySet[Agreement]:
    """Fetch what she agreed to that may not count yet, as `why_ask_again` says it."""
    soon = Q(ask_again_on__lte=timezone.localdate()) | Q(could=Agreement.Could.NOT_TODAY)
    free = Q(freedom__in=[Agreement.Freedom.NOT_FREE, Agreement.Freedom.UNSURE])
    other = Q(interpreter=Agreement.Interpreter.OTHER)
    return Agreement.objects.filter(soon | free | other, ended_at__isnull=True)


def panel(client: Client, rights: Rights) -> SeenPanel | None:
    """Give what her page says of who can see what, from a row fetched with `beside_her`.

    Two queries, and one more for each kind of thing she is seldom told; None to whom it isn't for.
    """
    if not rights.may_read(Compartment.SHARING):
        return None
    shares = list(standing_shares(client.pk))
    told = list(passed_on(client.pk, told=True)[:3]) if client.was_told else []  # type: ignore[attr-defined]
    fill_hats((shares, "membership"), (told, "told_by"))
    return _panel(client, rights, shares, told)


def _panel(
    client: Client, rights: Rights, shares: list[Grant], told: list[Disclosure]
) -> SeenPanel:
    wishes = list(wishes_of(client.pk))
    today = timezone.localdate()
    asked = _not_counting().filter(client_id=client.pk).order_by("-agreed_on", "-made_at")
    asks = asked if client.ask_again else ()  # type: ignore[attr-defined]
    return SeenPanel(
        shares=[share_line(grant, rights, wishes) for grant in shares],
        wishes=wish_lines(wishes),
        away=client.keeps_away,  # type: ignore[attr-defined]
        away_asks=client.away_asks,  # type: ignore[attr-defined]
        told=told,
        ask_again=[said for one in asks for said in agreement_rules.why_ask_again(one, today)],
    )


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """What she agreed to with one service, and whether she has to be asked again."""

    agreement: Agreement
    ask_again: list[str]
    # What is open about who reads what while her worker is away.
    on_duty: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All there is to say of who can see what, ended things too."""

    panel: SeenPanel
    over: list[ShareLine]
    wished: list[WishLine]
    agreements: list[AgreementLine]
    agreed_before: list[Agreement]
    unasked: list[Episode]
    told: list[Disclosure]
    services: str
    companions: list[Companion]


def everything(client_id: uuid.UUID, rights: Rights) -> Everything | None:
    """Give all of it for the page about who can see what; None to whom it isn't for."""
    if not rights.may_read(Compartment.SHARING):
        return None
    shares, told = list(standing_shares(client_id)), list(passed_on(client_id, told=True))
    over = _shares(client_id).order_by("-until_at").exclude(pk__in=[one.pk for one in shares])
    fill_hats(
        (shares, "membership"), (shares, "made_by"), (over, "membership"), (over, "ended_by"),
        (told, "told_by"),
    )  # fmt: skip
    client = Client.objects.annotate(**beside_her()).get(pk=client_id)
    shown = _panel(client, rights, shares, told[:3])
    wishes = [line.wish for line in shown.wishes]
    fill_hats((wishes, "made_by"))
    before = Wish.objects.filter(client_id=client_id, ended_at__isnull=False)
    agreements = list(agreements_of(client_id))
    episodes = list(Episode.objects.open().filter(client_id=client_id).select_related("service"))
    today = timezone.localdate()
    asked = {one.episode_id for one in agreements if one.ended_at is None}
    return Everything(
        panel=shown,
        over=[share_line(grant, rights, wishes) for grant in over],
        wished=wish_lines(before.select_related("agency", "worker").order_by("-ended_at")),
        agreements=[
            AgreementLine(
                one,
                agreement_rules.why_ask_again(one, today),
                agreement_rules.on_duty_in_words(one),
            )
            for one in agreements
            if one.ended_at is None
        ],
        agreed_before=[one for one in agreements if one.ended_at],
        unasked=[one for one in episodes if one.pk not in asked],
        told=told,
        services=_(" and ").join(one.service.name for one in episodes),
        companions=list(places_beside.beside(client_id)),
    )


@dataclass(frozen=True, slots=True)
class SharedWithMe:
    """What a partner's page says of one share: what, what for, until when."""

    parts: str
    writes: str
    purpose: str
    until_at: datetime.datetime

    @property
    def soon(self) -> bool:
        """Whether it ends within a fortnight."""
        left = timezone.localdate(self.until_at) - timezone.localdate()
        return left.days <= share_rules.NOTICE_DAYS


def shared_with_me(client_id: uuid.UUID, rights: Rights) -> list[SharedWithMe]:
    """Say what she shares with the reader, who is not of her team; nothing for those who are."""
    if rights.may_read(Compartment.SHARING):
        return []
    return [
        SharedWithMe(in_words(one.reads), in_words(one.writes), one.purpose, one.until_at)
        for one in gate.my_shares(client_id)
    ]
