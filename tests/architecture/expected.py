"""What may be there, written down by hand: a new table, right or function fails until it stands here."""

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import HOLDER, LIVE

READ = {"SELECT"}
ADD = {"SELECT", "INSERT"}
WRITE = {"SELECT", "INSERT", "UPDATE"}
CHANGE = {"SELECT", "UPDATE"}
ALL = {"SELECT", "INSERT", "UPDATE", "DELETE"}

# Tables about clients, by what the app may do; the policies narrow each verb down to live passes.
ABOUT_CLIENTS = {
    "access_pass": READ,
    "accommodation_stretch": WRITE,
    "activities_attendance": ADD,
    "activities_belonging": ADD,
    "around_arrangement": WRITE,
    "around_child": WRITE,
    "around_day": WRITE,
    "around_person": WRITE,
    "around_pet": WRITE,
    "around_pregnancy": WRITE,
    "around_process": WRITE,
    "around_standing": WRITE,
    "around_turnedaway": WRITE,
    "audit_history": READ,
    "duty_handback": ADD,
    "duty_tonight": ADD,
    "endings_asked": ADD,
    "endings_ending": ADD,
    # Each writing is a row of its own.
    "endings_plan": ADD,
    "endings_return": ADD,
    "endings_totell": WRITE,
    "endings_weighed": ADD,
    "engagement_appointment": WRITE,
    "engagement_check": WRITE,
    "engagement_checkagreement": WRITE,
    "engagement_choice": WRITE,
    "engagement_contact": WRITE,
    "engagement_enabler": WRITE,
    "engagement_letter": WRITE,
    "engagement_misplaced": ADD,
    "herspace_pick": ADD,
    "herspace_sheet": ADD,
    "meetings_action": WRITE,
    "meetings_invited": WRITE,
    "meetings_meeting": WRITE,
    "meetings_minute": WRITE,
    # A manager asks too; it moves with its goal, and is over when the wait is.
    "outcomes_askedagain": ADD,
    "outcomes_attempt": WRITE,
    "outcomes_goal": WRITE,
    "outcomes_reading": WRITE,
    "outcomes_step": WRITE,
    "papers_paper": WRITE,
    "peers_worry": ADD,
    # Begun by admit() alone.
    "people_client": CHANGE,
    "people_episode": CHANGE,
    "people_safecontact": WRITE,
    "people_safeway": WRITE,
    "people_whereabouts": WRITE,
    "referrals_carried": ADD,
    "referrals_extra": ADD,
    "referrals_move": ADD,
    "referrals_out": ADD,
    "referrals_outcome": WRITE,
    "referrals_outstep": ADD,
    "referrals_referral": WRITE,
    "referrals_unmet": ADD,
    "referrals_waiting": ADD,
    # Each writing is a row of its own.
    "safety_incident": WRITE,
    "safety_judgement": ADD,
    "safety_look": ADD,
    "safety_measure": WRITE,
    "safety_pattern": WRITE,
    "safety_secondlook": ADD,
    "safety_situation": ADD,
    "safety_writing": ADD,
    "sharing_agreement": ADD,
    "sharing_block": ADD,
    # Begun by the database's own functions alone.
    "sharing_breakglass": READ,
    "sharing_disclosedpart": ADD,
    "sharing_disclosure": ADD,
    "sharing_doubt": READ,
    "sharing_grant": ADD,
    "sharing_match": READ,
    "sharing_named": ADD,
    "sharing_openingasked": READ,
    "sharing_sealed": ADD,
    # Written by the gate alone.
    "sharing_tocompare": READ,
    "sharing_wish": ADD,
    "story_answer": ADD,
    "story_entry": WRITE,
    "story_speaking": ADD,
    "story_topic": WRITE,
    "team_ally": ADD,
    "team_handover": ADD,
    "team_companion": ADD,
    # Each time it changes a row of its own, which stands.
    "team_intensity": ADD,
    "team_introduction": ADD,
    "team_leadchange": ADD,
    "team_member": WRITE,
    "team_welcome": WRITE,
}
# Rows of which only these columns may be changed once they stand.
CHANGES = {
    "activities_attendance": "said given made_by_id made_at",
    "activities_belonging": "ended_at",
    "duty_handback": "read_at read_by_id",
    "duty_tonight": "ended_at ended_by_id",
    "engagement_misplaced": "told_on told_by_id",
    "endings_ending": "state agreed_by_id agreed_at undone_by_id undone_at way_back version",
    "endings_return": "opened_on",
    # A message belongs to no woman: it is done with, and never changed.
    "engagement_message": "done_at",
    "outcomes_askedagain": "compartment ended_at",
    "peers_worry": "read_at read_by_id",
    "safety_situation": "ended_at ended_by_id",
    "sharing_agreement": "ended_at ended_by_id on_duty on_duty_words version",
    "sharing_block": "worker_id reviewed_at reviewed_by_id lifted_at lifted_by_id lift_words",
    "sharing_breakglass": "closed_at reviewed_at reviewed_by_id verdict review_words",
    "sharing_disclosure": "reviewed_at reviewed_by_id verdict review_words told_on told_by_id told_how "
    "told_safely her_view objection version",
    "sharing_doubt": "settled_at settled_by_id is_them",
    "sharing_grant": "ended_at ended_by_id end_words version",
    "sharing_match": "settled_at settled_by_id is_same taken_by_id",
    "sharing_named": "ended_at ended_by_id",
    "sharing_openingasked": "vetoed_at vetoed_by_id veto_words",
    "sharing_wish": "ended_at ended_by_id",
    "team_ally": "ended_at ended_by_id",
    "team_introduction": "state on_date moved_from said_by_id said_at",
    "team_leadchange": "state chosen_id chosen_by_her before_id stays_until settled_by_id settled_at",
    "team_companion": "ended_at ended_by_id",
    "learning_learnt": "taken_back_at",
    "workforce_approach": "how on_date words did steps taken_back_at version",
    "workforce_debrief": "answer answered_at taken_back_at",
    "workforce_question": "state advice next_step answered_by_id answered_at useful thanked_at "
    "taken_back_at version",
    "workforce_sitting": "supervisor_id state on_date at_time moved version",
    "workforce_words": "taken_back_at",
}
# Drafts: each holder her own, and she may throw them away.
OWN_ROWS = {"engagement_draft": ALL, "referrals_draft": ALL, "workforce_about": ALL}
OTHERS = {
    "activities_activity": WRITE,
    "activities_leader": WRITE,
    "activities_session": WRITE,
    "access_source": READ,
    "account_emailaddress": ALL,
    "account_emailconfirmation": ALL,
    "accounts_cache": ALL,
    "accounts_hasskill": WRITE,
    "accounts_link": WRITE,
    "accounts_membership": WRITE,
    "accounts_post": WRITE,
    "accounts_skill": WRITE,
    "accounts_worker": WRITE,
    # Made and signed by functions alone; it tells of no row.
    "audit_block": READ,
    # Added to and never read, changed or taken from.
    "audit_entry": {"INSERT"},
    "auth_group": READ,
    "auth_group_permissions": READ,
    "auth_permission": READ,
    "directory_agency": WRITE,
    "directory_help": WRITE,
    "directory_seat": WRITE,
    "directory_service": WRITE,
    "django_content_type": READ,
    "django_migrations": READ,
    "django_session": ALL,
    "home_filter": ALL,
    "feeds_link": WRITE,
    # Frozen once made.
    "engagement_lettertemplate": WRITE,
    # Put there by one, read by another; its policies are below.
    "engagement_message": ADD,
    "engagement_wording": WRITE,
    "engagement_writerwish": WRITE,
    "insight_copy": ADD,
    # Words that held once stay as they were.
    "learning_edition": ADD,
    "learning_hasread": ADD,
    "learning_learnt": ADD,
    "learning_policy": WRITE,
    "learning_together": WRITE,
    "learning_training": WRITE,
    "mfa_authenticator": ALL,
    "outcomes_framework": READ,
    "outcomes_area": READ,
    "procrastinate_events": ALL,
    "procrastinate_events_id_seq": {"USAGE"},
    "procrastinate_jobs": ALL,
    "procrastinate_jobs_id_seq": {"USAGE"},
    "procrastinate_periodic_defers": ALL,
    "procrastinate_periodic_defers_id_seq": {"USAGE"},
    "procrastinate_workers": ALL,
    "referrals_link": WRITE,
    "referrals_need": WRITE,
    "sharing_duty": WRITE,
    "team_shift": WRITE,
    "story_subject": WRITE,
    "usersessions_usersession": ALL,
    # Counted: a day on which somebody gave advice.
    "workforce_advised": ADD,
    "workforce_approach": ADD,
    "workforce_asker": ALL,
    "workforce_change": WRITE,
    "workforce_debrief": ADD,
    "workforce_leave": WRITE,
    "workforce_question": ADD,
    "workforce_selfcheck": ALL,
    "workforce_sitting": ADD,
    "workforce_words": ADD,
}
# What the functions of the gate need to work the passes out, admit, keep history and sweep.
GATE = {
    "access_pass": ALL,
    "access_rightful": READ,
    "access_source": READ,
    "accounts_membership": READ,
    "accounts_post": READ,
    "accounts_worker": READ,
    # An alarm asks a worker for her second step again.
    "accounts_worker.step_up_at": {"UPDATE"},
    # What the sealer and the watch over many openings read and write.
    "audit_alarm": WRITE,
    "audit_block": WRITE,
    "audit_decoy": ADD,
    "audit_entry": READ,
    "audit_era": WRITE,
    "audit_history": {"SELECT", "INSERT", "UPDATE"},
    "directory_agency": READ,
    "directory_service": READ,
    # What the database asks before a time with us ends.
    "endings_asked": READ,
    "endings_ending": READ,
    "endings_weighed": READ,
    # A note that is not hers is moved by a function, with what hangs on it.
    "engagement_contact": CHANGE,
    "engagement_misplaced": CHANGE,
    "duty_handback": CHANGE,
    # What ends with it, though whoever agrees may not write there.
    "engagement_appointment": CHANGE,
    "engagement_check": CHANGE,
    "engagement_checkagreement": CHANGE,
    "papers_paper": READ,
    "people_client": ADD,
    "people_episode": WRITE,
    # To compare a code word, and numbers, with hers; to make a made-up woman look like anybody.
    "people_safecontact": ADD,
    "people_safeway": WRITE,
    "referrals_draft": {"SELECT", "DELETE"},
    # A sender lists what he sent, and takes one back while nobody has answered it.
    "referrals_move": ADD,
    "referrals_referral": READ,
    # Whoever is on duty hears whether she was told, and nothing else of it.
    "sharing_agreement": READ,
    # A worker who turns out to be him is named on the row.
    "sharing_block": WRITE,
    "sharing_breakglass": WRITE,
    "sharing_disclosure": READ,
    "sharing_doubt": WRITE,
    "sharing_duty": CHANGE,
    "sharing_grant": CHANGE,
    "sharing_match": WRITE,
    "sharing_named": WRITE,
    "sharing_openingasked": WRITE,
    "sharing_sealed": WRITE,
    "sharing_tocompare": ALL,
    "team_intensity": READ,
    "team_introduction": CHANGE,
    "team_leadchange": CHANGE,
    "team_member": CHANGE,
    "team_companion": CHANGE,
    "team_shift": READ,
}
GRANTS = {
    **{
        ("alongside_app", table): verbs
        for table, verbs in {**ABOUT_CLIENTS, **OWN_ROWS, **OTHERS}.items()
    },
    **{
        ("alongside_app", f"{table}.{column}"): {"UPDATE"}
        for table, columns in CHANGES.items()
        for column in columns.split()
    },
    **{("alongside_gate", table): verbs for table, verbs in GATE.items()},
}
# Where the gate's role passes the policies of a table, and for which verbs.
LET_IN = {
    (table, "alongside_gate", verb.lower())
    for table, verbs in GATE.items()
    if table in {*ABOUT_CLIENTS, *OWN_ROWS, "audit_entry"}
    for verb in verbs
}
# Functions that run with another's rights, and who may call them.
CALLERS = {
    "access_review": {"alongside_app"},
    "admit": {"alongside_app"},
    "audit_add_decoy": {"alongside_app"},
    "audit_alarms": {"alongside_app"},
    "audit_answer_alarm": {"alongside_app"},
    "audit_entry_stamp": {"alongside_owner"},
    "audit_history_write": {"alongside_owner"},
    "ask_to_open": {"alongside_app"},
    "audit_kept": {"alongside_app"},
    "audit_notice_cluster": {"alongside_app"},
    "audit_seal": {"alongside_app"},
    "audit_sign": {"alongside_app"},
    "audit_unsealed": {"alongside_app"},
    "audit_watch": {"alongside_owner"},
    "away_candidates": {"alongside_app"},
    "away_fits": {"alongside_app"},
    "break_glass": {"alongside_app"},
    "check_around": {"alongside_app"},
    "check_block": {"alongside_app"},
    "check_invitation": {"alongside_app"},
    "check_worker": {"alongside_app"},
    "close_glass": {"alongside_app"},
    "compare_next": {"alongside_app"},
    "days_fit": {"alongside_app"},
    "emergency_rates": {"alongside_app"},
    "endings_before_an_end": {"alongside_owner"},
    "endings_considered": {"alongside_owner"},
    "endings_silence": {"alongside_owner"},
    "end_baseless": {"alongside_app"},
    "end_places": {"alongside_app"},
    "turn_places": {"alongside_app"},
    "files_of_nobody": {"alongside_app"},
    "find_matches": {"alongside_app"},
    "hold_locked": {"alongside_app"},
    "told_of_emergency": {"alongside_app"},
    "keep_away_everywhere": {"alongside_app"},
    "kept_away_hats": {"alongside_app"},
    "lately_opened": {"alongside_app"},
    "lately_opened_by_me": {"alongside_app"},
    "lead_counts": {"alongside_app"},
    "lead_weights": {"alongside_app"},
    "looked_after": {"alongside_app"},
    "make_decoy": {"alongside_app"},
    "my_decoys": {"alongside_app"},
    "my_sent_referrals": {"alongside_app"},
    "may_have_read": {"alongside_app"},
    "my_shares": {"alongside_app"},
    "not_hers": {"alongside_app"},
    "on_duty_told": {"alongside_app"},
    "open_due": {"alongside_app"},
    "open_kept": {"alongside_app"},
    "open_sealed": {"alongside_app"},
    "opened_in_emergency": {"alongside_app"},
    "passes_that_differ": {"alongside_app"},
    "recompute_client": {"alongside_app"},
    "say_of_two": {"alongside_app"},
    "recompute_membership": {"alongside_app"},
    "recompute_pair": {"alongside_app"},
    "seal_by_reference": {"alongside_app"},
    "sharing_breakglass_reviewed": {"alongside_owner"},
    "sharing_disclosure_held": {"alongside_owner"},
    **{
        # Plain functions of text, which an index uses too.
        name: {"alongside_app", "alongside_owner"}
        for name in ("name_fit", "name_same_word", "name_sound", "name_sounds", "name_words")
    },
    "seen_by_nobody": {"alongside_app"},
    "sharing_beside_her": {"alongside_owner"},
    "sharing_block_puts_out": {"alongside_owner"},
    "sharing_grant_held": {"alongside_owner"},
    "sharing_part_held": {"alongside_owner"},
    "sharing_sealed_by": {"alongside_owner"},
    "sweep_drafts": {"alongside_app"},
    "take_back_referral": {"alongside_app"},
    "who_opened": {"alongside_app"},
}
ITS_PASS = (
    f"exists (select 1 from access_pass p where {LIVE} and p.source = 'matching' "
    "and p.source_id = zz_scratch.id)"
)
OF_BOTH = " and ".join(
    f"exists (select 1 from access_pass p where {LIVE} "
    "and p.source in ('lead', 'team', 'triage', 'manager') "
    f"and p.client_id = zz_scratch.{column})"
    for column in ("client_id", "other_id")
)
OF_THE_PART = (
    f"exists (select 1 from access_pass p where {LIVE} and p.client_id = zz_scratch.client_id "
    "and p.{} & zz_scratch.compartment <> 0)"
)
OWN_OR_READ = (
    f"exists (select 1 from access_pass p where {LIVE} and p.client_id = zz_scratch.client_id "
    "and p.writes & zz_scratch.compartment <> 0 "
    f"and (p.reads & zz_scratch.compartment <> 0 or zz_scratch.made_by_id = {HOLDER}))"
)
ME = "create policy own_{verb} on zz_scratch for {verb} to alongside_app "
RUNS_IT = (
    "exists (select 1 from accounts_membership m "
    "join accounts_post a on a.membership_id = m.id and a.ended_at is null "
    "join accounts_post b on b.service_id = a.service_id and b.ended_at is null "
    f"where m.id = {HOLDER} and m.role = 'manager' and m.ended_at is null "
    "and b.membership_id = zz_scratch.worker_id)"
)
# Whoever runs a service the writer worked in when it was written: also when the writer has left.
NEAR_US = (
    f"zz_scratch.made_by_id = {HOLDER} or exists (select 1 from accounts_membership m "
    "join accounts_post a on a.membership_id = m.id and a.ended_at is null "
    f"where m.id = {HOLDER} and m.role = 'manager' and m.ended_at is null "
    "and a.service_id = any (zz_scratch.services))"
)
KNOWS_IT = (
    f"exists (select 1 from accounts_hasskill k where k.membership_id = {HOLDER} "
    "and k.skill_id = zz_scratch.skill_id and k.ended_at is null)"
)
ONE_OF_TWO = f"zz_scratch.worker_id = {HOLDER} or zz_scratch.supervisor_id = {HOLDER}"
COULD_TAKE_IT_UP = (
    f"(zz_scratch.supervisor_id is null and zz_scratch.state = 'asked' and {KNOWS_IT})"
)
WROTE_IT = (
    f"(zz_scratch.worker_id = {HOLDER} and zz_scratch.by_worker) "
    f"or (zz_scratch.supervisor_id = {HOLDER} and not zz_scratch.by_worker)"
)
OFFERED_OR_OFFERS = f"zz_scratch.offered_by_id = {HOLDER} or zz_scratch.offered_to_id = {HOLDER}"
SEES_A_QUESTION = (
    f"{KNOWS_IT} or zz_scratch.answered_by_id = {HOLDER} or exists (select 1 from workforce_asker q "
    f"where q.question_id = zz_scratch.id and q.holder_id = {HOLDER})"
)
HERS_ALONE = (
    "create policy own on zz_scratch for all to alongside_app "
    f"using (holder_id = {HOLDER}) with check (holder_id = {HOLDER})"
)
OWN = f"holder_id = {HOLDER}"
# What whoever writes a referral adds to it, in any part: read by its part, added by its writer alone.
FROM_THE_WRITER = (
    f"create policy own on zz_scratch for select to alongside_app using (exists (select 1 from access_pass p "
    f"where {LIVE} and p.client_id = zz_scratch.client_id and p.reads & zz_scratch.compartment <> 0))",
    f"create policy own_insert on zz_scratch for insert to alongside_app with check (exists (select 1 "
    f"from access_pass p where {LIVE} and p.source = 'link' and p.client_id = zz_scratch.client_id))",
)
BASICS_OF_HERS = (
    f"exists (select 1 from access_pass p where {LIVE} and p.client_id = zz_scratch.client_id "
    "and p.{right} & 1 <> 0)"
)
NOTES_OF_HERS = (
    f"exists (select 1 from access_pass p where {LIVE} and p.client_id = zz_scratch.client_id "
    f"and p.reads & {Compartment.NOTES} <> 0)"
)
# Tables with policies of their own.
OWN_FORMS = {
    "access_pass": (
        f"create policy own on zz_scratch for select to alongside_app using (holder_id = {HOLDER})",
    ),
    "audit_entry": (
        "create policy own on zz_scratch for insert to alongside_app "
        f"with check (holder_id is not distinct from {HOLDER})",
    ),
    # The views of the list that a hat keeps for herself; no woman is in them.
    "home_filter": (
        f"create policy own on zz_scratch for all to alongside_app using ({OWN}) with check ({OWN})",
    ),
    # Who writes notes and reads none sees her own, and changes no other, not even without looking.
    "engagement_contact": (
        f"create policy own on zz_scratch for select to alongside_app using ({OF_THE_PART.format('reads')})",
        "create policy own_add on zz_scratch for insert to alongside_app "
        f"with check ({OF_THE_PART.format('writes')})",
        f"create policy own_change on zz_scratch for update to alongside_app using ({OWN_OR_READ}) "
        f"with check ({OWN_OR_READ})",
        "create policy own_written on zz_scratch for select to alongside_app "
        f"using (zz_scratch.made_by_id = {HOLDER} and {OF_THE_PART.format('writes')})",
    ),
    # Whoever takes a message puts it there; the one it is for alone reads it.
    "engagement_message": (
        f"create policy own on zz_scratch for insert to alongside_app with check (taken_by_id = {HOLDER})",
        f"create policy own_read on zz_scratch for select to alongside_app using (to_id = {HOLDER})",
        f"create policy own_done on zz_scratch for update to alongside_app using (to_id = {HOLDER}) "
        f"with check (to_id = {HOLDER})",
    ),
    # Whoever she shares with may knock for her, in her own name, and opens nothing.
    "endings_return": (
        ME.format(verb="select") + f"using ({BASICS_OF_HERS.format(right='reads')})",
        ME.format(verb="insert") + f"with check ({BASICS_OF_HERS.format(right='writes')})",
        ME.format(verb="update") + f"using ({BASICS_OF_HERS.format(right='writes')}) "
        f"with check ({BASICS_OF_HERS.format(right='writes')})",
        "create policy own_knock on zz_scratch for insert to alongside_app with check "
        f"(made_by_id = {HOLDER} and opened_on is null "
        f"and agency_id = (select m.agency_id from accounts_membership m where m.id = {HOLDER}) "
        "and exists (select 1 from access_pass p "
        f"where {LIVE} and p.client_id = zz_scratch.client_id and p.source = 'grant' and p.reads & 1 <> 0))",
    ),
    # Whoever thinks of closing weighs it, and nobody else in their name.
    "endings_weighed": (
        ME.format(verb="select") + f"using ({NOTES_OF_HERS})",
        ME.format(verb="insert")
        + f"with check ({NOTES_OF_HERS} and exists (select 1 from endings_ending e "
        "where e.id = zz_scratch.ending_id and e.client_id = zz_scratch.client_id "
        f"and e.proposed_by_id = {HOLDER}))",
    ),
    "referrals_carried": FROM_THE_WRITER,
    "referrals_extra": FROM_THE_WRITER,
    # A pair shows to the pass it is the reason for, and once settled to whoever looks after both women; to
    # nobody who sees one of the two otherwise.
    "sharing_match": (
        "create policy own on zz_scratch for select to alongside_app "
        f"using (({ITS_PASS}) or (zz_scratch.settled_at is not null and {OF_BOTH}))",
        f"create policy own_update on zz_scratch for update to alongside_app using ({ITS_PASS}) "
        f"with check ({ITS_PASS})",
    ),
    # What workers do for themselves and each other: never a manager's or an administrator's to read, but
    # when two meet; and what somebody who harms did near us, in which no woman stands.
    "workforce_approach": (
        ME.format(verb="select") + f"using ({NEAR_US})",
        ME.format(verb="insert")
        + f"with check (zz_scratch.made_by_id = {HOLDER} and zz_scratch.services <@ array("
        f"select p.service_id from accounts_post p where p.membership_id = {HOLDER} "
        "and p.ended_at is null))",
        ME.format(verb="update") + f"using ({NEAR_US}) with check ({NEAR_US})",
    ),
    "workforce_asker": (HERS_ALONE,),
    "workforce_debrief": (
        ME.format(verb="select") + f"using ({OFFERED_OR_OFFERS})",
        ME.format(verb="insert") + f"with check (zz_scratch.offered_by_id = {HOLDER})",
        ME.format(verb="update") + f"using ({OFFERED_OR_OFFERS}) with check ({OFFERED_OR_OFFERS})",
    ),
    "workforce_question": (
        ME.format(verb="select") + f"using ({SEES_A_QUESTION})",
        ME.format(verb="insert")
        + f"with check ({HOLDER} is not null and zz_scratch.answered_by_id is null)",
        ME.format(verb="update") + f"using ({SEES_A_QUESTION}) with check ({SEES_A_QUESTION})",
    ),
    "workforce_selfcheck": (HERS_ALONE,),
    "workforce_sitting": (
        ME.format(verb="select") + f"using ({ONE_OF_TWO} or {COULD_TAKE_IT_UP} or {RUNS_IT})",
        ME.format(verb="insert") + f"with check ({ONE_OF_TWO})",
        ME.format(verb="update")
        + f"using ({ONE_OF_TWO} or {COULD_TAKE_IT_UP}) with check ({ONE_OF_TWO})",
    ),
    "workforce_words": (
        ME.format(verb="select") + f"using ({ONE_OF_TWO})",
        ME.format(verb="insert")
        + f"with check (({WROTE_IT}) and exists (select 1 from workforce_sitting s "
        "where s.id = zz_scratch.sitting_id and s.worker_id = zz_scratch.worker_id "
        "and s.supervisor_id = zz_scratch.supervisor_id))",
        ME.format(verb="update") + f"using ({WROTE_IT}) with check ({WROTE_IT})",
    ),
}
# Unique keys on personal facts: the policy is asked before the key, so a stranger hears "no" first.
UNIQUE = {
    "accounts.Worker(email)": "what a worker signs in with; only an administrator meets the error",
    "people.SafeContact(client)": "one card a woman; a row for a woman unseen is refused before",
    "story.Topic(client, subject, compartment)": "one row a part; a row unseen is refused before",
}
# Personal words in tables whose rows may belong to any part of her record, and why they are not sealed.
IN_THE_CLEAR = {
    "audit.RowHistory.old": "a copy of the row, in which the row's own words are sealed already",
    "audit.RowHistory.new": "a copy of the row, in which the row's own words are sealed already",
    "referrals.ReferralDraft.answers": "a referral being written: her story, and gone in two hours",
}
# Keys that act on delete, in tables that are not about clients.
OTHERS_KEYS = {
    "procrastinate_events": "what became of a background job goes with the job",
    "procrastinate_periodic_defers": "when a job was due goes with the job",
    "procrastinate_jobs": "a job outlives the process that took it up",
}
