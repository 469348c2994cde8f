"""What is asked of every answer: its headers, and a title that stays behind in a browser's history."""

import html
import re
from typing import Any

STRICT = "default-src 'none'"
# Pages she is shown: their titles don't even say whose program it is.
HERS = {
    "around:paper": "My page",
    "herspace:my_path": "My path",
    "herspace:pick": "My path",
    "herspace:opened": "My page",
    "safety:paper": "My page",
    "referrals:ask_sent": "My page",
    "referrals:ask_start": "My page",
    "gathering:line": "My page",
    "referrals:ask_reach": "My page",
    "referrals:ask_word": "My page",
    "referrals:link_start": "My page",
    "referrals:link_reach": "My page",
    "referrals:link_tonight": "My page",
}
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
# Whoever reads one over a shoulder, or finds it in the history, learns nothing of her.
TELLING = re.compile(
    r"marta|roza|siân|health|safe|child|immigra|sex|justice|police|court|money|home\b|risk|abuse|harm",
    re.I,
)


def lacking(answer: Any, url: str) -> list[str]:
    """List the headers an answer lacks, in words (S16)."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = {
        "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }  # fmt: skip
    if not url.startswith("/static/"):
        wanted["Cache-Control"] = "no-store"
    found = [
        f"{name} is not {value}"
        for name, value in wanted.items()
        if answer.headers.get(name) != value
    ]
    if STRICT not in policy or "frame-ancestors 'none'" not in policy or "unsafe" in policy:
        found.append(f"its policy is {policy!r}")
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        found.append("no Permissions-Policy")
    return found


def is_page(answer: Any) -> bool:
    """Say whether an answer is a page that stays in the history."""
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def telling(name: str, answer: Any) -> list[str]:
    """Say what is wrong with a page's title: it says which kind of page it was, and never whose (S20)."""
    found = TITLE.search(answer.content.decode())
    title = html.unescape(found[1]) if found else ""
    fits = title == HERS[name] if name in HERS else bool(re.fullmatch(r"[^·]+ · Alongside", title))
    return [] if fits and not TELLING.search(title) else [f"the title is {title!r}"]
