from django.db import migrations

from alongside.foundation.access.gate import APP, GATE, HOLDER, grant, let_in


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        # Plain SQL and no settings of its own, so that the planner can look inside it; the statement's own
        # time, so that a pass that ends in mid-transaction is gone at the next statement.
        migrations.RunSQL(
            "create function access_now() returns timestamptz language sql stable "
            "as 'select pg_catalog.statement_timestamp()'",
            "drop function access_now()",
        ),
        migrations.RunSQL(
            "alter table access_pass enable row level security", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "alter table access_pass force row level security", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            f"create policy access_pass_own on access_pass for select to {APP} using (holder_id = {HOLDER})",
            "drop policy access_pass_own on access_pass",
        ),
        *grant("access_pass", "select"),
        *let_in("access_pass", GATE, "select, insert, update, delete"),
        *grant("access_source", "select"),
        *grant("access_source", "select", to=GATE),
    ]
