#!/usr/bin/env python3
"""Makes a weight file of the published LS-EMVAE's PyTorch checkpoints (arXiv 2503.13470). Needs only torch and numpy.

  scripts/import_pytorch.py --encoder PRETRAINED.pth --classifier CLASSIFIER.pth --leads 6|12 --task TASK OUT.safetensors

The checkpoints are state dicts, bare or under "state_dict" or "model_state_dict", with or without the prefixes that
torch.compile and data parallelism leave ("_orig_mod.", "module."): of the pre-trained network encoders.{0..11}.conv{1,2,3},
.fc_mu, .fc_logvar and shared_decoder.fc, .convtrans{1,2,3}; of the classifier lead_encoders.{i}, classifier.0, classifier.3.
Encoders stand in the order I, II, III, aVR, aVL, aVF, V1 ... V6; files whose leads were prepared in another order (MIMIC's
has aVF before aVL) need --lead-order. The published protocol freezes the encoders while the classifier learns; where the
classifier's own copies differ from the pre-trained ones, they are what it was trained with and are taken, and the card says so.

Nothing in a checkpoint says on whom it was tested, so the card claims no clinical validation.
`leadwise model OUT.safetensors` shows the card; docs/weight-format.md describes the file.
"""

import argparse
import json
import os
import re
import sys

import numpy as np
import torch

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
SAMPLES = 5000
PREPROCESSING = "highpass-0.5hz-order5-powerline-50hz-standardised/1"
CONVOLUTIONS = [(1, 16), (16, 32), (32, 64)]
TRANSPOSED = [(64, 32), (32, 16), (16, 1)]
CHANNELS, LENGTH = 64, 625  # behind the trunk
INTENDED_USE = (
    "Research use only; not for the care of patients. Imported from a checkpoint that does not say on whom it was trained or "
    "tested: what its score means is for those to say who made it."
)


class Refused(Exception):
    """A checkpoint that is not what it should be; the message names file and tensor."""


# --- Checkpoints ----------------------------------------------------------------------------------------------------


def plain_name(name):
    """torch.compile also wraps parts of a network, and then stands within the name."""
    return re.sub(r"(?:^|(?<=\.))(?:_orig_mod|module)\.", "", name)


def by_plain_name(path, state):
    tensors = {}
    for name, tensor in state.items():
        if not torch.is_tensor(tensor):
            continue
        plain = plain_name(name)
        if plain in tensors and not torch.equal(tensors[plain], tensor):
            raise Refused(f"{path}: holds {plain} twice, under different prefixes and with different values")
        tensors[plain] = tensor
    return tensors


def why_unreadable(error):
    """What PyTorch says, but for its advice to read the file unsafely."""
    objects = re.search(r"Unsupported (?:global: GLOBAL|class) (\S+)", str(error))
    if objects:
        return f"it holds a Python object ({objects[1]}): save the state dict alone, torch.save(model.state_dict(), FILE)"
    return (str(error).splitlines() or [type(error).__name__])[0]


def load_state(path):
    """The tensors of a checkpoint by their plain names, as float32 arrays."""
    try:
        # Tensors only: a checkpoint from elsewhere must not run code here.
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        raise Refused(f"{path}: not a checkpoint that can be read safely: {why_unreadable(error)}") from error
    for key in ("model_state_dict", "state_dict"):
        if isinstance(state, dict) and key in state:
            state = state[key]
    tensors = by_plain_name(path, state) if isinstance(state, dict) else {}
    if not tensors:
        keys = f"; its keys are {', '.join(map(str, list(state)[:8]))}" if isinstance(state, dict) else ""
        raise Refused(f"{path}: holds no tensors by name, neither bare nor under state_dict or model_state_dict{keys}")
    return {name: tensor.detach().to(torch.float32).numpy() for name, tensor in tensors.items()}


class Checkpoint:
    """Tensors by name, with their shapes checked as they are taken. A None in a shape fits any size."""

    def __init__(self, path):
        self.path, self.tensors = path, load_state(path)

    def has(self, name):
        return name in self.tensors

    def take(self, name, shape):
        if not self.has(name):
            raise Refused(f"{self.path}: the tensor {name} is missing")
        tensor = self.tensors[name]
        if len(tensor.shape) != len(shape) or any(want not in (None, size) for want, size in zip(shape, tensor.shape)):
            raise Refused(f"{self.path}: {name} has the shape {tuple(tensor.shape)}, not {tuple(shape)}")
        if not np.isfinite(tensor).all():
            raise Refused(f"{self.path}: {name} holds values that are not finite")
        return tensor


# --- From PyTorch's layout to the weight file's (docs/weight-format.md, "Channels-last order") --------------------------


