"""The same work written by hand, as somebody would who has no policies: run as the administrator.

Who may see whom, and which parts, is joined from the passes, but not where the keys found that way say it
already. No record is written, no context set, nothing asked twice. Each statement says which of ours it
stands for, and the bench stops where the two don't bring as many rows.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable
from typing import NamedTuple

from alongside.overview.home import rules
from alongside.overview.insight.queries import COUNTED
from tests.load.readers import Deed


class ByHand(NamedTuple):
    """One statement, and the beginning of what ours reads it from ("" where ours has no such statement)."""

    stands_for: str
    text: str


# What was found on the way: a first statement's keys, for those after it.
Ask = Callable[[str], list[tuple[str, ...]]]
LIVE = "p.starts <= now() and p.until > now()"
WHO = "left join accounts_membership m on m.id = {by} left join accounts_worker w on w.id = m.worker_id"
SAFE = "left join people_safecontact s on s.client_id = c.id"
# A list of keys in which there is none.
NOBODY = "null"
# A page of the list of women, those found while somebody types, and the days back in which attempts count.
A_PAGE, FOUND, TRIED = 50, 20, 90
# How many that sound or look like what was typed are compared letter by letter.
CANDIDATES = 120


def _mine(hat: uuid.UUID) -> str:
    return (
        f"(select distinct p.client_id from access_pass p where p.holder_id = '{hat}' and {LIVE} "
        "and p.reads & 1 <> 0)"
    )


def shared(hat: uuid.UUID, table: str, part: str = "") -> str:
    """Join the passes: the part of her record that a row belongs to is one the reader may read."""
    return (
        f"exists (select 1 from access_pass p where p.holder_id = '{hat}' and {LIVE} "
        f"and p.client_id = {table}.client_id and p.reads & {part or table + '.compartment'} <> 0)"
    )


def keys_of(rows: Iterable[tuple[str, ...]]) -> str:
    return ", ".join(f"'{row[0]}'" for row in rows) or NOBODY


def caseload(deed: Deed, ask: Ask, today: datetime.date) -> Iterable[ByHand]:
    hat = deed.reader.hat
    with_us = (
        f"from people_client c join {_mine(hat)} mine on mine.client_id = c.id "
        "where exists (select 1 from people_episode e where e.client_id = c.id and e.state = 'active')"
    )
    page = (
        "select c.*, s.*, count(*) over () "
        + with_us.replace("where exists", f"{SAFE} where exists", 1)
        + f" order by lower(c.name), c.id limit {A_PAGE}"
    )
    yield ByHand('SELECT "people_client"', page)
    yield from _lines(hat, keys_of(ask(page)), today)
    yield ByHand('SELECT "directory_service"', _services(hat))
    yield from _narrowed_down_by(hat)
    if not deed.reader.label.startswith("worker"):
        yield ByHand(
            "",
            "select s.id, w.name, m.role, (select count(*) from team_member t join people_episode e "
            "on e.id = t.episode_id and e.service_id = s.id and e.state = 'active' where "
            "t.membership_id = m.id and t.ended_at is null and t.part = 'lead') as women "
            "from accounts_post mine join directory_service s on s.id = mine.service_id "
            "and s.ended_at is null and s.caseload_to is not null "
            "join accounts_post p on p.service_id = s.id and p.ended_at is null "
            "join accounts_membership m on m.id = p.membership_id and m.ended_at is null "
            "and m.role in ('navigator', 'manager') "
            "join accounts_worker w on w.id = m.worker_id and w.is_active "
            f"where mine.membership_id = '{hat}' and mine.ended_at is null order by 1, 4, 2",
        )


def _narrowed_down_by(hat: uuid.UUID) -> Iterable[ByHand]:
    """Write what a list can be narrowed down by: views that were kept, who leads, what the women speak."""
    yield ByHand(
        'SELECT "home_filter"',
        f"select * from home_filter where holder_id = '{hat}' order by name, id",
    )
    yield ByHand(
        'SELECT DISTINCT "accounts_membership"',
        "select distinct m.*, w.* from accounts_post mine join directory_service s on s.id = mine.service_id "
        "and s.ended_at is null join accounts_post p on p.service_id = s.id and p.ended_at is null "
        "join accounts_membership m on m.id = p.membership_id and m.ended_at is null "
        "join accounts_worker w on w.id = m.worker_id and w.is_active "
        f"where mine.membership_id = '{hat}' and mine.ended_at is null",
    )
    yield ByHand(
        'SELECT DISTINCT "people_client"',
        f"select distinct c.languages from people_client c join {_mine(hat)} mine on mine.client_id = c.id "
        "where c.languages <> ''",
    )


def _services(hat: uuid.UUID) -> str:
    return (
        "select s.* from directory_service s join accounts_post p on p.service_id = s.id "
        f"where p.membership_id = '{hat}' and p.ended_at is null and s.ended_at is null order by s.name, s.id"
    )


def ways(keys: str) -> ByHand:
    return ByHand(
        'SELECT "people_safeway"',
        f"select * from people_safeway where client_id in ({keys}) and ended_at is null order by place, id",
    )


def _brief_lines(keys: str) -> Iterable[ByHand]:
    """Write what a line needs that only tells one woman from another."""
    yield ways(keys)
    yield ByHand(
        'SELECT "team_member"',
        "select t.*, m.*, w.* from team_member t join accounts_membership m on m.id = t.membership_id "
        f"join accounts_worker w on w.id = m.worker_id where t.client_id in ({keys}) "
        "and t.ended_at is null and t.part = 'lead' order by t.since, t.id",
    )


def waiting(hat: uuid.UUID, keys: str) -> ByHand:
    return ByHand(
        'SELECT "outcomes_goal"',
        f"select g.* from outcomes_goal g where g.client_id in ({keys}) and g.state = 'open' "
        f"and g.waiting_since is not null and {shared(hat, 'g')} order by client_id, waiting_since, place",
    )


def _lines(hat: uuid.UUID, keys: str, today: datetime.date) -> Iterable[ByHand]:
    """Write what each line of a list needs, for women whose keys are known to be the reader's."""
    yield from _brief_lines(keys)
    yield waiting(hat, keys)
    yield ByHand(
        "SELECT DISTINCT ON",
        f"select distinct on (a.client_id) a.* from engagement_appointment a where a.client_id in ({keys}) "
        f"and a.taken_back_at is null and a.state = 'planned' and a.on_date >= '{today}' "
        f"and {shared(hat, 'a')} "
        "order by a.client_id, a.on_date, a.at_time, a.id",
    )
    yield ByHand(
        'SELECT "engagement_contact"',
        f"select c.client_id, c.happened_on from engagement_contact c where c.client_id in ({keys}) "
        f"and c.taken_back_at is null and not c.met and c.compartment = 4096 "
        f"and c.happened_on >= '{today - datetime.timedelta(days=TRIED)}' and {shared(hat, 'c')}",
    )


