"""How to reach her, written for the first time by two people at once."""

import threading

from django.db import connection

from alongside.core.people import actions as people
from alongside.core.people.models import SafeContact
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.refused import ChangedMeanwhile
from tests.shared.cast import Cast, actor
from tests.shared.database import as_admin

WAITS = "select 1 from pg_stat_activity where datname = %s and wait_event_type = 'Lock'"


def test_the_second_is_told_and_what_the_first_wrote_stands(committed_cast: Cast) -> None:
    bea = committed_cast.bea
    with acting_as(bea.pk):
        dee, _ = people.admit(name="Dee", service_id=committed_cast.navigators.pk, by=actor(bea))
    met: list[type[BaseException]] = []

    def write(code_word: str) -> None:
        people.set_safe_contact(
            client_id=dee, facts={"code_word": code_word}, ways=[], by=actor(bea)
        )

    def second() -> None:
        try:
            with acting_as(bea.pk):
                write("the baths")
        except Exception as error:
            met.append(type(error))
        finally:
            connection.close()

    with acting_as(bea.pk):
        write("the bakery")
        other = threading.Thread(target=second)
        other.start()
        while other.is_alive() and not as_admin(WAITS, connection.settings_dict["NAME"]):
            pass
    other.join()
    assert met == [ChangedMeanwhile]
    with acting_as(bea.pk):
        assert SafeContact.objects.get(client_id=dee).code_word == "the bakery"
