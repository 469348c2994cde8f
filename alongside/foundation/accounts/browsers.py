"""What a browser calls itself, in words a person knows."""

from django.utils.translation import gettext as _

# The first that fits wins: most browsers also name the ones they want to be taken for.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
DEVICES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "Chromebook"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def said_browser(user_agent: str) -> str:
    """Say which browser on what, such as “Firefox on Android”."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), _("A browser"))
    device = next((name for mark, name in DEVICES if mark in user_agent), "")
    if not device:
        return browser
    return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