def behind_flatten(weight):
    return weight.reshape(-1, CHANNELS, LENGTH).transpose(0, 2, 1).reshape(-1, LENGTH * CHANNELS)


def before_view(weight):
    return weight.reshape(CHANNELS, LENGTH, -1).transpose(1, 0, 2).reshape(LENGTH * CHANNELS, -1)


def encoder_tensors(checkpoint, place, lead, latent_size):
    """One lead's encoder, which stands below `place` in the checkpoint."""
    tensors = {}
    for i, (inputs, outputs) in enumerate(CONVOLUTIONS):
        name, source = f"encoder.{lead}.trunk.{2 * i}", f"{place}.conv{i + 1}"
        tensors[f"{name}.weight"] = checkpoint.take(f"{source}.weight", (outputs, inputs, 3)).transpose(0, 2, 1)
        tensors[f"{name}.bias"] = checkpoint.take(f"{source}.bias", (outputs,))
    for readout in ("mu", "logvar"):
        name, source = f"encoder.{lead}.{readout}", f"{place}.fc_{readout}"
        weight = checkpoint.take(f"{source}.weight", (latent_size, CHANNELS * LENGTH))
        tensors[f"{name}.weight"] = behind_flatten(weight)
        tensors[f"{name}.bias"] = checkpoint.take(f"{source}.bias", (latent_size,))
    return tensors


def decoder_tensors(checkpoint, latent_size):
    weight = checkpoint.take("shared_decoder.fc.weight", (CHANNELS * LENGTH, latent_size))
    bias = checkpoint.take("shared_decoder.fc.bias", (CHANNELS * LENGTH,))
    tensors = {"decoder.0.weight": before_view(weight), "decoder.0.bias": bias.reshape(CHANNELS, LENGTH).T.reshape(-1)}
    for i, (inputs, outputs) in enumerate(TRANSPOSED):
        source = f"shared_decoder.convtrans{i + 1}"
        weight = checkpoint.take(f"{source}.weight", (inputs, outputs, 4))
        tensors[f"decoder.{2 + 2 * i}.weight"] = weight.transpose(1, 2, 0)
        tensors[f"decoder.{2 + 2 * i}.bias"] = checkpoint.take(f"{source}.bias", (outputs,))
    return tensors


def head_tensors(checkpoint, head, width):
    hidden = checkpoint.take("classifier.0.weight", (None, width)).shape[0]
    return {
        f"head.{head}.0.weight": checkpoint.take("classifier.0.weight", (hidden, width)),
        f"head.{head}.0.bias": checkpoint.take("classifier.0.bias", (hidden,)),
        f"head.{head}.2.weight": checkpoint.take("classifier.3.weight", (2, hidden)),
        f"head.{head}.2.bias": checkpoint.take("classifier.3.bias", (2,)),
    }


# --- The description ----------------------------------------------------------------------------------------------------


def linear(inputs, outputs):
    return {"type": "linear", "in_features": inputs, "out_features": outputs}


def trunk_layers():
    layers = []
    for inputs, outputs in CONVOLUTIONS:
        conv = {"type": "conv1d", "in_channels": inputs, "out_channels": outputs, "kernel": 3, "stride": 2, "padding": 1}
        layers += [conv, {"type": "relu"}]
    return layers


def decoder_layers(latent_size):
    layers = [linear(latent_size, CHANNELS * LENGTH), {"type": "reshape", "length": LENGTH, "channels": CHANNELS}]
    for inputs, outputs in TRANSPOSED:
        conv = {"type": "conv_transpose1d", "in_channels": inputs, "out_channels": outputs}
        layers += [conv | {"kernel": 4, "stride": 2, "padding": 1, "output_padding": 0}, {"type": "relu"}]
    return layers[:-1]


