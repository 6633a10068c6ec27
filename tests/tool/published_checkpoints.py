#!/usr/bin/env python3
"""Checkpoints in the published layout, with random weights and a small latent, and what PyTorch makes of an ECG with them.

  published_checkpoints.py make FOLDER [PREFIX]     writes FOLDER/encoder.pth and FOLDER/classifier_{6,12}.pth; tensors' names
                                                    begin with PREFIX
  published_checkpoints.py answer FOLDER LEADS CSV  prints the positive class's probability for a preprocessed ECG; the
                                                    CSV's columns are taken in its own order
"""

import sys

import numpy as np
import torch
from torch import nn

LATENT = 6


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2, self.conv3 = (nn.Conv1d(i, o, 3, 2, 1) for i, o in ((1, 16), (16, 32), (32, 64)))
        self.fc_mu, self.fc_logvar = nn.Linear(40000, LATENT), nn.Linear(40000, LATENT)

    def forward(self, x):
        for conv in (self.conv1, self.conv2, self.conv3):
            x = torch.relu(conv(x))
        return self.fc_mu(x.flatten(1))


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(LATENT, 40000)
        self.convtrans1, self.convtrans2, self.convtrans3 = (
            nn.ConvTranspose1d(i, o, 4, 2, 1) for i, o in ((64, 32), (32, 16), (16, 1))
        )


class Pretrained(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoders = nn.ModuleList(Encoder() for _ in range(12))
        self.shared_decoder = Decoder()


class Classifier(nn.Module):
    def __init__(self, encoders):
        super().__init__()
        self.lead_encoders = nn.ModuleList(encoders)
        self.classifier = nn.Sequential(nn.Linear(len(encoders) * LATENT, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 2))

    def forward(self, x):  # (batch, leads, samples)
        mu = torch.cat([encoder(x[:, i : i + 1]) for i, encoder in enumerate(self.lead_encoders)], 1)
        return torch.softmax(self.classifier(mu), 1)[:, 1]


def make(folder, prefix=""):
    torch.manual_seed(7)
    pretrained = Pretrained()
    save = lambda model, name: torch.save({prefix + k: v for k, v in model.state_dict().items()}, f"{folder}/{name}.pth")
    save(pretrained, "encoder")
    for count in (6, 12):
        save(Classifier(list(pretrained.encoders)[:count]), f"classifier_{count}")


def answer(folder, count, csv):
    state = {k.replace("_orig_mod.", ""): v for k, v in torch.load(f"{folder}/classifier_{count}.pth").items()}
    model = Classifier([Encoder() for _ in range(int(count))]).eval()
    model.load_state_dict(state)
    columns = np.loadtxt(csv, delimiter=",", skiprows=1, dtype=np.float64)[:, 1:]
    ecg = torch.tensor(columns.T[: int(count)].copy(), dtype=torch.float32)[None]
    with torch.no_grad():
        print(f"{model(ecg).item():.9f}")


if __name__ == "__main__":
    {"make": make, "answer": answer}[sys.argv[1]](*sys.argv[2:])
