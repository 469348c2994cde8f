from django.db import migrations

from alongside.foundation.access.gate import GATE, Definer, let_in, protect
from alongside.foundation.audit.keeping import keep_history

# For house-keeping, which holds no pass: which of these keys no file on any record has.
OF_NOBODY = """
    select k from unnest(p_keys) k where not exists (select 1 from papers_paper p where p.id = k)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("papers", "0001_initial"),
        ("people", "0002_gate"),
        ("access", "0002_gate"),
        ("audit", "0002_gate"),
    ]

    operations = [
        *protect("papers_paper", compartment_column="compartment"),
        *keep_history("papers_paper", compartment_column="compartment"),
        *let_in("papers_paper", GATE, "select"),
        Definer(
            "files_of_nobody(p_keys uuid[])",
            "setof uuid",
            OF_NOBODY,
            language="sql",
            volatility="stable",
        ),
    ]
