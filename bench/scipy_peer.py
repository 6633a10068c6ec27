"""scipy_peer.py OUT ROUNDS: the published preprocessing in SciPy on the windows that leadwise_bench left in OUT.

Prints {largest_difference, preprocess_ms, preprocess_array_ms}: lead by lead as published, and the 12 leads as one
array.
"""

import json
import pathlib
import statistics
import sys
import time

import numpy as np
from scipy import signal

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "scripts"))
from published_preprocessing import RATE_HZ, WINDOW_SAMPLES, preprocess_lead  # noqa: E402


def lead_by_lead(window):
    return np.stack([preprocess_lead(lead)[0] for lead in window])


def as_array(window):
    highpass = signal.butter(5, 0.5, "highpass", fs=RATE_HZ, output="sos")
    period = np.ones(RATE_HZ // 50)
    without_wander = signal.sosfiltfilt(highpass, window, axis=-1)
    filtered = signal.filtfilt(period, [len(period)], without_wander, axis=-1, method="pad")
    return (filtered - filtered.mean(axis=-1, keepdims=True)) / filtered.std(axis=-1, ddof=1, keepdims=True)


def median_ms(windows, rounds, work):
    times = []
    for _ in range(rounds):
        for window in windows:
            start = time.perf_counter()
            work(window)
            times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times) if times else None


def main():
    folder, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    windows, ours = (np.fromfile(folder / name).reshape(-1, 12, WINDOW_SAMPLES)
                     for name in ("window_mv.f64", "standardised.f64"))
    largest = max(np.abs(work(window) - own).max()
                  for work in (lead_by_lead, as_array) for window, own in zip(windows, ours))
    print(json.dumps({"largest_difference": float(largest),
                      "preprocess_ms": median_ms(windows, rounds, lead_by_lead),
                      "preprocess_array_ms": median_ms(windows, rounds, as_array)}))


if __name__ == "__main__":
    main()
