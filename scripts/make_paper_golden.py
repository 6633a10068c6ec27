#!/usr/bin/env python3
"""Writes tests/golden/training/paper.json: steps of the published pre-training (scripts/published_training.py, PyTorch), loss by loss and
gradient by gradient: ten for a small network of the published structure, two for the published one itself, and ten for it in double
precision (1 GB of weights, 10 GB of memory). The start comes from leadwise_paper_steps, by seeds, so that it need not be stored.

Usage: cmake --preset native -DLEADWISE_BUILD_BENCHMARKS=ON && cmake --build build/native --target leadwise_paper_steps
       /usr/bin/python3 scripts/make_paper_golden.py build/native/bench/leadwise_paper_steps
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch

import published_training as published


def summary(name, gradient, scale, entries):
    """The norm of a gradient, and some of its values, evenly spread in the weight file's order."""
    places = [(k + 1) * gradient.numel() // (entries + 1) for k in range(entries)]
    values = [published.value_at(name, gradient.numpy(), place) for place in places]
    return [float(f"{scale * value:.7g}") for value in (gradient.double().norm().item(), *values)]


def gradients(model, tensors, scale, entries):
    parameters, names = dict(model.named_parameters()), published.torch_names()
    return [summary(names[t], parameters[names[t]].grad, scale, entries) for t in tensors]


def take_steps(program, size, batch, count, entries, beta, dtype=torch.float32):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "export", size, str(batch), str(count), folder], check=True)
        model, x, noise = published.read_case(folder, decodes=12, dtype=dtype)
        _, tensors = published.read_weight_file(pathlib.Path(folder) / "start.safetensors")
        tensors = sorted(tensors)
    optimizer = published.make_optimizer(model)
    steps = []
    for i in range(count):
        parts, norm = published.step(model, optimizer, x, noise[i], beta)
        # They were clipped on the way; what is compared is what backward gave.
        unclipped = max(1.0, (norm + 1e-6) / published.LARGEST_NORM)
        steps.append({**{name: float(f"{part:.7g}") for name, part in parts.items()}, "gradient_norm": float(f"{norm:.7g}"),
                      "gradients": gradients(model, tensors, unclipped, entries)})
    return {"batch": batch, "tensors": tensors, "steps": steps}


def main(program):
    golden = {
        "small": take_steps(program, "small", batch=3, count=10, entries=3, beta=15 / 50),
        "full": take_steps(program, "full", batch=2, count=2, entries=1, beta=0.0),
        "full_in_double": take_steps(program, "full", batch=2, count=10, entries=1, beta=0.0, dtype=torch.float64),
    }
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "training"
    (folder / "paper.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
