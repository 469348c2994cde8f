"""Reads of who and what is around her; the database shows only the parts the reader sees."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from alongside.core.around import rules
from alongside.core.around.models import (
    Arrangement,
    Child,
    Day,
    Person,
    Pet,
    Pregnancy,
    Process,
    Standing,
    TurnedAway,
)
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights

ON_HER_PAGE = 5
NOBODY_SAID = -1


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody with how it is between them, up to a day: her words first."""

    person: Person
    standings: Sequence[Standing] = ()
    until: datetime.date | None = None

    @property
    def roles(self) -> str:
        """What they are to her, in words."""
        return ", ".join(rules.roles_of(self.person))

    @property
    def now(self) -> list[Standing]:
        """What was said up to the day, in order."""
        return [
            one for one in self.standings if self.until is None or one.happened_on <= self.until
        ]

    @property
    def close(self) -> Standing | None:
        """The latest entry that says how close they are."""
        return rules.latest(self.standings, "close", self.until)

    @property
    def trust(self) -> Standing | None:
        """The latest entry that says how far she trusts them."""
        return rules.latest(self.standings, "trust", self.until)

    @property
    def how(self) -> Standing | None:
        """The latest entry that says how it is between them."""
        return rules.latest(self.standings, "how", self.until)

    @property
    def said(self) -> Standing | None:
        """The latest entry in her own words."""
        return rules.latest(self.standings, "words", self.until)

    @property
    def closeness(self) -> int:
        """How close they are, from 3 to 0; below that where she has not said."""
        return NOBODY_SAID if (one := self.close) is None or one.close is None else one.close

    @property
    def trusted(self) -> int:
        """How far she trusts them, from 3 to 0; below that where she has not said."""
        return NOBODY_SAID if (one := self.trust) is None or one.trust is None else one.trust

    @property
    def since(self) -> datetime.date:
        """The first day we know of them."""
        made = timezone.localdate(self.person.made_at)
        return min([made, *(one.happened_on for one in self.standings[:1])])

    def is_there(self, until: datetime.date | None) -> bool:
        """Whether they were part of her life at the end of a day, or are now."""
        ended = self.person.ended_at
        if until is None:
            return ended is None
        return self.since <= until and (ended is None or timezone.localdate(ended) > until)


@dataclass(frozen=True, slots=True)
class Everybody:
    """Everybody around her whom the reader may see, with all that was said of them."""

    people: list[Around]
    pets: list[Pet]
    compartments: int

    def at(self, until: datetime.date | None) -> list[Around]:
        """Give those who were there at the end of a day, the closest first, with what was said by then."""
        there = [
            Around(one.person, one.standings, until) for one in self.people if one.is_there(until)
        ]
        return sorted(there, key=lambda one: (-one.closeness, -one.trusted, one.since))

    def animals_at(self, until: datetime.date | None) -> list[Pet]:
        """Give those of her animals that were written down by the end of a day."""
        made = [(timezone.localdate(pet.made_at), pet) for pet in self.pets]
        return [pet for on, pet in made if until is None or on <= until]

    def before(self) -> list[Around]:
        """Give those who were part of her life before."""
        return [one for one in self.people if not one.is_there(None)]


@dataclass(frozen=True, slots=True)
class Month:
    """How many there were at the end of a month, in her voice."""

    end: datetime.date
    named: int
    close: int
    unsaid: int
    trusted: int


def persons(client_id: uuid.UUID) -> QuerySet[Person]:
    """Fetch everybody around her, those from before too."""
    found = Person.objects.filter(client_id=client_id).select_related("made_by__worker")
    return found.order_by("made_at", "id")


def standings(client_id: uuid.UUID) -> QuerySet[Standing]:
    """Fetch how it was between her and everybody around her, in order of days."""
    found = Standing.objects.kept().filter(client_id=client_id)
    return found.select_related("made_by__worker").order_by("happened_on", "made_at", "id")


def pets(client_id: uuid.UUID) -> QuerySet[Pet]:
    """Fetch her animals, those from before too."""
    return Pet.objects.filter(client_id=client_id).order_by("made_at", "id")


def everybody(client_id: uuid.UUID) -> Everybody:
    """Fetch everybody around her with all that was said of them, in three statements."""
    said: dict[uuid.UUID, list[Standing]] = {}
    for one in standings(client_id):
        said.setdefault(one.person_id, []).append(one)
    people = [Around(one, said.get(one.pk, [])) for one in persons(client_id)]
    animals = list(pets(client_id).filter(ended_at__isnull=True))
    mask = 0
    for part in (
        *(one.person.compartment for one in people),
        *(pet.compartment for pet in animals),
    ):
        mask |= part
    return Everybody(people, animals, mask)


