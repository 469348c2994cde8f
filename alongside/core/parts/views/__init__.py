"""What the pages of every room about her share: moving to another part, and how a form is answered."""

from alongside.core.parts.views.moving import Mover, part_form, part_page

__all__ = ["Mover", "part_form", "part_page"]
