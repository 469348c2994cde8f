"""Signing in and one's own account; workers, agencies and services; leaving.

The sign-in library's pages keep the names it knows them by; those we don't want have no address.
"""

from django.urls import include, path

from alongside.foundation.accounts.views import (
    account,
    cover,
    first_run,
    leaving,
    library,
    links,
    places,
    record,
    skills,
    workers,
)

ours = (
    [
        path("account/", account.account, name="account"),
        path("account/hats/", account.hats, name="hats"),
        path("account/proved/", account.proved, name="proved"),
        path("account/link/", links.link_open, name="link_open"),
        path("account/link/<slug:token>/", links.link, name="link"),
        path("account/2fa/authenticator/", account.authenticator, name="authenticator"),
        path(
            "account/2fa/<int:pk>/remove/", account.second_step_remove, name="second_step_remove"
        ),
        path("account/2fa/<int:pk>/name/", account.passkey_rename, name="passkey_rename"),
        path("account/sessions/", account.session_list, name="session_list"),
        path("account/sessions/<int:pk>/end/", account.session_end, name="session_end"),
        path("account/sessions/others/", account.session_end_others, name="session_end_others"),
        path("account/recovery-sheet/", account.recovery_sheet, name="recovery_sheet"),
        path("first-run/<slug:token>/", first_run.first_run, name="first_run"),
        path("exit/", leaving.leave, name="exit"),
        path("workers/", workers.workers, name="workers"),
        path("workers/invite/", workers.invite, name="invite"),
        path(
            "workers/invitations/<uuid:link_id>/take-back/", workers.invitation_take_back,
            name="invitation_take_back",
        ),
        path("colleagues/", skills.colleagues, name="colleagues"),
        path("account/skills/", skills.my_skills, name="my_skills"),
        path("workers/skills/", skills.skills, name="skills"),
        path("workers/skills/<uuid:skill_id>/", skills.skill_change, name="skill_change"),
        path("workers/hats/<uuid:hat_id>/skills/", skills.hat_skills, name="hat_skills"),
        path("workers/hats/<uuid:hat_id>/", workers.hat_posts, name="hat_posts"),
        path("workers/hats/<uuid:hat_id>/end/", workers.hat_end, name="hat_end"),
        path("workers/<uuid:worker_id>/", workers.worker, name="worker"),
        path("workers/<uuid:worker_id>/hats/", workers.hat_add, name="hat_add"),
        path("workers/<uuid:worker_id>/password/", workers.fresh_start, name="fresh_start"),
        path("workers/<uuid:worker_id>/close/", workers.worker_close, name="worker_close"),
        path("workers/<uuid:worker_id>/open/", workers.worker_open, name="worker_open"),
        path("agencies/", places.agencies, name="agencies"),
        path("agencies/add/", places.agency_add, name="agency_add"),
        path("agencies/<uuid:agency_id>/", places.agency, name="agency"),
        path("agencies/<uuid:agency_id>/change/", places.agency_change, name="agency_change"),
        path("agencies/<uuid:agency_id>/confirm/", places.agency_confirm, name="agency_confirm"),
        path("agencies/<uuid:agency_id>/close/", places.agency_close, name="agency_close"),
        path("agencies/<uuid:agency_id>/services/", places.service_add, name="service_add"),
        path("cover/", cover.cover, name="cover"),
        path("cover/add/", cover.cover_add, name="cover_add"),
        path("cover/<uuid:help_id>/end/", cover.cover_end, name="cover_end"),
        path("sits/", cover.sits, name="sits"),
        path("sits/add/", cover.sit_add, name="sit_add"),
        path("sits/<uuid:seat_id>/end/", cover.sit_end, name="sit_end"),
        path("record/seal/", record.seal, name="seal"),
        path("record/alarms/", record.alarms, name="alarms"),
        path("record/alarms/<uuid:alarm_id>/", record.alarm, name="alarm"),
        path("services/<uuid:service_id>/", places.service_change, name="service_change"),
    ],
    "accounts",
)  # fmt: skip

urlpatterns = [
    path("", include(ours)),
    path("account/login/", library.sign_in, name="account_login"),
    path("account/logout/", library.sign_out, name="account_logout"),
    path("account/inactive/", library.inactive, name="account_inactive"),
    path("account/password/", library.password_change, name="account_change_password"),
    path("account/again/", library.password_again, name="account_reauthenticate"),
    path("account/2fa/", library.second_steps, name="mfa_index"),
    path("account/2fa/code/", library.sign_in_code, name="mfa_authenticate"),
    path("account/2fa/code/again/", library.code_again, name="mfa_reauthenticate"),
    path("account/2fa/passkey/", library.sign_in_passkey, name="mfa_login_webauthn"),
    path("account/2fa/passkey/add/", library.passkey_add, name="mfa_add_webauthn"),
    path("account/2fa/passkey/again/", library.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("account/2fa/recovery-codes/", library.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/2fa/recovery-codes/new/", library.recovery_codes_new,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/file/", library.recovery_codes_file,
        name="mfa_download_recovery_codes",
    ),
]  # fmt: skip
