#!/usr/bin/env python3
"""Makes tests/golden/nn/{paper,leadwise}.json: what PyTorch computes with the networks of docs/weight-format.md.

The networks are defined here a second time, in PyTorch's own layout. Weights and inputs come of an integer hash that
tests/nn/formula.hpp computes too, so the golden files hold results only. Run: scripts/make_nn_golden.py
"""

import json
import pathlib

import numpy as np
import torch
from torch import nn
from torch.distributions import Normal, kl_divergence

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
SAMPLES = 5000
INPUTS = 5
LARGEST_LOGIT = 3.0


# --- The formula: the same numbers in Python and in C++ -----------------------------------------------------------

def fnv1a(text):
    h = 0x811C9DC5
    for byte in text.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def uniform(name, count):
    """`count` doubles in [-1, 1), multiples of 2^-23."""
    h = (np.arange(count, dtype=np.uint64) + fnv1a(name)).astype(np.uint32)
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x7FEB352D)
    h ^= h >> np.uint32(15)
    h *= np.uint32(0x846CA68B)
    h ^= h >> np.uint32(16)
    return (h >> np.uint32(8)).astype(np.float64) * 2.0**-23 - 1.0


def values_for(name, shape, head_gain):
    """Values of a tensor in the file's order; variance gain / fan-in for weights."""
    count, fan_in = int(np.prod(shape)), int(np.prod(shape[1:]))
    if name.endswith("bias"):
        amplitude = 0.1
    elif name.endswith("lead_embedding"):
        amplitude = 0.5
    else:
        gain = 0.05 if name.endswith("logvar.weight") else 2.0
        amplitude = np.sqrt(3.0 * gain / fan_in)
    if name.startswith("head."):
        amplitude *= head_gain
    return (uniform(name, count) * amplitude).astype(np.float32).reshape(shape)


def input_for(lead, number):
    """A lead that looks roughly like an ECG: slow noise and a spike every 400 samples."""
    noise = uniform(f"input.{lead}.{number}", SAMPLES + 15)
    slow = np.convolve(noise, np.ones(16), mode="valid") / 16.0
    phase = np.arange(SAMPLES) % 400 - 200.0 - 8.0 * number
    spike = np.maximum(0.0, 6.0 - 0.5 * np.abs(phase))
    return 4.0 * slow + (spike if LEADS.index(lead) % 2 == 0 else -spike)


def log_sd_for(lead, number):
    return -1.5 + 0.125 * LEADS.index(lead) + 0.0625 * number


def stored_as(weight_type, weight):
    """What a weight becomes by being stored."""
    if weight_type == "fp16":
        return weight.astype(np.float16).astype(np.float32)
    if weight_type == "int8":
        rows = weight.reshape(weight.shape[0], -1)
        scale = np.abs(rows).max(axis=1, keepdims=True) / np.float32(127.0)
        return (np.rint(rows / scale) * scale).reshape(weight.shape).astype(np.float32)
    return weight


# --- From the file's channels-last order to PyTorch's channels-first ----------------------------------------------

