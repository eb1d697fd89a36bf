"""Tokenizers of the Hugging Face Hub as the analyses need them, with their chat templates."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import cast

from jinja2 import TemplateError
from transformers import PreTrainedTokenizerFast

from holysheep_desktop.core.requests import Message
from holysheep_desktop.engine.weights.text_tokens import Encoding
from holysheep_desktop.errors import PatchTargetError
from holysheep_desktop.research.byte_pieces import BYTE_OF_CHARACTER

_SPACE_MARK = "▁"
_LONE_BYTE = re.compile("[\udc80-\udcff]")
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


class HubTokenizer:
    """A fast tokenizer. `end_ids` are the tokens that end an answer, of which chat models have several."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast, end_ids: Sequence[int]) -> None:
        self._tokenizer = tokenizer
        self._is_byte_level = "ByteLevel" in repr(tokenizer.backend_tokenizer.decoder)
        added = tokenizer.added_tokens_decoder
        self._added = {i: token.content for i, token in added.items()}
        self._special = {i for i, token in added.items() if token.special} | set(tokenizer.all_special_ids)
        self.bos_id = cast("int | None", tokenizer.bos_token_id)
        self.end_ids = frozenset(end_ids)
        self.n_tokens = len(tokenizer)

    @property
    def has_chat_template(self) -> bool:
        """Whether messages are put into a template."""
        return self._tokenizer.chat_template is not None

    def encode(self, text: str) -> Encoding:
        """A text with BOS in front, where the model has one."""
        ids, spans = self._encode(text)
        if self.bos_id is None:
            return Encoding(ids, spans)
        return Encoding([self.bos_id, *ids], [(0, 0), *spans])

    def conversation(self, messages: Sequence[Message]) -> Encoding:
        """A chat in the model's own template, whose BOS it brings; without one joined by blank lines.

        Raises PatchTargetError where the template refuses the messages (some know no system message).
        """
        if not self.has_chat_template:
            return self.encode("\n\n".join(message.content for message in messages))
        turns = [{"role": str(message.role), "content": message.content} for message in messages]
        try:
            text = cast(
                "str",
                self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True),
            )
        except TemplateError as error:
            raise PatchTargetError("messages", f"the chat template refuses them: {error}") from error
        return Encoding(*self._encode(text), template=text)

    def stream(self, *, skip_special: bool = True) -> HubStream:
        """A decoder that takes one token at a time."""
        return HubStream(self, skip_special=skip_special)

    def text_of(self, token: int) -> str:
        """One token as text; bytes that are no characters as `<0xEA>`."""
        text = self.bytes_of(token).decode("utf-8", "surrogateescape")
        return _LONE_BYTE.sub(lambda found: f"<0x{ord(found[0]) - 0xDC00:02X}>", text)

    def is_whole(self, token: int) -> bool:
        """Whether a token is whole characters, not bytes of one."""
        try:
            self.bytes_of(token).decode()
        except UnicodeDecodeError:
            return False
        return _BYTE.fullmatch(self._piece(token)) is None

    def is_special(self, token: int) -> bool:
        """Whether this is a control token, which stands for no text."""
        return token in self._special

    def bytes_of(self, token: int) -> bytes:
        """The UTF-8 that a token stands for, which may be a part of a character."""
        piece = self._piece(token)
        if token in self._added:
            return piece.encode()
        if self._is_byte_level:
            return bytes(BYTE_OF_CHARACTER.get(character, 0x3F) for character in piece)
        byte = _BYTE.fullmatch(piece)
        return bytes([int(byte[1], 16)]) if byte else piece.replace(_SPACE_MARK, " ").encode()

    def _piece(self, token: int) -> str:
        """The vocabulary may be padded: what has no piece has no text."""
        return (
            self._added.get(token) or cast("str | None", self._tokenizer.convert_ids_to_tokens(token)) or ""
        )

    def _encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoding = self._tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, return_attention_mask=False,
            verbose=False,
        )  # fmt: skip
        spans = cast("list[tuple[int, int]]", encoding["offset_mapping"])
        return list(cast("list[int]", encoding["input_ids"])), [(start, end) for start, end in spans]


class HubStream:
    """Turns tokens into text as they come, holding back bytes until they make a whole character."""

    def __init__(self, tokenizer: HubTokenizer, *, skip_special: bool) -> None:
        self._tokenizer = tokenizer
        self._skip_special = skip_special
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, token: int) -> str:
        """The text that this token completes; may be empty."""
        if self._skip_special and self._tokenizer.is_special(token):
            return self.finish()
        return self._utf8.decode(self._tokenizer.bytes_of(token))

    def finish(self) -> str:
        """What is still held back, as U+FFFD."""
        text = self._utf8.decode(b"", final=True)
        self._utf8.reset()
        return text