def find(deed: Deed, ask: Ask, today: datetime.date, piece: str) -> Iterable[ByHand]:
    hat = deed.reader.hat
    exact = " and ".join(_fits(word) for word in piece.split())
    page = (
        f"select c.* from people_client c join {_mine(hat)} mine on mine.client_id = c.id "
        f"where {exact} order by lower(c.name), c.id limit {FOUND}"
    )
    yield ByHand('SELECT "people_client" exact', page)
    found = ask(page)
    words = rules.plain_words(piece)
    if len(found) < FOUND and any(len(word) >= rules.HEARD_FROM for word in words):
        page = _nearly(hat, words, keys_of(found))
        yield ByHand('SELECT "people_client" near', page)
        near = [row for row in ask(page) if _is_near(row, words)]
        found = [*found, *near[: FOUND - len(found)]]
    if found:
        yield ByHand(
            'SELECT "people_safecontact"',
            f"select * from people_safecontact where client_id in ({keys_of(found)})",
        )
        yield from _brief_lines(keys_of(found))


PLAIN = "array_to_string(name_words(c.name || ' ' || c.full_name), ' ')"


def _fits(typed: str) -> str:
    plain = "".join(f" or {PLAIN} like '%{word}%'" for word in rules.plain_words(typed))
    return f"(c.name ilike '%{typed}%' or c.full_name ilike '%{typed}%'{plain})"


