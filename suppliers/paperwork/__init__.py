"""What a document is made of: what is typed of each kind, which are required, which files count."""

from suppliers.paperwork.files import EXTENSIONS, FileLimits, Page, read_page
from suppliers.paperwork.kinds import SPECS, Spec, Wanted, required
from suppliers.paperwork.typed import Typed, typed

__all__ = [
    "EXTENSIONS",
    "SPECS",
    "FileLimits",
    "Page",
    "Spec",
    "Typed",
    "Wanted",
    "read_page",
    "required",
    "typed",
]
