"""Files that were added to records: each sealed, in a folder outside the database, named by its key alone.

A file is written before its row is committed, and whole or not at all. One whose row was rolled back is
nobody's, and house-keeping sweeps it (docs/decisions/0021).
"""

import logging
import os
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from alongside.foundation.common.encryption import ring
from alongside.foundation.common.keyring import FILE, Damaged, bound_to

logger = logging.getLogger("alongside.sealed")
LONGEST_MARK = 32


def put(key: uuid.UUID, content: bytes) -> None:
    """Seal a file and keep it under this key; raises OSError where the disk says no, NoKey without a key."""
    _write(key, ring().seal_file(content, _place(key)))


def get(key: uuid.UUID) -> bytes:
    """Open a file; raises Damaged, also where it is missing, and logs it without a word of what was in it."""
    try:
        return ring().open_file(_path(key).read_bytes(), _place(key))
    except (Damaged, OSError) as error:
        why = error if isinstance(error, Damaged) else type(error).__name__
        logger.error("The file %s can't be read: %s.", key, why)
        raise Damaged("it is missing or damaged") from error


def every() -> list[uuid.UUID]:
    """List the files there are; what is being written just now is none yet."""
    try:
        names = os.listdir(settings.FILES)
    except FileNotFoundError:
        return []
    return sorted(key for name in names if (key := key_of(name)))


def key_of(name: str) -> uuid.UUID | None:
    """Read the key out of a file's name, or None for a name that is none of ours."""
    try:
        key = uuid.UUID(name)
    except ValueError:
        return None
    return key if str(key) == name else None


def written_at(key: uuid.UUID) -> float:
    """Say when a file was written, in seconds; one that is gone was written later than everything."""
    try:
        return _path(key).stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def throw_away(key: uuid.UUID) -> None:
    """Take a file away that is nobody's."""
    _path(key).unlink(missing_ok=True)


def reseal() -> Iterator[tuple[int, int]]:
    """Seal every file anew that an older key sealed, one by one; gives how many are done, and of how many.

    It can be ended at any moment: each file is the old one or the new one, and what is done is found done.
    """
    now = ring().current
    waiting = [key for key in every() if _key_id(key) not in ("", now)]
    for done, key in enumerate(waiting, 1):
        try:
            _write(
                key,
                ring().seal_file(
                    ring().open_file(_path(key).read_bytes(), _place(key)), _place(key)
                ),
            )
        except (Damaged, FileNotFoundError) as error:
            logger.error("The file %s was not sealed anew: %s.", key, type(error).__name__)
        yield done, len(waiting)


def keys_in_use() -> Counter[str]:
    """Count the files under each key; what is no sealed file is counted under an empty name."""
    return Counter(_key_id(key) for key in every())


def _key_id(key: uuid.UUID) -> str:
    try:
        with _path(key).open("rb") as file:
            found = FILE.match(file.read(LONGEST_MARK))
    except FileNotFoundError:
        return ring().current
    return found[1].decode() if found else ""


def _place(key: uuid.UUID) -> bytes:
    return bound_to("files", "content", key)


def _path(key: uuid.UUID) -> Path:
    return Path(settings.FILES) / str(key)


def _write(key: uuid.UUID, sealed: bytes) -> None:
    final = _path(key)
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=final.parent, prefix=f".{key}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        _like_its_folder(Path(beside))
        Path(beside).replace(final)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    # What a power cut must not take back is the name too.
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _like_its_folder(path: Path) -> None:
    """Leave a file to the pages' account also where root seals it anew."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