def _nearly(hat: uuid.UUID, words: list[str], without: str) -> str:
    """Write the search by ear and for one wrong letter, with what each word sounds like in front."""
    heard = [
        f"name_sound('{word}') = any(name_sounds(c.name || ' ' || c.full_name))" for word in words
    ]
    like = [f"word_similarity('{word}', lower(c.name || ' ' || c.full_name))" for word in words]
    wanted = " and ".join(
        f"(c.name ilike '%{word}%' or c.full_name ilike '%{word}%'"
        + (f" or {by_eye} >= 0.3" if len(word) >= rules.NEAR_FROM else "")
        + (f" or {by_ear})" if len(word) >= rules.HEARD_FROM else ")")
        for word, by_ear, by_eye in zip(words, heard, like, strict=True)
    )
    # Not in nothing at all would be nobody.
    others = f" and c.id not in ({without})" if without != NOBODY else ""
    return (
        f"select c.id, {PLAIN}, {', '.join(heard)}, c.* from people_client c "
        f"join {_mine(hat)} mine on mine.client_id = c.id where {wanted}{others} "
        f"order by {' + '.join(like)} desc, lower(c.name), c.id limit {CANDIDATES}"
    )


def _is_near(row: tuple[str, ...], words: list[str]) -> bool:
    return all(
        word in row[1]
        or (len(word) >= rules.HEARD_FROM and row[2 + place] == "t")
        or (
            len(word) >= rules.NEAR_FROM
            and any(rules.one_letter_apart(word, name) for name in row[1].split())
        )
        for place, word in enumerate(words)
    )


def her_page(deed: Deed, ask: Ask, today: datetime.date) -> Iterable[ByHand]:
    hat, her = deed.reader.hat, f"'{deed.reader.her}'"
    yield ByHand(
        'SELECT "people_client"',
        f"select c.*, s.*, m.*, w.*, {_beside_her(today)} from people_client c {SAFE} "
        f"{WHO.format(by='s.checked_by_id')} where c.id = {her} and exists (select 1 from access_pass p "
        f"where p.holder_id = '{hat}' and {LIVE} and p.client_id = c.id and p.reads & 1 <> 0)",
    )
    yield ByHand('SELECT "access_pass"', passes(hat, her))
    yield ways(her)
    yield ByHand(
        'SELECT "people_episode"',
        "select e.*, s.*, t.*, m.*, w.*, a.* from people_episode e join directory_service s "
        "on s.id = e.service_id left join team_member t on t.episode_id = e.id "
        f"and t.client_id = e.client_id and t.ended_at is null {WHO.format(by='t.membership_id')} "
        f"left join directory_agency a on a.id = m.agency_id where e.client_id = {her}",
    )
    yield ByHand(
        'SELECT "story_subject"',
        "select s.*, t.*, m.*, w.* from story_subject s left join story_topic t on t.subject = s.key "
        f"and t.client_id = {her} and {shared(hat, 't')} {WHO.format(by='t.heard_by_id')} "
        "where s.ended_at is null or t.id is not null order by s.place, s.key, t.compartment",
    )
    yield from her_way(hat, her, ask)
    yield from _her_time(hat, her, today)
    yield from _her_sharing(her)
    yield ByHand('SELECT "papers_paper"', papers(hat, her))
    yield ByHand(
        '(SELECT "around_person"',
        "select a.id, a.name, a.words, a.roles, a.compartment, (select s.close from around_standing s "
        "where s.person_id = a.id and s.client_id = a.client_id and s.taken_back_at is null "
        "and s.close is not null order by s.happened_on desc, s.made_at desc, s.id desc limit 1) "
        f"from around_person a where a.client_id = {her} and a.ended_at is null and {shared(hat, 'a')} "
        "union all select a.id, a.name, a.words, a.own_word, a.compartment, 3 from around_pet a "
        f"where a.client_id = {her} and a.ended_at is null and {shared(hat, 'a')}",
    )


