"""A photograph without what it says beside its dots, and the dots as they were."""

import re
from collections.abc import Iterator

# Where a piece of a JPEG begins, and where its dots end.
A_MARK = re.compile(rb"\xff+([^\x00\xff])", re.S)
NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.S)


def without_its_place(photograph: bytes) -> bytes:
    """Leave the segments of a JPEG out that say where and when it was taken, and words; the dots stay."""
    return b"".join(
        segment for mark, segment in _segments(photograph) if mark not in (0xE1, 0xED, 0xFE)
    )


def _segments(photograph: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut a JPEG at its marks, up to its end; what somebody put behind that is left out."""
    at = 2
    yield 0xD8, photograph[:2]
    while found := A_MARK.match(photograph, at):
        mark, at = found[1][0], found.start(1) - 1
        if mark == 0xD9:
            yield mark, b"\xff\xd9"
            return
        end = at + 2 + max(2, int.from_bytes(photograph[at + 2 : at + 4], "big"))
        if mark == 0xDA:
            # The dots themselves, up to the next mark that is none of theirs.
            after = NEXT_MARK.search(photograph, end)
            end = after.start() if after else len(photograph)
        yield mark, photograph[at:end]
        at = end
