"""Models by folder and name: what is read, what is refused and what helps; and their chat templates."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.hub_folders import GPT2, LLAMA

from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    Message,
    PatchOptions,
    Role,
    user_message,
)
from holysheep_desktop.engine.model_engine import ModelEngine
from holysheep_desktop.errors import EngineError, ModelSourceError
from holysheep_desktop.research.opening import Wishes, open_engine

SYSTEM = Message(Role.SYSTEM, "be short")


def opening(cache_dir: Path, **wishes: object) -> ModelEngine:
    return open_engine(
        Wishes(**{"device": "cpu", "threads": 1, **wishes}), cache_dir, (),
        own_sae_dir=None, report=lambda _: None, should_stop=lambda: False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("model", "reason", "cure"),
    [
        ("someone/no-such-model", "the Hub cannot be reached", "folder of a copy"),
        ("no such model!", "neither a folder nor a name", "config.json"),
    ],
)
def test_that_a_model_that_is_not_here_is_refused_with_a_cure(
    cache_dir: Path, model: str, reason: str, cure: str
) -> None:
    with pytest.raises(ModelSourceError, match=reason) as refused:
        opening(cache_dir, model=model)
    assert cure in refused.value.cure


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda folder: (folder / "model.safetensors").unlink(), "no \\*.safetensors"),
        (lambda folder: (folder / "config.json").write_text("{}"), "architecture"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"\x08" * 64), "cannot be read"),
        (lambda folder: [path.unlink() for path in folder.glob("tokenizer*")], "tokenizer"),
    ],
)
def test_that_a_damaged_folder_is_refused_by_what_is_wrong(
    hub: Path, cache_dir: Path, tmp_path: Path, damage: Callable[[Path], object], reason: str
) -> None:
    folder = Path(shutil.copytree(hub / GPT2, tmp_path / "copy"))
    damage(folder)
    with pytest.raises(ModelSourceError, match=reason):
        opening(cache_dir, model=str(folder))


@pytest.mark.parametrize(
    ("option", "value"), [("device", "cuda:9"), ("device", "toaster"), ("dtype", "int3")]
)
def test_that_a_device_or_dtype_that_is_not_there_is_refused(
    hub: Path, cache_dir: Path, option: str, value: str
) -> None:
    with pytest.raises(ModelSourceError, match=f"{value}: no such {option}.*choose one of"):
        opening(cache_dir, model=str(hub / GPT2), **{option: value})


def test_that_an_encoder_is_no_model_to_generate_with(hub: Path, cache_dir: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(hub / GPT2, tmp_path / "copy"))
    (folder / "config.json").write_text(json.dumps({"model_type": "vit", "architectures": ["ViTModel"]}))
    with pytest.raises(ModelSourceError):
        opening(cache_dir, model=str(folder))


def test_that_a_model_is_computed_in_the_dtype_that_was_asked_for(hub: Path, cache_dir: Path) -> None:
    engine = opening(cache_dir, model=str(hub / LLAMA), dtype="bfloat16", n_context=32)
    can = engine.models()[0].capabilities
    assert (can.dtype, can.device, can.context_length) == ("bfloat16", "cpu", 32)
    request = AnalysisRequest(LLAMA, user_message("the cat"), Generation(max_tokens=2))
    result = engine.analyse(request, lambda _: None, lambda: False)
    assert result.provenance.dtype == "bfloat16"
    assert result.answer is not None


def test_that_the_self_tests_of_half_precision_allow_for_its_rounding_and_no_more(
    hub: Path, cache_dir: Path
) -> None:
    engine = opening(cache_dir, model=str(hub / GPT2), dtype="bfloat16")
    request = AnalysisRequest(
        GPT2, user_message("the cat"), Generation(max_tokens=1), patching=PatchOptions("the dog", 1)
    )
    found = engine.analyse(request, lambda _: None, lambda: False).patching
    assert found is not None
    tests = {test.name: test for test in found.self_tests}
    assert tests["self_patch"].tolerance == 64 * 2.0**-7
    assert [test for test in found.self_tests if not test.passed] == []


def test_that_the_hashes_name_the_files(opened: Callable[[str], ModelEngine], hub: Path) -> None:
    import hashlib

    request = AnalysisRequest(GPT2, user_message("the cat"), Generation(max_tokens=1))
    said = opened(GPT2).analyse(request, lambda _: None, lambda: False).provenance
    weights, vocabulary = (hub / GPT2 / name for name in ("model.safetensors", "tokenizer.json"))
    assert said.model_sha256 == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert said.tokenizer_sha256 == hashlib.sha256(vocabulary.read_bytes()).hexdigest()


def test_that_a_chat_model_reads_its_template_and_the_reply_shows_it(
    opened: Callable[[str], ModelEngine],
) -> None:
    chat = (SYSTEM, Message(Role.USER, "the cat"))
    request = AnalysisRequest(LLAMA, chat, Generation(max_tokens=1), FeatureOptions(1))
    result = opened(LLAMA).analyse(request, lambda _: None, lambda: False)
    expected = "<s><|turn|>system\nbe short<|end|>\n<|turn|>user\nthe cat<|end|>\n<|turn|>assistant\n"
    assert result.templated_prompt == expected
    assert result.features is not None
    assert result.features.cache is not None
    tokens = result.features.cache.tokens
    assert "".join(token.text for token in tokens) == expected
    assert "".join(expected[token.start : token.end] for token in tokens) == expected
    assert [token.text for token in tokens if token.is_special] == ["<s>"] + ["<|turn|>", "<|end|>"] * 2 + [
        "<|turn|>"
    ]


def test_that_both_prompts_of_a_comparison_stand_in_the_template(
    opened: Callable[[str], ModelEngine],
) -> None:
    patching = PatchOptions("the dog", 1)
    request = AnalysisRequest(LLAMA, (SYSTEM, Message(Role.USER, "the cat")), Generation(max_tokens=1),
                              patching=patching)  # fmt: skip
    found = opened(LLAMA).analyse(request, lambda _: None, lambda: False).patching
    assert found is not None
    texts = ["".join(token.text for token in tokens) for tokens in (found.tokens, found.comparison_tokens)]
    assert texts[1] == texts[0].replace("the cat", "the dog")
    assert "be short" in texts[1]


def test_that_the_tokens_of_a_text_are_those_that_an_analysis_reads(
    opened: Callable[[str], ModelEngine],
) -> None:
    request = AnalysisRequest(LLAMA, user_message("the cat"), Generation(max_tokens=1), FeatureOptions(1))
    features = opened(LLAMA).analyse(request, lambda _: None, lambda: False).features
    assert features is not None
    assert features.cache is not None
    assert opened(LLAMA).tokenize("the cat") == features.cache.tokens


def test_that_a_base_model_goes_on_with_the_text(opened: Callable[[str], ModelEngine]) -> None:
    request = AnalysisRequest(GPT2, (SYSTEM, Message(Role.USER, "the cat")), Generation(max_tokens=1))
    assert opened(GPT2).analyse(request, lambda _: None, lambda: False).templated_prompt is None
    texts = [token.text for token in opened(GPT2).tokenize("the cat")]
    assert (texts[0], "".join(texts[1:])) == ("<|endoftext|>", "the cat")


def test_that_a_template_that_refuses_a_message_is_said(opened: Callable[[str], ModelEngine]) -> None:
    engine = opened(LLAMA)
    inner = engine._tokenizer._tokenizer
    before = inner.chat_template
    inner.chat_template = "{{ raise_exception('no system messages') }}"
    try:
        with pytest.raises(EngineError, match="messages: the chat template refuses them: no system messages"):
            engine.tokenize("the cat")
    finally:
        inner.chat_template = before


def test_that_bytes_of_a_character_are_shown_as_bytes_and_joined_in_an_answer(
    opened: Callable[[str], ModelEngine],
) -> None:
    for name in (GPT2, LLAMA):
        engine = opened(name)
        ids = [token.id for token in engine.tokenize("울 x")]
        texts = [token.text for token in engine.tokenize("울 x")]
        assert {"<0xEC>", "<0x9A>", "<0xB8>"} <= set(texts)
        stream = engine._tokenizer.stream()
        assert "울 x" in "".join(stream.push(i) for i in ids) + stream.finish()
