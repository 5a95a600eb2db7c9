"""How much one document may ask of the machine: what is larger is refused by name, before it fills the memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading. A text takes some hundred times its bytes of memory while it is read, so that one document
    has a size that a laptop can hold; a longer one is better given in parts.

    `document`: bytes of one document, one line of .jsonl, one row of .csv, or one member of an archive, unpacked.
    `members`: entries of one archive. `ratio`: bytes that an archive may unfold to, for each byte of it (Chinese text
    packs 3:1 to 10:1, a bomb 1,000:1 and more). `seconds` and `memory` (bytes): what the extraction of one .html, .docx
    or .pdf may take in its process.
    """

    document: int = 32_000_000
    members: int = 200_000
    ratio: int = 200
    seconds: float = 60.0
    memory: int = 2_000_000_000


DEFAULT = Limits()
