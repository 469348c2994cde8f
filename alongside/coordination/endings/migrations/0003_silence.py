"""When she stops, or we close, the checks and reminders she agreed to end with it, by the database.

Whoever agrees to a closing may not write her safety, and nothing that waits may outlive it. Where she goes on
with another service, what was agreed there goes on.
"""

from django.db import migrations

from alongside.foundation.access.gate import GATE, OWNER, Definer, let_in

SILENCE = """
begin
    if new.kind = 'died' or new.state <> 'agreed' or tg_op = 'UPDATE' and old.state = 'agreed'
        or exists (
            select 1 from people_episode e
            where e.client_id = new.client_id and e.id <> new.episode_id and e.state = 'active'
        ) then
        return new;
    end if;
    update engagement_checkagreement set ended_at = access_now(), version = version + 1,
        ended_by_id = coalesce(new.agreed_by_id, new.proposed_by_id)
    where client_id = new.client_id and ended_at is null;
    update engagement_check set state = 'stopped', marked_at = access_now(), version = version + 1,
        marked_by_id = coalesce(new.agreed_by_id, new.proposed_by_id)
    where client_id = new.client_id and state in ('planned', 'no_answer');
    update engagement_appointment set remind_by = '', remind_hours = null, version = version + 1
    where client_id = new.client_id and remind_by <> '' and reminded_at is null;
    return new;
end
"""


class Migration(migrations.Migration):
    dependencies = [("endings", "0002_gate"), ("engagement", "0009_own_notes")]

    operations = [
        *let_in("engagement_checkagreement", GATE, "select, update"),
        *let_in("engagement_check", GATE, "select, update"),
        *let_in("engagement_appointment", GATE, "select, update"),
        Definer("endings_silence()", "trigger", SILENCE, callers=OWNER),
        migrations.RunSQL(
            "create trigger endings_ending_silence after insert or update of state on endings_ending "
            "for each row execute function endings_silence()",
            "drop trigger endings_ending_silence on endings_ending",
        ),
    ]
