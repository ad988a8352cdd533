"""What stands on a paper that the clerk has drawn up."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests.clerk import Clerk


def text_of(clerk: Clerk, form: str, which: int = -1) -> str:
    """The words of all copies without blanks, of the last paper of that form unless another is asked for."""
    pages = PdfReader(io.BytesIO(clerk.pdf(clerk.papers(form)[which]))).pages
    return "".join("".join(page.extract_text() for page in pages).split())
