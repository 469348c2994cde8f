"""What workers keep for themselves: views of the list of women, and the address of a calendar."""

from alongside.config.demo.cast import key_of
from alongside.config.demo.partnership import Partnership, actor
from alongside.foundation.access.context import set_holder
from alongside.overview.feeds import actions as feeds
from alongside.overview.home import actions as home

# Worker, what she calls it, what it asks for, whether her list begins with it.
VIEWS = (
    ("ruth", "Quiet for two weeks", {"unseen": "14"}, False),
    ("ruth", "Everybody waiting", {"show": "all", "waiting": "1"}, False),
    ("nadia", "Safe before lunch", {"safe": "1"}, False),
    ("joy", "A month and more", {"unseen": "28"}, False),
)


def bring_in(made: Partnership) -> None:
    """Keep some views, and make two addresses of calendars whose secrets nobody was told."""
    for who, name, asked, first in VIEWS:
        hat = made.hats[who]
        set_holder(hat.pk)
        home.keep_filter(
            key=key_of("view", f"{who} {name}"), name=name, asked=asked, first=first, by=actor(hat)
        )
    for who, said in (("nadia", "busy"), ("ruth", "meeting")):
        hat = made.hats[who]
        set_holder(hat.pk)
        feeds.make_link(key=key_of("calendar", who), said=said, membership=hat, by=actor(hat))
