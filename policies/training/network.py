"""The network that reads: how it is built, begun, fed, judged and stored. All trainings of the rules' networks use it.

It begins from all-MiniLM-L6-v2 (Apache-2.0).
"""

import json
import random
import tempfile
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load
from torch import nn
from torch.nn import functional

BASE = "all_minilm_l6_v2"  # the package that carries the weights to begin from
LAYERS = 6
WIDTH, HEADS = 384, 12
EACH = WIDTH // HEADS  # places of one head
UNREAD = 0.08  # pieces that are hidden while it learns, so that no single word decides
HIDDEN = "[MASK]"
GRAPH = "encoder.onnx"

Tensor = torch.Tensor


class Layer(nn.Module):
    """One layer of a BERT, of so many heads and of so many places in its wide part."""

    def __init__(self, heads: int = HEADS, wide: int = 4 * WIDTH, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.asked = nn.Linear(WIDTH, 3 * heads * EACH)
        self.answered = nn.Linear(heads * EACH, WIDTH)
        self.wide = nn.Linear(WIDTH, wide)
        self.narrow = nn.Linear(wide, WIDTH)
        self.first, self.second = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    @classmethod
    def of_base(cls, weights: dict[str, Tensor], number: int, dropout: float) -> "Layer":
        """The layer with the weights to begin from."""
        layer, start = cls(dropout=dropout), f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{start}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            getattr(layer.asked, kind).data = torch.cat(parts)
        for module, name in (
            (layer.answered, "attention.output.dense"),
            (layer.first, "attention.output.LayerNorm"),
            (layer.wide, "intermediate.dense"),
            (layer.narrow, "output.dense"),
            (layer.second, "output.LayerNorm"),
        ):
            _take(module, weights, start + name)
        return layer

    def forward(self, pieces: Tensor, mask: Tensor | None) -> Tensor:
        many, length, _ = pieces.shape
        query, key, value = self.asked(pieces).view(many, length, 3, self.heads, EACH).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        pieces = self.first(pieces + self.dropout(self.answered(seen.transpose(1, 2).reshape(many, length, -1))))
        return self.second(pieces + self.dropout(self.narrow(functional.gelu(self.wide(pieces)))))


class Network(nn.Module):
    """Pieces of words in, a number for each sentence and output out."""

    def __init__(
        self, weights: dict[str, Tensor], layers: int = LAYERS, dropout: float = 0.1, outputs: int = 1
    ) -> None:
        super().__init__()
        start = "embeddings."
        self.pieces = nn.Embedding.from_pretrained(weights[start + "word_embeddings.weight"])  # stays as it is
        places = weights[start + "position_embeddings.weight"] + weights[start + "token_type_embeddings.weight"][0]
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        _take(self.norm, weights, start + "LayerNorm")
        self.layers = nn.ModuleList(Layer.of_base(weights, number, dropout) for number in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * WIDTH, outputs)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, pool: Tensor, mask: Tensor | None = None) -> Tensor:
        """Sums (drafts, sentences, outputs). `pool` has each sentence's share of each piece."""
        return self.judge(self.read(ids, mask)[-1], pool)

    def read(self, ids: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """What each layer makes of each piece: (drafts, pieces, WIDTH)."""
        read = [self.dropout(self.norm(self.pieces(ids) + self.places.weight[: ids.shape[1]]))]
        for layer in self.layers:
            read.append(layer(read[-1], mask))
        return read

    def judge(self, read: Tensor, pool: Tensor) -> Tensor:
        """The sums, of what the last layer made."""
        inside = (pool > 0).unsqueeze(-1)
        strongest = torch.where(inside, read.unsqueeze(1), torch.full((), -1e4)).amax(2)
        strongest = torch.where(inside.any(2), strongest, torch.zeros(()))
        return self.head(self.dropout(torch.cat([torch.bmm(pool, read), strongest], -1)))


def _take(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).data = weights[f"{name}.{kind}"].clone()


def base() -> tuple[dict[str, Tensor], list[str]]:
    """The weights to begin from and the pieces of their vocabulary. Raises ImportError without the package."""
    package = find_spec(BASE)
    if package is None or not package.submodule_search_locations:
        raise ImportError(f"the package {BASE.replace('_', '-')}-model is missing")
    with zipfile.ZipFile(Path(package.submodule_search_locations[0]) / "model.zip") as files:
        stored = load(files.read("model.safetensors"))
        numbers = json.loads(files.read("tokenizer.json"))["model"]["vocab"]
    weights = {name.removeprefix("bert."): one.float() for name, one in stored.items()}
    return weights, sorted(numbers, key=numbers.__getitem__)


@dataclass(frozen=True)
class Row:
    """A draft as numbers. `pieces` has the places of each part's pieces; arrays are (parts, outputs).

    Its parts are its sentences, for the reader of names (shown.py) its names.
    """

    ids: list[int]
    pieces: list[Sequence[int]]
    labels: Any
    weights: Any  # 0 where nothing is to be learnt
    broken: Any  # (outputs,)
    asked: Any


def batches(rows: Sequence[Row], size: int, dice: random.Random) -> list[list[Row]]:
    """Drafts of like length together, in an order of chance."""
    order = sorted(rows, key=lambda one: len(one.ids) + dice.random() * 12)
    every = [order[start : start + size] for start in range(0, len(order), size)]
    dice.shuffle(every)
    return every


def tensors(rows: Sequence[Row], hidden: int) -> tuple[Tensor, Tensor, Tensor]:
    """Drafts side by side: numbers of pieces, some of them hidden; where there are any; each part's share of each."""
    many, length, most = len(rows), max(len(one.ids) for one in rows), max(1, *(len(one.pieces) for one in rows))
    ids = torch.zeros(many, length, dtype=torch.long)
    mask = torch.zeros(many, 1, 1, length, dtype=torch.bool)
    pool = torch.zeros(many, most, length)
    for place, one in enumerate(rows):
        ids[place, : len(one.ids)] = torch.tensor(one.ids)
        mask[place, ..., : len(one.ids)] = True
        for number, pieces in enumerate(one.pieces):
            pool[place, number, list(pieces)] = 1 / len(pieces)
    unread = (torch.rand(ids.shape) < UNREAD) & (pool.sum(1) > 0)
    return torch.where(unread, torch.full((), hidden), ids), mask, pool


def loss_of(network: Network, rows: Sequence[Row], hidden: int, positive: float) -> Tensor:
    """How wrong the network is about these drafts: each part, and the surest part for the draft.

    Some pieces are read as `hidden`. A part that breaks a rule counts as `positive` that do not.
    """
    outputs = len(rows[0].broken)
    ids, mask, pool = tensors(rows, hidden)
    labels, weights = torch.zeros(*pool.shape[:2], outputs), torch.zeros(*pool.shape[:2], outputs)
    for place, one in enumerate(rows):
        if count := len(one.pieces):
            labels[place, :count] = torch.tensor(one.labels)
            weights[place, :count] = torch.tensor(one.weights)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        sums = network(ids, pool, mask)
    sums = sums.float()
    of_sentences = functional.binary_cross_entropy_with_logits(
        sums, labels, weight=weights * (1 + (positive - 1) * labels), reduction="sum"
    )
    surest = torch.where((pool.sum(-1) > 0).unsqueeze(-1), sums, torch.full((), -1e4)).amax(1)
    broken, asked = (
        torch.tensor(np.array(every)) for every in zip(*((one.broken, one.asked) for one in rows), strict=True)
    )
    of_drafts = functional.binary_cross_entropy_with_logits(surest, broken, weight=asked, reduction="sum")
    return outputs * (of_sentences / weights.sum().clamp(min=1) + of_drafts / asked.sum().clamp(min=1))


class Reading(nn.Module):
    """The network as it is stored: it reads one text, and of each part its own pieces only."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = deepcopy(network).eval().requires_grad_(False)
        for layer in self.network.layers:  # the scale of what is asked stands in the weights
            for numbers in (layer.asked.weight, layer.asked.bias):
                numbers[: layer.heads * EACH] *= EACH**-0.5

    def forward(self, ids: Tensor, places: Tensor, shares: Tensor) -> Tensor:
        """Sums (parts, outputs). `places` and `shares` are (parts, pieces): which they are, and what each counts."""
        network = self.network
        read = network.norm(network.pieces(ids) + network.places.weight[: ids.shape[0]])
        for layer in network.layers:
            query, key, value = (
                one.view(-1, layer.heads, EACH) for one in layer.asked(read).split(layer.heads * EACH, -1)
            )
            weights = (query.transpose(0, 1) @ key.permute(1, 2, 0)).softmax(-1)
            seen = (weights @ value.transpose(0, 1)).transpose(0, 1).reshape(-1, layer.heads * EACH)
            read = layer.first(read + layer.answered(seen))
            read = layer.second(read + layer.narrow(functional.gelu(layer.wide(read))))
        own = read[places]
        mean = (shares.unsqueeze(1) @ own).squeeze(1)
        return network.head(torch.cat([mean, own.amax(1)], -1))


def store(network: Network, folder: Path) -> None:
    """Write the network as whole numbers to a folder."""
    folder.mkdir(exist_ok=True)
    ids, places = torch.randint(1000, 20_000, (12,)), torch.arange(1, 11).view(2, 5)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work, GRAPH)
        torch.onnx.export(
            Reading(network), (ids, places, torch.full((2, 5), 1 / 5)), str(whole),
            input_names=["ids", "places", "shares"], output_names=["sums"], opset_version=17, dynamo=False,
            dynamic_axes={
                "ids": {0: "pieces"}, "sums": {0: "parts"},
                "places": {0: "parts", 1: "longest"}, "shares": {0: "parts", 1: "longest"},
            },
        )  # fmt: skip
        # Seven bits: processors without the newest instructions add up eight of them wrongly.
        quantize_dynamic(whole, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
