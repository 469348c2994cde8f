"""Starting, stopping and coming back: real processes in a folder with a space in its name."""

import json
import os
import re
import signal
import socket
import stat
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from alongside.config.running import cluster, osusers, proofs
from alongside.config.running.postgres import Server
from tests.running.conftest import Say
from tests.running.little_house import House


def gone(numbers: list[int], patience: float = 20) -> bool:
    until = time.monotonic() + patience
    while any(proofs.is_alive(pid) for pid in numbers) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(proofs.is_alive(pid) for pid in numbers)


def shown(pid: int, what: str) -> bytes:
    """What the system shows of a process; nothing once it has gone."""
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def web_processes(house: House) -> list[int]:
    return [pid for pid in house.processes() if b"granian" in shown(pid, "cmdline").split(b"\0")]


def test_one_command_opens_the_demo_and_ctrl_c_leaves_nothing(house: House) -> None:
    said = house.start("demo")
    assert f"    http://localhost:{house.port}\n" in said
    assert "made-up people" in said
    assert house.page().startswith(f"{cluster.APP} 500 ")
    assert len(house.processes()) > 4
    assert "Everything has stopped." in house.stop()
    assert house.processes() == []
    # The second start makes and loads nothing again.
    again = house.start("demo")
    assert "Preparing" not in again
    assert "Loading" not in again
    assert house.page().startswith(f"{cluster.APP} 500 ")


def test_each_process_holds_the_password_of_its_own_role_only(running_house: House) -> None:
    house = running_house
    secret = {
        role: (house.data / "keys" / f"{role}.password").read_text().strip()
        for role in ("admin", "owner", "app")
    }
    for pid in house.processes():
        if pid == house.started_pid:
            continue
        open_to_its_account = shown(pid, "environ") + shown(pid, "cmdline")
        assert secret["admin"].encode() not in open_to_its_account
        assert secret["owner"].encode() not in open_to_its_account
    assert any(secret["app"].encode() in shown(pid, "environ") for pid in web_processes(house))


