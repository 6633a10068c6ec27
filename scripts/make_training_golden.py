#!/usr/bin/env python3
"""Writes tests/golden/training/objective.json: the pre-training loss of a tiny LS-EMVAE, computed with PyTorch step by
step from the published description (arXiv 2503.13470), without any of Leadwise's code. Two models: "published" (the
prior in no group, mean log-variance, KL of the mean over leads, one curve for all leads) and "own" (the prior in every
group, the mixture's true variance, KL of the fused posterior, lead embedding, leads missing).

Usage: /usr/bin/python3 scripts/make_training_golden.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
BATCH, SAMPLES, CHANNELS, LATENT = 3, 16, 2, 3
LENGTH = SAMPLES // 2


def draw_weights():
    """Tensors in the weight file's order: convolutions (out, kernel, in), flattened features channels fastest."""
    weights = {}
    for lead in LEADS:
        weights[f"encoder.{lead}.trunk.0.weight"] = torch.randn(CHANNELS, 3, 1) * 0.5
        weights[f"encoder.{lead}.trunk.0.bias"] = torch.randn(CHANNELS) * 0.1
        for name in ("mu", "logvar"):
            weights[f"encoder.{lead}.{name}.weight"] = torch.randn(LATENT, LENGTH * CHANNELS) * 0.2
            weights[f"encoder.{lead}.{name}.bias"] = torch.randn(LATENT) * 0.1
    weights["decoder.lead_embedding"] = torch.randn(len(LEADS), LATENT) * 0.3
    weights["decoder.0.weight"] = torch.randn(LENGTH * CHANNELS, LATENT) * 0.4
    weights["decoder.0.bias"] = torch.randn(LENGTH * CHANNELS) * 0.1
    weights["decoder.2.weight"] = torch.randn(1, 4, CHANNELS) * 0.4
    weights["decoder.2.bias"] = torch.randn(1) * 0.1
    return weights


def encode(weights, x):
    mus, logvars = [], []
    for i, lead in enumerate(LEADS):
        kernel = weights[f"encoder.{lead}.trunk.0.weight"].permute(0, 2, 1)
        h = F.relu(F.conv1d(x[:, i : i + 1], kernel, weights[f"encoder.{lead}.trunk.0.bias"], stride=2, padding=1))
        h = h.permute(0, 2, 1).reshape(BATCH, -1)
        mus.append(h @ weights[f"encoder.{lead}.mu.weight"].T + weights[f"encoder.{lead}.mu.bias"])
        logvars.append(h @ weights[f"encoder.{lead}.logvar.weight"].T + weights[f"encoder.{lead}.logvar.bias"])
    return torch.stack(mus), torch.stack(logvars)  # (lead, batch, latent)


def fuse(mu, logvar, present, own):
    """One ECG after the other, so that nothing is shared with the batched form under test."""
    fused_mu, fused_logvar = torch.zeros(BATCH, LATENT), torch.zeros(BATCH, LATENT)
    for b in range(BATCH):
        means, variances = [], []
        for group in range(4):
            members = [lead for lead in range(3 * group, 3 * group + 3) if present[b, lead] > 0]
            if not members:
                continue
            precisions = [1 / (logvar[lead, b].exp() + 1e-8) for lead in members]
            total = sum(precisions) + (1 if own else 0)
            means.append(sum(p * mu[lead, b] for p, lead in zip(precisions, members)) / total)
            variances.append(1 / total)
        mean = sum(means) / len(means)
        fused_mu[b] = mean
        if own:
            variance = sum(v + m * m for v, m in zip(variances, means)) / len(means) - mean * mean
            fused_logvar[b] = variance.log()
        else:
            fused_logvar[b] = sum(v.log() for v in variances) / len(means)
    return fused_mu, fused_logvar


def decode(weights, z, lead, own):
    if own:
        z = z + weights["decoder.lead_embedding"][lead]
    h = z @ weights["decoder.0.weight"].T + weights["decoder.0.bias"]
    h = h.reshape(BATCH, LENGTH, CHANNELS).permute(0, 2, 1)
    kernel = weights["decoder.2.weight"].permute(2, 0, 1)
    return F.conv_transpose1d(h, kernel, weights["decoder.2.bias"], stride=2, padding=1)[:, 0]


def kl(mu, logvar):
    return -0.5 * (1 + logvar - mu * mu - logvar.exp()).sum() / BATCH


def objective(own):
    weights = {name: w.double() for name, w in draw_weights().items()}
    if not own:
        del weights["decoder.lead_embedding"]
    x, noise = torch.randn(BATCH, len(LEADS), SAMPLES).double(), torch.randn(BATCH, LATENT).double()
    present = torch.ones(BATCH, len(LEADS)).double()
    if own:
        present[0, 6:] = 0  # limb leads alone
        present[1, 1:] = 0  # one lead alone
    for w in weights.values():
        w.requires_grad_(True)
    mu, logvar = encode(weights, x)
    fused_mu, fused_logvar = fuse(mu, logvar, present, own)
    z = fused_mu + noise * (fused_logvar / 2).exp()
    error = sum(((decode(weights, z, i, own) - x[:, i]) ** 2).sum() for i in range(len(LEADS)))
    mean_mu = mu.mean(0)
    parts = {
        "reconstruction": 1e-3 * error / BATCH,
        "kl": 0.7 * (kl(fused_mu, fused_logvar) if own else kl(mean_mu, logvar.mean(0))),
        "alignment": 0.1 * sum(F.mse_loss(m, mean_mu) for m in mu) / len(LEADS),
    }
    total = sum(parts.values())
    total.backward()
    return {
        "samples": x.flatten().tolist(), "noise": noise.flatten().tolist(), "present": present.flatten().tolist(),
        "tensors": {name: w.detach().flatten().tolist() for name, w in weights.items()},
        "gradient_norms": {name: w.grad.norm().item() for name, w in weights.items()},
        "fused_mu": fused_mu.flatten().tolist(), "fused_logvar": fused_logvar.flatten().tolist(),
        "total": total.item(), **{name: part.item() for name, part in parts.items()},
    }


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.9g}")


def main():
    torch.manual_seed(7)
    golden = {"published": objective(own=False), "own": objective(own=True)}
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "training"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "objective.json").write_text(json.dumps(rounded(golden), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
