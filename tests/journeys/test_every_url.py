"""Every address of the product for everybody of the cast: who gets in, in one table.

200 the page · in: asked to sign in · on: sent on to another page · 403 not this role · 404 not her woman, or
nothing there · 405 answers only to a form · 409 a reason in words why not now · 410 a form that has ended.
"""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.journeys.answers import is_page, lacking, telling
from tests.shared.cast import Cast, sign_in
from tests.shared.world import make_world, places

# The worker; her manager; a volunteer of the same agency; a worker elsewhere; the worker under her second
# hat; the administrator; a stranger.
CAST = ("amal", "bea", "vera", "cleo", "amal_at_hearth", "ada", "stranger")
EXPECTED = """
health                             200 200 200 200 200 200 200
home:today                         200 200 200 200 200 200 in
home:find                          200 200 403 200 200 403 in
home:keys                          200 200 200 200 200 200 in
home:women                         200 200 403 200 200 403 in
home:filter_show                   405 405 403 405 405 403 in
home:filter_keep                   405 405 403 405 405 403 in
home:filter_drop                   405 405 403 405 405 403 in
home:her                           200 200 403 404 404 403 in
home:team                          200 200 403 404 404 403 in
home:ally_new                      200 409 403 404 404 403 in
home:ally_end                      405 405 403 405 405 403 in
home:timeline                      200 200 403 404 404 403 in
home:weeks                         200 200 403 200 200 403 in
home:team_weeks                    403 200 403 403 403 403 in
home:team_work                     403 200 403 403 403 403 in
access:review                     403 200 403 403 403 403 in
access:leaver                     403 200 403 403 403 403 in
access:end_share           403 200 403 403 403 403 in
team:hand_over                     403 200 403 403 403 403 in
team:lead                          403 200 403 403 403 403 in
team:take_off                      409 200 403 404 404 403 in
team:join                          200 200 403 404 404 403 in
team:would_like                    on  on  403 404 404 403 in
team:change                        200 200 403 404 404 403 in
team:choose                        403 200 403 403 403 403 in
team:begin                         403 200 403 403 403 403 in
team:stays                         405 405 403 405 405 403 in
team:introduce                     200 200 403 404 404 403 in
team:introduction                  200 200 403 404 404 403 in
team:handover                      200 200 403 404 404 403 in
endings:plan                       200 200 403 404 404 403 in
ours:ends                          200 200 403 200 200 403 in
ours:funded                        403 200 403 403 403 403 in
team:intensity                     200 200 403 404 404 403 in
team:months                        403 200 403 403 403 403 in
people:contact                     200 200 403 404 404 403 in
people:contact_right               405 405 403 405 405 403 in
people:whereabouts                 200 200 403 404 404 403 in
people:whereabouts_new             200 409 403 404 404 403 in
people:reach                       200 200 403 404 404 403 in
emergency:door                     200 200 403 200 200 403 in
emergency:close                    405 405 403 405 405 403 in
emergency:look                     200 200 404 404 404 404 in
emergency:seal                     200 200 403 404 404 403 in
emergency:sealed                   200 200 403 200 200 403 in
emergency:kept                     403 403 403 403 403 403 in
emergency:decoys                   403 403 403 403 403 403 in
emergency:take_decoy_away          403 403 403 403 403 403 in
emergency:put_decoy_back           403 403 403 403 403 403 in
emergency:open_kept                403 403 403 403 403 403 in
emergency:object_to                403 403 403 403 403 403 in
away:list                          200 200 403 404 404 403 in
away:add                           200 200 403 404 404 403 in
away:lift                          200 409 403 404 404 403 in
away:settle                        200 200 403 404 404 403 in
away:reviews                       403 200 403 403 403 403 in
away:review                        405 405 405 405 405 405 in
away:pairs                         403 200 403 403 403 403 in
away:pair                          403 200 403 403 403 403 in
away:duties                        403 403 403 403 403 200 in
away:duty_end                      403 403 403 403 403 405 in
story:topic                        200 200 403 404 404 403 in
story:told                         200 200 403 404 404 403 in
story:topic_part                   200 200 403 404 404 403 in
story:travel                       200 200 403 404 404 403 in
story:take_back                    405 405 403 405 405 403 in
story:day_new                      200 200 403 404 404 403 in
story:cause_new                    200 200 403 404 404 403 in
story:entry_move                   405 405 403 405 405 403 in
story:entry_end                    405 405 403 405 405 403 in
story:entry_back                   405 405 403 405 405 403 in
story:equality                     200 200 403 404 404 403 in
story:equality_locked              200 200 403 404 404 403 in
story:languages                    200 200 403 404 404 403 in
topics:subjects                    403 200 403 403 403 403 in
topics:subject_new                 403 200 403 403 403 403 in
topics:subject_change              403 200 403 403 403 403 in
topics:subject_move                403 405 403 403 403 403 in
topics:subject_end                 403 405 403 403 403 403 in
topics:subject_back                403 405 403 403 403 403 in
topics:subject_as_it_came          403 405 403 403 403 403 in
gathering:bank                     200 200 403 404 404 403 in
gathering:line                     200 200 403 404 404 403 in
gathering:paper                    405 405 403 405 405 403 in
gathering:section                  200 200 403 404 404 403 in
gathering:look_after               200 200 403 404 404 403 in
safety:plan                        200 200 403 404 404 403 in
safety:section                     200 409 403 404 404 403 in
safety:apart                       200 404 403 404 404 403 in
safety:fits                        200 409 403 404 404 403 in
safety:look                        200 409 403 404 404 403 in
safety:judgement                   200 409 403 404 404 403 in
safety:paper                       200 200 403 404 404 403 in
safety:incidents                   200 200 403 404 404 403 in
safety:incident_new                200 409 403 404 404 403 in
safety:incident                    200 409 403 404 404 403 in
safety:second                      403 200 403 403 403 403 in
safety:others                      200 404 403 404 404 403 in
safety:pattern_new                 200 404 403 404 404 403 in
safety:pattern                     200 404 403 404 404 403 in
safety:pattern_off                 405 405 403 405 405 403 in
safety:pattern_back                405 405 403 405 405 403 in
safety:measure_new                 200 404 403 404 404 403 in
safety:measure                     200 404 403 404 404 403 in
safety:measure_off                 405 405 403 405 405 403 in
safety:measure_back                405 405 403 405 405 403 in
accommodation:nights               200 200 403 404 404 403 in
accommodation:stretch_new          200 409 403 404 404 403 in
accommodation:stretch_change       200 409 403 404 404 403 in
accommodation:stretch_part         200 409 403 404 404 403 in
accommodation:stretch_off          405 405 403 405 405 403 in
accommodation:stretch_back         405 405 403 405 405 403 in
around:around                      200 200 403 404 404 403 in
around:paper                       200 200 403 404 404 403 in
around:person_new                  200 200 403 404 404 403 in
around:person                      200 200 403 404 404 403 in
around:person_change               200 200 403 404 404 403 in
around:standing_new                200 200 403 404 404 403 in
around:standing_undo               405 405 403 405 405 403 in
around:person_end                  200 200 403 404 404 403 in
around:person_back                 405 405 403 405 405 403 in
around:person_part                 200 200 403 404 404 403 in
around:near                        200 200 403 404 404 403 in
around:child_new                   200 409 403 404 404 403 in
around:child_change                200 409 403 404 404 403 in
around:child_end                   200 409 403 404 404 403 in
around:child_back                  405 405 403 405 405 403 in
around:pregnancy_new               200 409 403 404 404 403 in
around:pregnancy_change            200 409 403 404 404 403 in
around:pregnancy_end               200 409 403 404 404 403 in
around:pregnancy_back              405 405 403 405 405 403 in
around:arrangement_new             200 409 403 404 404 403 in
around:arrangement_change          200 409 403 404 404 403 in
around:arrangement_end             200 409 403 404 404 403 in
around:arrangement_back            405 405 403 405 405 403 in
around:process_new                 200 409 403 404 404 403 in
around:process_change              200 409 403 404 404 403 in
around:process_end                 200 409 403 404 404 403 in
around:process_back                405 405 403 405 405 403 in
around:arrangement_day_new         200 409 403 404 404 403 in
around:process_day_new             200 409 403 404 404 403 in
around:day                         200 409 403 404 404 403 in
around:pets                        200 200 403 404 404 403 in
around:pet_new                     200 200 403 404 404 403 in
around:pet                         200 200 403 404 404 403 in
around:pet_change                  200 200 403 404 404 403 in
around:pet_end                     200 200 403 404 404 403 in
around:pet_back                    405 405 403 405 405 403 in
around:pet_part                    200 200 403 404 404 403 in
around:turned_new                  200 200 403 404 404 403 in
around:turned_undo                 405 405 403 405 405 403 in
papers:papers                      200 200 403 404 404 403 in
papers:paper_new                   200 200 403 404 404 403 in
papers:paper                       200 200 403 404 404 403 in
papers:paper_file                  200 200 403 404 404 403 in
papers:paper_part                  200 409 403 404 404 403 in
papers:paper_off                   405 405 403 405 405 403 in
papers:paper_back                  405 405 403 405 405 403 in
sharing:who_sees                   200 200 403 404 404 403 in
sharing:share_whom                 200 200 403 404 404 403 in
sharing:share_new                  200 200 403 404 404 403 in
sharing:stop                       200 200 403 404 404 403 in
sharing:agreement_new              200 200 403 404 404 403 in
sharing:agreement_end              200 200 403 404 404 403 in
sharing:agreement_duty             200 200 403 404 404 403 in
sharing:wish_new                   200 200 403 404 404 403 in
sharing:wish_change                200 200 403 404 404 403 in
sharing:wish_end                   200 200 403 404 404 403 in
sharing:passed_on                  200 200 403 404 404 403 in
sharing:pass_on                    200 200 403 404 404 403 in
sharing:pass_on_locked             200 404 403 404 404 403 in
sharing:passed                     200 200 403 404 404 403 in
sharing:told                       200 200 403 404 404 403 in
sharing:review                     409 200 403 404 404 403 in
sharing:paper                      200 200 403 404 404 403 in
sharing:one_woman                  200 200 403 404 404 403 in
sharing:of_two                     404 200 403 404 404 403 in
sharing:named                      200 200 403 404 404 403 in
sharing:unname                     200 404 403 404 404 403 in
outcomes:goals                     200 200 403 404 404 403 in
outcomes:new_goal                  200 409 403 404 404 403 in
outcomes:choose_check_in           200 200 403 404 404 403 in
outcomes:take_back_check_in        405 405 403 405 405 403 in
outcomes:talk_over                 405 405 403 405 405 403 in
outcomes:take_back_attempt         405 405 403 405 405 403 in
outcomes:area_path                 200 200 403 404 404 403 in
outcomes:check_in_area             200 409 403 404 404 403 in
outcomes:goal                      200 200 403 404 404 403 in
outcomes:change_goal               200 409 403 404 404 403 in
outcomes:move_goal                 405 405 403 405 405 403 in
outcomes:reach_goal                200 409 403 404 404 403 in
outcomes:set_aside                 405 405 403 405 405 403 in
outcomes:take_up                   405 405 403 405 405 403 in
outcomes:wait_on                   200 409 403 404 404 403 in
outcomes:ask_again                 200 200 403 404 404 403 in
outcomes:stop_waiting              405 405 403 405 405 403 in
outcomes:new_attempt               200 409 403 404 404 403 in
outcomes:check_in_goal             200 409 403 404 404 403 in
outcomes:goal_part                 200 409 403 404 404 403 in
outcomes:check_in_part             200 409 403 404 404 403 in
outcomes:goal_path                 200 200 403 404 404 403 in
outcomes:with_peers                405 405 403 405 405 403 in
activities:groups                  200 200 200 200 200 403 in
activities:group_new               403 200 403 403 403 403 in
activities:today                   200 404 404 404 404 403 in
activities:day                     200 404 404 404 404 403 in
activities:mark                    405 405 405 405 405 403 in
activities:give                    405 405 405 405 405 403 in
activities:off                     405 405 405 405 405 403 in
activities:people                  200 200 403 404 404 403 in
activities:leave                   405 405 403 405 405 403 in
activities:group_change            403 200 403 403 403 403 in
activities:group_end               403 200 403 403 403 403 in
activities:leader_new              403 200 403 403 403 403 in
activities:leader_off              403 405 403 403 403 403 in
engagement:note_whom               200 200 403 200 200 403 in
engagement:note_new                200 409 403 404 404 403 in
engagement:draft                   on  on  403 404 404 403 in
engagement:draft_throw_away        200 404 403 404 404 403 in
engagement:appointment_new         200 409 403 404 404 403 in
engagement:appointment_happened    on  409 403 404 404 403 in
engagement:appointment_move        200 409 403 404 404 403 in
engagement:appointment_undo        on  409 403 404 404 403 in
engagement:appointment_reminded    405 405 403 405 405 403 in
engagement:tried                   200 200 403 404 404 403 in
engagement:enablers                200 200 403 404 404 403 in
engagement:enabler_new             200 409 403 404 404 403 in
engagement:enabler                 200 200 403 404 404 403 in
engagement:enabler_part            200 409 403 404 404 403 in
engagement:enabler_undo            405 405 403 405 405 403 in
engagement:choices                 200 200 403 404 404 403 in
engagement:choice_new              200 409 403 404 404 403 in
engagement:choice_part             200 409 403 404 404 403 in
engagement:choice_undo             405 405 403 405 405 403 in
engagement:checks                  200 200 403 404 404 403 in
engagement:check_agree             200 409 403 404 404 403 in
engagement:checks_stop             200 409 403 404 404 403 in
engagement:check                   200 200 403 404 404 403 in
engagement:check_move              200 409 403 404 404 403 in
engagement:letters                 200 200 403 404 404 403 in
engagement:letter_new              200 409 403 404 404 403 in
engagement:letter                  200 200 403 404 404 403 in
engagement:letter_paper            200 200 403 404 404 403 in
engagement:letter_part             200 409 403 404 404 403 in
engagement:letter_undo             405 405 403 405 405 403 in
engagement:several                 200 200 403 200 200 403 in
engagement:words                   200 200 403 200 200 403 in
engagement:words_of                403 200 403 403 403 403 in
engagement:template_new            403 200 403 403 403 403 in
engagement:template                403 200 403 403 403 403 in
engagement:template_end            403 405 403 403 403 403 in
engagement:everyday                403 200 403 403 403 403 in
engagement:messages                200 200 200 200 200 200 in
engagement:message_new             200 200 200 200 200 200 in
engagement:message_done            405 405 405 405 405 405 in
engagement:note                    200 200 403 404 404 403 in
engagement:note_change             200 409 403 404 404 403 in
engagement:not_hers                200 200 403 404 404 403 in
engagement:misplaced               200 200 403 404 404 403 in
engagement:misplaced_told          405 405 403 405 405 403 in
engagement:note_undo               on  on  403 404 404 403 in
engagement:note_part               200 409 403 404 404 403 in
engagement:appointment_part        200 409 403 404 404 403 in
engagement:draft_part              200 404 403 404 404 403 in
meetings:meetings                  200 200 403 404 404 403 in
meetings:new                       200 200 403 404 404 403 in
meetings:meeting                   200 200 403 404 404 403 in
meetings:when                      200 409 403 404 404 403 in
meetings:her_part                  200 409 403 404 404 403 in
meetings:points                    200 409 403 404 404 403 in
meetings:afterwards                200 409 403 404 404 403 in
meetings:off                       200 409 403 404 404 403 in
meetings:held                      405 405 403 405 405 403 in
meetings:part                      200 409 403 404 404 403 in
meetings:agenda                    200 200 403 404 404 403 in
meetings:invite                    200 409 403 404 404 403 in
meetings:invited                   200 409 403 404 404 403 in
meetings:invitation                200 409 403 404 404 403 in
meetings:sent                      200 409 403 404 404 403 in
meetings:take_off                  405 405 403 405 405 403 in
meetings:hand_on                   200 409 403 404 404 403 in
meetings:extract                   200 409 403 404 404 403 in
meetings:minute_new                200 409 403 404 404 403 in
meetings:minute                    200 409 403 404 404 403 in
meetings:action_new                200 409 403 404 404 403 in
meetings:action                    200 409 403 404 404 403 in
workforce:care                     200 200 200 200 200 403 in
workforce:leave                    200 200 200 200 200 403 in
workforce:leave_back               405 405 405 405 405 403 in
workforce:check                    200 200 200 200 200 403 in
workforce:check_throw              405 405 405 405 405 403 in
workforce:team                     403 200 403 403 403 403 in
workforce:sitting_ask              200 200 200 200 200 403 in
workforce:sitting_offer            200 200 200 200 200 403 in
workforce:sitting                  200 200 404 404 404 403 in
workforce:sitting_take_up          405 405 405 405 405 403 in
workforce:sitting_plan             200 200 404 404 404 403 in
workforce:sitting_keep             405 405 405 405 405 403 in
workforce:sitting_call_off         405 405 405 405 405 403 in
workforce:words_back               405 405 405 405 405 403 in
workforce:debrief_offer            200 200 200 200 200 403 in
workforce:debrief_answer           405 405 405 405 405 403 in
workforce:debrief_back             405 405 405 405 405 403 in
workforce:approaches               200 200 200 200 200 403 in
workforce:approach_new             200 200 200 200 200 403 in
workforce:approach                 200 200 404 404 404 403 in
workforce:approach_back            405 405 405 405 405 403 in
workforce:consultations            200 200 403 200 200 403 in
workforce:consultation_ask         200 200 403 200 200 403 in
workforce:consultation             200 404 403 200 404 403 in
workforce:consultation_back        405 405 403 405 405 403 in
workforce:consultation_about       200 200 403 404 404 403 in
workforce:changes                  200 200 403 200 200 403 in
workforce:change_new               200 200 403 200 200 403 in
workforce:change                   200 200 403 404 404 403 in
workforce:change_back              405 405 403 405 405 403 in
learning:trainings                 200 200 200 200 200 200 in
learning:cover                     403 200 403 403 403 403 in
learning:training_new              403 200 403 403 403 403 in
learning:training                  200 200 200 404 404 200 in
learning:training_change           403 200 403 403 403 403 in
learning:training_off              403 405 403 403 403 403 in
learning:training_on               403 405 403 403 403 403 in
learning:there                     200 200 200 404 404 200 in
learning:volunteer                 403 200 403 403 403 403 in
learning:there_back                405 405 405 405 405 405 in
learning:policies                  200 200 200 200 200 200 in
learning:policy_new                403 200 403 403 403 403 in
learning:policy                    200 200 200 404 404 200 in
learning:edition                   200 200 200 404 404 200 in
learning:policy_change             409 200 409 404 404 409 in
learning:policy_off                405 405 405 405 405 405 in
learning:policy_on                 405 405 405 405 405 405 in
learning:policy_read               405 405 405 405 405 405 in
herspace:my_path                   200 200 403 404 404 403 in
herspace:pick                      200 409 403 404 404 403 in
herspace:paper                     200 200 403 404 404 403 in
herspace:opened                    200 409 403 404 404 403 in
herspace:opened_paper              405 405 403 405 405 403 in
feeds:feeds                        200 200 403 200 200 403 in
feeds:link_end                     405 405 403 405 405 403 in
feeds:feed                         200 200 200 200 200 200 200
feeds:hers                         200 409 403 404 404 403 in
insight:counts                     403 on  403 403 403 403 in
insight:copies                     403 200 403 403 403 403 in
insight:copy                       403 200 403 403 403 403 in
insight:copy_paper                 403 200 403 403 403 403 in
insight:copy_csv                   403 200 403 403 403 403 in
insight:copy_about                 403 200 403 403 403 403 in
insight:service_counts             403 200 403 403 403 403 in
insight:copy_make                  403 405 403 403 403 403 in
duty:rota                          200 200 403 200 200 403 in
duty:shift_new                     403 200 403 403 403 403 in
duty:cover                         200 200 403 200 200 403 in
duty:now                           200 200 403 200 200 403 in
duty:shift_end                     405 405 403 405 405 403 in
duty:tonight                       200 409 403 404 404 403 in
duty:tonight_end                   405 405 403 405 405 403 in
duty:happened                      409 409 403 404 404 403 in
duty:read                          405 405 403 405 405 403 in
peers:whom                         200 200 200 200 200 403 in
peers:one                          200 404 404 404 404 403 in
peers:note                         200 404 404 404 404 403 in
peers:worried                      200 404 404 404 404 403 in
peers:places                       200 200 403 404 404 403 in
peers:welcome                      200 200 403 404 404 403 in
peers:peer_new                     200 200 403 404 404 403 in
peers:peer_end                     405 405 403 405 405 403 in
peers:read                         405 405 403 405 405 403 in
endings:time                       200 200 403 404 404 403 in
endings:stop                       200 200 403 404 404 403 in
endings:close                      200 200 403 404 404 403 in
endings:ending                     200 200 403 404 404 403 in
endings:died                       200 200 403 404 404 403 in
endings:undo_death                 405 405 403 405 405 403 in
endings:told_them                  405 405 403 405 405 403 in
endings:back                       405 405 403 405 405 403 in
endings:knock                      405 405 403 405 405 403 in
referrals:new                      200 200 403 200 200 403 in
referrals:write                    200 200 403 200 200 403 in
referrals:sent                     200 200 403 200 200 403 in
referrals:links                    403 200 403 403 403 200 in
referrals:link_end                 403 405 403 403 403 405 in
referrals:told                     405 405 403 405 405 403 in
referrals:referral                 404 200 403 404 404 403 in
referrals:take_up                  404 on  403 404 404 403 in
referrals:offer                    404 on  403 404 404 403 in
referrals:cannot                   404 on  403 404 404 403 in
referrals:accept                   404 on  403 404 404 403 in
referrals:with_us                  405 405 403 405 405 403 in
referrals:see                      405 405 403 405 405 403 in
referrals:ended                    405 405 403 405 405 403 in
referrals:place                    404 200 403 404 404 403 in
referrals:off_list                 404 on  403 404 404 403 in
referrals:typed                    200 200 403 200 200 403 in
referrals:tonight                  200 200 403 200 200 403 in
referrals:paper                    200 200 403 200 200 403 in
referrals:take_back                404 404 403 200 404 403 in
referrals:counts                   403 200 403 403 403 403 in
referrals:needs                    403 200 403 403 403 403 in
referrals:need_end                 403 405 403 403 403 403 in
referrals:waiting_list             404 200 403 404 404 403 in
referred:outs                      200 200 403 404 404 403 in
referred:out_new                   200 200 403 404 404 403 in
referred:out                       200 200 403 404 404 403 in
referred:letter                    200 200 403 404 404 403 in
referrals:ask_services             on  on  on  on  on  on  on
referrals:ask_sent                 200 200 200 200 200 200 200
referrals:ask_start                200 200 200 200 200 200 200
referrals:ask_reach                200 200 200 200 200 200 on
referrals:ask_more                 410 410 410 410 410 410 410
referrals:ask_who                  410 410 410 410 410 410 410
referrals:ask_extra                410 410 410 410 410 410 410
referrals:ask_language             405 405 405 405 405 405 405
referrals:ask_word                 200 200 200 200 200 200 200
referrals:ask_back                 410 410 410 410 410 410 410
referrals:ask_paper                200 200 200 200 200 200 200
referrals:link_tonight             200 200 200 200 200 200 200
referrals:ask_check                410 410 410 410 410 410 410
referrals:link_start               200 200 200 200 200 200 200
referrals:link_reach               200 200 200 200 200 200 on
referrals:link_more                410 410 410 410 410 410 410
referrals:link_who                 410 410 410 410 410 410 410
referrals:link_extra               410 410 410 410 410 410 410
referrals:link_check               410 410 410 410 410 410 410
accounts:account                   200 200 200 200 200 200 in
accounts:proved                    200 200 200 200 200 200 in
accounts:colleagues                200 200 403 200 200 200 in
accounts:my_skills                 200 200 200 200 200 403 in
accounts:hat_skills                403 200 403 403 403 200 in
accounts:skills                    403 403 403 403 403 200 in
accounts:skill_change              403 403 403 403 403 200 in
accounts:hats                      200 200 200 200 200 200 in
accounts:link_open                 404 404 404 404 404 404 404
accounts:link                      200 200 200 200 200 200 on
accounts:authenticator             on  on  on  on  on  on  in
accounts:second_step_remove        on  on  on  on  on  on  in
accounts:passkey_rename            404 404 404 404 404 404 in
accounts:session_list              200 200 200 200 200 200 in
accounts:session_end               405 405 405 405 405 405 in
accounts:session_end_others        405 405 405 405 405 405 in
accounts:recovery_sheet            404 404 404 404 404 404 in
accounts:first_run                 404 404 404 404 404 404 404
accounts:workers                   403 403 403 403 403 200 in
accounts:invite                    403 403 403 403 403 200 in
accounts:invitation_take_back      403 403 403 403 403 405 in
accounts:hat_posts                 403 403 403 403 403 200 in
accounts:hat_end                   403 403 403 403 403 200 in
accounts:worker                    403 403 403 403 403 200 in
accounts:hat_add                   403 403 403 403 403 200 in
accounts:fresh_start               403 403 403 403 403 200 in
accounts:worker_close              403 403 403 403 403 200 in
accounts:worker_open               403 403 403 403 403 405 in
accounts:agencies                  403 403 403 403 403 200 in
accounts:agency_add                403 403 403 403 403 200 in
accounts:agency                    403 403 403 403 403 200 in
accounts:agency_change             403 403 403 403 403 200 in
accounts:agency_confirm            403 403 403 403 403 200 in
accounts:agency_close              403 403 403 403 403 200 in
accounts:service_add               403 403 403 403 403 200 in
accounts:service_change            403 403 403 403 403 200 in
accounts:cover                     200 200 200 200 200 200 in
accounts:cover_add                 403 403 403 403 403 200 in
accounts:cover_end                 403 403 403 403 403 200 in
accounts:sits                      200 200 200 200 200 200 in
accounts:sit_add                   403 403 403 403 403 200 in
accounts:sit_end                   403 403 403 403 403 200 in
accounts:seal                      403 403 403 403 403 200 in
accounts:alarms                    403 200 403 403 403 403 in
accounts:alarm                     403 200 403 403 403 403 in
account_login                      on  on  on  on  on  on  200
account_inactive                   200 200 200 200 200 200 200
account_change_password            200 200 200 200 200 200 in
account_reauthenticate             on  on  on  on  on  on  in
mfa_index                          200 200 200 200 200 200 in
mfa_authenticate                   on  on  on  on  on  on  in
mfa_reauthenticate                 200 200 200 200 200 200 in
mfa_login_webauthn                 on  on  on  on  on  on  in
mfa_add_webauthn                   on  on  on  on  on  on  in
mfa_reauthenticate_webauthn        on  on  on  on  on  on  in
mfa_view_recovery_codes            404 404 404 404 404 404 in
mfa_generate_recovery_codes        on  on  on  on  on  on  in
mfa_download_recovery_codes        404 404 404 404 404 404 in
"""
# Ends the session of whoever opens it; tested in the accounts room.
ELSEWHERE = {"accounts:exit", "account_logout"}
TABLE = {row.split()[0]: row.split()[1:] for row in EXPECTED.strip().splitlines()}

