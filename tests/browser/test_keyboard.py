"""The main job with a keyboard alone: from Today to a saved note, seeing all the way where one is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.browser.walking import is_headed, is_told
from tests.shared.world import make_world

# What stands in the focus, how it is ringed and against what, and what lies over its middle.
FOCUSED = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/^rgba\\(.*, 0\\)$|transparent/.test(colour)) return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const one = document.activeElement;
  const label = one.type === "radio" || one.type === "checkbox" ? one.labels[0] : null;
  const ring = label ? getComputedStyle(label, "::before") : getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const over = document.elementFromPoint(x, y);
  const [a, b] = [light(ring.outlineColor), light(ground(one.parentElement))].sort((m, n) => n - m);
  return {
    what: one.tagName + " " + (one.innerText || one.name || "").trim().slice(0, 60),
    words: (one.innerText || one.value || "").trim(),
    field: one.name || "",
    ringed: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2,
    contrast: (a + 0.05) / (b + 0.05),
    seen: Boolean(over) && (over === one || one.contains(over) || over.contains(one) ||
      (label !== null && label.contains(over))) && over !== document.body,
    inside: box.width > 0 && x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
  };
}"""


class Keys:
    """A pair of hands on a keyboard; wherever they come, the place has to be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []

    def here(self) -> dict[str, str]:
        """Say where the focus is, and note whatever hides it."""
        at = self.page.evaluate(FOCUSED)
        place = f"{self.page.url.rpartition('/women/')[2]} {at['what']}"
        if not at["ringed"]:
            self.wrong.append(f"{place}: no ring")
        elif at["contrast"] < 3:
            self.wrong.append(f"{place}: a ring of {at['contrast']:.1f}:1")
        if not (at["inside"] and at["seen"]):
            self.wrong.append(f"{place}: covered")
        return dict(at)

    def tab_to(self, *, words: str = "", field: str = "", back: bool = False) -> None:
        """Press Tab until the focus is on these words or this box."""
        for _press in range(60):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            at = self.here()
            if (words and at["words"].startswith(words)) or (field and at["field"] == field):
                return
        pytest.fail(f"Tab never comes to {words or field}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


@pytest.mark.parametrize(
    ("javascript", "width", "dark"),
    [(True, 375, False), (True, 1280, True), (False, 375, True)],
    ids=["phone", "dark_desk", "no_scripts"],
)
def test_a_note_from_today_to_saved_with_the_keyboard_alone(
    live: Live, window: Callable[..., Page], javascript: bool, width: int, dark: bool
) -> None:
    page = window(live.cast.amal, javascript=javascript, width=width, height=700, dark=dark)
    page.goto("/")
    keys = Keys(page)
    keys.tab_to(words="Skip to the page")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    keys.tab_to(words="Write a note")
    keys.press("Enter")
    is_headed(page, "Who is it about?")
    keys.tab_to(words="Write")
    keys.press("Enter")
    is_headed(page, "A note about Marta")
    keys.tab_to(field="met")
    keys.press("ArrowDown")
    expect(page.get_by_label("I tried, and we did not meet")).to_be_checked()
    keys.here()
    keys.press("ArrowUp")
    keys.tab_to(field="kind")
    page.keyboard.type("Wal")
    keys.tab_to(field="her_words")
    page.keyboard.type("I told him my name, and/or he asked.")
    keys.tab_to(field="led")
    keys.press("Space")
    keys.tab_to(words="When and how long")
    keys.press("Enter")
    keys.tab_to(field="minutes")
    page.keyboard.type("40")
    keys.tab_to(field="planned")
    keys.tab_to(field="compartment")
    keys.tab_to(words="Save")
    keys.press("Enter")
    is_told(page, "Saved to Marta’s record.")
    expect(page.locator("#lately")).to_contain_text("A walk together, 40 minutes.")
    keys.tab_to(words="Undo")
    assert not keys.wrong, "\n".join(keys.wrong)


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("place", ["today", "her", "goal", "pick", "check_in"])
def test_tab_never_comes_to_a_place_that_is_hidden(
    live: Live, window: Callable[..., Page], place: str, width: int
) -> None:
    world = make_world(live.cast)
    hers, goal = f"/women/{live.cast.marta}/", world.parts["goal_id"]
    page = window(live.cast.amal, width=width, height=600)
    page.goto(
        {
            "today": "/", "her": hers, "goal": f"{hers}goals/{goal}/",
            "pick": f"/p/{live.cast.marta}/pick/", "check_in": f"{hers}goals/{goal}/check-in/",
        }[place]
    )  # fmt: skip
    keys, seen = Keys(page), 0
    while seen < 200:
        keys.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        keys.here()
        seen += 1
    # All the way round, so that the way back ends on the page too.
    assert 5 < seen < 200
    for _press in range(seen):
        keys.press("Shift+Tab")
        keys.here()
    assert not keys.wrong, "\n".join(keys.wrong)