def describe(options, latent_size, hidden, own_encoders):
    leads = options.lead_order[: options.leads]
    # As published: 13 experts in the encoders' order, the prior last, cut into 4 groups of 13 // 4 = 3; so it is in none.
    groups = [options.lead_order[i : i + 3] for i in range(0, 12, 3)]
    head = {
        "id": f"{options.task}_{options.leads}",
        "task": options.task,
        "leads": leads,
        "log_sd_mv": False,
        "layers": [linear(latent_size * options.leads, hidden), {"type": "relu"}, linear(hidden, 2)],
        "classes": ["negative", "positive"],
        "threshold": None,
        "calibration": None,
        "training_prevalence": options.training_prevalence,
        "clinically_validated": False,
    }
    fusion = {"groups": groups, "prior_in_groups": False, "mixture_variance": "mean_logvar", "variance_epsilon": 1e-8}
    return {
        "format_version": 1,
        "name": options.name or f"imported-{options.task}-{options.leads}",
        "preset": "paper",
        "input": {"sampling_rate_hz": 500.0, "samples": SAMPLES, "leads": leads, "preprocessing": PREPROCESSING},
        "encoder": {"trunk": trunk_layers(), "readouts": [[{"type": "flatten"}]]},
        "latent_size": latent_size,
        "fusion": fusion,
        "decoder": {"lead_embedding": False, "layers": decoder_layers(latent_size)},
        "heads": [head],
        "weight_type": "fp32",
        "intended_use": INTENDED_USE,
        "clinically_validated": False,
        "validated_on": None,
        "licence": options.licence,
        "training": {
            "imported_from": [os.path.basename(options.encoder), os.path.basename(options.classifier)],
            "lead_order": options.lead_order,
            "encoders": "as the classifier had them" if own_encoders else "as pre-trained",
        },
        "results": None,
    }


# --- The file -----------------------------------------------------------------------------------------------------------


def write_file(path, description, tensors):
    """safetensors: header length, header padded with blanks, data. Written whole or not at all."""
    header, at = {"__metadata__": {"leadwise.model": json.dumps(description)}}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + tensor.nbytes]}
        at += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    unfinished = f"{path}.part"
    with open(unfinished, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for tensor in tensors.values():
            file.write(np.ascontiguousarray(tensor, dtype="<f4").tobytes())
    os.replace(unfinished, path)


def differs(a, b):
    return any(not np.array_equal(a[name], b[name]) for name in a)


def collect(options, pretrained, classifier):
    """All tensors of the file, the latent's size, and whether the classifier's encoders are not the pre-trained ones."""
    latent_size = pretrained.take("encoders.0.fc_mu.weight", (None, CHANNELS * LENGTH)).shape[0]
    head = head_tensors(classifier, f"{options.task}_{options.leads}", latent_size * options.leads)
    tensors, own_encoders = {}, False
    has_own = any(name.startswith("lead_encoders.") for name in classifier.tensors)
    for i, lead in enumerate(options.lead_order[: options.leads]):
        encoder = encoder_tensors(pretrained, f"encoders.{i}", lead, latent_size)
        if has_own:
            own = encoder_tensors(classifier, f"lead_encoders.{i}", lead, latent_size)
            own_encoders |= differs(own, encoder)
            encoder = own
        tensors |= encoder
    tensors |= decoder_tensors(pretrained, latent_size)
    tensors |= head
    return tensors, latent_size, own_encoders


def lead_order(text):
    leads = text.split(",")
    if sorted(leads) != sorted(LEADS):
        raise argparse.ArgumentTypeError("names each of " + ", ".join(LEADS) + " once, separated by commas")
    return leads


def share(text):
    value = float(text)
    if not 0.0 < value < 1.0:
        raise argparse.ArgumentTypeError("lies between 0 and 1")
    return value


def task_name(text):
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", text):
        raise argparse.ArgumentTypeError("consists of letters, digits, _ and -")
    return text


def parse_options(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", required=True, help="checkpoint of the pre-trained network")
    parser.add_argument("--classifier", required=True, help="checkpoint of the classifier")
    parser.add_argument("--leads", required=True, type=int, choices=(6, 12))
    parser.add_argument("--task", required=True, type=task_name, help="ph_detection, ph_precapillary, elevated_pawp or any name")
    parser.add_argument("--lead-order", type=lead_order, default=LEADS, help="leads of the encoders 0 to 11")
    parser.add_argument("--training-prevalence", type=share, help="share of positives that the classifier was trained on")
    parser.add_argument("--name", help="of the model")
    parser.add_argument("--licence", default="unknown", help="of the checkpoints")
    parser.add_argument("out", help="weight file to write")
    return parser.parse_args(arguments)


def main(arguments):
    options = parse_options(arguments)
    if options.leads == 6 and sorted(options.lead_order[:6]) != sorted(LEADS[:6]):
        raise Refused("--lead-order: a classifier of 6 leads has the limb leads first")
    pretrained, classifier = Checkpoint(options.encoder), Checkpoint(options.classifier)
    tensors, latent_size, own_encoders = collect(options, pretrained, classifier)
    hidden = classifier.tensors["classifier.0.weight"].shape[0]
    write_file(options.out, describe(options, latent_size, hidden, own_encoders), tensors)
    if own_encoders:
        print("the classifier's encoders differ from the pre-trained ones; its own were taken", file=sys.stderr)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Refused, OSError) as error:
        sys.exit(f"import_pytorch.py: {error}")
