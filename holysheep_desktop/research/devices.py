"""Where a model is computed and in which numbers: as told, or what this machine offers."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from transformers import PreTrainedModel

from holysheep_desktop.errors import ModelSourceError

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
SHARE_OF_MEMORY = 0.4
"""Of a device's memory that float32 weights may take; the rest is for activations and SAEs."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A device (`cpu`, `cuda:0`, `mps`) and a dtype; `dtype` None is decided by the size of the model."""

    device: torch.device
    dtype: torch.dtype | None

    @classmethod
    def of(cls, device: str | None, dtype: str | None) -> Placement:
        """As named on the command line; raises ModelSourceError for what is not there."""
        if dtype is not None and dtype not in DTYPES:
            raise ModelSourceError(dtype, "no such dtype", f"choose one of {', '.join(DTYPES)}")
        return cls(_device(device), None if dtype is None else DTYPES[dtype])

    def dtype_for(self, n_parameters: int) -> torch.dtype:
        """float32, in which the numbers are exact to 1e-4 logits, unless the weights would fill a GPU."""
        if self.dtype is not None:
            return self.dtype
        if self.device.type != "cuda":
            return torch.float32
        free, _ = torch.cuda.mem_get_info(self.device)
        return torch.float32 if n_parameters * 4 <= free * SHARE_OF_MEMORY else torch.bfloat16


def moved(model: PreTrainedModel, device: torch.device, dtype: torch.dtype) -> PreTrainedModel:
    """The model's weights on a device in a dtype; its buffers keep theirs (rotation angles need float32)."""
    nn.Module.to(model, device)
    for parameter in model.parameters():
        if parameter.is_floating_point():
            parameter.data = parameter.data.to(dtype)
    return model


def name_of(dtype: torch.dtype) -> str:
    """`float32` for `torch.float32`."""
    return str(dtype).removeprefix("torch.")


def _device(name: str | None) -> torch.device:
    if name is None:
        return torch.device(_best())
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        cure = f"choose one of {', '.join(_present())}, or leave --device out"
        raise ModelSourceError(name, "no such device on this machine", cure) from error
    return device


def _best() -> str:
    return _present()[0]


def _present() -> list[str]:
    found = [f"cuda:{nth}" for nth in range(torch.cuda.device_count())]
    if torch.backends.mps.is_available():
        found.append("mps")
    return [*found, "cpu"]
