#!/usr/bin/env python3
"""Writes tests/golden/learn/head.json: a small classifier head (Linear, ReLU, dropout with given masks, Linear), trained by
PyTorch's Adam and cross-entropy in double precision on given batches; weights before and after, the loss of each step, the
gradient of the first.

Usage: /usr/bin/python3 scripts/make_head_training_golden.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

FILE = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "learn" / "head.json"
ROWS, WIDTH, HIDDEN, STEPS, BATCH, RATE, DROPOUT = 12, 5, 4, 9, 4, 0.01, 0.5


def rounded(*shape):
    """Few digits, so that the file holds exactly what was computed with."""
    return torch.round(torch.randn(*shape, dtype=torch.float64) * 1000) / 1000


def main():
    torch.manual_seed(11)
    inputs, labels = rounded(ROWS, WIDTH), torch.randint(0, 2, (ROWS,))
    names = {"0.weight": (HIDDEN, WIDTH), "0.bias": (HIDDEN,), "2.weight": (2, HIDDEN), "2.bias": (2,)}
    weights = {name: rounded(*shape).requires_grad_() for name, shape in names.items()}
    golden = {"learning_rate": RATE, "inputs": inputs.tolist(), "labels": labels.tolist(),
              "before": {name: tensor.tolist() for name, tensor in weights.items()}, "steps": []}
    adam = torch.optim.Adam(weights.values(), lr=RATE)
    for step in range(STEPS):
        rows = torch.randperm(ROWS)[:BATCH]
        mask = (torch.rand(BATCH, HIDDEN, dtype=torch.float64) >= DROPOUT).double() / (1 - DROPOUT)
        hidden = F.relu(F.linear(inputs[rows], weights["0.weight"], weights["0.bias"])) * mask
        loss = F.cross_entropy(F.linear(hidden, weights["2.weight"], weights["2.bias"]), labels[rows])
        adam.zero_grad()
        loss.backward()
        if step == 0:
            golden["first_gradient"] = {name: tensor.grad.tolist() for name, tensor in weights.items()}
        adam.step()
        golden["steps"].append({"rows": rows.tolist(), "mask": mask.tolist(), "loss": loss.item()})
    golden["after"] = {name: tensor.tolist() for name, tensor in weights.items()}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(golden) + "\n")


main()
