"""The look and the small script in a real browser, served from the kit pages without a server."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.messages.storage.session import SessionStorage
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from alongside.foundation.common import views

HOUSE = "http://localhost:9"
STATIC = Path(settings.BASE_DIR) / "alongside/foundation/common/static"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
POLICY = "default-src 'none'; " + "; ".join(
    f"{kind}-src 'self'" for kind in ("script", "style", "font", "connect")
) + "; img-src 'self' data:; form-action 'self'"  # fmt: skip
KIT_PAGES = {"/kit/": views.kit, "/kit/her/": views.kit_her}
WAYS = [
    (320, "light"),
    (320, "dark"),
    (320, "rtl"),
    (320, "forced"),
    (1280, "light"),
    (1280, "dark"),
]


def kit_page(address: str, language: str) -> str:
    """Render one kit page."""
    request = RequestFactory().get(address)
    request.session = {}  # type: ignore[assignment]
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    with translation.override(language):
        return KIT_PAGES[urlsplit(address).path](request).content.decode()


class Answers:
    """Serves the kit from memory and remembers what was posted."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.posted: list[tuple[str, str]] = []
        self.left: list[str] = []
        self.draft_status = 204

    def __call__(self, route: Route) -> None:
        """Answer one request."""
        address = urlsplit(route.request.url)
        if route.request.method == "POST":
            self.posted.append((address.path, route.request.post_data or ""))
            status = self.draft_status if address.path == "/draft/" else 204
            route.fulfill(status=status, headers={"Location": "/sign-in/"})
        elif address.path.startswith("/static/"):
            file = STATIC / address.path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif address.path in KIT_PAGES:
            page = kit_page(f"{address.path}?{address.query}", self.language)
            headers = {
                "Content-Security-Policy": POLICY,
                "Content-Type": "text/html; charset=utf-8",
            }
            route.fulfill(body=page, headers=headers)
        else:
            # "No content" keeps the browser where it is: the page that is left can be looked at.
            self.left.append(address.path)
            route.fulfill(status=204)


@pytest.fixture
def look(chromium: Browser) -> Iterator[Callable[..., tuple[Page, Answers]]]:
    """Open a kit page: `look("/kit/", width=375, way="dark", javascript=True)`."""
    opened = []

    def open_one(
        address: str,
        *,
        width: int = 375,
        height: int = 800,
        way: str = "light",
        javascript: bool = True,
    ) -> tuple[Page, Answers]:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if way == "dark" else "light",
            forced_colors="active" if way == "forced" else "none",
            java_script_enabled=javascript,
        )
        answers = Answers("ar" if way == "rtl" else "en-gb")
        page = context.new_page()
        opened.append(page)
        page.route("**/*", answers)
        page.goto(HOUSE + address)
        return page, answers

    yield open_one
    for page in opened:
        page.context.close()


def until(page: Page, script: str) -> None:
    """Wait for something on the page; the page's own policy forbids Playwright's way of waiting."""
    for _ in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {script}")


@pytest.mark.parametrize("address", ["/kit/?mend=1", "/kit/her/"])
@pytest.mark.parametrize(("width", "way"), WAYS)
def test_the_kit_breaks_no_accessibility_rule_and_never_scrolls_sideways(
    look: Callable[..., tuple[Page, Answers]], address: str, width: int, way: str
) -> None:
    page, _ = look(address, width=width, way=way)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("way", ["light", "dark"])
def test_the_edges_of_boxes_and_the_focus_ring_stand_out_three_to_one(
    look: Callable[..., tuple[Page, Answers]], way: str
) -> None:
    page, _ = look("/kit/her/", way=way)
    contrasts = page.evaluate("""() => {
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const apart = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((m, n) => n - m);
        return (x + 0.05) / (y + 0.05);
      };
      const ground = getComputedStyle(document.body).backgroundColor;
      const found = {};
      for (const name of ["input.al-input", "textarea", "select"]) {
        found[name] = apart(getComputedStyle(document.querySelector(name)).borderTopColor, ground);
      }
      for (const name of [".al-checkboxes__label", ".al-radios__label"]) {
        const drawn = getComputedStyle(document.querySelector(name), "::before");
        found[name] = apart(drawn.borderTopColor, ground);
      }
      const box = document.querySelector("input.al-input");
      box.focus();
      found.ring = apart(getComputedStyle(box).outlineColor, ground);
      return found;
    }""")
    assert {name: value for name, value in contrasts.items() if value < 3} == {}