class Filler:
    """Puts formula values into PyTorch modules."""

    def __init__(self, weight_type, head_gain=1.0):
        self.weight_type, self.head_gain = weight_type, head_gain

    def tensor(self, name, shape):
        values = values_for(name, shape, self.head_gain)
        return stored_as(self.weight_type, values) if name.endswith("weight") else values

    def fill(self, module, name, flattened=None, reshaped=None):
        """flattened = (length, channels): columns are a flattened sequence; reshaped: rows become one."""
        with torch.no_grad():
            if isinstance(module, nn.Conv1d):
                shape = (module.out_channels, module.kernel_size[0], module.in_channels)
                weight = self.tensor(name + ".weight", shape).transpose(0, 2, 1)
            elif isinstance(module, nn.ConvTranspose1d):
                shape = (module.out_channels, module.kernel_size[0], module.in_channels)
                weight = self.tensor(name + ".weight", shape).transpose(2, 0, 1)
            else:
                weight = self.tensor(name + ".weight", (module.out_features, module.in_features))
            bias = values_for(name + ".bias", (weight.shape[1] if isinstance(module, nn.ConvTranspose1d)
                                               else weight.shape[0],), self.head_gain)
            if flattened:
                length, channels = flattened
                cut = weight[:, :length * channels].reshape(-1, length, channels).transpose(0, 2, 1)
                weight = np.concatenate([cut.reshape(len(weight), -1), weight[:, length * channels:]], axis=1)
            if reshaped:
                length, channels = reshaped
                weight = weight.reshape(length, channels, -1).transpose(1, 0, 2).reshape(length * channels, -1)
                bias = bias.reshape(length, channels).T.reshape(-1)
            module.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight)))
            module.bias.copy_(torch.from_numpy(np.ascontiguousarray(bias)))


# --- The networks, in PyTorch's layout ----------------------------------------------------------------------------

class PaperEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = nn.Sequential(nn.Conv1d(1, 16, 3, 2, 1), nn.ReLU(), nn.Conv1d(16, 32, 3, 2, 1), nn.ReLU(),
                                   nn.Conv1d(32, 64, 3, 2, 1), nn.ReLU())
        self.fc_mu, self.fc_logvar = nn.Linear(40000, 256), nn.Linear(40000, 256)
        self.flattened = (625, 64)

    def features(self, x):
        return self.trunk(x).flatten(1)

    def fill(self, filler, prefix):
        for i in (0, 2, 4):
            filler.fill(self.trunk[i], f"{prefix}.trunk.{i}")
        for part, name in ((self.fc_mu, "mu"), (self.fc_logvar, "logvar")):
            filler.fill(part, f"{prefix}.{name}", flattened=self.flattened)

    def forward(self, x):
        features = self.features(x)
        return self.fc_mu(features), self.fc_logvar(features)


class LeadwiseEncoder(PaperEncoder):
    def __init__(self):
        nn.Module.__init__(self)
        layers = []
        for i, o, k, s, p in ((1, 16, 9, 5, 4), (16, 32, 9, 5, 4), (32, 48, 5, 2, 2), (48, 64, 5, 2, 2),
                              (64, 64, 5, 2, 2)):
            layers += [nn.Conv1d(i, o, k, s, p), nn.ReLU()]
        self.trunk = nn.Sequential(*layers)
        self.where = nn.Conv1d(64, 16, 1)
        self.fc_mu, self.fc_logvar = nn.Linear(464, 64), nn.Linear(464, 64)
        self.flattened = (25, 16)

    def features(self, x):
        out = self.trunk(x)
        return torch.cat([torch.relu(self.where(out)).flatten(1), out.mean(dim=2)], dim=1)

    def fill(self, filler, prefix):
        for i in (0, 2, 4, 6, 8):
            filler.fill(self.trunk[i], f"{prefix}.trunk.{i}")
        filler.fill(self.where, f"{prefix}.readout.0.0")
        for part, name in ((self.fc_mu, "mu"), (self.fc_logvar, "logvar")):
            filler.fill(part, f"{prefix}.{name}", flattened=self.flattened)


class Decoder(nn.Module):
    """`lengths` of the sequence (length, channels) that the linear layer makes, and the upsampling stages."""

    def __init__(self, latent, start, stages):
        super().__init__()
        self.start = start
        self.fc = nn.Linear(latent, start[0] * start[1])
        layers = []
        for stage in stages:
            layers += [nn.ConvTranspose1d(*stage), nn.ReLU()]
        self.up = nn.Sequential(*layers[:-1])

    def fill(self, filler):
        filler.fill(self.fc, "decoder.0", reshaped=self.start)
        for i in range(0, len(self.up), 2):
            filler.fill(self.up[i], f"decoder.{i + 2}")

    def forward(self, z):
        return self.up(self.fc(z).view(-1, self.start[1], self.start[0]))


