"""neurokit_peer.py OUT ROUNDS: NeuroKit2's cleaning, R peaks and wavelet delineation on the windows that leadwise_bench
left in OUT, lead by lead, as its documentation has it (it knows no leads together).

Prints {measure_ms}: the median time for the twelve leads of a record. Of the first ten records only: it takes a second
or so for each.
"""

import json
import pathlib
import statistics
import sys
import time

import numpy as np

from neurokit_waves import delineate_lead

RATE_HZ = 500
RECORDS = 10


def main():
    folder, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    windows = np.fromfile(folder / "window_mv.f64").reshape(-1, 12, 10 * RATE_HZ)[:RECORDS]
    times = []
    for window in [window for _ in range(min(rounds, 1)) for window in windows]:
        start = time.perf_counter()
        for lead in window:
            delineate_lead(lead, RATE_HZ)
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"measure_ms": statistics.median(times) if times else None}))


if __name__ == "__main__":
    main()
