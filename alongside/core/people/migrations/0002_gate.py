from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, keyed_with_client, let_in, protect
from alongside.foundation.audit.keeping import keep_history

BASICS, LOCATION = Compartment.BASICS, Compartment.LOCATION


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("access", "0002_gate"),
        ("audit", "0002_gate"),
        ("accounts", "0002_gate"),
        ("directory", "0002_gate"),
    ]

    operations = [
        # Clients and episodes begin through admit() alone, so the app has no insert on them.
        *protect(
            "people_client",
            compartment=BASICS,
            client_column="id",
            root=True,
            verbs=("select", "update"),
        ),
        *keep_history("people_client", compartment=BASICS, client_column="id"),
        *let_in("people_client", GATE, "select, insert"),
        *protect("people_episode", compartment=BASICS, verbs=("select", "update")),
        *keep_history("people_episode", compartment=BASICS),
        *keyed_with_client("people_episode"),
        *let_in("people_episode", GATE, "select, insert"),
        *protect("people_safecontact", compartment=BASICS),
        *keep_history("people_safecontact", compartment=BASICS),
        *protect("people_safeway", compartment=BASICS),
        *keep_history("people_safeway", compartment=BASICS),
        *protect("people_whereabouts", compartment=LOCATION),
        *keep_history("people_whereabouts", compartment=LOCATION),
    ]
