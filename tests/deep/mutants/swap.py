"""A plugin for pytest that puts the spoilt text of one source file in its place while the file is read."""

import importlib.machinery
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType


class _Spoilt(importlib.machinery.SourceFileLoader):
    def get_data(self, path: str) -> bytes:
        """Give the spoilt text for the source, and no compiled copy of the good one."""
        if path == self.path:
            return Path(os.environ["ALONGSIDE_MUTANT_TEXT"]).read_bytes()
        raise OSError(path)

    def set_data(self, path: str, data: bytes | bytearray, *, _mode: int = 0o666) -> None:
        """Keep no compiled copy of the spoilt one."""


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Know the one file, and leave all others to those who come next."""
        found = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if found is None or found.origin != os.environ["ALONGSIDE_MUTANT_PATH"]:
            return None
        found.loader = _Spoilt(fullname, str(found.origin))
        return found


if "ALONGSIDE_MUTANT_PATH" in os.environ:
    sys.meta_path.insert(0, _Finder())