def papers(hat: uuid.UUID, her: str) -> str:
    return (
        f"select f.*, m.*, w.* from papers_paper f {WHO.format(by='f.made_by_id')} "
        f"where f.client_id = {her} and f.ended_at is null and {shared(hat, 'f')} "
        "order by f.made_at desc, f.id desc"
    )


def passes(hat: uuid.UUID, her: str) -> str:
    return (
        "select p.source, p.source_id, p.until, p.reads, p.writes from access_pass p "
        f"where p.holder_id = '{hat}' and {LIVE} and p.client_id = {her}"
    )


def _beside_her(today: datetime.date) -> str:
    """Write what is asked along with her own row: where she is, whom she keeps away, what is seldom there."""
    hers = "x.client_id = c.id"
    return (
        f"exists (select 1 from people_whereabouts x where {hers} and x.until is null), "
        f"(select max(x.since) from people_whereabouts x where {hers} and x.until is null), "
        f"(select count(*) from sharing_block x where {hers} and x.lifted_at is null), "
        f"exists (select 1 from sharing_doubt x where {hers} and x.settled_at is null), "
        f"exists (select 1 from sharing_disclosure x where {hers} and x.told_on is not null), "
        f"exists (select 1 from sharing_agreement x where {hers} and x.ended_at is null and ("
        f"x.ask_again_on <= '{today}' or x.could = 'not_today' or x.freedom in ('not_free', 'unsure') "
        "or x.interpreter = 'other')), "
        f"exists (select 1 from sharing_breakglass x where {hers})"
    )


def _her_sharing(her: str) -> Iterable[ByHand]:
    """Write who can see what: whoever leads, helps or runs a service reads all of it."""
    yield ByHand(
        'SELECT "sharing_wish"',
        "select w.*, a.*, o.*, array(select m.agency_id from accounts_membership m where m.worker_id = "
        "w.worker_id and m.ended_at is null) from sharing_wish w left join directory_agency a on "
        "a.id = w.agency_id left join accounts_worker o on o.id = w.worker_id "
        f"where w.client_id = {her} and w.ended_at is null order by w.about, w.said_on, w.id",
    )
    yield ByHand(
        'SELECT "sharing_grant"',
        f"select g.*, a.* from sharing_grant g join directory_agency a on a.id = g.agency_id "
        f"where g.client_id = {her} and g.ended_at is null "
        "and g.until_at > statement_timestamp() and a.closed_at is null order by g.until_at, g.id",
    )


def her_way(hat: uuid.UUID, her: str, ask: Ask, *, together: bool = True) -> Iterable[ByHand]:
    """Write her goals with what hangs on them, and her check-ins, `together` as her page asks for them."""
    goals = (
        "select g.id, g.*, a.*, d.* from outcomes_goal g left join outcomes_area a on a.id = g.area_id "
        "left join directory_agency d on d.id = g.waiting_agency_id "
        f"where g.client_id = {her} and {shared(hat, 'g')} order by g.place, g.made_at, g.id"
    )
    yield ByHand('SELECT "outcomes_goal"', goals)
    found = ask(goals)
    if found:
        yield from _of_goals(hat, keys_of(found))
        if not together:
            yield _readings(hat, f"r.goal_id in ({keys_of(found)})")
    about = f"r.client_id = {her}"
    yield _readings(hat, about if together else f"{about} and r.goal_id is null")


