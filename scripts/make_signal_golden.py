#!/usr/bin/env python3
"""Writes tests/golden/signal/*.json: what SciPy makes of small made-up signals. Needs numpy and scipy.

The raw signals are whole microvolts, so that text holds them exactly; results are given at every tenth sample.
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy import signal

from published_preprocessing import RATE_HZ, WINDOW_SAMPLES, preprocess_lead

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden" / "signal"
STEP = 10


def made_up_lead_uv(rng, samples):
    """Narrow and broad waves in a rhythm, on wander, mains hum, noise and an electrode's offset."""
    time_s = np.arange(samples) / RATE_HZ
    lead = rng.uniform(-3000, 3000) + 200 * np.sin(2 * np.pi * 0.23 * time_s + rng.uniform(0, 6))
    lead += 40 * np.sin(2 * np.pi * 50 * time_s) + rng.normal(0, 8, samples)
    for beat_s in np.arange(rng.uniform(0.1, 0.6), time_s[-1], rng.uniform(0.6, 1.1)):
        for delay_s, width_s, height_uv in ((-0.16, 0.03, 120), (0, 0.012, 1100), (0.03, 0.011, -300), (0.3, 0.05, 280)):
            lead += height_uv * np.exp(-(((time_s - beat_s - delay_s) / width_s) ** 2) / 2)
    return np.round(lead)


def golden_case(name, lead_uv):
    standardised, sd_mv = preprocess_lead(lead_uv / 1000)
    return {
        "name": name,
        "lead_uv": [None if np.isnan(uv) else int(uv) for uv in lead_uv],
        "sd_mv": sd_mv,
        "standardised": standardised[::STEP].tolist(),
        "largest": float(np.abs(standardised).max()),
    }


def preprocessing_cases():
    rng = np.random.default_rng(20250317)
    with_gaps = made_up_lead_uv(rng, WINDOW_SAMPLES)
    with_gaps[:7] = with_gaps[1200:1390] = with_gaps[3001] = with_gaps[-40:] = np.nan
    return [
        golden_case("a whole window", made_up_lead_uv(rng, WINDOW_SAMPLES)),
        golden_case("missing samples at both ends and inside", with_gaps),
        golden_case("9.7 s, zero-padded", made_up_lead_uv(rng, 4850)),
        golden_case("full-scale 16-bit noise", rng.integers(-32768, 32768, WINDOW_SAMPLES).astype(float)),
    ]


def highpass_designs():
    pairs = ((0.5, 500), (0.05, 500), (0.67, 250), (40, 1000), (10, 500))
    return [
        {"cutoff_hz": cutoff, "rate_hz": rate,
         "sections": signal.butter(5, cutoff, "highpass", fs=rate, output="sos").tolist()}
        for cutoff, rate in pairs
    ]


def write(name, content):
    text = json.dumps(content, separators=(",", ":"))
    (GOLDEN / name).write_text(text.replace("},{", "},\n{") + "\n")
    print(f"{name}: {len(text)} bytes", file=sys.stderr)


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    write("preprocessing.json", {"step": STEP, "cases": preprocessing_cases()})
    write("highpass_designs.json", highpass_designs())
