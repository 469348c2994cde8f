"""`python -m alongside`: the `alongside` command."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything newer is read
    sys.exit(
        "Alongside needs Python 3.11 or later, and this is "
        + sys.version.split()[0]
        + ". Choose another, for instance: make demo PY=python3.11"
    )

from alongside.config.running.cli import main

sys.exit(main())