def test_everything_that_can_be_pressed_is_large_enough(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, _ = look("/kit/", width=375)
    small = page.evaluate("""() => [...document.querySelectorAll(
        ".al-button, .al-nav a, .al-chip, .al-checkboxes__input, .al-radios__input, .al-input, " +
        "summary, .al-find-link, .al-bar__brand")]
      .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.outerHTML.slice(0, 80))""")
    assert small == []


def test_leaving_covers_the_page_at_once_and_leaves_nothing_behind(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, answers = look("/kit/her/")
    page.fill("textarea", "He must not read this")
    page.click("header .al-leave", no_wait_after=True)
    until(page, "performance.getEntriesByName('exit-covered').length === 1")
    left = page.evaluate("""() => ({
      parts: document.body.children.length,
      text: document.body.innerText.trim(),
      box: document.querySelector(".al-cover").getBoundingClientRect().toJSON(),
      ground: getComputedStyle(document.querySelector(".al-cover")).backgroundColor,
      kept: localStorage.length + sessionStorage.length,
    })""")
    assert (left["parts"], left["text"], left["kept"]) == (1, "", 0)
    assert (left["box"]["width"], left["box"]["height"]) == (375, 800)
    assert left["ground"] == "rgb(255, 255, 255)"
    assert answers.left == ["/leave/"]
    assert answers.posted == []


def test_three_shifts_leave_and_capital_letters_do_not(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, answers = look("/kit/her/")
    page.focus("textarea")
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    assert page.inner_text("[data-exit-said]") == "Shift, two more times to leave."
    page.keyboard.press("Shift")
    assert page.inner_text("[data-exit-said]") == "Shift, once more to leave."
    assert answers.left == []
    page.keyboard.press("Shift")
    page.wait_for_selector(".al-cover", state="attached")
    assert answers.left == ["/leave/"]


def test_without_a_script_the_way_out_is_a_plain_link(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, answers = look("/kit/her/", javascript=False)
    page.click("header .al-leave", no_wait_after=True)
    page.wait_for_timeout(200)
    assert answers.left == ["/leave/"]


def test_the_way_out_stays_in_view_at_the_end_of_a_long_page(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, _ = look("/kit/her/", width=320, height=480)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box = page.locator("header .al-leave").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 480


def test_a_second_press_sends_nothing_twice(look: Callable[..., tuple[Page, Answers]]) -> None:
    page, answers = look("/kit/")
    page.evaluate("for (const n of [1, 2]) document.querySelector('main form .al-button').click()")
    page.wait_for_timeout(300)
    assert [path for path, _ in answers.posted] == ["/kit/"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (204, "Draft kept "),
        (500, "Not kept yet. Check your connection."),
        (302, "Not kept. Sign in again in another tab, then carry on here."),
    ],
)
def test_a_draft_is_sent_when_typing_pauses_and_the_page_says_so(
    look: Callable[..., tuple[Page, Answers]], status: int, said: str
) -> None:
    page, answers = look("/kit/")
    answers.draft_status = status
    page.fill("textarea", "Kula eats at six")
    until(page, "document.querySelector('[data-draft-state]').textContent !== 'Draft kept 14:32'")
    assert page.inner_text("[data-draft-state]").startswith(said)
    path, sent = next(one for one in answers.posted if one[0] == "/draft/")
    assert "Kula eats at six" in sent
    assert "csrfmiddlewaretoken" in sent


def test_a_draft_is_sent_when_the_page_is_left_before_the_pause(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, answers = look("/kit/")
    page.fill("textarea", "Half a sentence")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.wait_for_timeout(200)
    assert [path for path, _ in answers.posted] == ["/draft/"]


def test_the_slash_key_leads_to_the_find_box_but_not_while_writing(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, _ = look("/kit/", width=1280)
    page.fill("textarea", "")
    page.keyboard.type("and/or")
    assert page.input_value("textarea") == "and/or"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-anything"
    page.evaluate("document.activeElement.blur(); delete document.documentElement.dataset.keys")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find-anything"


def test_the_list_of_things_to_mend_has_the_focus_and_leads_to_each_box(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, _ = look("/kit/?mend=1")
    assert page.evaluate("document.activeElement.hasAttribute('data-mend')")
    page.click("text=30 February does not exist >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_born_0"


def test_nothing_moves_for_those_who_asked_for_stillness(chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.route("**/*", Answers("en-gb"))
    page.goto(HOUSE + "/kit/")
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) =>
      parseFloat(getComputedStyle(one).transitionDuration) > 0 ||
      getComputedStyle(one).animationName !== "none").length""")
    context.close()
    assert moving == 0


def test_no_page_of_ours_leaves_anything_in_the_browser(
    look: Callable[..., tuple[Page, Answers]],
) -> None:
    page, _ = look("/kit/", width=1280)
    assert page.evaluate("typeof htmx") == "object"
    kept = "localStorage.length + sessionStorage.length + document.cookie.length"
    assert page.evaluate(kept) == 0
