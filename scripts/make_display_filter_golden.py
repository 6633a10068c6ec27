#!/usr/bin/env python3
"""Makes tests/golden/web/display_filter.json: what SciPy's filters give for the page's display filters.

The low-pass is the Butterworth filter of order two whose gain, run forward and backward, is -3 dB at 40 Hz; where it must
be cut for that is searched here on its frequency response. The notch is SciPy's iirnotch of quality 30.

Usage: scripts/make_display_filter_golden.py   (needs NumPy and SciPy)
"""

import json
from pathlib import Path

import numpy as np
from scipy import optimize, signal

SAMPLES = 200
LOW_PASS_HZ = 40.0
NOTCH_QUALITY = 30.0
HALF_POWER = 0.5


def noisy_ecg(rate_hz):
    """A beat in every 0.4 s, mains and noise, with ends that are not at zero."""
    time = np.arange(SAMPLES) / rate_hz
    beats = np.exp(-(((time % 0.4) - 0.2) ** 2) / (2 * 0.01**2))
    noise = np.random.default_rng(7).normal(0, 0.05, SAMPLES)
    return np.float32(np.round(0.3 + beats + 0.1 * np.sin(2 * np.pi * 50 * time + 1) + noise, 4))


def two_pass_power(cutoff_hz, rate_hz):
    sos = signal.butter(2, cutoff_hz, "lowpass", fs=rate_hz, output="sos")
    _, response = signal.sosfreqz(sos, worN=[LOW_PASS_HZ], fs=rate_hz)
    return abs(response[0]) ** 4


def low_pass(rate_hz):
    cutoff_hz = optimize.brentq(lambda hz: two_pass_power(hz, rate_hz) - HALF_POWER, 20, 0.49 * rate_hz, xtol=1e-12)
    return signal.butter(2, cutoff_hz, "lowpass", fs=rate_hz, output="sos")


def notch(mains_hz, rate_hz):
    return signal.tf2sos(*signal.iirnotch(mains_hz, NOTCH_QUALITY, fs=rate_hz))


def case(rate_hz, mains_hz, sections):
    samples = noisy_ecg(rate_hz)
    filtered = np.float64(samples)
    for section in sections:
        filtered = signal.sosfiltfilt(section, filtered)
    return {
        "sampling_rate_hz": rate_hz,
        "low_pass": mains_hz is None,
        "mains_hz": mains_hz,
        "samples_mv": [round(float(sample), 4) for sample in samples],
        "filtered_mv": [round(float(sample), 7) for sample in filtered],
    }


def main():
    cases = [case(rate, None, [low_pass(rate)]) for rate in (125, 250, 500, 1000)]
    cases += [case(rate, mains, [notch(mains, rate)]) for rate in (250, 500) for mains in (50, 60)]
    path = Path(__file__).parent.parent / "tests/golden/web/display_filter.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in cases) + "\n]\n")


if __name__ == "__main__":
    main()
