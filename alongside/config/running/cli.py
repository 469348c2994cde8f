"""The `alongside` command."""

import argparse
import os
import sys
from collections.abc import Sequence

from alongside.config.running.trouble import Trouble, complain, explain

USAGE_ERROR = 2
