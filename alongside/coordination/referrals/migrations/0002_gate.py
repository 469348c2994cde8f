from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import (
    GATE,
    Definer,
    grant,
    let_in,
    own_rows,
    protect,
    same_woman,
)
from alongside.foundation.audit.keeping import keep_history

STORY, OUTCOME = Compartment.STORY, Compartment.OUTCOME

# Sees keys and times, never what was written: what nobody sent within two hours is thrown away, and so is
# the pass of a public form a day after its end.
SWEEP = """
declare
    gone integer;
begin
    delete from referrals_draft d where d.changed_at < access_now() - interval '2 hours';
    get diagnostics gone = row_count;
    delete from access_pass p where p.source = 'link' and p.until < access_now() - interval '1 day';
    return gone;
end
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *grant("referrals_link", "select, insert, update"),
        *own_rows("referrals_draft"),
        *let_in("referrals_draft", GATE, "select, delete"),
        *protect("referrals_referral", compartment=STORY),
        *keep_history("referrals_referral", compartment=STORY),
        *same_woman("referrals_referral", "episode_id", "people_episode"),
        *protect("referrals_outcome", compartment=OUTCOME),
        *keep_history("referrals_outcome", compartment=OUTCOME),
        *same_woman("referrals_outcome", "episode_id", "people_episode"),
        Definer("sweep_drafts()", "integer", SWEEP),
    ]
