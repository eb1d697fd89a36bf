"""Why an SAE cannot be used, in the user's language; the engine's own words are English."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.plain_text import plain_text

translate = QCoreApplication.translate


def sae_reason(reason: str) -> str:
    """The engine's reason translated; as it is where it is not known, as from a newer server."""
    said = reason.strip().rstrip(".")
    for pattern, words in (*_of_files(), *_of_contents(), *_of_configurations()):
        if match := re.fullmatch(pattern, said, re.IGNORECASE):
            return words.format(**{name: plain_text(value, 80) for name, value in match.groupdict().items()})
    return translate("SaeReasons", "The cause: {reason}").format(reason=plain_text(reason))


def _of_files() -> tuple[tuple[str, str], ...]:
    return (
        (
            r"the (file|folder) cannot be read|it cannot be copied \(.*\)",
            translate("SaeReasons", "It cannot be read."),
        ),
        (
            r"it cannot be (written|put there|removed)|the folder for own SAEs cannot be written",
            translate("SaeReasons", "The folder for SAEs cannot be written."),
        ),
        (
            r"the file is not readable as (?P<format>\w+)",
            translate("SaeReasons", "The file is damaged, or no {format} file."),
        ),
        (r"the file is too large|.+ is too large", translate("SaeReasons", "It is too large.")),
        (r"larger than (?P<n>\d+) GiB", translate("SaeReasons", "It is larger than {n} GiB.")),
        (r"there is no such file or folder", translate("SaeReasons", "It is not there.")),
        (r"the path is not absolute", translate("SaeReasons", "The path does not begin at the root.")),
        (
            r"neither a \.safetensors nor an \.npz file",
            translate("SaeReasons", "It is neither a .safetensors nor an .npz file."),
        ),
        (r"no SAE weights in this folder", translate("SaeReasons", "The folder holds no weights of an SAE.")),
        (
            r"several SAEs there",
            translate("SaeReasons", "The folder holds several SAEs; choose one of them."),
        ),
        (
            r"cfg\.json is missing beside it",
            translate("SaeReasons", "The file cfg.json beside it is missing."),
        ),
        (
            r"the file (is not JSON|holds no JSON object)",
            translate("SaeReasons", "Its configuration is not readable as JSON."),
        ),
    )


def _of_contents() -> tuple[tuple[str, str], ...]:
    return (
        (
            r"it holds no encoder \(W_enc\)|W_enc is missing or is not a matrix",
            translate("SaeReasons", "It holds no encoder (W_enc)."),
        ),
        (r"(?P<name>\w+) is missing", translate("SaeReasons", "{name} is missing.")),
        (
            r"(?P<name>\S+) has shape (?P<found>.+), expected (?P<wanted>.+)",
            translate("SaeReasons", "{name} has the shape {found} instead of {wanted}."),
        ),
        (
            r"(?P<name>\S+) is not an array of floats( that can be read here)?",
            translate("SaeReasons", "{name} holds no numbers that can be read here."),
        ),
        (
            r"(?P<name>\S+) has values that are not finite",
            translate("SaeReasons", "{name} holds values that are no numbers."),
        ),
        (
            r"(?P<name>\S+) holds Python objects",
            translate("SaeReasons", "{name} holds Python objects, which are not loaded for safety."),
        ),
        (
            r"(?P<name>\S+) is shorter than its header says",
            translate("SaeReasons", "{name} is cut off."),
        ),
        (
            r"reads activations of width (?P<found>\d+), the model's is (?P<wanted>\d+)",
            translate(
                "SaeReasons", "It reads activations of width {found}; those of the model have {wanted}."
            ),
        ),
        (
            r"(?P<n>\d+) features, the limit is (?P<limit>\d+)",
            translate("SaeReasons", "It has {n} features; the limit is {limit}."),
        ),
        (
            r"layer (?P<layer>\d+), the model has (?P<n>\d+)",
            translate("SaeReasons", "It reads layer {layer}; the model has {n} layers."),
        ),
        (r"trained on another model", translate("SaeReasons", "It was trained on another model.")),
    )


def _of_configurations() -> tuple[tuple[str, str], ...]:
    return (
        (
            r"the files do not say which layer and hook point it reads|no layer and hook point stand there"
            r"|no folder name says the layer \(layer_12\)",
            translate("SaeReasons", "Its files do not say which layer and place it reads."),
        ),
        (
            r"(?P<name>hook_name|hf_hook_point_in) is missing or is no place"
            r" (of this model|that is supported).*",
            translate("SaeReasons", "Its place ({name}) is missing or unknown here."),
        ),
        (
            r"its own configuration says layer (?P<layer>\d+), (?P<place>\w+)",
            translate("SaeReasons", "Its own configuration says layer {layer}, {place}."),
        ),
        (
            r"SAEs of a single attention head are not supported",
            translate("SaeReasons", "SAEs of a single attention head cannot be used."),
        ),
        (r"transcoders are not supported", translate("SaeReasons", "Transcoders cannot be used.")),
        (
            r"(?P<name>\w+) is not supported",
            translate("SaeReasons", "It uses an option that is unknown here: {name}."),
        ),
        (
            r"the architecture is not standard, jumprelu or topk|not a JumpReLU SAE",
            translate("SaeReasons", "Its kind is unknown here; standard, JumpReLU and TopK can be used."),
        ),
        (
            r"k is missing or is no whole number",
            translate("SaeReasons", "Its k is missing or no whole number."),
        ),
    )
