"""The characters in which byte-level vocabularies write bytes (Radford et al. 2019, GPT-2's `encoder.py`).

Bytes that print stand for themselves; the others follow from U+0100 on, in their order.
"""

from __future__ import annotations

_PRINTING = (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))
_OTHERS = tuple(byte for byte in range(256) if byte not in _PRINTING)

BYTE_OF_CHARACTER = {chr(byte): byte for byte in _PRINTING} | {
    chr(0x100 + nth): byte for nth, byte in enumerate(_OTHERS)
}