def _readings(hat: uuid.UUID, which: str) -> ByHand:
    return ByHand(
        'SELECT "outcomes_reading"',
        f"select r.*, a.*, m.*, w.* from outcomes_reading r left join outcomes_area a on a.id = r.area_id "
        f"{WHO.format(by='r.made_by_id')} where {which} "
        f"and r.taken_back_at is null and {shared(hat, 'r')} order by r.happened_on, r.made_at, r.id",
    )


def _of_goals(hat: uuid.UUID, keys: str) -> Iterable[ByHand]:
    """Write what hangs on goals the reader sees: each row says itself to which part it belongs."""
    yield ByHand(
        'SELECT "outcomes_step"',
        f"select s.* from outcomes_step s where s.goal_id in ({keys}) and s.ended_at is null "
        f"and {shared(hat, 's')} order by s.place",
    )
    yield ByHand(
        'SELECT "outcomes_attempt"',
        f"select t.*, d.*, m.*, w.* from outcomes_attempt t "
        f"left join directory_agency d on d.id = t.against_agency_id {WHO.format(by='t.made_by_id')} "
        f"where t.goal_id in ({keys}) and t.taken_back_at is null and {shared(hat, 't')} "
        "order by t.happened_on, t.made_at",
    )


def _her_time(hat: uuid.UUID, her: str, today: datetime.date) -> Iterable[ByHand]:
    yield ByHand(
        'SELECT "engagement_contact"',
        f"select c.*, m.*, w.* from engagement_contact c {WHO.format(by='c.made_by_id')} "
        f"where c.client_id = {her} and c.taken_back_at is null and {shared(hat, 'c')} "
        "order by c.happened_on desc, c.at_time desc, c.made_at desc limit 7",
    )
    planned = (
        f"select a.*, m.*, w.* from engagement_appointment a {WHO.format(by='a.membership_id')} "
        f"where a.client_id = {her} and a.taken_back_at is null and {shared(hat, 'a')}"
    )
    yield ByHand(
        'SELECT "engagement_appointment"',
        f"({planned} and a.state <> 'planned' order by a.on_date desc, a.at_time desc, a.id desc limit 7) "
        f"union all ({planned} and a.state = 'planned' "
        f"and a.on_date >= '{today - datetime.timedelta(days=7)}')",
    )


def distance(deed: Deed, ask: Ask, today: datetime.date) -> Iterable[ByHand]:
    hat, first, last = deed.reader.hat, f"{today.year}-01-01", f"{today.year}-12-31"
    women = (
        f"select distinct e.client_id from people_episode e join {_mine(hat)} mine "
        f"on mine.client_id = e.client_id where e.service_id = '{deed.reader.service}' "
        f"and e.opened_on <= '{last}' and (e.ended_on is null or e.ended_on >= '{first}') order by 1"
    )
    yield ByHand('SELECT DISTINCT "people_client"', women)
    way = "partition by r.client_id, r.area_id, r.voice"
    forth = f"({way} order by r.happened_on, r.made_at, r.id)"
    back = f"({way} order by r.happened_on desc, r.made_at desc, r.id desc)"
    yield ByHand(
        'SELECT DISTINCT "outcomes_reading"',
        f"select distinct r.client_id, r.area_id, r.voice, first_value(r.rung) over {forth}, "
        f"first_value(r.rung) over {back}, count(*) over ({way}), first_value(r.happened_on) over {forth}, "
        f"first_value(r.happened_on) over {back} from outcomes_reading r "
        f"where r.client_id in ({keys_of(ask(women))}) and r.goal_id is null and r.area_id is not null "
        f"and r.rung is not null and r.taken_back_at is null and r.happened_on <= '{last}' "
        f"and {shared(hat, 'r')}",
    )
    yield ByHand(
        'SELECT "outcomes_area"',
        "select a.* from outcomes_area a join outcomes_framework f on f.id = a.framework_id "
        f"where f.key = '{COUNTED}' order by a.place",
    )
    yield ByHand('SELECT "directory_service"', _services(hat))
