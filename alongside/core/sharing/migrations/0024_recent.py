"""Whose pages a hat opened last: asked of the record of openings, so that nothing is written to remember it.

The function looks at the asker's own openings alone, and names nobody she no longer sees: a woman shows while
there is a live pass to her basics that is not for one thing only.
"""

from django.db import migrations

from alongside.foundation.access.gate import Definer

ASKING = "(select nullif(current_setting('alongside.holder', true), '')::uuid)"
LIVE = "p.starts <= access_now() and p.until > access_now()"
# So many openings are looked through, however often one page was opened.
LOOKED_THROUGH = 200
LATELY = f"""
    with mine as (
        select distinct p.client_id from access_pass p
        where p.holder_id = {ASKING} and p.reads & 1 <> 0 and {LIVE}
            and p.source not in ('safety', 'matching', 'keeper')
    ), openings as (
        select e.client_digest, e.at from audit_entry e
        where e.holder_id = {ASKING} and e.event = 'opened' and e.what = 'home.her' and e.allowed
        order by e.at desc limit {LOOKED_THROUGH}
    ), latest as (
        select o.client_digest, max(o.at) as at from openings o group by o.client_digest
    )
    select c.id, l.at from mine m
    join people_client c on c.id = m.client_id
    join latest l on l.client_digest = c.audit_digest
    order by l.at desc, c.id limit least(greatest(p_most, 0), 50)
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0023_memory_and_duty"), ("audit", "0005_decoy_agency")]

    operations = [
        Definer(
            "lately_opened_by_me(p_most integer)",
            "table (client_id uuid, at timestamptz)",
            LATELY,
            language="sql",
            volatility="stable",
        ),
    ]
