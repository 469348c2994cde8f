"""What stands on a screen: nothing that the policy would block, nothing unused, no word that hurts."""

import pytest

from alongside.foundation.common.her_words import HER_WORDS
from tests.architecture import excuses, tree
from tests.architecture.guards import screens
from tests.architecture.guards.source import File

CODE = [file for file in tree.code() if not tree.is_migration(file)]
AVOID = screens.avoid_column((tree.ROOT / "docs" / "glossary.md").read_text())


def test_nothing_inline_stands_in_a_template() -> None:
    assert screens.inline(tree.templates(), excuses.INLINE) == []


def test_no_browser_keeps_what_was_typed_about_a_woman() -> None:
    # A worker's own browser may keep her own e-mail and password.
    about_women = [
        file
        for file in tree.templates()
        if "/accounts/" not in file.path and "/common/kit" not in file.path
    ]
    assert screens.remembered(about_women) == []


def test_every_template_is_used() -> None:
    names = [file.path.partition("/templates/")[2] for file in tree.templates()]
    sources = [file.text for file in (*CODE, *tree.templates())]
    assert screens.unused(names, sources, excuses.TEMPLATES) == []


def test_words_to_avoid_are_on_no_screen() -> None:
    shown = [(file.path, screens.shown_in_template(file.text)) for file in tree.templates()]
    shown += [(file.path, text) for file in CODE for _, text in screens.shown_in_python(file)]
    assert screens.avoided(shown, AVOID, excuses.WORDS) == []


def test_every_refusal_can_be_said_in_another_language() -> None:
    assert screens.in_one_language(CODE) == []


def test_no_page_is_given_what_its_own_blocks_would_hide() -> None:
    views = [file for file in CODE if "/views" in file.path]
    assert screens.swallowed(views) == []


def test_words_to_avoid_are_in_nothing_she_reads() -> None:
    shown = [(key, str(entry.text)) for key, entry in HER_WORDS.items()]
    assert screens.avoided(shown, AVOID, {}) == []


def test_the_glossary_names_the_words_that_must_never_be_said_of_her() -> None:
    never = {"chaotic", "non-compliant", "failed", "disengaged", "refused", "hard to reach", "DNA"}
    assert never <= AVOID


# --- Each of them bites ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a href="javascript:void(0)">',
        '<button onclick="x()">',
        '<form action="/find/">',
        '<form method="get">',
    ],
)
def test_something_inline_is_found(text: str) -> None:
    file = File("a.html", text)
    found = screens.inline([file], {})
    assert len(found) == 1
    assert screens.inline([file], {found[0]: "a reason"}) == []


def test_a_form_that_a_browser_may_keep_is_found() -> None:
    form = """<form method="post" action="{% url 'a:b' c.pk %}" novalidate>"""
    off = form.replace("novalidate", 'novalidate autocomplete="off"')
    assert screens.remembered([File("a.html", f"<p>{form}")]) == [f"a.html: {form}"]
    assert screens.remembered([File("a.html", off)]) == []


def test_what_a_block_of_a_template_would_hide_is_found() -> None:
    file = File("a/views/x.py", 'render(request, "x.html", {"block": one, "kept": one})\n')
    assert screens.swallowed([file]) == ["a/views/x.py:1"]


def test_what_is_allowed_is_not_found() -> None:
    text = (
        '<script src="/static/a.js" defer></script>{# <style> #}<c-button on="x">{% comment %}'
        '<p style="">{% endcomment %}<form method="post" action="/x/"><rect fill="none"/>'
    )
    text = text.replace('<c-button on="x">', "")
    assert screens.inline([File("a.html", text)], {}) == []


def test_an_unused_template_is_found() -> None:
    names = [
        "room/page.html",
        "room/_part.html",
        "room/gone.html",
        "cotton/data_table.html",
        "cotton/old.html",
    ]
    sources = [
        'render(request, "room/page.html")',
        "{% include 'room/_part.html' %}<c-data-table caption>",
    ]
    assert screens.unused(names, sources, {}) == [
        "room/gone.html is used nowhere",
        "cotton/old.html is used nowhere",
    ]
    others = {r"(room/gone|cotton/old)\.html": "somewhere", "stale": "nowhere"}
    assert screens.unused(names, sources, others) == ["stale excuses nothing"]


def test_a_word_to_avoid_is_found_wherever_it_is_shown() -> None:
    words = {"chaotic", "DNA", "hard to reach"}
    for text in (
        "<p>She is chaotic.</p>",
        "{% trans 'Hard to reach' %}",
        '<c-card title="Chaotic days">',
        '{% include "x.html" with caption=_("chaotic") %}',
        "<p>DNA</p>",
    ):
        shown = screens.shown_in_template(text)
        assert len(screens.avoided([("a.html", shown)], words, {})) == 1, text
    for text in (
        "{# chaotic #}",
        '<p class="chaotic">',
        "{{ chaotic }}",
        "<p>chaotically</p>",
        "<p>dna</p>",
    ):
        shown = screens.shown_in_template(text)
        assert screens.avoided([("a.html", shown)], words, {}) == [], text


def test_a_word_to_avoid_is_found_in_the_strings_that_reach_a_screen() -> None:
    file = File(
        "a.py",
        '"""chaotic in a docstring"""\n'
        "class State(models.TextChoices):\n    A = 'chaotic', 'a chaotic label'\n"
        "x = _('so chaotic')\n"
        "raise Refused('chaotic reason', rule='chaotic')\n"
        "field = Words(label='chaotic?', max_length=3)\n"
        "key = 'chaotic'\n",
    )
    shown = [(str(line), text) for line, text in screens.shown_in_python(file)]
    found = screens.avoided(shown, {"chaotic"}, {})
    assert sorted({one.split()[0] for one in found}) == ["3", "4", "5", "6"]
    assert screens.avoided([], {"chaotic"}, {("a", "chaotic"): "once"}) == [
        "('a', 'chaotic') is excused but not said"
    ]


@pytest.mark.parametrize("said", ["'Not now.'", "f'{name} is not here.'"])
def test_a_refusal_in_one_language_is_found(said: str) -> None:
    file = File("a.py", f"raise Refused({said}, rule='no')\nraise Refused(_({said}), rule='no')\n")
    assert screens.in_one_language([file]) == ["a.py:1 refuses in one language"]


def test_the_third_column_is_read_and_nothing_else() -> None:
    text = "# Words\n\n| in code | on screen | avoid |\n|---|---|---|\n| a | b, c | d, e f |\n| g | h | – |\n"
    assert screens.avoid_column(text) == {"d", "e f"}
