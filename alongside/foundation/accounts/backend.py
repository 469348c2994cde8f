"""Who a session belongs to: found as the library finds her, with what the door asks of her."""

import uuid

from allauth.account.auth_backends import AuthenticationBackend

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.models import Worker


class WorkerBackend(AuthenticationBackend):
    """Signs workers in as the library does; on every request her hats come with her, in one statement."""

    def get_user(self, user_id: uuid.UUID) -> Worker | None:
        """Fetch the worker a session names, or nobody where her account rests."""
        found = queries.who_comes(user_id)
        if found is None:
            return super().get_user(user_id)  # type: ignore[no-any-return]
        worker, door = found
        worker.at_the_door = door  # type: ignore[attr-defined]
        return worker if self.user_can_authenticate(worker) else None
