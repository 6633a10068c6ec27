#!/usr/bin/env python3
"""Compares the tool's preprocessing with SciPy's on real recordings at 500 Hz and prints the largest difference.

usage: check_preprocessing_on_recordings.py [--tool build/native/leadwise] [--recordings ../shared/data/recordings]

Both ends are the tool's: `convert` gives the recording in mV, `preprocess` the model's input. Exits 1 when a lead
differs by more than a millionth of its standard deviation, or when a lead of a recording was left out.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from published_preprocessing import RATE_HZ, WINDOW_SAMPLES, preprocess_lead

LARGEST_ALLOWED = 1e-6


def tool_csv(tool, command, recording, folder):
    """Lead name -> samples of what the tool writes for a recording, and its sampling rate."""
    out = Path(folder) / f"{command}.csv"
    subprocess.run([tool, command, recording, "--to", "csv", "-o", out], check=True)
    with open(out) as lines:
        rows = [line.rstrip("\n").split(",") for line in lines if not line.startswith("#")]
    values = np.array([[float(cell) if cell else np.nan for cell in row] for row in rows[1:]])
    rate_hz = (len(values) - 1) / (values[-1, 0] - values[0, 0])
    return {lead: values[:, i] for i, lead in enumerate(rows[0]) if i > 0}, rate_hz


def largest_difference(tool, recording, folder):
    """Over all leads of a recording, in standard deviations; infinite where a lead was left out."""
    recorded, rate_hz = tool_csv(tool, "convert", recording, folder)
    if round(rate_hz, 6) != RATE_HZ:
        return None
    prepared, _ = tool_csv(tool, "preprocess", recording, folder)
    if not recorded.keys() <= prepared.keys():
        return np.inf
    expected = {lead: preprocess_lead(mv[:WINDOW_SAMPLES])[0] for lead, mv in recorded.items()}
    return max(np.abs(prepared[lead] - expected[lead]).max() for lead in recorded)


def main():
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=root / "build" / "native" / "leadwise")
    parser.add_argument("--recordings", type=Path, default=root.parent / "shared" / "data" / "recordings")
    arguments = parser.parse_args()

    compared, worst = 0, (0.0, None)
    with tempfile.TemporaryDirectory() as folder:
        for recording in sorted(arguments.recordings.rglob("*.hea")):
            difference = largest_difference(arguments.tool, recording, folder)
            if difference is not None:
                compared += 1
                worst = max(worst, (difference, recording.name))
    print(f"{compared} recordings compared, largest difference {worst[0]:.3g} SD ({worst[1]})")
    return 0 if compared and worst[0] <= LARGEST_ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
