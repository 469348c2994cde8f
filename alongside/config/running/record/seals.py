"""The seals in the database, and what the second place and paper say of them."""

from collections.abc import Sequence

import psycopg

from alongside.config.running.record.report import Block, Keys, Report, when
from alongside.config.running.trouble import Trouble
from alongside.foundation.audit.chain import MARK, NOTHING, Facts, is_signed
from alongside.foundation.audit.heads import RESTORED, Line

BLOCKS = """
    SELECT number, era, begins, ends, rows,
        CASE WHEN isfinite(sealed_at) THEN (extract(epoch FROM sealed_at) * 1000000)::bigint END,
        before, head, length(marks), key_id, signature, kept_at IS NOT NULL
      FROM audit_block ORDER BY number
"""


def read(connection: psycopg.Connection) -> list[Block]:
    """Every seal, in order of its number."""
    try:
        rows = connection.execute(BLOCKS).fetchall()
    except psycopg.errors.UndefinedTable as error:
        raise Trouble(
            "The record of this database has no seals yet: its tables are of an older version. Start "
            "Alongside, or run: alongside migrate"
        ) from error
    return [Block(Facts(*row[:7]), row[7], row[8] or 0, *row[9:]) for row in rows]


def judge(
    report: Report, blocks: Sequence[Block], keys: Keys, *, before: Block | None = None
) -> None:
    """Find gaps between seals, and seals that are not signed as they stand."""
    for block in blocks:
        number = before.number + 1 if before else 1
        if block.number != number:
            gone = (
                f"Seal {number} is" if block.number == number + 1 else f"Seals from {number} on are"
            )
            report.add(f"{gone} missing before {block}.", number)
        elif block.facts.before != (before.head if before else NOTHING):
            report.add(f"{block} does not follow on the seal before it.", block.number)
        elif not _follows(block, before):
            report.add(f"{block} does not begin where the seal before it ends.", block.number)
        if block.marks != MARK * block.facts.rows:
            report.add(f"{block} has not as many marks as rows.", block.number)
        _judge_signature(report, block, keys, is_last=block is blocks[-1])
        before = block


def _follows(block: Block, before: Block | None) -> bool:
    if before is not None and block.facts.era == before.facts.era:
        return block.facts.begins == before.facts.ends
    return block.facts.begins == 0 and (before is None or block.facts.era > before.facts.era)


def _judge_signature(report: Report, block: Block, keys: Keys, *, is_last: bool) -> None:
    if block.signature is None:
        if is_last:
            report.notes.append(f"{block} is not signed yet.")
        else:
            report.add(f"{block} lost its signature.", block.number)
    elif block.key != keys.name:
        report.add(
            f"{block} says that it was signed with the key {block.key}; the key here is {keys.name}.",
            block.number,
        )
    elif not is_signed(keys.seal, block.signature, block.facts.signed(block.head)):
        report.add(
            f"{block} is not signed as it stands: it was changed after it was signed, or made without the "
            "key.",
            block.number,
        )


def compare(
    report: Report, blocks: Sequence[Block], lines: Sequence[Line | None], keys: Keys
) -> None:
    """Compare the seals with the lines of the second place; neither is believed more than the other."""
    said: dict[int, Line] = {}
    excused = 0
    for line in lines:
        if line is None:
            report.add("A line in the folder of heads can't be read: it was changed or damaged.")
        elif not line.holds(keys.seal):
            report.add(
                f"The line of {line.kind} {line.number} in the folder of heads is not signed as it stands: "
                "it was changed, or another key wrote it.",
                line.number,
            )
        elif line.kind == RESTORED:
            excused = _put_back(report, said, line)
        elif line.number in said and said[line.number].head != line.head:
            report.add(f"The folder of heads has two heads of seal {line.number}.", line.number)
        else:
            said[line.number] = line
    _judge_lines(report, blocks, said)
    for block in blocks:
        if block.kept and block.number not in said and block.number > excused:
            report.add(f"the head of {block} is missing in the folder of heads.", block.number)


def _put_back(report: Report, said: dict[int, Line], line: Line) -> int:
    lost = [number for number in said if number > line.number]
    for number in lost:
        del said[number]
    report.notes.append(
        f"A backup was put back on {when(line.at_us)}; it ended with seal {line.number}."
        + (f" What {len(lost)} later seal(s) held was lost then." if lost else "")
    )
    if line.number:
        said.setdefault(line.number, line)
    return line.number


def _judge_lines(report: Report, blocks: Sequence[Block], said: dict[int, Line]) -> None:
    here = {block.number: block for block in blocks}
    last = max(here, default=0)
    later = [line for number, line in sorted(said.items()) if number > last]
    if later:
        first = f"seal {later[0].number} ({when(later[0].at_us)})"
        more = f" and {len(later) - 1} after it" if len(later) > 1 else ""
        report.add(f"{first}{more} stood in the folder of heads, {_older(last)}", later[0].number)
    for number, line in said.items():
        block = here.get(number)
        if block is None and number < last:
            report.add(
                f"seal {number} ({when(line.at_us)}) stands in the folder of heads and is missing here.",
                number,
            )
        elif block is not None and block.head != line.head:
            report.add(
                f"{block} has another head here than in the folder of heads: one of the two was changed.",
                block.number,
            )


def _older(last: int) -> str:
    there = f"ends with seal {last}" if last else "has none"
    return (
        f"and this database {there}: the end of the record was cut off, or an older copy of the database "
        "was put in its place."
    )


def judge_codes(report: Report, blocks: Sequence[Block], codes: Sequence[tuple[int, str]]) -> None:
    """Compare the seals with codes that were printed."""
    here = {block.number: block for block in blocks}
    for number, beginning in codes:
        block = here.get(number)
        if block is None:
            report.add(
                f"the code on paper is of seal {number}, {_older(max(here, default=0))}", number
            )
        elif not block.head.startswith(beginning):
            report.add(
                f"{block} does not have the code on paper: the record was changed after it was printed.",
                number,
            )
        else:
            report.notes.append(f"The code on paper is that of {block}.")
