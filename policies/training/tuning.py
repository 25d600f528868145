"""Fine-tunes a network: the steps that every training of one here takes."""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import nn

Say = Callable[[str], Any]
Batch = TypeVar("Batch", bound=Sequence[Any])
N = TypeVar("N", bound=nn.Module)

WARM_UP, SLOWEST = 0.1, 0.02  # shares of the steps, and of the rate


@dataclass(frozen=True)
class Course:
    """How a network learns."""

    rounds: int  # over all rows
    batch: int  # rows at once
    rate: float
    head: float = 5.0  # how much faster the head learns
    following: float = 0.0  # how slowly averaged weights follow, which are kept in the end; 0: the last ones are kept


def tune(
    make: Callable[[], N],
    course: Course,
    batches: Callable[[random.Random], Iterable[Batch]],
    loss_of: Callable[[N, Batch], torch.Tensor],
    *,
    rows: int,
    say: Say = print,
    seed: int = 0,
) -> N:
    """The network that `make` makes, after all rounds; the same rows always teach the same.

    `batches` gives those of a round, in an order of chance; `rows` is how many rows they have together. `say` hears how
    far it is.
    """
    torch.manual_seed(seed)
    dice = random.Random(seed)  # noqa: S311
    network = make()
    averaged = deepcopy(network) if course.following else network
    body = [one for name, one in network.named_parameters() if one.requires_grad and not name.startswith("head")]
    head = [one for name, one in network.named_parameters() if name.startswith("head")]
    steps = course.rounds * math.ceil(rows / course.batch)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": course.rate}, {"params": head, "lr": course.rate * course.head}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (WARM_UP * steps)) * max(SLOWEST, 1 - step / steps)
    )
    for number in range(1, course.rounds + 1):
        network.train()
        total = 0.0
        for batch in batches(dice):
            loss = loss_of(network, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if course.following:
                _follow(averaged, network, course.following)
            total += loss.item() * len(batch)
        say(f"round {number} of {course.rounds}: loss {total / rows:.3f}")
    return averaged.eval()


@torch.no_grad()
def _follow(averaged: nn.Module, network: nn.Module, following: float) -> None:
    for mean, now in zip(averaged.parameters(), network.parameters(), strict=True):
        if now.requires_grad:
            mean.lerp_(now, 1 - following)


__all__ = ["Course", "Say", "tune"]
