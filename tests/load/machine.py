"""What the server's processes cost: seconds of processor, and memory, read from /proc."""

import os
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """List a process and everything under it."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _stat(int(folder.name))
            if fields:
                parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found, left = [], [pid]
    while left:
        one = left.pop()
        found.append(one)
        left += parents.get(one, [])
    return found


def _stat(pid: int) -> list[str]:
    """Read the fields after a process's name: state, parent, and so on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def processor(pids: Iterable[int]) -> float:
    """Add up the processor seconds of these processes, and of their children that have ended."""
    total = 0
    for pid in pids:
        fields = _stat(pid)
        if fields:
            total += sum(map(int, fields[11:15]))
    return total / TICKS


def memory(pids: Iterable[int]) -> dict[str, float]:
    """Add up memory in MB: what is theirs with shared pages counted by part (PSS), theirs alone, and RSS."""
    sums = {"pss": 0, "private": 0, "rss": 0}
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        kilobytes = {
            line.split(":")[0]: int(line.split()[1])
            for line in text.splitlines()[1:]
            if "kB" in line
        }
        sums["pss"] += kilobytes.get("Pss", 0)
        sums["rss"] += kilobytes.get("Rss", 0)
        sums["private"] += kilobytes.get("Private_Clean", 0) + kilobytes.get("Private_Dirty", 0)
    return {name: round(value / 1024, 1) for name, value in sums.items()}


def about() -> dict[str, object]:
    """Say what machine this is."""
    cpu = Path("/proc/cpuinfo").read_text()
    names = [
        line.partition(":")[2].strip() for line in cpu.splitlines() if line.startswith("model name")
    ]
    megabytes = int(Path("/proc/meminfo").read_text().split()[1]) // 1024
    return {
        "cores": os.cpu_count(), "processor": names[0] if names else "", "memory_mb": megabytes,
        "load_before": round(os.getloadavg()[0], 2),
    }  # fmt: skip
