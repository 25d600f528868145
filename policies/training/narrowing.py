"""Makes a network that has learnt narrower, so that it reads in half the time.

Half of the heads and two thirds of the wide part of each layer go: those that put least into what the layer says. What
is left learns from the whole network on the same drafts: to make of each piece what it makes, layer by layer, and to
come to the same sums. No label is needed for that, so drafts without any teach too.
"""

import random
from collections.abc import Callable, Sequence
from copy import deepcopy

import torch
from torch import nn
from torch.nn import functional

from policies.training.network import EACH, HEADS, WIDTH, Layer, Network, Row, batches, tensors
from policies.training.tuning import Course, Say, tune

KEPT_HEADS, KEPT_WIDE = 6, 512  # of 12 and of 1,536
COURSE = Course(rounds=4, batch=32, rate=4e-4, head=1.0)  # the head has learnt before
WEIGHED_BY = 2_000  # drafts by which it is seen what counts
LAYERS_COUNT = 2.0  # what the layers say, beside the sums
NEAR, NEAR_COUNTS = -2.0, 3.0  # sums from about here on count more: what is surely harmless may be a little less sure

Tensor = torch.Tensor


def narrowed(
    whole: Network,
    rows: Sequence[Row],
    hidden: int,
    *,
    vary: Callable[[Row, random.Random], Row],
    say: Say = print,
) -> Network:
    """A narrower network that says of these drafts, as `vary` changes them, what the whole one says.

    Pieces are hidden as `hidden`.
    """
    whole = whole.eval().requires_grad_(False)
    return tune(
        lambda: _cut(whole, rows, hidden),
        COURSE,
        lambda dice: batches([vary(one, dice) for one in rows], COURSE.batch, dice),
        lambda network, batch: loss_of(network, whole, batch, hidden),
        rows=len(rows),
        say=say,
    )


def loss_of(network: Network, whole: Network, rows: Sequence[Row], hidden: int) -> Tensor:
    """How far the narrow network is from the whole one on these drafts."""
    ids, mask, pool = tensors(rows, hidden)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            asked = whole.read(ids, mask)
            sums_asked = whole.judge(asked[-1], pool).float()
        given = network.read(ids, mask)
        sums = network.judge(given[-1], pool).float()
    parts, pieces = (pool.sum(-1) > 0).unsqueeze(-1), mask[:, 0, 0].unsqueeze(-1)
    counts = parts * (1 + NEAR_COUNTS * torch.sigmoid(sums_asked - NEAR))
    of_sums = (counts * functional.smooth_l1_loss(sums, sums_asked, reduction="none")).sum()
    of_layers = sum(
        (pieces * (one.float() - other.float()) ** 2).sum() for one, other in zip(given[1:], asked[1:], strict=True)
    )
    return of_sums / (parts.sum().clamp(min=1) * sums.shape[-1]) + LAYERS_COUNT * of_layers / (
        pieces.sum() * WIDTH * len(network.layers)
    )


@torch.no_grad()
def _cut(whole: Network, rows: Sequence[Row], hidden: int) -> Network:
    """The whole network without the heads and the places that put least into its layers' sums."""
    heads = [torch.zeros(HEADS) for _ in whole.layers]
    places = [torch.zeros(4 * WIDTH) for _ in whole.layers]
    seen: dict[nn.Module, Tensor] = {}
    hooks = [
        module.register_forward_pre_hook(lambda module, given: seen.__setitem__(module, given[0]))
        for layer in whole.layers
        for module in (layer.answered, layer.narrow)
    ]
    dice = random.Random(0)  # noqa: S311
    for batch in batches(dice.sample(rows, min(len(rows), WEIGHED_BY)), COURSE.batch, dice):
        ids, mask, _ = tensors(batch, hidden)
        whole.read(ids, mask)
        for number, layer in enumerate(whole.layers):
            answered = seen[layer.answered][mask[:, 0, 0]].view(-1, HEADS, EACH)
            weights = layer.answered.weight.view(WIDTH, HEADS, EACH)
            heads[number] += torch.einsum("phe,whe->phw", answered, weights).pow(2).sum((0, 2))
            said = seen[layer.narrow][mask[:, 0, 0]].pow(2).sum(0)
            places[number] += said * layer.narrow.weight.pow(2).sum(0)
    for hook in hooks:
        hook.remove()
    network = deepcopy(whole).requires_grad_(True)
    network.pieces.weight.requires_grad_(False)
    network.layers = nn.ModuleList(
        _cut_layer(layer, _most(of_heads, KEPT_HEADS), _most(of_places, KEPT_WIDE))
        for layer, of_heads, of_places in zip(network.layers, heads, places, strict=True)
    )
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0  # it is to say the same each time
    return network


def _most(worth: Tensor, many: int) -> Tensor:
    return worth.topk(many).indices.sort().values


def _cut_layer(layer: Layer, heads: Tensor, places: Tensor) -> Layer:
    cut = Layer(len(heads), len(places), dropout=0.0)
    of_heads = (heads.unsqueeze(1) * EACH + torch.arange(EACH)).flatten()
    asked = torch.cat([of_heads + part * WIDTH for part in range(3)])
    for name, weight, bias in (
        ("asked", layer.asked.weight[asked], layer.asked.bias[asked]),
        ("answered", layer.answered.weight[:, of_heads], layer.answered.bias),
        ("wide", layer.wide.weight[places], layer.wide.bias[places]),
        ("narrow", layer.narrow.weight[:, places], layer.narrow.bias),
        ("first", layer.first.weight, layer.first.bias),
        ("second", layer.second.weight, layer.second.bias),
    ):
        getattr(cut, name).weight.data, getattr(cut, name).bias.data = weight.clone(), bias.clone()
    return cut


__all__ = ["narrowed"]
