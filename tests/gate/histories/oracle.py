"""Who may see what, worked out anew from the design's words: never from the policies, the view or the rules.

Nothing here imports the product. The table of sources is written down a second time, by hand, from
docs/decisions/0003, 0016, 0018 and 0019; where it and the lock disagree, one of the two is wrong.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.gate.histories.happened import (
    BIT,
    Agency,
    Episode,
    Hat,
    Key,
    Service,
    Shift,
    Woman,
    Worker,
    bits,
)

UNLOCKED = (
    "basics, identity, story, safety, health, children, justice, goals, notes, accommodation, money"
)
DAY_TO_DAY = "basics, story, accommodation, money, justice, safety, goals, notes"
BESIDE = "welcome, groups"
TRIAGE_READS = (
    "basics, identity, story, safety, health, children, justice, notes, accommodation, money"
)
# What each reason gives: reads, writes.
GIVES = {
    "lead": (
        bits(UNLOCKED, BESIDE, "location, answer, sharing"),
        bits(UNLOCKED, BESIDE, "location, answer, sharing"),
    ),
    "team": (bits(UNLOCKED, BESIDE, "sharing"), bits(DAY_TO_DAY, BESIDE, "sharing")),
    "triage": (bits(TRIAGE_READS, "answer, sharing"), bits("basics, notes, answer, sharing")),
    "manager": (bits(UNLOCKED, BESIDE, "answer, sharing"), bits("basics, answer, sharing", BESIDE)),
    "sender": (bits("answer"), 0),
    "link": (0, bits("basics, story")),
    "past": (bits("basics"), bits("basics")),
    "duty": (bits("basics, safety"), bits("basics, notes")),
    "memory": (bits("basics, children, sharing"), bits("basics")),
    "peer": (bits("welcome"), bits("notes")),
    "volunteer": (bits(BESIDE), bits("notes, groups")),
    "emergency": (bits("basics, location, safety, health, children, notes"), 0),
    "safety": (bits("basics, sharing"), bits("sharing")),
    "matching": (bits("basics, sharing"), bits("basics, sharing")),
    "keeper": (bits("basics, sharing"), bits("sharing")),
}  # fmt: skip

FOREVER = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
UNANSWERED = ("referred", "offered")
WORKS_WITH_WOMEN = ("navigator", "manager")
LOOK_AFTER = {"lead", "team", "triage", "manager"}
MAY_BE_CHOSEN = (*WORKS_WITH_WOMEN, "volunteer")
MAY_BE_SHARED_WITH = ("navigator", "manager", "partner")
MAY_HAVE_A_DUTY = (*MAY_BE_SHARED_WITH, "trustee", "data_protection")


@dataclass(frozen=True)
class Pass:
    holder: Key
    client: Key
    source: str
    reason: Key
    reads: int
    writes: int
    until: datetime.datetime
    # Said only where the reason says when it begins; else it begins when it is given.
    starts: datetime.datetime | None = None

    @property
    def identity(self) -> tuple[Key, Key, str, Key]:
        return self.holder, self.client, self.source, self.reason


@dataclass
class Oracle:
    """Everything that decides who sees whom, and nothing of what there is to see."""

    now: datetime.datetime
    agencies: list[Agency] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    hats: list[Hat] = field(default_factory=list)
    women: list[Woman] = field(default_factory=list)
    # (hat, safety or matching) of those who do something for the whole partnership.
    duties: list[tuple[Hat, str]] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    # When each pass was given that has no beginning of its own.
    given: dict[tuple[Key, Key, str, Key], datetime.datetime] = field(default_factory=dict)

    def begins(self, one: Pass) -> datetime.datetime:
        """Say from when a pass holds; one that a step has just given holds from now on."""
        return one.starts or self.given.get(one.identity, self.now)

    def holds(self, one: Pass) -> bool:
        return self.begins(one) <= self.now < one.until

    def note_given(self) -> None:
        """Keep when each pass was given, after every step."""
        self.given = {one.identity: self.begins(one) for one in self.passes()}

    def woman(self, key: Key) -> Woman:
        return next(one for one in self.women if one.key == key)

    def hers(self, woman: Woman) -> list[Woman]:
        """Every record that was said to be this woman's, this one first."""
        found = [woman]
        for one in found:
            found += [
                other for match in one.matches
                if match.same and (other := self.woman(match.other)) not in found
            ]  # fmt: skip
        return found

    # --- why somebody holds a pass ----------------------------------------------------------------

    def passes(self) -> list[Pass]:
        """List every pass there should be, whether it holds now, will, or has run out."""
        return [one for woman in self.women for one in self.passes_to(woman)]

    def passes_to(self, woman: Woman) -> Iterator[Pass]:
        for holder, episode, until in woman.links:
            yield Pass(holder, woman.key, "link", episode, *GIVES["link"], until)
        for hat in self.hats:
            if not hat.worn or self.is_kept_away(hat, woman):
                continue
            for one in self._reasons(hat, woman):
                if woman.sealed and one.source != "keeper":
                    continue
                if woman.died and one.source in ("peer", "volunteer"):
                    continue
                # Once she has died, her last team holds a memory, and nobody anything else.
                if not woman.rests or one.source in ("memory", "keeper", "safety"):
                    yield one

    def is_kept_away(self, hat: Hat, woman: Woman) -> bool:
        """Whether she keeps him or his agency away, or he may be him and nobody has said yet."""
        kept = any(
            not one.lifted and (one.worker is hat.worker or one.agency is hat.agency)
            for one in woman.kept_away
        )
        return kept or any(not one.settled and one.worker is hat.worker for one in woman.doubts)

    def is_kept_away_at(self, agency: Agency, woman: Woman) -> bool:
        """Whether she keeps an agency away, or somebody who works there."""
        hats = (hat for hat in self.hats if hat.worn and hat.agency is agency)
        at_all = (one.agency is agency and not one.lifted for one in woman.kept_away)
        return any(at_all) or any(self.is_kept_away_as_person(hat, woman) for hat in hats)

    def is_kept_away_as_person(self, hat: Hat, woman: Woman) -> bool:
        """Whether she keeps this very worker away, or he may be the one."""
        named = any(not one.lifted and one.worker is hat.worker for one in woman.kept_away)
        return named or any(not one.settled and one.worker is hat.worker for one in woman.doubts)

    def _reasons(self, hat: Hat, woman: Woman) -> Iterator[Pass]:
        def given(source: str, reason: Key) -> Pass:
            return Pass(hat.key, woman.key, source, reason, *GIVES[source], FOREVER)

        if hat.role in WORKS_WITH_WOMEN:
            yield from self._on_duty(hat, woman)
            if woman.rests:
                for episode in woman.episodes:
                    if self._knew_her(hat, episode):
                        yield given("memory", episode.key)
            for episode in woman.episodes:
                taken = any(match.taken_by is hat for match in woman.matches)
                for source in self._of_episode(hat, episode, taken=taken):
                    yield given(source, episode.key)
            yield from self._named(hat, woman)
            yield from self._in_an_emergency(hat, woman)
        yield from self._chosen(hat, woman)
        if hat.role in MAY_BE_SHARED_WITH:
            sent = (episode for episode in woman.episodes if self._sent(hat, episode))
            yield from (given("sender", episode.key) for episode in sent)
            yield from self._shared(hat, woman)
        yield from (given(kind, reason) for kind, reason in self._duties_about(hat, woman))
        kept = [seal for seal in woman.seals if not seal.opened and seal.agency is hat.agency]
        if hat.role == "data_protection":
            yield from (given("keeper", seal.key) for seal in kept)

    def _in_an_emergency(self, hat: Hat, woman: Woman) -> Iterator[Pass]:
        for alarm in woman.alarms:
            if alarm.hat is hat and not alarm.closed and not alarm.reviewed:
                yield Pass(
                    hat.key, woman.key, "emergency", alarm.key, *GIVES["emergency"],
                    alarm.opened + HOUR, alarm.opened,
                )  # fmt: skip

    def _of_episode(self, hat: Hat, episode: Episode, *, taken: bool) -> Iterator[str]:
        part, triage = episode.team.get(hat.key), hat.posts.get(episode.service.key, False)
        # Whoever took a new record over answers for it, wherever she works.
        if episode.state in UNANSWERED and (triage or taken):
            yield "triage"
        if episode.service.key not in hat.posts:
            return
        if episode.state == "active" and part:
            yield "lead" if part == "lead" else "team"
        if episode.state == "ended" and (part or triage):
            yield "past"
        if hat.role == "manager":
            yield "manager"

    def _on_duty(self, hat: Hat, woman: Woman) -> Iterator[Pass]:
        for shift in self.shifts:
            if shift.hat is not hat or shift.ended or shift.service.key not in hat.posts:
                continue
            for episode in woman.episodes:
                there = episode.service is shift.service and episode.state == "active"
                if there and (shift.instead_of is None or shift.instead_of.key in episode.team):
                    yield Pass(
                        hat.key, woman.key, "duty", shift.key, *GIVES["duty"], shift.until, shift.starts
                    )  # fmt: skip
                    break

    def _knew_her(self, hat: Hat, episode: Episode) -> bool:
        """Whether a hat works where she was, and was beside her, takes new referrals or runs it."""
        if episode.service.key not in hat.posts:
            return False
        return hat.key in episode.team or hat.posts[episode.service.key] or hat.role == "manager"

    def _sent(self, hat: Hat, episode: Episode) -> bool:
        agency = episode.sender_agency
        if agency is None or not episode.allowed or not agency.confirmed:
            return False
        return agency is hat.agency and episode.sender in (None, hat)

    def _shared(self, hat: Hat, woman: Woman) -> Iterator[Pass]:
        for share in woman.shares:
            if share.ended or share.agency.closed:
                continue
            if share.agency is hat.agency and share.hat in (None, hat):
                yield Pass(
                    hat.key, woman.key, "grant", share.key, share.reads, share.writes, share.until,
                    share.starts,
                )  # fmt: skip

    def _named(self, hat: Hat, woman: Woman) -> Iterator[Pass]:
        alongside = any(
            episode.state == "active"
            and hat.key in episode.team
            and episode.service.key in hat.posts
            for episode in woman.episodes
        )
        for naming in woman.namings:
            if alongside and naming.hat is hat and not naming.ended:
                part = BIT[naming.part]
                yield Pass(hat.key, woman.key, "named", naming.key, part, part, FOREVER)

    def _chosen(self, hat: Hat, woman: Woman) -> Iterator[Pass]:
        for one in woman.companions:
            there = one.episode.state == "active" and one.episode.service.key in hat.posts
            if one.hat is hat and hat.role in MAY_BE_CHOSEN and not one.ended and there:
                yield Pass(
                    hat.key, woman.key, one.kind, one.key, *GIVES[one.kind], one.until or FOREVER
                )

    def _duties_about(self, hat: Hat, woman: Woman) -> Iterator[tuple[str, Key]]:
        kinds = {kind for whose, kind in self.duties if whose is hat}
        if hat.role not in MAY_HAVE_A_DUTY:
            return
        if "safety" in kinds:
            for alarm in woman.alarms:
                # Whoever used it hears nothing of it, under any hat.
                if not alarm.reviewed and alarm.hat.worker is not hat.worker:
                    yield "safety", alarm.key
            for block in woman.kept_away:
                if block.agency and not block.lifted and not block.reviewed:
                    yield "safety", block.key
        if "matching" in kinds:
            for match in woman.matches:
                other = self.woman(match.other)
                if not match.settled and not other.sealed and not self.is_kept_away(hat, other):
                    yield "matching", match.key

    # --- what follows from it ---------------------------------------------------------------------

    def rights(self) -> dict[tuple[Key, Key], tuple[int, int]]:
        """Say, for each (holder, woman), what she reads and writes now."""
        found: dict[tuple[Key, Key], tuple[int, int]] = {}
        for one in self.passes():
            if self.holds(one):
                reads, writes = found.get((one.holder, one.client), (0, 0))
                found[one.holder, one.client] = (reads | one.reads, writes | one.writes)
        return found

    def sources(self, hat: Hat, woman: Woman) -> set[str]:
        """Name the reasons for which a hat holds a pass to a woman now."""
        live = (one for one in self.passes_to(woman) if self.holds(one))
        return {one.source for one in live if one.holder == hat.key}

    def looks_after(self, hat: Hat, woman: Woman) -> bool:
        """Whether a hat decides for her, with her, now; a duty alone decides nothing."""
        return bool(self.sources(hat, woman) & LOOK_AFTER)

    def ends_without_base(self, hat: Hat) -> None:
        """End what rests on a post or a hat that has ended: places, namings, shares in her name, duties."""
        for woman in self.women:
            for episode in woman.episodes:
                if hat.ended or episode.service.key not in hat.posts:
                    episode.team.pop(hat.key, None)
            alongside = any(hat.key in episode.team for episode in woman.episodes)
            for naming in woman.namings:
                if naming.hat is hat and (hat.ended or not alongside):
                    naming.ended = True
            for share in woman.shares:
                share.ended = share.ended or (share.hat is hat and hat.ended)
        if hat.ended:
            self.duties = [one for one in self.duties if one[0] is not hat]

    def puts_out(self, woman: Woman) -> None:
        """End the shares with, and the places and namings of, whom she keeps away, once each."""
        for block in woman.kept_away:
            if block.lifted or block.put_out or not (block.worker or block.agency):
                continue
            block.put_out = True
            theirs = {
                hat.key for hat in self.hats
                if (block.worker and hat.worker is block.worker)
                or (block.agency and hat.agency is block.agency)
            }  # fmt: skip
            for share in woman.shares:
                to_all = block.agency is not None and share.agency is block.agency
                if to_all or (share.hat and share.hat.key in theirs):
                    share.ended = True
            for episode in woman.episodes:
                for key in theirs & set(episode.team):
                    del episode.team[key]
            for naming in woman.namings:
                naming.ended = naming.ended or naming.hat.key in theirs
            for one in woman.companions:
                one.ended = one.ended or one.hat.key in theirs
                if one.supervisor and one.supervisor.key in theirs and not one.ended:
                    # Her lead worker takes it on, or it ends.
                    leads = [key for key, part in one.episode.team.items() if part == "lead"]
                    lead = next((hat for hat in self.hats if hat.key in leads), None)
                    one.supervisor, one.ended = lead, lead is None or lead is one.hat

    def was_alongside(self, hat: Hat, woman: Woman) -> bool:
        """Whether a sealed record opens to this hat when she comes to the door."""
        if not hat.worn or hat.role not in WORKS_WITH_WOMEN or self.is_kept_away(hat, woman):
            return False
        return any(
            hat.role == "manager" or hat.posts[e.service.key] or hat.key in e.team
            for e in woman.episodes
            if e.service.key in hat.posts
        )

    def lead_counts(self, hat: Hat, service: Service) -> dict[Key, int]:
        """Count for how many women each worker of a service leads, as somebody who works there may know."""
        counts: dict[Key, int] = {}
        if service.key not in hat.posts:
            return counts
        for woman in self.women:
            if woman.sealed or self.is_kept_away(hat, woman):
                continue
            for episode in woman.episodes:
                if episode.service is service and episode.state == "active":
                    for key, part in episode.team.items():
                        if part == "lead":
                            counts[key] = counts.get(key, 0) + 1
        return counts

    def may_begin(self, hat: Hat, woman: Woman, part: str) -> bool:
        """Whether this hat may write the first fact of a locked part, or holds it already."""
        live = [one for one in self.passes_to(woman) if self.holds(one)]
        if any(
            one.holder == hat.key and one.source in ("named", "grant") and one.writes & BIT[part]
            for one in live
        ):
            return True
        mine = {one.source for one in live if one.holder == hat.key}
        if not mine & {"lead", "team"}:
            return False
        if any(one.source == "named" and one.reads & BIT[part] for one in self.passes_to(woman)):
            return False
        before = [naming.hat for naming in woman.namings if naming.part == part]
        runs_it = any(
            one.worn and one.role == "manager"
            and one.worker is hat.worker and one.agency is hat.agency
            for one in self.hats
        )  # fmt: skip
        if runs_it and any(one.worn and one is not hat for one in before):
            return False
        return "lead" in mine or not before