def around_one(person: Person) -> Around:
    """Fetch all that was said of one person."""
    return Around(person, list(standings(person.client_id).filter(person=person)))


def months(all_: Everybody, today: datetime.date) -> list[Month]:
    """Count at the end of each month in which something changed, the latest ones, and now."""
    ends: set[datetime.date] = {rules.month_end(today)} if all_.people else set()
    for one in all_.people:
        ends.add(rules.month_end(one.since))
        ends.update(rules.month_end(said.happened_on) for said in one.standings)
        if one.person.ended_at:
            ends.add(rules.month_end(timezone.localdate(one.person.ended_at)))
    return [_counted(all_, end, today) for end in sorted(ends)[-rules.MONTHS :]]


def _counted(all_: Everybody, end: datetime.date, today: datetime.date) -> Month:
    there = all_.at(None if end >= today else end)
    return Month(
        end=end, named=len(there), close=sum(one.closeness >= rules.CLOSE for one in there),
        unsaid=sum(one.closeness == NOBODY_SAID for one in there),
        trusted=sum(one.trusted >= rules.TRUSTED for one in there),
    )  # fmt: skip


# --- her children ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """Her children, those on the way, what was agreed and what is decided, with the days of each."""

    children: list[Child] = field(default_factory=list)
    expected: list[Pregnancy] = field(default_factory=list)
    agreed: list[tuple[Arrangement, list[Day]]] = field(default_factory=list)
    processes: list[tuple[Process, list[Day]]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written down yet."""
        return not (self.children or self.expected or self.agreed or self.processes)

    @property
    def has_before(self) -> bool:
        """Whether anything here is over."""
        rows: list[Any] = [*self.children, *self.expected, *(row for row, _days in self.agreed)]
        return any(one.ended_at for one in [*rows, *(row for row, _days in self.processes)])


def children(client_id: uuid.UUID) -> QuerySet[Child]:
    """Fetch her children, the oldest entry first."""
    return Child.objects.filter(client_id=client_id).order_by("made_at", "id")


def days(client_id: uuid.UUID) -> QuerySet[Day]:
    """Fetch the days that count about her children, in their order."""
    found = Day.objects.filter(client_id=client_id).select_related("arrangement__child", "process")
    return found.order_by("on_date", "at_time", "id")


def beside(client_id: uuid.UUID) -> Beside:
    """Fetch everything about her children in five statements, however many there are."""
    of: dict[uuid.UUID | None, list[Day]] = {}
    for day in days(client_id):
        of.setdefault(day.arrangement_id or day.process_id, []).append(day)
    agreed = Arrangement.objects.filter(client_id=client_id).select_related("child")
    process = Process.objects.filter(client_id=client_id)
    expected = Pregnancy.objects.filter(client_id=client_id)
    return Beside(
        list(children(client_id)),
        list(expected.order_by("made_at", "id")),
        [(one, of.get(one.pk, [])) for one in agreed.order_by("made_at", "id")],
        [(one, of.get(one.pk, [])) for one in process.order_by("made_at", "id")],
    )


# --- what others may call --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matters:
    """Somebody or some animal on her page: a name, who they are, and where to read more."""

    kind: str
    name: str
    who: str
    words: str
    url: str
    compartment: int


@dataclass(frozen=True, slots=True)
class AroundPanel:
    """Who matters to her, the closest first, and how many more there are."""

    client_id: uuid.UUID
    shown: list[Matters]
    more: int
    may_add: bool
    compartments: int


def around_panel(client_id: uuid.UUID, rights: Rights) -> AroundPanel:
    """Give what her page shows of who matters to her (`around/_panel.html`), in one statement (R5, R221)."""
    found = list(_who_matters(client_id)) if rights.reads else []
    found.sort(key=lambda row: -(row["close"] if row["close"] is not None else NOBODY_SAID))
    shown = [_matters(client_id, row) for row in found[:ON_HER_PAGE]]
    mask = 0
    for one in shown:
        mask |= one.compartment
    return AroundPanel(
        client_id=client_id, shown=shown, more=len(found) - len(shown),
        may_add=rules.may_add(rights), compartments=mask,
    )  # fmt: skip


COLUMNS = ("pk", "name", "words", "more", "sort", "close", "part", "what")


def _who_matters(client_id: uuid.UUID) -> QuerySet[Any, dict[str, Any]]:
    """Fetch people and animals in one statement; their words stay sealed until their own field opens them."""
    last = Standing.objects.kept().filter(
        person=OuterRef("pk"), client_id=client_id, close__isnull=False
    )
    named = Person.objects.part_of_her_life().filter(client_id=client_id).annotate(
        more=F("roles"), sort=Value("", CharField()), part=F("compartment"),
        close=Subquery(last.order_by("-happened_on", "-made_at", "-id").values("close")[:1]),
        what=Value("person", CharField()),
    )  # fmt: skip
    # An animal of hers stands beside those she is very close to.
    animals = Pet.objects.filter(client_id=client_id, ended_at__isnull=True).annotate(
        more=F("own_word"), sort=Cast("kind", CharField()), part=F("compartment"),
        close=Value(Standing.Close.VERY.value), what=Value("pet", CharField()),
    )  # fmt: skip
    found: QuerySet[Any, dict[str, Any]] = named.values(*COLUMNS)
    return found.union(animals.values(*COLUMNS), all=True)


def _matters(client_id: uuid.UUID, row: dict[str, Any]) -> Matters:
    if row["what"] == "pet":
        pet = _opened(Pet, row, own_word=row["more"], kind=row["sort"])
        url, who = reverse("around:pet", args=[client_id, pet.pk]), pet.kind_said
        return Matters("pet", pet.name, who, pet.words, url, row["part"])
    person = _opened(Person, row, roles=row["more"])
    url = reverse("around:person", args=[client_id, person.pk])
    who = ", ".join(rules.roles_of(person))
    return Matters("person", person.name, who, person.words, url, row["part"])


def _opened(model: Any, row: dict[str, Any], **more: Any) -> Any:
    """Put what a statement gave back into its own row, which opens what is sealed."""
    facts = {"id": row["pk"], "name": row["name"], "words": row["words"], **more}
    # A row is put together in the order of its model's fields, whatever order they are named in.
    names = [one.attname for one in model._meta.concrete_fields if one.attname in facts]
    return model.from_db("default", names, [facts[name] for name in names])


@dataclass(frozen=True, slots=True)
class Coming:
    """A day that counts for her and her children, for a list of what is ahead."""

    client_id: uuid.UUID
    on: datetime.date
    at: datetime.time | None
    what: str
    about: str
    with_whom: str
    url: str
    compartment: int = Compartment.CHILDREN.value


def coming_up(client_ids: Iterable[uuid.UUID], until: datetime.date) -> list[Coming]:
    """List the days ahead about these women's children up to a day, in one statement (R153)."""
    ahead = Day.objects.filter(
        client_id__in=list(client_ids), state=Day.State.AHEAD, on_date__range=(timezone.localdate(), until)
    )  # fmt: skip
    ahead = ahead.select_related("process", "arrangement__child")
    return [
        Coming(
            one.client_id, one.on_date, one.at_time, str(one.get_kind_display()), about_day(one),
            one.with_whom, reverse("around:day", args=[one.client_id, one.pk]),
        )
        for one in ahead.order_by("on_date", F("at_time").asc(nulls_last=True), "id")
        if not (one.process or one.arrangement).ended_at  # type: ignore[union-attr]
    ]  # fmt: skip


def about_day(day: Day) -> str:
    """Say what a day is about: which child, or which process."""
    if day.process:
        return str(day.process)
    return day.arrangement.child.name if day.arrangement and day.arrangement.child else ""


@dataclass(frozen=True, slots=True)
class KeptInView:
    """Her children and her animals, with who looks after them: what stays in view whatever happens."""

    children: list[Child]
    pets: list[Pet]
    compartments: int


def kept_in_view(client_id: uuid.UUID) -> KeptInView:
    """Give her children and animals, with who looks after them, in two statements (C20)."""
    hers = list(children(client_id).filter(ended_at__isnull=True))
    animals = list(pets(client_id).filter(ended_at__isnull=True))
    mask = Compartment.CHILDREN.value if hers else 0
    for pet in animals:
        mask |= pet.compartment
    return KeptInView(hers, animals, mask)


def turned_away(pet: Pet) -> QuerySet[TurnedAway]:
    """Fetch the days on which an animal was not taken, the latest first."""
    found = TurnedAway.objects.filter(pet=pet, client_id=pet.client_id, taken_back_at__isnull=True)
    return found.select_related("made_by__worker").order_by("-happened_on", "-made_at")
