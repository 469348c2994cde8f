"""A new key for what people wrote: made here, and everything sealed anew with it, while pages go on."""

import fcntl
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alongside.config.running import keys
from alongside.config.running.installation import Installation
from alongside.config.running.osusers import OsUser
from alongside.config.running.places import Places, write_private
from alongside.config.running.trouble import Trouble, say

# While a rotation is under way: the name of the key it replaces.
NOTE = "fields.rotating"


def rotate(installation: Installation, *, remove: bool) -> None:
    """Make a new key and seal all words anew with it, or go on where an earlier rotation was ended.

    With `remove` no key is made: what is left is finished, and older keys that no word needs are removed.
    Whatever ends it, at any moment, every word stays readable: keys are kept until nothing needs them.
    """
    where = installation.places
    with _alone(where):
        if not remove:
            change_key(where, web_user=installation.web_user)
        used = _reseal(installation)
        (where.keys / NOTE).unlink(missing_ok=True)
        _say_what_is_left(where, used, remove=remove)


@contextmanager
def _alone(where: Places) -> Iterator[None]:
    with (where.run / "rotating").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble("The keys are being changed already, in another window.") from error
        yield


def change_key(where: Places, *, web_user: OsUser) -> None:
    """Put a new key in place of the one in use, which stays beside it, unless one was just changed.

    In three steps, each whole or not at all, so that it can be ended between any two of them.
    """
    current, note = where.keys / "fields.key", where.keys / NOTE
    text = keys.read(current)
    name = keys.key_id(keys.key_bytes(text, name=str(current)))
    if note.exists() and keys.read(note) != name:
        say(f"An earlier change of keys was not finished. Going on with it, to the key {name}.")
        return
    write_private(where.keys / f"fields.{name}.key", f"{text}\n", web_user)
    write_private(note, f"{name}\n")
    fresh = keys.fresh_key()
    write_private(current, f"{fresh}\n", web_user)
    say(
        f"The new key {keys.key_id(keys.key_bytes(fresh, name='the new key'))} is in use. "
        "Print the key-recovery sheet anew (alongside recovery-sheet): from now on backups need it."
    )


def _reseal(installation: Installation) -> dict[str, int]:
    report = installation.places.run / "resealed.json"
    report.unlink(missing_ok=True)
    say("Sealing everything anew. This can be ended at any moment and started again.")
    done = subprocess.run(
        installation.manage("reseal", "--report", str(report)),
        cwd=installation.clone,
        env=installation.environment("admin", ALONGSIDE_STATEMENT_MS="0"),
        check=False,
    )
    if done.returncode:
        raise Trouble(
            "Not everything is sealed anew yet, and nothing is lost: the older key is kept. Say the same "
            "again to go on."
        )
    found: dict[str, Any] = json.loads(report.read_text())
    report.unlink()
    return {str(name): int(count) for name, count in found["used"].items()}


def _say_what_is_left(where: Places, used: dict[str, int], *, remove: bool) -> None:
    if unsealed := used.get("", 0):
        say(
            f"{unsealed} values are damaged: they were never sealed here. They were left as they are."
        )
    for path in keys.retired(where):
        _judge(path, used, remove=remove)
    missing = set(used) - {""} - set(keys.of_words(where))
    for name in sorted(missing):
        say(
            f"{used[name]} values need the key {name}, which is not here: alongside keys-from-sheet SHEET"
        )


def _judge(path: Path, used: dict[str, int], *, remove: bool) -> None:
    found = keys.RETIRED.fullmatch(path.name)
    name = found[1] if found else ""
    if count := used.get(name, 0):
        say(f"{count} values can't be read, so the older key {name} is kept for them.")
    elif remove:
        path.unlink()
        say(
            f"The older key {name} is removed. Backups made with it still need it: keep the "
            "key-recovery sheet that has it for as long as you keep those."
        )
    else:
        say(
            f"Nothing here needs the older key {name} any more. Backups made before today do. When they "
            "are gone, or you have it on paper: alongside rotate-keys --remove-older"
        )
