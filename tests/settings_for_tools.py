"""Settings for tools that only read the code (types): throw-away keys and no database."""

import os
import sys
from pathlib import Path

if "ALONGSIDE_KEYS" not in os.environ:
    _keys = Path(sys.prefix) / ".tool-keys"
    _keys.mkdir(exist_ok=True)
    for _name in ("django.key", "audit.key", "seal.key", "fields.key"):
        (_keys / _name).write_text("YSBrZXkgZm9yIHRvb2xzIHRoYXQgb3BlbiBubyBkYXQ=\n")
    os.environ["ALONGSIDE_KEYS"] = str(_keys)

from alongside.config.settings import *  # noqa: E402, F403
