"""The keys and passwords: made once, kept outside the database, read from their own files."""

import base64
import binascii
import hashlib
import re
import secrets
from pathlib import Path

from alongside.config.running.cluster import Passwords
from alongside.config.running.osusers import OsUser
from alongside.config.running.places import Places, give_everything, write_private
from alongside.config.running.trouble import Trouble, explain

KEYS = ("django.key", "audit.key", "seal.key", "backup.key", "fields.key")
WEB_READS = ("django.key", "audit.key", "seal.key", "fields.key", "app.password")
# Which keys were ever made here: one that was and is gone is never made anew. Folders from before this list
# have had the first three.
EVER_MADE = "made.txt"
FIRST_KEYS = frozenset({"django.key", "audit.key", "backup.key"})
# A key that sealed words before the one in use.
RETIRED = re.compile(r"fields\.([0-9a-f]{8})\.key")
PASSWORDS = ("admin.password", "owner.password", "app.password")
FIRST_RUN = "first-run.token"

SHEET_HEAD = """\
ALONGSIDE KEY-RECOVERY SHEET            printed {day}

These keys open this installation's backups. Print this page, put it in two safe places that do
not burn down together, and delete every copy of it on a computer. Whoever holds it and a backup
can read every record. Without it nobody can, and that includes us.
Each line ends with its own check, so a slip while typing is found.
"""


def ensure(places: Places, *, web_user: OsUser) -> Passwords:
    """Make the keys there never were; those that were made once are only read.

    Raises Trouble when a key has gone missing that was made here: a new one in its place would lock
    people out, or make what they wrote unreadable, in silence.
    """
    begun = (places.database / "PG_VERSION").exists()
    try:
        made_before = ever_made(places, begun=begun)
        for name in (*KEYS, *PASSWORDS):
            path = places.keys / name
            if path.exists():
                if name in KEYS:
                    key_bytes(read(path), name=str(path))
                if name in WEB_READS:
                    give_everything(path, web_user)
                continue
            # The passwords of owner and app are set anew at each start, so they can be replaced.
            if name in made_before or (begun and name == "admin.password"):
                raise missing(path)
            made = fresh_key() if name in KEYS else secrets.token_urlsafe(32)
            write_private(path, f"{made}\n", web_user if name in WEB_READS else None)
        for path in retired(places):
            give_everything(path, web_user)
        if not made_before.issuperset(KEYS):
            names = sorted(made_before.union(KEYS))
            write_private(places.keys / EVER_MADE, "\n".join(names) + "\n")
    except OSError as error:
        raise explain(error, doing="making the keys") from error
    return passwords(places)


def ever_made(places: Places, *, begun: bool) -> set[str]:
    """The names of the keys that were made here at some time; `begun`: there is a database already."""
    try:
        return set((places.keys / EVER_MADE).read_text().split())
    except FileNotFoundError:
        return set(FIRST_KEYS) if begun else set()


def retired(places: Places) -> list[Path]:
    """The keys that sealed words before the one in use."""
    return sorted(path for path in places.keys.glob("fields.*.key") if RETIRED.fullmatch(path.name))


def of_words(places: Places) -> list[str]:
    """The names of the keys that seal words: the one in use, then those before it."""
    paths = (places.keys / "fields.key", *retired(places))
    return [key_id(key_bytes(read(path), name=str(path))) for path in paths]


def web_reads(name: str) -> bool:
    """Whether the pages' account has to read this file."""
    return name in WEB_READS or RETIRED.fullmatch(name) is not None


def missing(path: Path) -> Trouble:
    """The sentence for a key file that should be there."""
    if path.name in KEYS or RETIRED.fullmatch(path.name):
        way = (
            "Put it back from your key-recovery sheet with `alongside keys-from-sheet SHEET`, or "
            "copy the file from where you keep it."
        )
    else:
        way = "Restore the latest backup into an empty folder with `alongside restore`."
    return Trouble(f"The key file {path} is missing. {way}")


def passwords(places: Places) -> Passwords:
    """The passwords of the three database accounts."""
    admin, owner, app = (read(places.keys / name) for name in PASSWORDS)
    return Passwords(admin=admin, owner=owner, app=app)


def read(path: Path) -> str:
    """The text of one key file, or a sentence about what to do without it."""
    try:
        return path.read_text().strip()
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise explain(error, doing="reading the keys") from error


