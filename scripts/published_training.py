"""The published pre-training of LS-EMVAE (arXiv 2503.13470) in PyTorch, written from its description: an encoder a lead, the
prior as a 13th expert that is in none of the 4 groups of 3, one shared decoder that is asked once a lead for the same latent,
and the loss. Shared by scripts/make_paper_golden.py and bench/published_loop.py. It reads what leadwise_paper_case writes:
start.safetensors (weights in the order of docs/weight-format.md), samples.f32 and noise.f32, and needs only torch and numpy.
"""
import json
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
CHANNELS = [1, 16, 32, 64]
LEARNING_RATE, WEIGHT_DECAY, LARGEST_NORM = 5e-4, 1e-5, 1.0


class LeadEncoder(nn.Module):
    def __init__(self, samples, latent):
        super().__init__()
        convolutions = [nn.Conv1d(i, o, 3, stride=2, padding=1) for i, o in zip(CHANNELS, CHANNELS[1:])]
        self.conv1, self.conv2, self.conv3 = convolutions
        self.fc_mu = nn.Linear(CHANNELS[-1] * samples // 8, latent)
        self.fc_logvar = nn.Linear(CHANNELS[-1] * samples // 8, latent)

    def forward(self, x):
        for convolution in (self.conv1, self.conv2, self.conv3):
            x = F.relu(convolution(x))
        x = x.flatten(1)
        return self.fc_mu(x), self.fc_logvar(x)


class SharedDecoder(nn.Module):
    def __init__(self, samples, latent):
        super().__init__()
        self.length = samples // 8
        self.fc = nn.Linear(latent, CHANNELS[-1] * self.length)
        backwards = CHANNELS[::-1]
        convolutions = [nn.ConvTranspose1d(i, o, 4, stride=2, padding=1) for i, o in zip(backwards, backwards[1:])]
        self.convtrans1, self.convtrans2, self.convtrans3 = convolutions

    def forward(self, z):
        x = self.fc(z).view(-1, CHANNELS[-1], self.length)
        return self.convtrans3(F.relu(self.convtrans2(F.relu(self.convtrans1(x)))))


def product_of_experts(mu, logvar):
    precision = 1 / (logvar.exp() + 1e-8)
    variance = 1 / precision.sum(0)
    return variance * (precision * mu).sum(0), variance.log()


class PublishedModel(nn.Module):
    """`decodes`: how often the one latent is decoded for an ECG: 12 as published, or 1, which gives the same numbers."""

    def __init__(self, samples, latent, decodes=12):
        super().__init__()
        self.encoders = nn.ModuleList(LeadEncoder(samples, latent) for _ in LEADS)
        self.shared_decoder = SharedDecoder(samples, latent)
        self.decodes = decodes

    def fuse(self, mus, logvars):
        prior = torch.zeros_like(mus[0])
        mu, logvar = torch.stack([*mus, prior]), torch.stack([*logvars, prior])
        size = len(mu) // 4
        groups = [product_of_experts(mu[g * size : (g + 1) * size], logvar[g * size : (g + 1) * size]) for g in range(4)]
        return sum(m for m, _ in groups) / 4, sum(v for _, v in groups) / 4

    def forward(self, x, noise):
        mus, logvars = zip(*(encoder(x[:, i : i + 1]) for i, encoder in enumerate(self.encoders)))
        mu, logvar = self.fuse(mus, logvars)
        z = mu + noise * torch.exp(0.5 * logvar)
        if self.decodes == 1:
            return [self.shared_decoder(z)] * len(LEADS), mus, logvars
        return [self.shared_decoder(z) for _ in LEADS], mus, logvars


def loss_parts(x, reconstructions, mus, logvars, beta):
    batch = x.size(0)
    error = sum(F.mse_loss(r, x[:, i : i + 1], reduction="sum") for i, r in enumerate(reconstructions))
    mean_mu, mean_logvar = torch.stack(mus).mean(0), torch.stack(logvars).mean(0)
    kl = -0.5 * (1 + mean_logvar - mean_mu.pow(2) - mean_logvar.exp()).sum() / batch
    alignment = sum(F.mse_loss(mu, mean_mu) for mu in mus) / len(mus)
    return {"reconstruction": 1e-3 * error / batch, "kl": beta * kl, "alignment": 0.1 * alignment}


def make_optimizer(model):
    return torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)


def step(model, optimizer, x, noise, beta):
    """One step; the parts of the loss, and the gradients' norm before it is clipped."""
    optimizer.zero_grad(set_to_none=True)
    parts = loss_parts(x, *model(x, noise), beta)
    sum(parts.values()).backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), LARGEST_NORM)
    optimizer.step()
    return {name: part.item() for name, part in parts.items()}, norm.item()