# Whoever comes first here and may open a page is the one who opens it, where once is enough.
OPENERS = ("amal", "bea", "ada", "stranger")


def opener(name: str) -> str | None:
    """Say who opens a page where it is opened once; nobody, where it shows nothing by itself."""
    return next((one for one in OPENERS if TABLE[name][CAST.index(one)] == "200"), None)


def browser_of(cast: Cast, who: str) -> Browser:
    browser = Browser() if who == "stranger" else sign_in(getattr(cast, who))
    browser.raise_request_exception = False
    return browser


def how(answer: Any) -> str:
    """Say in the table's words what came."""
    if answer.status_code in (301, 302):
        return "in" if answer["Location"].startswith("/account/login/") else "on"
    return str(answer.status_code)


def test_the_table_has_every_address_and_no_other() -> None:
    assert {place.name for place in places()} == set(TABLE) | ELSEWHERE


@pytest.mark.parametrize("who", CAST)
def test_everybody_gets_what_the_table_says_with_its_headers_and_under_a_title_that_names_nobody(
    cast: Cast, who: str
) -> None:
    world = make_world(cast)
    browser = browser_of(cast, who)
    wrong, titles = [], 0
    for place in places():
        if place.name in ELSEWHERE:
            continue
        url = reverse(place.name, kwargs=world.filled(place))
        wanted, answer = TABLE[place.name][CAST.index(who)], browser.get(url)
        found = lacking(answer, url)
        if (got := how(answer)) != wanted:
            found.append(f"{got}, not {wanted}")
        if is_page(answer):
            titles += 1
            found += telling(place.name, answer)
        wrong += [f"{place.name}: {one}" for one in found]
    assert not wrong
    assert titles > (5 if who == "stranger" else 15)
