"""Fine-tunes the encoder of the rules of meaning and stores it as whole numbers: what `manage.py train_encoder` runs.

It begins from all-MiniLM-L6-v2 (Apache-2.0). What it learns from a draft: which of its sentences break which rule, and
that the surest sentence decides for the draft. requirements-train.in has what it needs; the app itself needs none of
that.
"""

import json
import random
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load
from torch import nn
from torch.nn import functional

from policies.encoding.wordpieces import Vocabulary
from policies.rules.meaning.encoder import FOLDER, GRAPH, aloud
from policies.training.corpus import OUTPUTS, Example
from policies.training.tuning import Course, Say, tune

BASE = "all_minilm_l6_v2"  # the package that carries the weights to begin from
LAYERS = 6
WIDTH, HEADS = 384, 12
LONGEST = 224  # pieces of a draft that are learnt from
COURSE = Course(rounds=3, batch=32, rate=2.5e-4)
WHOLE = 0.5  # how often a draft is read whole, and otherwise one of its harmless sentences with it
UNREAD = 0.08  # pieces that are hidden while it learns, so that no single word decides
POSITIVE = 3.0  # a sentence that breaks a rule counts as so many that do not
HIDDEN = "[MASK]"

Tensor = torch.Tensor


class Layer(nn.Module):
    """One layer of a BERT."""

    def __init__(self, weights: dict[str, Tensor], number: int, dropout: float) -> None:
        super().__init__()
        start = f"encoder.layer.{number}."
        self.asked = nn.Linear(WIDTH, 3 * WIDTH)
        self.answered = nn.Linear(WIDTH, WIDTH)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)
        for kind in ("weight", "bias"):
            parts = [weights[f"{start}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            getattr(self.asked, kind).data = torch.cat(parts)
        for module, name in (
            (self.answered, "attention.output.dense"),
            (self.first, "attention.output.LayerNorm"),
            (self.wide, "intermediate.dense"),
            (self.narrow, "output.dense"),
            (self.second, "output.LayerNorm"),
        ):
            _take(module, weights, start + name)

    def forward(self, pieces: Tensor, mask: Tensor | None) -> Tensor:
        many, length, width = pieces.shape
        query, key, value = self.asked(pieces).view(many, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        pieces = self.first(pieces + self.dropout(self.answered(seen.transpose(1, 2).reshape(many, length, width))))
        return self.second(pieces + self.dropout(self.narrow(functional.gelu(self.wide(pieces)))))


class Network(nn.Module):
    """Pieces of words in, a number for each sentence and output out."""

    def __init__(
        self, weights: dict[str, Tensor], layers: int = LAYERS, dropout: float = 0.1, outputs: int = len(OUTPUTS)
    ) -> None:
        super().__init__()
        start = "embeddings."
        self.pieces = nn.Embedding.from_pretrained(weights[start + "word_embeddings.weight"])  # stays as it is
        places = weights[start + "position_embeddings.weight"] + weights[start + "token_type_embeddings.weight"][0]
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        _take(self.norm, weights, start + "LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, number, dropout) for number in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * WIDTH, outputs)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, pool: Tensor, mask: Tensor | None = None) -> Tensor:
        """Sums (drafts, sentences, outputs). `pool` has each sentence's share of each piece."""
        read = self.dropout(self.norm(self.pieces(ids) + self.places.weight[: ids.shape[1]]))
        for layer in self.layers:
            read = layer(read, mask)
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


def row(one: Example, vocabulary: Vocabulary) -> Row:
    ids, pieces, kept = [vocabulary.begin], [], []
    for number, unit in enumerate(one.units):
        own = vocabulary.numbers(aloud(unit.heard))[: LONGEST - len(ids)]
        if own:
            pieces.append(range(len(ids), len(ids) + len(own)))
            ids += own
            kept.append(number)
    labels = np.array([[rule in one.labels[number] for rule in OUTPUTS] for number in kept], np.float32)
    labels = labels.reshape(-1, len(OUTPUTS))
    broken = np.array([rule in one.broken for rule in OUTPUTS], np.float32)
    asked = np.array([rule in one.asked for rule in OUTPUTS], np.float32)
    story = np.array([rule == "individual-case" and one.draft.story_consent for rule in OUTPUTS])
    return Row(
        ids=[*ids, vocabulary.end],
        pieces=pieces,
        labels=labels,
        weights=asked * np.where((broken > 0) & (labels == 0), 0.0, 1.0),  # the other sentences may share the blame
        broken=broken,
        asked=np.where(story, 0.0, asked),
    )


def thinned(one: Row, dice: random.Random) -> Row:
    """The draft, every other time without some of the sentences that break nothing: only some are read in the end."""
    if dice.random() < WHOLE:
        return one
    kept = [place for place, labels in enumerate(one.labels) if labels.any() or dice.random() < WHOLE]
    ids, pieces = one.ids[:1], []
    for place in kept:
        span = one.pieces[place]
        pieces.append(range(len(ids), len(ids) + len(span)))
        ids += [one.ids[piece] for piece in span]
    return replace(one, ids=[*ids, one.ids[-1]], pieces=pieces, labels=one.labels[kept], weights=one.weights[kept])


def batches(rows: Sequence[Row], size: int, dice: random.Random) -> list[list[Row]]:
    """Drafts of like length together, in an order of chance."""
    order = sorted(rows, key=lambda one: len(one.ids) + dice.random() * 12)
    every = [order[start : start + size] for start in range(0, len(order), size)]
    dice.shuffle(every)
    return every


def loss_of(network: Network, rows: Sequence[Row], hidden: int, positive: float) -> Tensor:
    """How wrong the network is about these drafts: each part, and the surest part for the draft.

    Some pieces are read as `hidden`. A part that breaks a rule counts as `positive` that do not.
    """
    many, length, most = len(rows), max(len(one.ids) for one in rows), max(1, *(len(one.pieces) for one in rows))
    outputs = len(rows[0].broken)
    ids = torch.zeros(many, length, dtype=torch.long)
    mask = torch.zeros(many, 1, 1, length, dtype=torch.bool)
    pool = torch.zeros(many, most, length)
    labels, weights = torch.zeros(many, most, outputs), torch.zeros(many, most, outputs)
    for place, one in enumerate(rows):
        ids[place, : len(one.ids)] = torch.tensor(one.ids)
        mask[place, ..., : len(one.ids)] = True
        for number, pieces in enumerate(one.pieces):
            pool[place, number, list(pieces)] = 1 / len(pieces)
        if count := len(one.pieces):
            labels[place, :count] = torch.tensor(one.labels)
            weights[place, :count] = torch.tensor(one.weights)
    unread = (torch.rand(ids.shape) < UNREAD) & (pool.sum(1) > 0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        sums = network(torch.where(unread, torch.full((), hidden), ids), pool, mask)
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


def fit(
    examples: Sequence[Example], *, layers: int = LAYERS, rounds: int = COURSE.rounds, say: Say = print
) -> tuple[Network, list[str]]:
    """The fine-tuned network and the pieces of its vocabulary. `say` hears how far it is."""
    weights, pieces = base()
    vocabulary, hidden = Vocabulary(pieces), pieces.index(HIDDEN)
    rows = [row(one, vocabulary) for one in examples]
    network = tune(
        lambda: Network(weights, layers),
        replace(COURSE, rounds=rounds),
        lambda dice: batches([thinned(one, dice) for one in rows], COURSE.batch, dice),
        lambda network, batch: loss_of(network, batch, hidden, POSITIVE),
        rows=len(rows),
        say=say,
    )
    return network, pieces


def fit_and_store(examples: Sequence[Example], folder: Path, name: str) -> None:
    """One of several trainings beside each other: processes.py."""
    network, _ = fit(examples, say=lambda words: print(f"{name}, {words}", flush=True))
    store(network, folder)


def store(network: Network, folder: Path = FOLDER) -> None:
    """Write the network as whole numbers to `folder`."""
    folder.mkdir(exist_ok=True)
    ids, pool = torch.randint(1000, 20_000, (1, 12)), torch.zeros(1, 2, 12)
    pool[0, 0, 1:6], pool[0, 1, 6:11] = 1 / 5, 1 / 5
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / GRAPH
        torch.onnx.export(
            network, (ids, pool), str(whole), input_names=["ids", "pool"], output_names=["sums"], opset_version=17,
            dynamic_axes={"ids": {1: "pieces"}, "pool": {1: "sentences", 2: "pieces"}, "sums": {1: "sentences"}},
            dynamo=False,
        )  # fmt: skip
        # Seven bits: processors without the newest instructions add up eight of them wrongly.
        quantize_dynamic(whole, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