# --- What leadwise_paper_case writes, and its order of every tensor ------------------------------------------------------


def read_weight_file(path):
    data = np.memmap(path, dtype=np.uint8, mode="r")
    behind = 8 + int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8:behind].tobytes())
    description = json.loads(header.pop("__metadata__")["leadwise.model"])
    tensors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        tensors[name] = data[behind + first : behind + last].view("<f4").reshape(entry["shape"])
    return description, tensors


def torch_names():
    """The state dict's name of every tensor of the weight file."""
    names = {}
    for kind in ("weight", "bias"):
        for i, lead in enumerate(LEADS):
            for c in range(3):
                names[f"encoder.{lead}.trunk.{2 * c}.{kind}"] = f"encoders.{i}.conv{c + 1}.{kind}"
            for readout in ("mu", "logvar"):
                names[f"encoder.{lead}.{readout}.{kind}"] = f"encoders.{i}.fc_{readout}.{kind}"
        names[f"decoder.0.{kind}"] = f"shared_decoder.fc.{kind}"
        for c in range(3):
            names[f"decoder.{2 + 2 * c}.{kind}"] = f"shared_decoder.convtrans{c + 1}.{kind}"
    return names


def as_torch(name, values):
    """From channels-last to PyTorch's order."""
    if ".conv" in name and values.ndim == 3:
        return values.transpose(2, 0, 1) if "trans" in name else values.transpose(0, 2, 1)
    if name.endswith(("fc_mu.weight", "fc_logvar.weight")):
        return values.reshape(len(values), -1, CHANNELS[-1]).transpose(0, 2, 1).reshape(values.shape)
    if "decoder.fc" in name:
        return values.reshape(-1, CHANNELS[-1], values.size // len(values)).swapaxes(0, 1).reshape(values.shape)
    return values


def value_at(name, values, place):
    """The way back for one value: the one that is in the place `place` of the weight file's tensor."""
    if ".conv" in name and values.ndim == 3:
        values = values.transpose(1, 2, 0) if "trans" in name else values.transpose(0, 2, 1)
        return values.reshape(-1)[place]
    row, column = divmod(place, values.size // len(values))
    if name.endswith(("fc_mu.weight", "fc_logvar.weight")):
        column = column % CHANNELS[-1] * (values.shape[1] // CHANNELS[-1]) + column // CHANNELS[-1]
    if "decoder.fc" in name:
        row = row % CHANNELS[-1] * (len(values) // CHANNELS[-1]) + row // CHANNELS[-1]
    return values.reshape(len(values), -1)[row, column]


def read_case(folder, decodes=12, dtype=torch.float32):
    """Model with the case's weights, its batch (batch, leads, samples), and the noise of every step (steps, batch, latent)."""
    folder = pathlib.Path(folder)
    description, tensors = read_weight_file(folder / "start.safetensors")
    samples, latent = description["input"]["samples"], description["latent_size"]
    model = PublishedModel(samples, latent, decodes)
    state = model.state_dict()
    for name, torch_name in torch_names().items():
        with torch.no_grad():
            state[torch_name].copy_(torch.from_numpy(np.array(as_torch(torch_name, tensors[name]))))
    x = np.fromfile(folder / "samples.f32", "<f4").reshape(-1, len(LEADS), samples)
    noise = np.fromfile(folder / "noise.f32", "<f4").reshape(-1, len(x), latent)
    return model.to(dtype), torch.from_numpy(x).to(dtype), torch.from_numpy(noise).to(dtype)