class Head(nn.Module):
    def __init__(self, name, leads, width, hidden, log_sd):
        super().__init__()
        self.name, self.leads, self.log_sd = name, leads, log_sd
        self.layers = nn.Sequential(nn.Linear(len(leads) * (width + log_sd), hidden), nn.ReLU(), nn.Linear(hidden, 2))

    def fill(self, filler):
        for i in (0, 2):
            filler.fill(self.layers[i], f"head.{self.name}.{i}")

    def forward(self, mu, number):
        parts = []
        for lead in self.leads:
            parts.append(mu[lead])
            if self.log_sd:
                parts.append(torch.tensor([[log_sd_for(lead, number)]], dtype=torch.float32))
        return self.layers(torch.cat(parts, dim=1))


# --- Fusion -------------------------------------------------------------------------------------------------------

def product_of_experts(mus, logvars, prior, epsilon=1e-8):
    mu, logvar = torch.stack(mus), torch.stack(logvars)
    if prior:
        mu, logvar = torch.cat([mu, mu[:1] * 0]), torch.cat([logvar, logvar[:1] * 0])
    precision = 1 / (logvar.exp() + epsilon)
    return (mu * precision).sum(0) / precision.sum(0), 1 / precision.sum(0)


def fuse(mu, logvar, groups, prior, moment_matched):
    products = []
    for group in groups:
        present = [lead for lead in group if lead in mu]
        if present:
            products.append(product_of_experts([mu[l] for l in present], [logvar[l] for l in present], prior))
    means, variances = torch.stack([m for m, _ in products]), torch.stack([v for _, v in products])
    mean = means.mean(0)
    if moment_matched:
        return mean, ((variances + means**2).mean(0) - mean**2).log()
    return mean, variances.log().mean(0)


# --- A whole model ------------------------------------------------------------------------------------------------

class Preset:
    def __init__(self, leads, encoder, decoder, heads, groups, embedding, prior, moment_matched):
        self.leads, self.decoder, self.heads, self.groups = leads, decoder(), heads(), groups
        self.encoders = {lead: encoder() for lead in leads}
        self.has_embedding, self.prior, self.moment_matched = embedding, prior, moment_matched

    def fill(self, weight_type, head_gain):
        filler = Filler(weight_type, head_gain)
        for lead, encoder in self.encoders.items():
            encoder.fill(filler, f"encoder.{lead}")
        self.decoder.fill(filler)
        for head in self.heads:
            head.fill(filler)
        if self.has_embedding:
            shape = (12, self.decoder.fc.in_features)
            self.embedding = torch.from_numpy(filler.tensor("decoder.lead_embedding", shape))

    def input(self, lead, number):
        return torch.from_numpy(input_for(lead, number).astype(np.float32)).view(1, 1, -1)

    def encode(self, number):
        both = {lead: self.encoders[lead](self.input(lead, number)) for lead in self.leads}
        return {lead: b[0] for lead, b in both.items()}, {lead: b[1] for lead, b in both.items()}

    def logits(self, number):
        mu, _ = self.encode(number)
        return {head.name: head(mu, number)[0] for head in self.heads}

    def probabilities(self):
        rows = [self.logits(number) for number in range(INPUTS)]
        return {head.name: [float(torch.softmax(row[head.name].double(), 0)[1]) for row in rows] for head in self.heads}

    def decode(self, z, lead):
        return self.decoder(z + self.embedding[LEADS.index(lead)] if self.has_embedding else z)


def rounded(tensor):
    return [float(f"{v:.8g}") for v in tensor.detach().flatten().tolist()]


