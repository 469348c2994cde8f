"""Two hundred lives of the record, drawn by chance: after every step everybody sees what she may (S1, S2).

Whatever fails is cut down to the steps it needs and told as a story. One seed is one history, and
`HISTORIES=17-17 pytest -m deep tests/deep/test_more_histories.py` plays it again.
"""

from collections.abc import Callable

import pytest
from django.apps import apps

from tests.gate.histories.checks import TABLES
from tests.gate.histories.coverage import PROPERTY
from tests.gate.histories.house import Stage
from tests.gate.histories.opening import ROLES
from tests.gate.histories.playing import play_seeds
from tests.gate.histories.surfaces import SURFACES
from tests.journeys.test_every_url import ELSEWHERE, TABLE

PIECES, EACH = 10, 20
# Over all pieces every pair of role and surface is visited ten times; `make test-deep` goes on from there.
IN_A_PIECE = 10 // PIECES

OPENS_NOTHING = "answers to a form alone; what it then shows is a surface of its own"
KNOWS_NOBODY = "a public form: it shows its writer's own words and nobody's record"
OF_A_SERVICE = "the words a service works with: settings, and no woman is in them"
ABOUT_WORKERS = "about workers and the directory, which no canary is ever written to"
OF_LEARNING = "what workers learn and agree among themselves, which no canary is ever written to"
SIGNING_IN = "signing in; no woman is on it"
# Addresses that are no surface, each with its reason.
EXCUSED = {
    "health": "says that the server is well",
    "emergency:decoys": "made-up records alone, of which these lives have none",
    "people:contact_right": OPENS_NOTHING,
    **dict.fromkeys(
        ("outcomes:take_back_check_in", "outcomes:talk_over", "outcomes:take_back_attempt",
         "outcomes:move_goal", "outcomes:take_up", "outcomes:stop_waiting", "engagement:draft",
         "insight:copy_make", "referrals:link_end", "referrals:told", "emergency:close", "endings:back",
         "duty:shift_end", "duty:tonight_end", "duty:read", "endings:knock", "endings:told_them",
         "endings:undo_death", "home:ally_end", "team:stays",
         "referrals:see", "referrals:with_us", "referrals:ended", "referrals:need_end",
         "emergency:take_decoy_away", "emergency:put_decoy_back", "away:review",
         "away:duty_end", "workforce:leave_back", "workforce:check_throw", "workforce:sitting_take_up",
         "workforce:sitting_keep", "workforce:sitting_call_off", "workforce:words_back",
         "workforce:debrief_answer", "workforce:debrief_back", "workforce:consultation_back",
         "workforce:change_back", "workforce:approach_back", "engagement:message_done",
         "engagement:misplaced_told", "engagement:template_end", "activities:mark", "activities:give",
         "activities:off", "activities:leave", "activities:leader_off", "peers:peer_end", "peers:read",
         "outcomes:with_peers", "feeds:link_end", "home:filter_show", "home:filter_drop", "meetings:held",
         "meetings:take_off", "safety:pattern_off", "safety:pattern_back", "safety:measure_off",
         "safety:measure_back"),
        OPENS_NOTHING,
    ),
    **dict.fromkeys((name for name in TABLE if name.startswith(("referrals:ask", "referrals:link_"))
                     and name != "referrals:link_end"), KNOWS_NOBODY),
    **dict.fromkeys(
        ("engagement:words_of", "engagement:template_new", "engagement:template", "ours:funded"),
        OF_A_SERVICE,
    ),
    **dict.fromkeys(
        ("accounts:invite", "accounts:invitation_take_back", "accounts:hat_posts", "accounts:hat_end",
         "accounts:worker", "accounts:hat_add", "accounts:fresh_start", "accounts:worker_close",
         "accounts:worker_open", "accounts:agency_add", "accounts:agency", "accounts:agency_change",
         "accounts:agency_confirm", "accounts:service_add", "accounts:service_change",
         "accounts:agency_close", "accounts:alarm", "accounts:hat_skills", "accounts:skills",
         "accounts:skill_change", "accounts:cover_add", "accounts:cover_end", "accounts:sit_add",
         "accounts:sit_end"),
        ABOUT_WORKERS,
    ),
    **dict.fromkeys(
        ("accounts:link_open", "accounts:link", "accounts:authenticator", "accounts:second_step_remove",
         "accounts:passkey_rename", "accounts:session_end", "accounts:session_end_others",
         "accounts:recovery_sheet", "accounts:proved", "accounts:first_run"),
        SIGNING_IN,
    ),
    **dict.fromkeys(
        ("learning:training_new", "learning:training", "learning:training_change", "learning:training_off",
         "learning:training_on", "learning:there", "learning:volunteer", "learning:there_back",
         "learning:policy_new", "learning:policy", "learning:edition", "learning:policy_change",
         "learning:policy_off", "learning:policy_on", "learning:policy_read"),
        OF_LEARNING,
    ),
    **dict.fromkeys((name for name in TABLE if name.startswith(("account_", "mfa_"))), SIGNING_IN),
}  # fmt: skip


@pytest.mark.parametrize("piece", range(PIECES))
def test_whatever_happens_everybody_sees_exactly_what_she_may(
    stage: Stage, piece: int, record_property: Callable[[str, object], None]
) -> None:
    told = play_seeds(stage, range(piece * EACH, (piece + 1) * EACH), at_least=IN_A_PIECE)
    record_property(PROPERTY, told.packed())
    assert told.histories == EACH
    assert len(told.visits) == len(ROLES) * len(SURFACES)
    assert min(told.visits.values()) >= IN_A_PIECE


def test_every_table_about_clients_is_compared() -> None:
    there = {model._meta.db_table for model in apps.get_models() if hasattr(model, "COMPARTMENT")}
    assert there == set(TABLES)


def test_every_page_is_a_surface_or_says_why_not() -> None:
    shown = {page for surface in SURFACES.values() for page in surface.pages}
    assert set(TABLE) - shown - set(EXCUSED) == set()
    assert shown - set(TABLE) == set()
    assert set(EXCUSED) - (set(TABLE) - shown) == set()
    assert not shown & ELSEWHERE