def test_keys_and_folders_are_closed_to_other_accounts(running_house: House) -> None:
    data = running_house.data
    files = [file for file in (data / "keys").iterdir() if file.is_file()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((data / "database").stat().st_mode) == 0o700
    assert stat.S_IMODE(data.stat().st_mode) & 0o066 == 0
    assert not (data / "database" / "keys").exists()


def test_as_root_the_database_runs_as_somebody_else(running_house: House) -> None:
    owner = os.stat(f"/proc/{running_house.postmaster()}").st_uid
    assert (owner != 0) if osusers.am_root() else (owner == os.geteuid())


def test_it_listens_on_this_machine_only(running_house: House) -> None:
    wanted = f"{running_house.port:04X}"
    listening = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            if state == "0A" and local.endswith(f":{wanted}"):
                listening.append(local.split(":")[0])
    assert listening == ["0100007F"]


def test_a_second_start_from_the_same_folder_is_told_where_the_first_is(
    running_house: House, say: Say
) -> None:
    code, said = say("--data", str(running_house.data), "demo")
    assert code == 1
    assert f"already running from {running_house.data}" in said
    assert f"http://localhost:{running_house.port}" in said


def test_the_partnership_keeps_out_of_the_demos_folder(running_house: House, say: Say) -> None:
    code, said = say("--data", str(running_house.data), "start")
    assert (code, "not for a real partnership" in said) == (1, True)


def test_a_database_killed_with_9_comes_back_by_itself(made_house: House) -> None:
    house = made_house
    house.start()
    before = house.postmaster()
    os.kill(before, signal.SIGKILL)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            if house.postmaster() != before and house.page().startswith(cluster.APP):
                break
        except (OSError, IndexError, ValueError):
            pass
        time.sleep(0.1)
    assert house.postmaster() != before
    assert house.page().startswith(f"{cluster.APP} 500 ")
    said = house.stop()
    assert "The database stopped unexpectedly" in said
    assert "Traceback" not in said


def test_pages_killed_with_9_come_back_by_themselves(made_house: House) -> None:
    house = made_house
    house.start()
    before = web_processes(house)
    for pid in before[:1]:
        os.kill(pid, signal.SIGKILL)
    assert gone(before)
    assert house.page().startswith(f"{cluster.APP} 500 ")
    assert "The web pages stopped unexpectedly" in house.stop()


def test_nothing_outlives_a_killed_supervisor(made_house: House) -> None:
    house = made_house
    house.start()
    running = [pid for pid in house.processes() if pid != house.started_pid]
    house.kill()
    assert gone(running)
    assert "Ready after" in house.start()


def test_after_everything_is_killed_at_once_the_next_start_is_whole(made_house: House) -> None:
    house = made_house
    house.start()
    for pid in house.processes():
        with suppress(ProcessLookupError):  # the end of one may be the end of another
            os.kill(pid, signal.SIGKILL)
    house.kill()
    assert "Preparing" not in house.start()
    assert house.page().startswith(f"{cluster.APP} 500 ")


def test_pages_orphaned_by_a_crash_are_ended_by_the_next_start(made_house: House) -> None:
    house = made_house
    house.start()
    # Stopped processes can't follow their parent: what a machine out of memory may leave behind.
    pages = web_processes(house)
    for pid in pages:
        os.kill(pid, signal.SIGSTOP)
    house.kill()
    said = house.start()
    assert "earlier start had left behind" in said
    assert gone(pages)
    assert house.page().startswith(f"{cluster.APP} 500 ")


def test_a_busy_port_is_told_in_a_sentence_and_left_alone(house: House) -> None:
    with socket.create_server(("127.0.0.1", house.port)):
        refused = house.command("demo")
        assert refused.returncode == 1
        assert f"Port {house.port} is already in use by another program" in refused.stderr
        assert f"PORT={house.port + 10}" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert house.processes() == []


def test_a_full_disk_and_a_word_that_is_no_port_are_told_in_sentences(
    tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = say("demo", "--port", "eight")
    assert (code, "'eight' is not a port" in said) == (2, True)
    monkeypatch.setenv("ALONGSIDE_ROOM_MB", "999999999")
    code, said = say("--data", str(tmp_path / "new"), "demo")
    assert (code, "nearly full" in said) == (1, True)


def test_a_missing_key_stops_the_start_with_a_sentence(made_house: House) -> None:
    house = made_house
    (house.data / "keys" / "audit.key").unlink()
    refused = house.command("demo")
    assert refused.returncode == 1
    assert "audit.key is missing. Put it back from your key-recovery sheet" in refused.stderr


def test_a_migration_that_fails_is_shown_and_nothing_keeps_running(house: House) -> None:
    (house.clone / "manage.py").write_text("raise SystemExit('the tables would not have it')\n")
    refused = house.command("demo")
    assert refused.returncode == 1
    assert "did not work" in refused.stderr
    assert "the tables would not have it" in refused.stderr
    assert house.processes() == []


def test_an_empty_partnership_prints_its_first_run_address_until_there_is_an_agency(
    house: House,
) -> None:
    said = house.start("start")
    token = (house.data / "keys" / "first-run.token").read_text().strip()
    assert f"http://localhost:{house.port}/first-run/{token}/" in said
    assert "Not yet for real women's records" in said
    assert house.page().startswith(f"{cluster.APP} 0 ")
    with psycopg.connect(house.url("owner"), autocommit=True) as connection:
        connection.execute("INSERT INTO agency VALUES (1)")
    house.stop()
    assert "first-run" not in house.start("start")
    assert not (house.data / "keys" / "first-run.token").exists()


def test_with_a_server_of_its_own_only_pages_and_jobs_run(house: House) -> None:
    server = Server.throwaway()
    server.start()
    try:
        cluster.bootstrap(server.url("admin", "postgres"), passwords=server.passwords)
        addresses = {
            "DATABASE_URL": server.url("app"),
            "ALONGSIDE_OWNER_URL": server.url("owner"),
            "ALONGSIDE_ADMIN_URL": server.url("admin"),
        }
        migrated = house.command("migrate", **addresses)
        assert (migrated.returncode, cluster.OWNER in migrated.stdout) == (0, True)
        house.start("start", **addresses)
        assert house.page().startswith(f"{cluster.APP} 0 ")
        assert not (house.data / "database").exists()
        for pid in web_processes(house):
            environment = shown(pid, "environ")
            assert server.passwords.app.encode() in environment
            assert server.passwords.owner.encode() not in environment
            assert server.passwords.admin.encode() not in environment
        house.stop()
        refused = house.command("migrate", DATABASE_URL=server.url("app"))
        assert "set ALONGSIDE_OWNER_URL" in refused.stderr
    finally:
        server.stop()


def test_the_shell_opens_as_the_chosen_account(running_house: House, say: Say) -> None:
    for role, login in cluster.LOGINS.items():
        words = ("dbshell", "--demo", "--as", role, "--", "-Atc", "SELECT current_user")
        code, said = say("--data", str(running_house.data), *words)
        assert (code, said.strip()) == (0, login)


def test_preparing_a_server_prints_addresses_that_work(server: Server, say: Say) -> None:
    admin = server.url("admin", "postgres")
    words = ("prepare-server", "--admin-url", admin, "--database", "elsewhere")
    _, said = say(*words, "--new-passwords")
    found = dict(re.findall(r"^\s+(\w+)=(\S+)$", said, re.MULTILINE))
    assert set(found) == {"DATABASE_URL", "ALONGSIDE_OWNER_URL"}
    for address in found.values():
        psycopg.connect(address).close()
    assert "keep their passwords" in say(*words)[1]
    psycopg.connect(found["DATABASE_URL"]).close()


def test_what_is_running_is_written_down_for_our_own_eyes(running_house: House) -> None:
    note = running_house.data / "run" / "state.json"
    assert json.loads(note.read_text())["port"] == running_house.port
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_end_and_a_closed_window_stop_everything_too(
    made_house: House, word: signal.Signals
) -> None:
    house = made_house
    house.start()
    assert house.started is not None
    house.started.send_signal(word)
    said, _ = house.started.communicate(timeout=40)
    assert house.started.returncode == 0
    assert "Everything has stopped." in said
    house.started = None
    assert house.processes() == []
