#!/usr/bin/env python3
"""Makes tests/golden/nn/gradients.json: what PyTorch's automatic differentiation says of the networks of make_nn_golden.py.

Of one input, each head's logit and its gradient by every lead's samples and log SD; and integrated gradients on the straight way
from a flat baseline, by the trapezoidal rule. Run: scripts/make_gradient_golden.py
"""

import json
import pathlib

import torch

from make_nn_golden import input_for, leadwise, log_sd_for, paper

STEPS = 16
BASELINE_LOG_SD = -1.25
STRIDE = 61


def logit_of(preset, head, samples, log_sd):
    """The head's logit as a function of its leads' samples (leads, SAMPLES) and log SDs (leads)."""
    parts = []
    for i, lead in enumerate(head.leads):
        parts.append(preset.encoders[lead](samples[i].view(1, 1, -1))[0])
        if head.log_sd:
            parts.append(log_sd[i].view(1, 1))
    two = head.layers(torch.cat(parts, dim=1))[0]
    return two[1] - two[0]


def gradients(preset, head, samples, log_sd):
    samples, log_sd = samples.detach().requires_grad_(), log_sd.detach().requires_grad_()
    logit = logit_of(preset, head, samples, log_sd)
    by_samples, by_log_sd = torch.autograd.grad(logit, (samples, log_sd), allow_unused=True)
    return float(logit), by_samples, torch.zeros_like(log_sd) if by_log_sd is None else by_log_sd


def integrated(preset, head, samples, log_sd, steps):
    """From a flat line whose log SD is BASELINE_LOG_SD."""
    start = torch.full_like(log_sd, BASELINE_LOG_SD)
    sums = [torch.zeros_like(samples, dtype=torch.float64), torch.zeros_like(log_sd, dtype=torch.float64)]
    logits = []
    for k in range(steps + 1):
        place, weight = k / steps, 0.5 if k in (0, steps) else 1.0
        logit, *both = gradients(preset, head, samples * place, start + place * (log_sd - start))
        logits.append(logit)
        sums = [total + weight * gradient.double() for total, gradient in zip(sums, both)]
    shape, amplitude = sums[0] * samples.double() / steps, sums[1] * (log_sd - start).double() / steps
    return logits[0], logits[-1], shape, amplitude


def rounded(tensor):
    return [float(f"{v:.7g}") for v in tensor.flatten().tolist()]


def golden_head(preset, head):
    samples = torch.stack([torch.from_numpy(input_for(lead, 0)).float() for lead in head.leads])
    log_sd = torch.tensor([log_sd_for(lead, 0) for lead in head.leads]).float()
    logit, by_samples, by_log_sd = gradients(preset, head, samples, log_sd)
    baseline_logit, _, shape, amplitude = integrated(preset, head, samples, log_sd, STEPS)
    missed = float(shape.sum() + amplitude.sum()) - (logit - baseline_logit)
    print(head.name, "logit", logit, "baseline", baseline_logit, "missed", missed)
    return {"leads": head.leads, "logit": logit, "baseline_logit": baseline_logit,
            "gradient": [rounded(row[::STRIDE]) for row in by_samples],
            "largest_gradient": float(by_samples.abs().max()),
            "log_sd_gradient": rounded(by_log_sd),
            "attribution": [rounded(row[::STRIDE]) for row in shape],
            "largest_attribution": float(shape.abs().max()),
            "lead_sums": rounded(shape.sum(dim=1)), "amplitude": rounded(amplitude)}


def golden(preset, gain):
    preset.fill("fp32", gain)
    return {head.name: golden_head(preset, head) for head in preset.heads}


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "nn"
    result = {"steps": STEPS, "baseline_log_sd": BASELINE_LOG_SD, "stride": STRIDE}
    for name, make in (("paper", paper), ("leadwise", leadwise)):
        gain = json.loads((folder / f"{name}.json").read_text())["head_gain"]
        result[name] = golden(make(), gain)
    (folder / "gradients.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