def stages_of(stack, x, prefix, first=0):
    """The output of every layer, channels last, every n-th value so that about 150 are kept."""
    stages = []
    for i, layer in enumerate(stack):
        x = layer(x)
        flat = x[0].T.reshape(-1)
        stride = flat.numel() // 150 + 1
        stages.append({"prefix": prefix, "layers": first + i + 1, "size": flat.numel(), "stride": stride,
                       "values": rounded(flat[::stride])})
    return stages


def golden(preset):
    with torch.no_grad():
        preset.fill("fp32", 1.0)
        largest = max(abs(float(l[1] - l[0])) for n in range(INPUTS) for l in preset.logits(n).values())
        # A head's two layers and their biases all grow by the gain: its logits, by about the gain squared.
        gain = round((LARGEST_LOGIT / largest) ** 0.5, 3)
        result = {"leads": preset.leads, "inputs": INPUTS, "head_gain": gain, "probability": {}}
        for weight_type in ("fp16", "int8", "fp32"):
            preset.fill(weight_type, gain)
            result["probability"][weight_type] = preset.probabilities()
        mu, logvar = preset.encode(0)
        fused_mu, fused_logvar = fuse(mu, logvar, preset.groups, preset.prior, preset.moment_matched)
        first = preset.leads[0]
        result["stages"] = stages_of(preset.encoders[first].trunk, preset.input(first, 0), f"encoder.{first}.trunk")
        z = preset.embedding[LEADS.index(first)] + fused_mu if preset.has_embedding else fused_mu
        start = preset.decoder.fc(z).view(-1, preset.decoder.start[1], preset.decoder.start[0])
        result["stages"] += stages_of(preset.decoder.up, start, "decoder", first=2)
        result["mu"] = {lead: rounded(mu[lead]) for lead in preset.leads}
        result["logvar"] = {lead: rounded(logvar[lead]) for lead in preset.leads}
        result["fused_mu"], result["fused_logvar"] = rounded(fused_mu), rounded(fused_logvar)
        result["decoded"], result["elbo"] = {}, {}
        divergence = kl_divergence(Normal(fused_mu, (fused_logvar / 2).exp()), Normal(0.0, 1.0)).sum()
        for lead in preset.leads:
            decoded = preset.decode(fused_mu, lead)
            result["decoded"][lead] = rounded(decoded[0, 0, ::37])
            density = Normal(decoded, 1.0).log_prob(preset.input(lead, 0)).mean()
            result["elbo"][lead] = float(density - divergence / len(preset.leads) / SAMPLES)
        result["logit"] = {name: float(l[1] - l[0]) for name, l in preset.logits(0).items()}
    return result


def paper():
    return Preset(
        leads=["I", "II", "V1"], encoder=PaperEncoder,
        decoder=lambda: Decoder(256, (625, 64), [(64, 32, 4, 2, 1), (32, 16, 4, 2, 1), (16, 1, 4, 2, 1)]),
        heads=lambda: [Head("test", ["I", "V1"], 256, 128, False)],
        groups=[LEADS[i:i + 3] for i in range(0, 12, 3)], embedding=False, prior=False, moment_matched=False)


def leadwise():
    return Preset(
        leads=LEADS, encoder=LeadwiseEncoder,
        decoder=lambda: Decoder(64, (25, 32), [(32, 32, 4, 2, 1), (32, 32, 4, 2, 1), (32, 24, 4, 2, 1),
                                               (24, 16, 9, 5, 2), (16, 1, 9, 5, 2)]),
        heads=lambda: [Head("rv_overload_12", LEADS, 64, 48, True), Head("rv_overload_6", LEADS[:6], 64, 48, True)],
        groups=[["I", "aVL", "V5", "V6"], ["II", "III", "aVF"], ["aVR", "V1", "V2"], ["V3", "V4"]],
        embedding=True, prior=True, moment_matched=True)


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "nn"
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("paper", paper), ("leadwise", leadwise)):
        result = golden(make())
        (folder / f"{name}.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
        print(name, "gain", result["head_gain"], "probabilities", result["probability"])


if __name__ == "__main__":
    main()