def fresh_key() -> str:
    """Thirty-two random bytes as text."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def key_bytes(text: str, *, name: str) -> bytes:
    """The thirty-two bytes a key file stands for."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged(f"{name} is damaged: it is not a key any more.") from error
    if len(found) != 32:
        raise _damaged(f"{name} is damaged: it holds {len(found)} bytes and a key has 32.")
    return found


def _damaged(sentence: str) -> Trouble:
    way = "Move it away, then put it back from your key-recovery sheet: alongside keys-from-sheet SHEET"
    return Trouble(f"{sentence} {way}")


def key_id(key: bytes) -> str:
    """A short name for a key, which says nothing about the key itself."""
    return hashlib.sha256(b"alongside key id\0" + key).hexdigest()[:8]


def first_run_token(places: Places, *, web_user: OsUser) -> str:
    """The one-time part of the first-run address, made when there is none."""
    path = places.keys / FIRST_RUN
    if not path.exists():
        write_private(path, f"{secrets.token_urlsafe(24)}\n", web_user)
    return read(path)


def forget_first_run(places: Places) -> None:
    """Once there is an agency the first-run address opens nothing."""
    (places.keys / FIRST_RUN).unlink(missing_ok=True)


def sheet(places: Places, *, day: str) -> str:
    """The key-recovery sheet as plain text: each key in groups of four with a check a line."""
    lines = [SHEET_HEAD.format(day=day)]
    for name in (*KEYS, *(path.name for path in retired(places))):
        key = key_bytes(read(places.keys / name), name=name)
        lines.append(f"{name}   (key {key_id(key)})")
        digits = key.hex()
        for start in range(0, len(digits), 16):
            part = digits[start : start + 16]
            groups = " ".join(part[at : at + 4] for at in range(0, 16, 4))
            lines.append(f"    {groups}   check {_check(name, start, part)}")
        lines.append("")
    return "\n".join(lines)


def read_sheet(text: str) -> dict[str, str]:
    """The keys from a typed or copied recovery sheet; Trouble names the line with the slip."""
    found: dict[str, str] = {}
    name, digits = "", ""
    for line in text.splitlines():
        words = line.strip().lower()
        if heading := _heading(words):
            name, digits = heading, ""
            continue
        typed = re.fullmatch(r"((?:[0-9a-z]{4}\s*){4})check\s+([0-9a-z]{4})", words)
        if not name or typed is None:
            continue
        part, check = (_as_digits(piece) for piece in typed.groups())
        if _check(name, len(digits), part) != check:
            raise Trouble(
                f"There is a slip in this line of {name}, or a line before it is missing: "
                f"{line.strip()}"
            )
        digits += part
        if len(digits) == 64:
            found[name] = base64.b64encode(bytes.fromhex(digits)).decode()
    if not found:
        raise Trouble("No key was found in that text. It should be a key-recovery sheet.")
    return found


def _heading(words: str) -> str | None:
    if older := re.match(r"fields\.([0-9a-foil]{8})\.key", words):
        return f"fields.{_as_digits(older[1])}.key"
    return next((key for key in KEYS if words.startswith(key)), None)


def _as_digits(typed: str) -> str:
    # The letters people take for digits; neither occurs in a sheet of our own.
    return re.sub(r"\s", "", typed).translate(str.maketrans("oil", "011"))


def _check(name: str, start: int, part: str) -> str:
    return hashlib.sha256(f"{name}:{start}:{part}".encode()).hexdigest()[:4]


def put_back(places: Places, found: dict[str, str], *, web_user: OsUser) -> list[str]:
    """Write the sheet's keys where there are none; a key that is there and differs is a Trouble.

    But for the key of sealed words: where a later one is in use, the sheet's joins those before it.
    """
    found = {_put_as(places, name, text): text for name, text in found.items()}
    for name, text in found.items():
        path = places.keys / name
        if path.exists() and read(path) != text:
            raise Trouble(
                f"{path} already holds another key. Nothing was changed. If that key belongs to "
                "an installation you still need, restore into another folder "
                "(ALONGSIDE_DATA=/some/folder)."
            )
    written = []
    for name, text in found.items():
        if not (places.keys / name).exists():
            write_private(places.keys / name, f"{text}\n", web_user if web_reads(name) else None)
            written.append(name)
    return written


def _put_as(places: Places, name: str, text: str) -> str:
    path = places.keys / name
    if name != "fields.key" or not path.exists() or read(path) == text:
        return name
    return f"fields.{key_id(key_bytes(text, name=name))}.key"
