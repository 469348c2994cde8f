"""How a file comes in: held in memory up to a limit, and never on a disk in the clear."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from alongside.foundation.common.cleaning import MOST_BYTES


class HeldInMemory(FileUploadHandler):
    """Keep a file's beginning, up to what may be kept at all, and count the rest.

    Django's own handlers write what is larger into a folder for everybody; what is too large here is let go
    as it comes, and the form says how large it was.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing held."""
        super().new_file(*args, **kwargs)
        self.held, self.size = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold what there is room for."""
        self.size += len(raw_data)
        if self.size <= MOST_BYTES:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Give what is held, with the size it really had."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held, field_name=self.field_name, name=self.file_name or "file",
            content_type=self.content_type or "", size=self.size, charset=self.charset,
            content_type_extra=self.content_type_extra,
        )  # fmt: skip
