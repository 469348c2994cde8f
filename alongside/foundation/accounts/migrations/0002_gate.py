from django.db import migrations

from alongside.foundation.access.gate import GATE, grant

READ_WRITE = "select, insert, update, delete"


class Migration(migrations.Migration):
    """What the app may do with the tables of sign-in, sessions and jobs; none is about a client."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("access", "0002_gate"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("procrastinate", "0041_post_retry_failed_job"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        *grant("accounts_worker", "select, insert, update"),
        *grant("accounts_membership", "select, insert, update"),
        *grant("accounts_post", "select, insert, update"),
        *grant("accounts_link", "select, insert, update"),
        *grant("django_session", READ_WRITE),
        *grant("account_emailaddress", READ_WRITE),
        *grant("account_emailconfirmation", READ_WRITE),
        *grant("mfa_authenticator", READ_WRITE),
        *grant("usersessions_usersession", READ_WRITE),
        *grant("django_content_type", "select"),
        *grant("auth_permission", "select"),
        *grant("auth_group", "select"),
        *grant("auth_group_permissions", "select"),
        *grant("django_migrations", "select"),
        *grant("procrastinate_jobs", READ_WRITE),
        *grant("procrastinate_events", READ_WRITE),
        *grant("procrastinate_periodic_defers", READ_WRITE),
        *grant("procrastinate_workers", READ_WRITE),
        # Its own tables count with sequences; identity columns need no such right.
        *grant("sequence procrastinate_jobs_id_seq", "usage"),
        *grant("sequence procrastinate_events_id_seq", "usage"),
        *grant("sequence procrastinate_periodic_defers_id_seq", "usage"),
        *grant("accounts_worker", "select", to=GATE),
        *grant("accounts_membership", "select", to=GATE),
        *grant("accounts_post", "select", to=GATE),
        # Shared by the web processes: used codes and guesses counted for the sign-in limits.
        migrations.RunSQL(
            "create table accounts_cache (cache_key varchar(255) primary key, value text not null, "
            "expires timestamptz not null)",
            "drop table accounts_cache",
        ),
        migrations.RunSQL(
            "create index accounts_cache_expires on accounts_cache (expires)",
            migrations.RunSQL.noop,
        ),
        *grant("accounts_cache", READ_WRITE),
    ]
