"""Run once a test run, as the app: bring the cast on in the template that every test process copies."""

import os
import pickle
from pathlib import Path

import django

django.setup()

from tests.shared.cast import make_cast  # noqa: E402

Path(os.environ["ALONGSIDE_TEST_CAST"]).write_bytes(pickle.dumps(make_cast()))
